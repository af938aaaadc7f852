"""How many claims an actor has a part in, by year: what its page draws as a strip. Pure."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from claims.charts import bins
from claims.charts.bins import Bin, Unit

MOST_COLUMNS: Final = 31
"""More years than that are drawn as decades, and so on."""

TALLEST: Final = 32
"""The height of the bar of the largest number."""


class Dates(Protocol):
    """When the claims of one role are of."""

    undated: int

    def extent(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day on which one of them may lie; None where none has a date."""

    def counts(self, axis: Sequence[Bin]) -> list[int]:
        """How many may lie in each of the bins, which follow one another."""


@dataclass(frozen=True)
class Cell:
    """The claims of one role that may be of one stretch of time, and the height of their bar."""

    bin: Bin
    count: int
    height: int

    @property
    def top(self) -> int:
        """How far below the top of the picture the bar begins."""
        return TALLEST - self.height


@dataclass(frozen=True)
class Row:
    """One role: a cell for each stretch of time, in order, and the claims without a date."""

    role: str
    cells: Sequence[Cell]
    undated: int


@dataclass(frozen=True)
class Strip:
    """Stretches of time, all of one `unit`, and a row for each role."""

    unit: str
    bins: Sequence[Bin]
    rows: Sequence[Row]

    @property
    def undated(self) -> bool:
        return any(row.undated for row in self.rows)


def strip(dates: Mapping[str, Dates]) -> Strip | None:
    """By year, or by month or day where all is of one year or month, with a row for each role;
    None where nothing is dated, or all of one day. A date that may be of several years counts in
    each of them."""
    extents = [extent for own in dates.values() if (extent := own.extent())]
    if not extents:
        return None
    first, last = min(first for first, _ in extents), max(last for _, last in extents)
    if first == last:
        return None
    unit = bins.unit_for(first, last, MOST_COLUMNS, _finest(first, last))
    columns = bins.bins(first, last, unit)
    numbers = {role: own.counts(columns) for role, own in dates.items()}
    largest = max(max(own) for own in numbers.values())
    return Strip(
        unit,
        columns,
        [
            Row(
                role,
                [
                    Cell(column, n, _height(n, largest))
                    for column, n in zip(columns, numbers[role], strict=True)
                ],
                own.undated,
            )
            for role, own in dates.items()
        ],
    )


def _finest(first: datetime.date, last: datetime.date) -> Unit:
    """Nothing finer than a year is drawn of what runs over years."""
    if first.year != last.year:
        return Unit.YEAR
    return Unit.MONTH if first.month != last.month else Unit.DAY


def _height(number: int, largest: int) -> int:
    """In proportion to `largest`; what is not nothing is seen."""
    return max(2, round(TALLEST * number / largest)) if number else 0
