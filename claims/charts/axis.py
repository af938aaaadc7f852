"""The days that a time axis shows, its ticks, and the steps by which a reader widens them."""

from dataclasses import dataclass
from datetime import date

from .bins import ONE_DAY, Bin, Unit, bin_of, bins, coarser, number_of_bins

# How many labels of each unit stand beside one another without touching.
MOST_TICKS = {
    Unit.DAY: 31,
    Unit.MONTH: 24,
    Unit.YEAR: 20,
    Unit.DECADE: 14,
    Unit.CENTURY: 10,
    Unit.MILLENNIUM: 10,
}

# Vague dates widen the axis to at most so many times the days of the others, or two years: one
# record of “the 20th century” shall not press those of a week into a line.
MOST_WIDENED = 3
NEVER_TOO_WIDE = 2 * 366


@dataclass(frozen=True)
class Axis:
    """The days from `first` to `last`, both included, on `width` units of the picture."""

    first: date
    last: date
    width: int
    ticks: list[Bin]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def start_of(self, day: date) -> float:
        """Where `day` begins; at the edge, if it lies beyond."""
        days = (min(max(day, self.first), self.last) - self.first).days
        return self.width * days / self.days

    def end_of(self, day: date) -> float:
        """Where `day` ends; at the edge, if it lies beyond."""
        days = (min(max(day, self.first), self.last) - self.first).days + 1
        return self.width * days / self.days

    @property
    def groups(self) -> list[Bin]:
        """The units that hold the ticks: the years of months, the months of days; [] for years
        and what is longer, whose names need nothing beside them."""
        unit = self.ticks[0].unit
        longer = coarser(unit) if unit in (Unit.DAY, Unit.MONTH) else None
        found = bins(self.first, self.last, longer) if longer else []
        return [bin.within(self.first, self.last) for bin in found]


def tick_unit(first: date, last: date) -> Unit:
    """The finest unit whose labels have room."""
    for unit, most in MOST_TICKS.items():
        if number_of_bins(first, last, unit) <= most:
            return unit
    return Unit.MILLENNIUM


def axis(
    shown: tuple[date, date], width: int, *, fixed_first: bool = False, fixed_last: bool = False
) -> Axis:
    """An axis over the `shown` days, out to whole ticks at the ends that are not fixed."""
    first, last = shown
    unit = tick_unit(first, last)
    first = first if fixed_first else bin_of(first, unit).first
    last = last if fixed_last else bin_of(last, unit).last
    # Whole units may be more than there was room for.
    ticks = bins(first, last, tick_unit(first, last))
    return Axis(first, last, width, [tick.within(first, last) for tick in ticks])


def days_shown(whole: tuple[date, date], core: tuple[date, date]) -> tuple[date, date]:
    """The first and the last day to show of records that lie within `whole`, where `core` touches
    every one of them: the whole, unless vague dates make it far wider than the others are."""
    width, inner = (whole[1] - whole[0]).days + 1, (core[1] - core[0]).days + 1
    if core[0] > core[1] or width <= max(MOST_WIDENED * inner, NEVER_TOO_WIDE):
        return whole
    return core


def wider(first: date, last: date) -> Bin | None:
    """The shortest unit of the calendar that holds the days from `first` to `last` and more."""
    for unit in list(Unit)[1:]:
        found = bin_of(first, unit)
        if found.last >= last and (found.first, found.last) != (first, last):
            return found
    return None


def beside(first: date, last: date) -> tuple[Bin | None, Bin | None]:
    """The unit before and the one after, where the days from `first` to `last` are one unit of
    the calendar; the longest such unit."""
    for unit in reversed(Unit):
        whole = bin_of(first, unit)
        if (whole.first, whole.last) == (first, last):
            earlier = None if first == date.min else bin_of(first - ONE_DAY, unit)
            later = None if last == date.max else bin_of(last + ONE_DAY, unit)
            return earlier, later
    return None, None
