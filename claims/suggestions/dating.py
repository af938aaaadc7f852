"""The dates that a text gives, as precise as its words and no more.

Expressions are found by the patterns of the language's cues: the library's own search overlooks
some ("On October 21") and takes other words for dates ("may", "second"). The library then says
what day they mean, counted from the day of publication.
"""

import datetime
import re
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from claims import dates

from .cues import Cues, primary
from .proposals import DateGiven, Words
from .sentences import meet

MOST_DATES = 500
"""Expressions that are looked at in one text."""

Day = datetime.date
Expression = tuple[int, int, str]
"""Start and end of the words, and the part of them that tells the date."""
Resolve = Callable[[str, Day], "tuple[Day, str] | None"]

# An article of an unknown day: what means the same on both, means it on any.
_ANY_DAY = (Day(1850, 1, 1), Day(2150, 12, 31))
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")


def dated(
    body: str, told: Iterable[Expression], language: str, cues: Cues, published: str
) -> tuple[DateGiven, ...]:
    """The dates that the expressions of a text give, in their order.

    `published` is the article's date (EDTF), "" where it has none. Where that is vague, only
    those expressions are kept that mean the same on every day of it. Left out are a day or time
    that lies ahead ("will meet on Friday"), and the whole date of publication, which is the
    header's or the dateline's.
    """
    span = dates.span(published) if published else None
    days = (span.earliest, span.latest) if span else _ANY_DAY
    resolve = _resolver(language)
    found = []
    for start, end, core in told:
        edtf = _edtf(core, days, resolve, cues)
        if not edtf or _lies_ahead(body, start, core, cues):
            continue
        printed_in_full = bool(_YEAR.search(core))
        if printed_in_full and edtf == published and dates.precision(edtf) == "day":
            continue
        words = Words(start, end, body[start:end])
        found.append(DateGiven(words, edtf, _why(words.printed, published, printed_in_full)))
    return tuple(found)


def expressions(body: str, cues: Cues) -> list[Expression]:
    """Start, end and the part that tells the date, of each expression in a text: in order, none
    overlapping, the pattern that stands first in the cues preferred. At most MOST_DATES."""
    found: list[Expression] = []
    for pattern in cues.dates:
        for match in re.finditer(pattern, body):
            if not any(meet(match.span(), other[:2]) for other in found):
                found.append((*match.span(), match["date"]))
            if len(found) >= MOST_DATES:
                return sorted(found)
    return sorted(found)


def _edtf(core: str, days: tuple[Day, Day], resolve: Resolve, cues: Cues) -> str:
    """The date of an expression in an article of these days; "" where it has none, or where it
    depends on which of them it is."""
    told = {_on(core, day, resolve, cues) for day in days}
    return told.pop() if len(told) == 1 else ""


def _on(core: str, day: Day, resolve: Resolve, cues: Cues) -> str:
    """The date of an expression in an article of one day, "" where it has none."""
    small = core.lower()
    try:
        # "On Tuesday", published on a Tuesday, is that day; the library takes the week before.
        counted_from = day + datetime.timedelta(days=small in cues.days)
        known = resolve(core, counted_from)
        if known is None:
            return ""
        found, period = known
        if period == "week":
            return _week(found, day, small.split()[0] in cues.past)
    except (OverflowError, ValueError):
        return ""
    return found.isoformat()[: {"year": 4, "month": 7}.get(period, 10)]


def _week(found: Day, day: Day, whole: bool) -> str:
    """A week: from Monday to Sunday, as far as it has come; or about a day, "two weeks ago"."""
    if not whole:
        return f"{found.isoformat()}~"
    monday = found - datetime.timedelta(days=found.weekday())
    last = min(monday + datetime.timedelta(days=6), day)
    return monday.isoformat() if monday == last else f"{monday.isoformat()}/{last.isoformat()}"


def _lies_ahead(body: str, start: int, core: str, cues: Cues) -> bool:
    """Whether a day without its year is one to come: after "will" and the like in its clause."""
    if _YEAR.search(core) or core.lower().split()[0] in cues.past:
        return False
    clause = re.split(r"[,;:.\n]", body[max(0, start - 200) : start])[-1].lower().split()
    return any(word.strip("\"'“”‘’()") in cues.ahead for word in clause)


def _why(printed: str, published: str, in_full: bool) -> str:
    """The reason for a date, as a reading gives it."""
    quoted = f"“{printed}”"
    if in_full or not published:
        return f"{quoted}, as printed"
    if dates.precision(published) != "day":
        return f"{quoted}, published in {dates.words(published)}"
    weekday = _WEEKDAYS[dates.span(published).earliest.weekday()]
    return f"{quoted}, published on {weekday} {dates.words(published)}"


def _resolver(language: str) -> Resolve:
    """By the library: the day that an expression means, and how much of it it tells."""
    # It takes a moment to import, and most requests need none.
    from dateparser.date import DateDataParser

    tag = primary(language)

    @lru_cache(maxsize=4)
    def parser(day: Day) -> Any:
        base = datetime.datetime.combine(day, datetime.time(12))
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        return DateDataParser(languages=[tag], settings=settings)

    @lru_cache(maxsize=MOST_DATES)
    def resolve(core: str, day: Day) -> tuple[Day, str] | None:
        with warnings.catch_warnings():
            # From Python 3.13 on: the library reads days of a month without their year.
            warnings.filterwarnings(
                "ignore", "Parsing dates involving a day of month", DeprecationWarning
            )
            told = parser(day).get_date_data(core)
        return (told.date_obj.date(), told.period) if told.date_obj else None

    return resolve
