"""Files of a test's own, read."""

import gzip
import io
import json
from typing import Any

from claims.imports.items import Item, Refused
from claims.imports.reading import read

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://examiner.example/bridge",
    "claimReviewed": "The bridge was closed",
    "datePublished": "2018-03-02",
    "author": {"@type": "Organization", "name": "The Examiner"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "A mayor"},
        "datePublished": "2018-03-01",
    },
    "reviewRating": {"@type": "Rating", "alternateName": "False"},
}


def review(**values: Any) -> dict[str, Any]:
    return {**REVIEW, **values}


def reviews(content: Any, **options: Any) -> list[Item | Refused]:
    """What is read of JSON, or of bytes as they are."""
    given = content if isinstance(content, bytes) else json.dumps(content).encode()
    return list(read(io.BytesIO(given), format="claimreview", **options))


def rows(content: str | bytes, mapping: Any, **options: Any) -> list[Item | Refused]:
    given = content if isinstance(content, bytes) else content.encode()
    return list(read(io.BytesIO(given), format="csv", mapping=mapping, **options))


def items(found: list[Item | Refused]) -> list[Item]:
    assert all(isinstance(one, Item) for one in found), found
    return [one for one in found if isinstance(one, Item)]


def packed(content: bytes) -> bytes:
    return gzip.compress(content)
