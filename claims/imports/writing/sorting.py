"""Which records of a file are new, which have changed, and which are as they were."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pyroaring import BitMap

from claims.models import ImportedRecord, ImportRun

from .preparing import Prepared


@dataclass
class Sorted:
    """Some records of a file, in its order. Of each that is `new` the record is in no database yet;
    of each that `changed` it is as it was before."""

    new: list[tuple[Prepared, ImportedRecord]] = field(default_factory=list)
    changed: list[tuple[Prepared, ImportedRecord]] = field(default_factory=list)
    unchanged: list[ImportedRecord] = field(default_factory=list)
    repeated: int = 0


class _Known:
    """The records of one key: those of the database, and those that come."""

    def __init__(self, records: Iterable[ImportedRecord], met: BitMap) -> None:
        self.records = list(records)
        self.met = {id(record) for record in self.records if record.pk in met}
        # What a record that changed twice in one batch says now.
        self.now = {id(record): record.digest for record in self.records}

    def like(self, wanted: str) -> ImportedRecord | None:
        return next((one for one in self.records if self.now[id(one)] == wanted), None)

    def unmet(self) -> ImportedRecord | None:
        return next((one for one in self.records if id(one) not in self.met), None)

    def take(self, record: ImportedRecord, now: str) -> None:
        if record not in self.records or record.pk is None:
            self.records.append(record)
        self.met.add(id(record))
        self.now[id(record)] = now


def sort(batch: Collection[Prepared], run: ImportRun, met: BitMap) -> Sorted:
    """Sort the records by what the database knows of them and what the run has `met` so far.

    The same values under the same key once more are a repetition within one file, and unchanged
    otherwise. Other values are a change of the first record of the key that the file has not come
    to yet, and a record of its own where there is none.
    """
    found = Sorted()
    items = [one.item for one in batch]
    known: dict[tuple[str, str], _Known] = {}
    for source in dict.fromkeys(item.source for item in items):
        keys = {item.key for item in items if item.source == source}
        of_source = ImportedRecord.objects.of(source, keys)
        for key in keys:
            known[source, key] = _Known(of_source.get(key, ()), met)
    for one in batch:
        item, now = one.item, one.digest
        own = known[item.source, item.key]
        if same := own.like(now):
            if id(same) in own.met:
                found.repeated += 1
            else:
                own.take(same, now)
                found.unchanged.append(same)
        elif other := own.unmet():
            own.take(other, now)
            found.changed.append((one, other))
        else:
            record = ImportedRecord(
                source=item.source,
                key=item.key,
                occurrence=len(own.records) + 1,
                digest=now,
                item=one.values,
                original=one.original,
                run=run,
            )
            own.take(record, now)
            found.new.append((one, record))
    return found
