"""Items as a file would give them, and what the database says after an import of some."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from claims.imports.items import Item, Named, Piece, Refused
from claims.imports.writing import import_file
from claims.models import (
    Attribution,
    Change,
    Claim,
    Evidence,
    ImportedRecord,
    ImportRefusal,
    ImportRun,
)

REVIEWER = Named("The Examiner", "news_organisation")
SAID_FALSE = Piece(
    words="False",
    side="against",
    kind="assessment",
    state="presented",
    sources=(REVIEWER,),
    url="https://examiner.example/1",
    date="2018-03-02",
    date_basis="reported",
)


def item(key: str = "1", **values: Any) -> Item:
    """A record of a feed, with other `values` where they are given."""
    usual = Item(
        source="feed",
        key=key,
        number=0,
        place="",
        text=f"The bridge {key} was closed by the mayor",
        kind="fact",
        url=f"https://feed.example/{key}",
        date="2018-03-01",
        date_basis="reported",
        language="en",
        claimants=(Named("The Courier", "news_organisation"),),
        subjects=(Named("Freedonia", "state"),),
        tags=("bridges",),
        original={"title": key},
    )
    return replace(usual, **values)


def numbered(records: Sequence[Item | Refused]) -> list[Item | Refused]:
    """The records as one file has them."""
    return [
        replace(record, number=number, place=f"line {number}")
        for number, record in zip(count(1), records, strict=False)
    ]


def imported(*records: Item | Refused, name: str = "feed.csv", **options: Any) -> ImportRun:
    """Import a file of these records."""
    rows = numbered(records)

    def reading(after: int) -> Iterator[Item | Refused]:
        return iter(rows[after:])

    how = {"format": "csv", "mapping": "", "source": "", "publish": options.pop("publish", False)}
    return import_file(io.BytesIO(name.encode()), name, reading, how=how, **options)


def counts(run: ImportRun) -> dict[str, int]:
    """What was counted, without what was not met."""
    names = ("new", "changed", "unchanged", "repeated", "refused")
    assert run.position == sum(getattr(run, name) for name in names)
    return {name: getattr(run, name) for name in names if getattr(run, name)}


def reasons(run: ImportRun) -> list[tuple[int, str, str]]:
    rows = ImportRefusal.objects.in_the_files_order(run)
    return list(rows.values_list("number", "field", "why"))


def people(claim: Claim, role: str, evidence: Evidence | None = None) -> list[str]:
    rows = Attribution.objects.filter(claim=claim, evidence=evidence, role=role)
    return sorted(rows.values_list("actor__name", flat=True))


def database() -> list[tuple[Any, ...]]:
    """All that an import writes, in order, but for keys, times and which edit it was."""
    claim = "text", "kind", "date", "date_basis", "earliest_on", "latest_on", "source_url"
    of = "claim__slug", "evidence__slug"
    record = "source", "key", "occurrence", "digest", "claim__slug"
    rows = [
        *Claim.objects.values_list("slug", "publication_state", "evidence_status", *claim),
        *Claim.objects.values_list("slug", "words__sentence", "words__everything"),
        *Evidence.objects.values_list(
            "slug", "claim__slug", "side", "kind", "state", "words", "date", "source_url"
        ),
        *Attribution.objects.values_list(*of, "role", "actor__slug"),
        *ImportedRecord.objects.values_list(*record),
        *ImportRefusal.objects.values_list("number", "place", "field", "why"),
        *ImportRun.objects.values_list(
            "position", "new", "changed", "unchanged", "repeated", "refused"
        ),
        *Change.objects.values_list("source", "action", "kind"),
    ]
    return sorted(rows, key=repr)
