"""When things are said in the corpus: ten years, with more of late. Pure."""

import calendar
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from .shape import PRECISIONS, UNDATED, Draw, one_of

FIRST, LAST = date(2015, 1, 1), date(2024, 12, 31)
_DAYS = (LAST - FIRST).days + 1
_LONGEST = 6
_LEAN_TO_THE_PRESENT = 0.6


class When(NamedTuple):
    """A date as an EDTF string, and the days that it may mean: as days, and as ISO strings."""

    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    begins: str | None = None
    ends: str | None = None


NEVER = When()


def any_day(draw: Draw) -> date:
    """A day of the ten years, a late one rather than an early one."""
    return FIRST + timedelta(int(draw() ** _LEAN_TO_THE_PRESENT * _DAYS))


def near(day: date, draw: Draw) -> When:
    """What a report of `day` says of when it was: that day or up to three before, or less
    precisely, or nothing."""
    if draw() < UNDATED:
        return NEVER
    said = max(FIRST, day - timedelta(int(draw() * 4)))
    match one_of(PRECISIONS, draw):
        case "month":
            return month(said.year, said.month)
        case "year":
            return year(said.year)
        case "interval":
            return interval(said, 1 + int(draw() * _LONGEST))
        case "about":
            return about(said)
    return on(said)


@cache
def on(day: date) -> When:
    return When(day.isoformat(), day, day, day.isoformat(), day.isoformat())


@cache
def about(day: date) -> When:
    return When(f"{day}~", day, day, day.isoformat(), day.isoformat())


@cache
def month(year: int, month: int) -> When:
    last = date(year, month, calendar.monthrange(year, month)[1])
    return _within(f"{year}-{month:02}", date(year, month, 1), last)


@cache
def year(year: int) -> When:
    return _within(str(year), date(year, 1, 1), date(year, 12, 31))


@cache
def interval(day: date, days: int) -> When:
    last = day + timedelta(days)
    return _within(f"{day}/{last}", day, last)


def _within(edtf: str, first: date, last: date) -> When:
    return When(edtf, first, last, first.isoformat(), last.isoformat())
