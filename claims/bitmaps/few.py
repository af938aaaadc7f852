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
from .writing import KEY_BYTES, unpacked

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
    def _filed(self) -> tuple[array, array, array]:
        """(the rows; where the keys of each end; the keys of one after another, each one's
        ascending). Each row's in an array of its own would be thousands of objects, which stay
        until Python looks for cycles: a filterset is one."""
        records = [k.record(self._shelf.kind, pk) for pk in self._rows]
        found = RecordKeys.objects.using(self._shelf.using).filter(pk__in=records)
        rows, ends, stored = array("Q"), array("Q"), bytearray()
        for record, keys in found.values_list("record", "keys"):
            stored += keys
            rows.append(k.pk_of(record))
            ends.append(len(stored) // KEY_BYTES)
        return rows, ends, unpacked(stored)

    def _each(self) -> Iterator[tuple[int, int, int]]:
        """(row, where its keys begin, where they end)."""
        rows, ends, _ = self._filed
        return zip(rows, chain([0], ends), ends, strict=False)

    @cached_property
    def tally(self) -> Counter[int]:
        """How many of them each key has."""
        *_, keys = self._filed
        return Counter(keys)

    def by_value(self, dimensions: Iterable[int]) -> Counter[int]:
        """How many have each value in one of the dimensions. A row counts once for a value."""
        bounds = [(k.key(dimension), k.key(dimension + 1)) for dimension in dimensions]
        if len(bounds) == 1:
            ((first, last),) = bounds
            return Counter(
                {k.value_of(key): n for key, n in self.tally.items() if first <= key < last}
            )
        counts: Counter[int] = Counter()
        *_, keys = self._filed
        for _, begin, end in self._each():
            values: set[int] = set()
            for first, last in bounds:
                start = bisect_left(keys, first, begin, end)
                some = keys[start : bisect_left(keys, last, start, end)]
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
            *_, keys = self._filed
            for pk, begin, end in self._each():
                place = bisect_left(keys, first, begin, end)
                if place < end and keys[place] < last:
                    found.append((k.value_of(keys[place]), pk))
            found.sort()
        return self._by_side[side]


def batched(keys: Iterable[int], most: int = 5000) -> Iterator[list[int]]:
    keys = iter(keys)
    while some := list(islice(keys, most)):
        yield some
