"""The dates of a list, by the index: from when to when, and how many in each bar."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from pyroaring import BitMap

from claims.charts.bins import Bin

from . import keys as k
from .days import BEGINNING, ENDING, Side, by_day, days_of, months
from .few import Few
from .finding import Found
from .shelf import Shelf

Days = tuple[date, date]


class Dated:
    """The dates of some rows."""

    @classmethod
    def of(cls, found: Found) -> "Dated":
        """Of the rows that fit a filterset, what it asks of the date included."""
        return cls(found.rows(), found.shelf, found.few())

    def __init__(self, rows: BitMap, shelf: Shelf, few: Few | None = None) -> None:
        """`few`: the same rows, where they are few."""
        self.shelf = shelf
        self.rows = rows & shelf[k.DATED]
        self.undated = len(rows) - len(self.rows)
        self._few = few

    def number(self) -> int:
        return len(self.rows)

    def extent(self) -> Days | None:
        """The first and the last day on which one of them may lie; None where none has a date."""
        return self._from_to(BEGINNING, ENDING)

    def core(self) -> Days | None:
        """The day by which the first of them is over, and that on which the last has begun."""
        return self._from_to(ENDING, BEGINNING)

    def _from_to(self, first: Side, last: Side) -> Days | None:
        earliest = next(self._by_day(first, descending=False), None)
        latest = next(self._by_day(last, descending=True), None)
        if earliest is None or latest is None:
            return None
        return date.fromordinal(earliest[0]), date.fromordinal(latest[0])

    def _by_day(self, side: Side, *, descending: bool) -> Iterator[tuple[int, BitMap]]:
        if self._few:
            return self._few.by_day(self.rows, side, descending=descending)
        return by_day(self.shelf, self.rows, side, descending=descending)

    def counts(self, axis: Sequence[Bin]) -> list[int]:
        """How many may lie in each of the bins, which adjoin, the first of them first."""
        ends, begins = (self._numbers(side, axis) for side in (ENDING, BEGINNING))
        # In a bin lie those that are not over before it, and have begun by its end.
        over = [0, *accumulate(ends)]
        yet_to_begin = [0, *accumulate(reversed(begins))]
        number = len(self.rows)
        return [
            number - over[place] - yet_to_begin[len(axis) - 1 - place] for place in range(len(axis))
        ]

    def sure(self, axis: Sequence[Bin]) -> list[int]:
        """How many lie in each of the bins and in no other."""
        begins, ends = (self._sets(side, axis) for side in (BEGINNING, ENDING))
        return [len(one & other) for one, other in zip(begins, ends, strict=True)]

    def _sets(self, side: Side, axis: Sequence[Bin]) -> list[BitMap]:
        """Those that begin, or end, in each of the bins. At most one query."""
        of_bins = [_keys(self.shelf, side, bin.first, bin.last) for bin in axis]
        sets = self.shelf.get(key for keys in of_bins for key in keys)
        return [
            BitMap.union(BitMap(), *(sets[key] for key in keys)) & self.rows for keys in of_bins
        ]

    def _numbers(self, side: Side, axis: Sequence[Bin]) -> list[int]:
        """How many begin, or end, in each of the bins. At most one query."""
        of_bins = [_keys(self.shelf, side, bin.first, bin.last) for bin in axis]
        if self._few:
            return [sum(self._few.tally[key] for key in keys) for keys in of_bins]
        sets = self.shelf.get(key for keys in of_bins for key in keys)
        here = self.rows
        return [sum(here.intersection_cardinality(sets[key]) for key in keys) for keys in of_bins]


def _keys(shelf: Shelf, side: Side, first: date, last: date) -> list[int]:
    """The keys of the months from the first to the last of these days, and of the days of those
    months that are not whole."""
    keys = []
    days = range(first.toordinal(), last.toordinal() + 1)
    for month in months(shelf, side):
        if not k.month(first) <= month <= k.month(last):
            continue
        of_month = days_of(month)
        if of_month[0] in days and of_month[-1] in days:
            keys.append(k.key(side.months, month))
        else:
            keys += [k.key(side.days, day) for day in of_month if day in days]
    return keys
