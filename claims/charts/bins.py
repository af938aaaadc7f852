"""Days, months, years, decades, centuries, millennia: the units into which a time axis is cut."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from itertools import accumulate

ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """From the finest to the coarsest; each fits a whole number of times into the next."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


_UNITS = tuple(Unit)
# The years from which the longer units are counted: the 1990s are 1990 to 1999, and the first of
# each kind lacks the year 0, which the calendar does not have.
_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}


@dataclass(frozen=True)
class Bin:
    """One unit of the calendar, or the part of it that lies within a range."""

    unit: Unit
    first: date
    last: date

    @property
    def after(self) -> str:
        """The first day as the URL's `after` has it: no longer than the unit needs."""
        whole = bin_of(self.first, self.unit)
        return _written(self.first, self.unit) if self.first == whole.first else str(self.first)

    @property
    def before(self) -> str:
        """The last day as the URL's `before` has it."""
        whole = bin_of(self.last, self.unit)
        return _written(self.last, self.unit) if self.last == whole.last else str(self.last)

    @property
    def edtf(self) -> str:
        """The bin as a date of EDTF, to be put in words."""
        if self != bin_of(self.first, self.unit):
            return "/".join(dict.fromkeys((str(self.first), str(self.last))))
        # The decade of the year 1 lacks the year 0, which the calendar does not have.
        if self.unit == Unit.DECADE and self.first.year % 10 == 0:
            return f"{self.after[:3]}X"
        return "/".join(dict.fromkeys((self.after, self.before)))

    def within(self, first: date, last: date) -> "Bin":
        """The part of the bin from `first` to `last`, both included."""
        return replace(self, first=max(first, self.first), last=min(last, self.last))

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last


def _written(day: date, unit: Unit) -> str:
    length = {Unit.DAY: 10, Unit.MONTH: 7}.get(unit, 4)
    return day.isoformat()[:length]


def bin_of(day: date, unit: Unit) -> Bin:
    """The bin of `unit` in which `day` lies."""
    if unit == Unit.DAY:
        return Bin(unit, day, day)
    if unit == Unit.MONTH:
        # Four days after the 28th it is always the next month; but there is none after 9999-12.
        if (day.year, day.month) == (MAXYEAR, 12):
            return Bin(unit, day.replace(day=1), date.max)
        next_month = (day.replace(day=28) + 4 * ONE_DAY).replace(day=1)
        return Bin(unit, day.replace(day=1), next_month - ONE_DAY)
    years = _YEARS[unit]
    start = day.year - day.year % years
    return Bin(unit, date(max(start, MINYEAR), 1, 1), date(start + years - 1, 12, 31))


def bins(first: date, last: date, unit: Unit) -> list[Bin]:
    """The whole bins of `unit` that cover the days from `first` to `last`, in their order."""
    found = [bin_of(first, unit)]
    while found[-1].last < last:
        found.append(bin_of(found[-1].last + ONE_DAY, unit))
    return found


def number_of_bins(first: date, last: date, unit: Unit) -> int:
    """How many `bins` there would be, without making them."""
    if unit == Unit.DAY:
        return (last - first).days + 1
    if unit == Unit.MONTH:
        return (last.year - first.year) * 12 + last.month - first.month + 1
    years = _YEARS[unit]
    return last.year // years - first.year // years + 1


def unit_for(first: date, last: date, most: int, finest: Unit = Unit.DAY) -> Unit:
    """The finest unit, from `finest` on, of which at most `most` cover the days from `first` to
    `last`; the coarsest where none does."""
    for unit in _UNITS[_UNITS.index(finest) :]:
        if number_of_bins(first, last, unit) <= most:
            return unit
    return _UNITS[-1]


def coarser(unit: Unit) -> Unit | None:
    """The next unit that is longer."""
    return next(iter(_UNITS[_UNITS.index(unit) + 1 :]), None)


def spread(counts: Iterable[tuple[date, date, int]], bins: Sequence[Bin]) -> list[int]:
    """How many may fall into each of the bins, which follow one another: each (earliest, latest,
    number) counts in every bin with which it has a day in common."""
    firsts, lasts = [bin.first for bin in bins], [bin.last for bin in bins]
    steps = [0] * (len(bins) + 1)
    for earliest, latest, number in counts:
        begins, ends = bisect_left(lasts, earliest), bisect_right(firsts, latest)
        if begins < ends:
            steps[begins] += number
            steps[ends] -= number
    return list(accumulate(steps))[:-1]
