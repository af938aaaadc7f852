"""From the claims to the pairs that are offered."""

from collections.abc import Callable

from django.db import transaction

from claims.models import AlikeClaims, Claim, PublicationState

from .joining import joined
from .judging import same, score

_AT_ONCE = 1000
Progress = Callable[[str, int], None]


def find(told: Progress = lambda what, number: None) -> dict[str, int]:
    """Look for claims that may be the same among all that are not withdrawn, drafts included. How
    many pairs are `new`, still there (`kept`), and `gone`; what an editor decided stays.

    Memory holds the texts' words and the pairs; the index is not kept for the next time.
    """
    rows = Claim.objects.exclude(publication_state=PublicationState.WITHDRAWN).order_by("pk")
    texts = dict(rows.values_list("pk", "text").iterator(chunk_size=10_000))
    told("Claims", len(texts))
    found = {}
    for first, second, similarity in joined(texts.items()):
        if same(texts[first], texts[second]):
            found[first, second] = score(texts[first], texts[second], similarity)
    told("Pairs", len(found))
    del texts
    return _write(found)


@transaction.atomic
def _write(found: dict[tuple[int, int], float]) -> dict[str, int]:
    pairs = AlikeClaims.objects
    known = {
        (first, second): (key, was, decided is not None)
        for key, first, second, was, decided in pairs.values_list(
            "pk", "first_id", "second_id", "score", "decided_at"
        ).iterator()
    }
    gone = [key for pair, (key, _, decided) in known.items() if pair not in found and not decided]
    for start in range(0, len(gone), _AT_ONCE):
        pairs.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
    for pair, (key, was, _) in known.items():
        if pair in found and found[pair] != was:
            pairs.filter(pk=key).update(score=found[pair])
    new = [pair for pair in found if pair not in known]
    pairs.bulk_create(
        (AlikeClaims(first_id=one, second_id=two, score=found[one, two]) for one, two in new),
        batch_size=_AT_ONCE,
    )
    return {"new": len(new), "kept": len(found) - len(new), "gone": len(gone)}
