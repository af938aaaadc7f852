"""Medians and ratios of what was measured. Pure; all times in seconds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, inf
from statistics import median

SLOW_SQL = 0.1
"""From so many seconds on the SQL floor decides; below, the framework floor does."""
FRAMEWORK_FLOORS = 12
"""A response may take so many times the framework floor, where the SQL floor is less."""


def percentile(values: Sequence[float], percent: float) -> float:
    """The least of the values that as many per cent of them do not exceed. Raises ValueError for
    no value."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


def ratio(part: float, whole: float) -> float:
    """`part` in units of `whole`; infinite for a whole of nothing."""
    return part / whole if whole else inf


@dataclass
class Figures:
    """One filter: how many claims fit it, and each time that was measured."""

    name: str
    query_string: str
    found: int
    sql: list[float] = field(default_factory=list)
    framework: list[float] = field(default_factory=list)
    response: list[float] = field(default_factory=list)
    first_byte: list[float] = field(default_factory=list)

    @property
    def sql_floor(self) -> float:
        return median(self.sql)

    @property
    def framework_floor(self) -> float:
        return median(self.framework)

    @property
    def median(self) -> float:
        return median(self.response)

    @property
    def p95(self) -> float:
        return percentile(self.response, 95)

    @property
    def to_sql(self) -> float:
        return ratio(self.median, self.sql_floor)

    @property
    def to_framework(self) -> float:
        return ratio(self.median, self.framework_floor)

    @property
    def to_limit(self) -> float:
        """Beside the larger of the SQL floor and so many times the framework floor."""
        limit = max(self.sql_floor, FRAMEWORK_FLOORS * self.framework_floor)
        return ratio(self.median, limit)

    @property
    def first_byte_to_framework(self) -> float:
        return ratio(median(self.first_byte), self.framework_floor)


@dataclass
class Beside:
    """A request that is measured beside another: a later page beside the first, a 304 beside the
    framework floor. `problem`: why it was not measured, else ""."""

    name: str
    beside: str
    problem: str = ""
    seconds: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return ratio(median(self.seconds), median(self.others))


@dataclass(frozen=True)
class Summary:
    """What the figures come to; each worst one with the name of its filter. `to_sql`: the median
    over the filters with a slow SQL floor, of which there are `slow`; None for none."""

    slow: int
    to_sql: float | None
    worst_to_limit: tuple[float, str]
    worst_first_byte: tuple[float, str]


def summary(figures: Sequence[Figures]) -> Summary:
    """Raises ValueError for no figures."""
    slow = [one.to_sql for one in figures if one.sql_floor > SLOW_SQL]
    return Summary(
        len(slow),
        median(slow) if slow else None,
        max((one.to_limit, one.name) for one in figures),
        max((one.first_byte_to_framework, one.name) for one in figures),
    )
