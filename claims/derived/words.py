"""The texts by which a claim is found."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from claims import search


def texts_to_search(claims: Collection[Any]) -> Iterator[tuple[int, str, list[str]]]:
    """(key, sentence, published quotes and headlines) of each of the claims, in a fixed order."""
    from claims.models import Anchor

    others: dict[int, dict[str, None]] = defaultdict(dict)
    anchors = Anchor.objects.published().filter(claim__among=[claim.pk for claim in claims])
    for key, quote, headline in anchors.order_by("pk").values_list(
        "claim_id", "passage__exact", "passage__text__article__headline"
    ):
        others[key] |= {quote: None, headline: None}
    for claim in claims:
        yield claim.pk, claim.text, sorted(others[claim.pk])


def write_words(claims: Collection[Any]) -> None:
    if claims:
        search.index("default", texts_to_search(claims))
