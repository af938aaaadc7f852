"""How many claims an actor has a part in, by year: what its page draws as a strip. Pure."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from claims.charts import bins
from claims.charts.bins import Bin, Unit

MOST_COLUMNS: Final = 31
"""More years than that are drawn as decades, and so on."""

TALLEST: Final = 32
"""The height of the bar of the largest number."""

Count = tuple[str, datetime.date | None, datetime.date | None, int]
"""A role, the first and the last day that a date may mean, and the number of claims so dated."""


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


def strip(counts: Iterable[Count], roles: Sequence[str]) -> Strip | None:
    """By year, or by month or day where all is of one year or month, with a row for each of
    `roles`; None where nothing is dated, or all of one day. A date that may be of several years
    counts in each of them."""
    counts = list(counts)
    dated = [(role, first, last, n) for role, first, last, n in counts if first and last]
    if not dated:
        return None
    first = min(first for _, first, _, _ in dated)
    last = max(last for _, _, last, _ in dated)
    if first == last:
        return None
    unit = bins.unit_for(first, last, MOST_COLUMNS, _finest(first, last))
    columns = bins.bins(first, last, unit)
    numbers = {
        role: bins.spread([row[1:] for row in dated if row[0] == role], columns) for role in roles
    }
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
                sum(n for own, first, _, n in counts if own == role and first is None),
            )
            for role in roles
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
