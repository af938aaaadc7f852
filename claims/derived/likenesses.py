"""By what an article's text is found to be nearly the same as another."""

from collections.abc import Collection
from typing import Any

from claims.intake import likeness

# A text may have a megabyte.
BATCH = 20


def bands_of_texts(keys: Collection[Any]) -> dict[int, likeness.Bands]:
    """The bands of the words of each of the texts with `keys`."""
    from claims.models import ArticleText

    bodies = ArticleText.objects.filter(pk__in=keys).values_list("pk", "body")
    return {key: likeness.bands(likeness.simhash(body)) for key, body in bodies}


def write_likenesses(keys: Collection[Any]) -> None:
    """Work out anew the likeness of the texts with `keys`; of those that are no more, nothing."""
    from claims.models import TextLikeness

    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        TextLikeness.objects.bulk_create(
            [
                TextLikeness(text_id=key, band_0=first, band_1=second, band_2=third, band_3=fourth)
                for key, (first, second, third, fourth) in bands_of_texts(
                    ordered[start : start + BATCH]
                ).items()
            ],
            update_conflicts=True,
            unique_fields=["text"],
            update_fields=["band_0", "band_1", "band_2", "band_3"],
        )
