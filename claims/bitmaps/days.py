"""When, by the index: records by the months and days on which their dates begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pyroaring import BitMap

from . import keys as k
from .shelf import Shelf


@dataclass(frozen=True)
class Side:
    """One end of the dates: by what it is filed."""

    months: k.Dimension
    days: k.Dimension


BEGINNING = Side(k.Dimension.BEGINS_IN, k.Dimension.BEGINS_ON)
ENDING = Side(k.Dimension.ENDS_IN, k.Dimension.ENDS_ON)


def months(shelf: Shelf, side: Side) -> list[int]:
    """The months that there are, in order."""
    return [k.value_of(key) for key in shelf.numbers(side.months)]


def days_of(month: int) -> range:
    """The days of a month, as the index numbers them."""
    year, place = divmod(month, 12)
    first = date(year, place + 1, 1).toordinal()
    if (year, place) == (9999, 11):
        return range(first, date.max.toordinal() + 1)
    year, place = divmod(month + 1, 12)
    return range(first, date(year, place + 1, 1).toordinal())


def beginning_by(shelf: Shelf, day: date) -> BitMap:
    """Those whose date begins on the day or before."""
    return _up_to(shelf, BEGINNING, day)


def ending_from(shelf: Shelf, day: date) -> BitMap:
    """Those whose date ends on the day or after."""
    if day == date.min:
        return shelf[k.DATED]
    return shelf[k.DATED] - _up_to(shelf, ENDING, date.fromordinal(day.toordinal() - 1))


def _up_to(shelf: Shelf, side: Side, day: date) -> BitMap:
    """Those whose date begins, or ends, on the day or before: whole months, and days of the last;
    what is the less of before and after."""
    month = k.month(day)
    there = months(shelf, side)
    before = [m for m in there if m < month]
    after = [m for m in there if m > month]
    in_month = [d for d in days_of(month) if d <= day.toordinal()] if month in there else []
    days = [k.key(side.days, d) for d in in_month]
    if len(before) <= len(after):
        return shelf.union([*(k.key(side.months, m) for m in before), *days])
    late = [k.key(side.days, d) for d in days_of(month) if d > day.toordinal()]
    late = late if month in there else []
    return shelf[k.DATED] - shelf.union([*(k.key(side.months, m) for m in after), *late])


def by_day(
    shelf: Shelf,
    rows: BitMap,
    side: Side,
    *,
    descending: bool,
    start: int | None = None,
    at_once: int = 1,
) -> Iterator[tuple[int, BitMap]]:
    """(day, those of `rows` whose date begins, or ends, on it), the days in order, none empty;
    from the day `start` on, if given. The days of `at_once` rows are read in one query."""
    there = months(shelf, side)
    if start is not None:
        first = k.month(date.fromordinal(start))
        there = [m for m in there if (m <= first if descending else m >= first)]
    if descending:
        there.reverse()
    sets = shelf.get(k.key(side.months, m) for m in there)
    some: list[tuple[int, BitMap]] = []
    for month in there:
        if here := sets[k.key(side.months, month)] & rows:
            some.append((month, here))
        if some and (month == there[-1] or sum(len(found) for _, found in some) >= at_once):
            yield from _days(shelf, some, side, descending, start)
            some = []


def _days(
    shelf: Shelf,
    months: list[tuple[int, BitMap]],
    side: Side,
    descending: bool,
    start: int | None,
) -> Iterator[tuple[int, BitMap]]:
    of_days = shelf.get(k.key(side.days, d) for month, _ in months for d in days_of(month))
    for month, here in months:
        days = days_of(month)
        for day in reversed(days) if descending else days:
            if start is not None and (day > start if descending else day < start):
                continue
            if found := of_days[k.key(side.days, day)] & here:
                yield day, found
