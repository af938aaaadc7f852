"""Few records: what they are filed under is read, and counted and put in order one by one."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter

from django.utils.functional import cached_property
from pyroaring import BitMap

from claims.models import RecordKeys

from . import keys as k
from .days import Side
from .shelf import Shelf
from .writing import unpacked

MOST = 6_000
"""Reading so many takes as long as counting many by intersection."""


class Few:
    """At most `MOST` records of a kind. One query, when first asked."""

    @classmethod
    def of(cls, rows: BitMap, shelf: Shelf, most: int | None = None) -> "Few | None":
        """The rows, if they are few: at most `most`, or MOST."""
        return cls(rows, shelf) if len(rows) <= min(MOST, most or MOST) else None

    def __init__(self, rows: BitMap, shelf: Shelf) -> None:
        self._rows = rows
        self._shelf = shelf
        self._by_side: dict[Side, list[tuple[int, int]]] = {}

    @cached_property
    def filed(self) -> dict[int, array]:
        """The keys of each, ascending."""
        records = [k.record(self._shelf.kind, pk) for pk in self._rows]
        found = RecordKeys.objects.using(self._shelf.using).filter(pk__in=records)
        return {
            k.pk_of(record): unpacked(keys) for record, keys in found.values_list("record", "keys")
        }

    @cached_property
    def tally(self) -> Counter[int]:
        """How many of them each key has."""
        return Counter(chain.from_iterable(self.filed.values()))

    def by_value(self, dimensions: Iterable[int]) -> Counter[int]:
        """How many have each value in one of the dimensions. A row counts once for a value."""
        bounds = [(k.key(dimension), k.key(dimension + 1)) for dimension in dimensions]
        if len(bounds) == 1:
            ((first, last),) = bounds
            return Counter(
                {k.value_of(key): n for key, n in self.tally.items() if first <= key < last}
            )
        counts: Counter[int] = Counter()
        for keys in self.filed.values():
            values: set[int] = set()
            for first, last in bounds:
                some = keys[bisect_left(keys, first) : bisect_left(keys, last)]
                values.update(map(k.value_of, some))
            counts.update(values)
        return counts

    def by_day(self, rows: BitMap, side: Side, *, descending: bool) -> Iterator[tuple[int, BitMap]]:
        """(day, those of `rows` whose date begins, or ends, on it), the days in order."""
        days = self._days(side)
        for day, of_day in groupby(reversed(days) if descending else days, itemgetter(0)):
            if found := BitMap(pk for _, pk in of_day if pk in rows):
                yield day, found

    def _days(self, side: Side) -> list[tuple[int, int]]:
        """(day, row), in order, of those with a date."""
        if side not in self._by_side:
            found = self._by_side[side] = []
            first, last = k.key(side.days), k.key(side.days + 1)
            for pk, keys in self.filed.items():
                place = bisect_left(keys, first)
                if place < len(keys) and keys[place] < last:
                    found.append((k.value_of(keys[place]), pk))
            found.sort()
        return self._by_side[side]


def batched(keys: Iterable[int], most: int = 5000) -> Iterator[list[int]]:
    keys = iter(keys)
    while some := list(islice(keys, most)):
        yield some
