"""One file, a batch at a time: each batch is written whole, with the position after it."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db import transaction
from pyroaring import BitMap

from claims import bulk, derived, history
from claims.derived import together
from claims.imports.items import Item, Refused
from claims.models import (
    Attribution,
    Claim,
    Evidence,
    FormerSlug,
    ImportedRecord,
    ImportRefusal,
    ImportRun,
)

from . import runs
from .beside import beside
from .changing import change, named_before
from .naming import actors, people
from .plain import kept
from .preparing import Batch, Prepared, batches
from .rows import attributions, give_addresses, write_new
from .sorting import sort

Reading = Callable[[int], Iterator[Item | Refused]]
"""The records of the file after a position, in its order."""
Position = Callable[[ImportRun], None]
"""Is told how far the import has come."""


def import_file(
    file: BinaryIO,
    name: str,
    reading: Reading,
    *,
    how: dict[str, Any],
    by: Any = None,
    resume: bool = False,
    dry_run: bool = False,
    told: Position = lambda _: None,
    refused: Position = lambda _: None,
    read_beside: bool = False,
) -> ImportRun:
    """Import what `reading` reads of the file; what was counted, and refused, is in the run. `how`:
    format, mapping, source and publish, as ImportRun has them.

    `told` after each batch, `refused` in the end, while what was refused can be asked for.
    Whoever ends it anywhere can resume it: what is in the database is what the position says.
    With `dry_run` all of that is done, and undone in the end. With `read_beside` a process of its
    own reads the file.
    Raises NothingToResume, and whatever `reading` raises; then what came before is kept.
    """
    with ExitStack() as stack:
        if dry_run:
            stack.enter_context(transaction.atomic())
        run = runs.begun(file, name, resume=resume, by=by, **how)
        known = runs.met(run)

        def read() -> Iterator[Batch]:
            return batches(lambda: reading(run.position), publish=run.publish)

        with history.acting(source=f"import of {name}", by=by):
            try:
                for batch in beside(read) if read_beside else read():
                    with together():
                        Importing(run, known).take(batch)
                        runs.keep(run, known)
                    told(run)
            finally:
                refused(run)
        runs.end(run)
        if dry_run:
            transaction.set_rollback(True)
    return run


@dataclass
class Importing:
    """A batch of records on its way into the database."""

    run: ImportRun
    met: BitMap
    refusals: list[ImportRefusal] = field(default_factory=list)

    def take(self, batch: Batch) -> None:
        for one in batch:
            if isinstance(one, Refused):
                self._tell(one, one.field, one.why, kept(one.original))
                self.run.refused += 1
        sorted_ = sort([one for one in batch if isinstance(one, Prepared)], self.run, self.met)
        new = list(self._at_free_addresses(sorted_.new))
        self.run.repeated += sorted_.repeated
        self.run.unchanged += len(sorted_.unchanged)
        self.met.update(record.pk for record in sorted_.unchanged)
        self._add(new)
        for one, record in sorted_.changed:
            self._change(one, record)
        self.run.position += len(batch)
        ImportRefusal.objects.bulk_create(self.refusals)

    def _at_free_addresses(
        self, new: list[tuple[Prepared, ImportedRecord]]
    ) -> Iterator[tuple[Prepared, ImportedRecord]]:
        """Those whose claim and evidence can have the addresses that they ask for."""
        taken = _taken([slug for one, _ in new for slug in _addresses(one.item)])
        for one, record in new:
            own = _addresses(one.item)
            if len(set(own)) < len(own) or not taken.isdisjoint(own):
                why = "There is a claim or evidence with this address here: is it the same one?"
                self._tell(one.item, "slug", why, json.loads(one.original))
                self.run.refused += 1
            else:
                taken.update(own)
                yield one, record

    def _tell(self, at: Item | Refused, field: str, why: str, original: Any) -> None:
        self.refusals.append(
            ImportRefusal(
                run=self.run,
                number=at.number,
                place=kept(at.place)[:200],
                field=kept(field)[:200],
                why=kept(why),
                original=original,
            )
        )

    def _add(self, new: list[tuple[Prepared, ImportedRecord]]) -> None:
        whom = self._whom([one.item for one, _ in new])
        for one, record in new:
            give_addresses(one.written, one.item, record.occurrence)
        claims = [one.written.claim for one, _ in new]
        write_new(Claim, claims)
        evidence = [part for one, _ in new for part in one.written.parts()]
        write_new(Evidence, evidence)
        roles = [
            row
            for one, _ in new
            for row in attributions(one.item, one.written, whom[one.item.source])
        ]
        write_new(Attribution, roles)
        derived.follow_new(claims, evidence, roles)
        for one, record in new:
            record.claim_id = one.written.claim.pk
        records = [record for _, record in new]
        bulk.take_keys(ImportedRecord, records)
        bulk.write_all(ImportedRecord, records)
        self.met.update(record.pk for record in records)
        self.run.new += len(new)

    def _whom(self, items: list[Item]) -> dict[str, dict[str, int]]:
        """By source and name, the actors."""
        return {
            source: actors(
                source, (one for item in items if item.source == source for one in people(item))
            )
            for source in dict.fromkeys(item.source for item in items)
        }

    def _change(self, one: Prepared, record: ImportedRecord) -> None:
        item, original = one.item, json.loads(one.original)
        whom = actors(item.source, [*named_before(record), *people(item)])
        for field_, why in change(item, record, whom):
            self._tell(item, field_, why, original)
        record.item, record.digest = json.loads(one.values), one.digest
        record.original, record.run = original, self.run
        record.save()
        self.met.add(record.pk)
        self.run.changed += 1


def _addresses(item: Item) -> list[str]:
    """The addresses that the item asks for, by kind."""
    own = [f"claim {item.slug}"] if item.slug else []
    return own + [f"evidence {piece.slug}" for piece in item.evidence if piece.slug]


def _taken(addresses: list[str]) -> set[str]:
    """Those of the addresses that lead, or led, to something here."""
    found: set[str] = set()
    for kind, rows in (
        ("claim", Claim.objects.all()),
        ("claim", FormerSlug.objects.of_kind("claim")),
        ("evidence", Evidence.objects.all()),
    ):
        slugs = [one.removeprefix(f"{kind} ") for one in addresses if one.startswith(f"{kind} ")]
        if slugs:
            there = rows.filter(slug__in=slugs).values_list("slug", flat=True)
            found.update(f"{kind} {slug}" for slug in there)
    return found
