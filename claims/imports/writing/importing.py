"""One file, a batch at a time: each batch is written whole, with the position after it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
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
from .changing import change, named_before
from .naming import actors, people
from .plain import digest, kept, plain
from .rows import Unfit, Written, attributions, give_addresses, new_claim, write_new
from .sorting import sort

AT_ONCE = 2000

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
) -> ImportRun:
    """Import what `reading` reads of the file; what was counted, and refused, is in the run. `how`:
    format, mapping, source and publish, as ImportRun has them.

    `told` after each batch, `refused` in the end, while what was refused can be asked for.
    Whoever ends it anywhere can resume it: what is in the database is what the position says.
    With `dry_run` all of that is done, and undone in the end.
    Raises NothingToResume, and whatever `reading` raises; then what came before is kept.
    """
    with ExitStack() as stack:
        if dry_run:
            stack.enter_context(transaction.atomic())
        run = runs.begun(file, name, resume=resume, by=by, **how)
        known = runs.met(run)
        records = reading(run.position)
        with history.acting(source=f"import of {name}", by=by):
            try:
                for batch in _batches(records):
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


def _batches(records: Iterator[Item | Refused]) -> Iterator[list[Item | Refused]]:
    """Some records at a time. Where the reading breaks off, those before come first."""
    while True:
        batch: list[Item | Refused] = []
        try:
            for record in islice(records, AT_ONCE):
                batch.append(record)  # one by one, to have those before a break
        except Exception:
            if batch:
                yield batch
            raise
        if not batch:
            return
        yield batch


@dataclass
class Importing:
    """A batch of records on its way into the database."""

    run: ImportRun
    met: BitMap
    refusals: list[ImportRefusal] = field(default_factory=list)

    def take(self, batch: list[Item | Refused]) -> None:
        written: dict[int, Written] = {}
        for one in batch:
            try:
                if isinstance(one, Refused):
                    raise Unfit(one.field, one.why)
                # Before it is known whether it is new: what is refused once is refused always.
                written[one.number] = new_claim(one, publish=self.run.publish)
            except Unfit as error:
                self._tell(one, error.field, error.why)
                self.run.refused += 1
        items = [one for one in batch if isinstance(one, Item) and one.number in written]
        sorted_ = sort(items, self.run, self.met)
        new = list(self._at_free_addresses(sorted_.new))
        self.run.repeated += sorted_.repeated
        self.run.unchanged += len(sorted_.unchanged)
        self.met.update(record.pk for record in sorted_.unchanged)
        self._add(new, written)
        for item, record in sorted_.changed:
            self._change(item, record)
        self.run.position += len(batch)
        ImportRefusal.objects.bulk_create(self.refusals)

    def _at_free_addresses(
        self, new: list[tuple[Item, ImportedRecord]]
    ) -> Iterator[tuple[Item, ImportedRecord]]:
        """Those whose claim and evidence can have the addresses that they ask for."""
        taken = _taken([slug for item, _ in new for slug in _addresses(item)])
        for item, record in new:
            own = _addresses(item)
            if len(set(own)) < len(own) or not taken.isdisjoint(own):
                why = "There is a claim or evidence with this address here: is it the same one?"
                self._tell(item, "slug", why)
                self.run.refused += 1
            else:
                taken.update(own)
                yield item, record

    def _tell(self, at: Item | Refused, field: str, why: str) -> None:
        self.refusals.append(
            ImportRefusal(
                run=self.run,
                number=at.number,
                place=kept(at.place)[:200],
                field=kept(field)[:200],
                why=kept(why),
                original=kept(at.original),
            )
        )

    def _add(self, new: list[tuple[Item, ImportedRecord]], written: dict[int, Written]) -> None:
        whom = self._whom([item for item, _ in new])
        came = [(item, record, written[item.number]) for item, record in new]
        for item, record, one in came:
            give_addresses(one, item, record.occurrence)
        write_new(Claim, [one.claim for _, _, one in came])
        write_new(Evidence, [part for _, _, one in came for part in one.parts()])
        write_new(
            Attribution,
            [row for item, _, one in came for row in attributions(item, one, whom[item.source])],
        )
        # All that follows from a part or a role follows from its claim, if that is new as well. A
        # claim has the time of its change already.
        derived.refresh_after(Claim, [], dict.fromkeys((one.claim.pk for _, _, one in came), False))
        for _, record, one in came:
            record.claim_id = one.claim.pk
        records = [record for _, record, _ in came]
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

    def _change(self, item: Item, record: ImportedRecord) -> None:
        whom = actors(item.source, [*named_before(record), *people(item)])
        for field_, why in change(item, record, whom):
            self._tell(item, field_, why)
        record.item = plain(item)
        record.digest = digest(record.item)
        record.original, record.run = kept(item.original), self.run
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
