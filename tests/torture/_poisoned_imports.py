"""Payloads in every text of a feed and of a table that are imported, for `xss`."""

import csv
import json
from collections import Counter
from copy import deepcopy
from pathlib import Path

# What the site works out from the others.
from tests.torture._let_in import Record, count, told

_REVIEW: Record = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The bridge was closed",
    "url": "https://reviews.example/1",
    "datePublished": "2022-12-13",
    "keywords": "bridge",
    "inLanguage": "en",
    "author": {"@type": "Organization", "name": "The Examiner", "url": "https://e.example/"},
    "reviewRating": {"@type": "Rating", "alternateName": "Not quite"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "The Mayor", "sameAs": "https://m.example/"},
        "about": {"@type": "Thing", "name": "Freedonia"},
        "appearance": {"@type": "CreativeWork", "url": "https://seen.example/1"},
        "datePublished": "2022-12-12",
    },
}
_COLUMNS = {
    "claim": "The bridge was closed",
    "link": "https://table.example/1",
    "day": "2022-12-12",
    "who": "The Courier",
    "about": "Freedonia",
    "seen": "https://seen.example/2",
    "tongue": "en",
    "words": "bridge",
    "answer": "It was open",
    "page": "https://answers.example/1",
}
_MAPPING = """
source: table
key: [number]
text: claim
url: link
date: day
date_basis: reported
language: tongue
claimants: [{column: who, kind: news_organisation}]
subjects: [{column: about, kind: state}]
appearances: [{column: seen}]
tags: [{column: words}]
evidence:
- words: answer
  source: {value: The Courier, kind: news_organisation}
  url: page
  date: day
"""


def leaves(value: Record, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for key, one in value.items():
        if isinstance(one, dict):
            found += leaves(one, (*before, key))
        elif not key.startswith("@"):
            found.append((*before, key))
    return found


def by_import(payloads: list[str], folder: Path) -> None:
    """A record for each field and payload, and one with the payload in all that takes it."""
    from django.core.management import call_command

    from claims.models import ImportRefusal

    reviews, rows, meant = [], [], []
    for number, payload in enumerate(payloads):
        for path in leaves(_REVIEW):
            review = deepcopy(_REVIEW)
            key = f"{number}-{'-'.join(path)}"
            review["url"] = f"https://reviews.example/{key}"
            review["claimReviewed"] += f" {key}"
            inner = review
            for part in path[:-1]:
                inner = inner[part]
            inner[path[-1]] = payload
            reviews.append(review)
            meant.append(("ClaimReview", ".".join(path)))
        for name in _COLUMNS:
            row = {"number": f"{len(rows)}", **_COLUMNS, name: payload}
            rows.append(row)
    # The name of a file is shown too.
    feed = folder / "<img src=x onerror=alert(1)>.jsonl"
    feed.write_text("\n".join(map(json.dumps, reviews)), encoding="utf-8")
    table, mapping = folder / "table.csv", folder / "mapping.yaml"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["number", *_COLUMNS])
        writer.writeheader()
        writer.writerows(rows)
    mapping.write_text(_MAPPING)
    quiet = {"publish": True, "stdout": (folder / "said").open("w")}
    call_command("import_claims", str(feed), format="claimreview", source="feed", **quiet)
    refused = set(ImportRefusal.objects.values_list("place", flat=True))
    before = ImportRefusal.objects.count()
    for number, (way, field) in enumerate(meant, 1):
        count(way, field, not any(place.endswith(f" {number}") for place in refused))
    call_command("import_claims", str(table), format="csv", mapping=str(mapping), **quiet)
    columns = Counter[str](
        refusal.field or "claim" for refusal in ImportRefusal.objects.order_by("pk")[before:]
    )
    refused_rows = sum(columns.values())
    told["table all columns"] = Counter(
        {"let in": len(rows) - refused_rows, "refused": refused_rows}
    )
