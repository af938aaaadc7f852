"""Dates as a source gives them: an EDTF string, its earliest and latest day, words for a reader.

EDTF is ISO 8601-2:2019 (https://www.loc.gov/standards/datetime/). What is taken is what a news
text can say: a year, month, day or season, a decade or century (`202X`, `20XX`), an unspecified
month or day (`2022-XX`, `2022-12-XX`), each perhaps uncertain (`?`), approximate (`~`) or both
(`%`), or an interval of two such ends. Years run from 0001 to 9999, as `datetime.date` does.

A season covers the months that the `edtf` library gives it, those of the northern hemisphere;
the standard names none. Winter is refused: it lies at either end of its year, and the library's
December alone would be more precise than any source.
"""

import calendar
import datetime
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

with warnings.catch_warnings():
    # With warnings switched on (`python -W`, `-X dev`), pyparsing complains of how the library's
    # grammar is written. That is not for our users to read, nor to fail on.
    warnings.filterwarnings("ignore", module=r"edtf\.")
    from edtf import parser as edtf_parser

LONGEST = 64
"""Code points of the longest date string that is looked at."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {"21": "spring {year}", "22": "summer {year}", "23": "autumn {year}"}
_QUALIFIERS = {"?": "perhaps {date}", "~": "about {date}", "%": "perhaps about {date}"}

# Checked before the library parses: it prints to stdout on forms that it half understands
# ("2022-1X"), takes blanks in odd places, and reads on where we stop (times, sets, long years).
# An interval's ends go to it one by one, since it stumbles over intervals ("2022/2022-XX").
_DATE = re.compile(
    r"(?P<date>[0-9]{4}(-(0[1-9]|1[0-2])(-([0-9]{2}|XX))?)?|[0-9]{4}-2[1-4]|[0-9]{4}-XX(-XX)?"
    r"|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)(?P<qualifier>[?~%]?)"
)
_BOUND = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")

_INTERVAL = "2022-11-30/2022-12-02"
_WRITE = f"write 2022, 2022-11, 2022-11-30, or an interval such as {_INTERVAL} (EDTF, ISO 8601-2)"
_WRITE_BOUND = "write 2022, 2022-11 or 2022-11-30"
# Dates of EDTF that are not taken, by how they begin, with what is said of them.
_REFUSED = (
    (r"[\[{]", f"is a set of dates: write the interval that they span, such as {_INTERVAL}"),
    (r"-[0-9]|Y?-?[0-9]{5}|Y-?[0-9]+E", "lies outside the years 0001 to 9999"),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}T", "has a time of day: write the day alone, such as 2022-11-30"),
    (r"", f"is not a date: {_WRITE}"),
)


class DateError(ValueError):
    """A date that cannot be taken. The message is for a person: what is wrong, what to write."""


@dataclass(frozen=True)
class Span:
    """The days that a date may mean, first and last included. DateError if they are inverted."""

    earliest: datetime.date
    latest: datetime.date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise DateError(f"{self.latest} is before {self.earliest}: give the earlier first")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a day in common: what a filter by date means."""
        return self.earliest <= other.latest and other.earliest <= self.latest


@dataclass(frozen=True)
class _Date:
    """One date, or one end of an interval: `date` is `2022-11` of `2022-11~`."""

    date: str
    qualifier: str
    span: Span


def span(edtf: str) -> Span:
    """The earliest and the latest day that an EDTF string may mean, qualifiers left aside.

    An interval runs from the earliest day of its first end to the latest of its second. An open
    or inverted one raises DateError, as does all that the module's docstring does not list.
    """
    dates = _parsed(_checked(edtf))
    return Span(dates[0].span.earliest, dates[-1].span.latest)


def bound(value: str) -> Span:
    """The days of `2022`, `2022-11` or `2022-11-30`, as a URL's `after` or `before` gives them.

    Anything else raises DateError: a filter that guesses shows the wrong claims.
    """
    if not isinstance(value, str) or not _BOUND.fullmatch(value):
        raise DateError(f"{_shown(value)} is not a date: {_WRITE_BOUND}")
    try:
        return _days(value)
    except DateError:
        raise DateError(f"{_shown(value)} is not in the calendar: {_WRITE_BOUND}") from None


Translate = Callable[[str], str]
"""From a phrase in English, its {places} kept, to the same phrase in another language."""


def _in_english(phrase: str) -> str:
    return phrase


def words(edtf: str, translate: Translate = _in_english) -> str:
    """The date in words: "12 December 2022", "about November 2022", "the 2020s".

    An interval is "between 30 November and 2 December 2022". In English, unless `translate`
    knows the phrases in another language. Raises DateError as `span` does.
    """
    dates = _parsed(_checked(edtf))
    phrases = [_qualified(date, translate) for date in dates]
    if len(set(phrases)) == 1:
        return phrases[0]
    first, last = phrases
    alike = _kind(dates[0]) == _kind(dates[1])
    if alike and translate is _in_english and not re.search(r"[?~%X]", edtf):
        first = _without_shared_end(first, last)
    return translate("between {first} and {last}").format(first=first, last=last)


def _qualified(date: _Date, translate: Translate) -> str:
    phrase = _phrase(date, translate)
    if not date.qualifier:
        return phrase
    return translate(_QUALIFIERS[date.qualifier]).format(date=phrase)


def precision(edtf: str) -> str:
    """How much the date says: `day`, `month`, `season`, `year`, `decade`, `century`,
    `millennium` or `interval`.

    An unspecified part says nothing, so `2022-12-XX` is a month. DateError as for `span`.
    """
    dates = _parsed(_checked(edtf))
    return "interval" if len(dates) > 1 else _kind(dates[0])


def _checked(edtf: object) -> str:
    """The string itself, if it is one, not blank, not padded and not endless."""
    if not isinstance(edtf, str) or not edtf.strip():
        raise DateError(f"{_shown(edtf)} is not a date: {_WRITE}")
    if len(edtf) > LONGEST:
        raise DateError(f"{_shown(edtf)} is too long for a date: {_WRITE}")
    if edtf != edtf.strip():
        raise DateError(f"{_shown(edtf)} has spaces around it: write {_shown(edtf.strip())}")
    return edtf


# The library takes milliseconds for what is not plain, and articles share most of their dates.
@lru_cache(maxsize=4096)
def _parsed(edtf: str) -> tuple[_Date, ...]:
    """One date, or an interval's two."""
    ends = edtf.split("/")
    if len(ends) == 2 and ({"", ".."} & set(ends)):
        raise DateError(f"{_shown(edtf)} leaves an end open: give both, such as {_INTERVAL}")
    if len(ends) > 2:
        raise DateError(f"{_shown(edtf)} is not a date: {_WRITE}")
    dates = tuple(_parsed_end(end, edtf) for end in ends)
    if dates[-1].span.latest < dates[0].span.earliest:
        raise DateError(f"{_shown(edtf)} ends before it begins: write {ends[1]}/{ends[0]}")
    return dates


def _parsed_end(end: str, edtf: str) -> _Date:
    """One date of the string `edtf`, which a refusal quotes."""
    matched = _DATE.fullmatch(end)
    if not matched:
        why = next(why for pattern, why in _REFUSED if re.match(pattern, end))
        raise DateError(f"{_shown(edtf)} {why}")
    date = matched["date"]
    year, _, month = date.partition("-")
    if month == "24":
        raise DateError(
            f"{_shown(edtf)} does not say which end of the year winter is at: "
            f"write its months, such as {year}-01/{year}-02 or {year}-12"
        )
    try:
        days = _days(date)
    except DateError:
        raise DateError(f"{_shown(edtf)} is not in the calendar: {_WRITE}") from None
    return _Date(date, matched["qualifier"], days)


def _days(date: str) -> Span:
    """The days of one unqualified date. DateError if the calendar lacks it."""
    try:
        # Most are plain, and the library takes milliseconds for each.
        if _BOUND.fullmatch(date):
            return _plain_days(*map(int, date.split("-")))
        parsed = edtf_parser.parse_edtf(date)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        # The library passes 2022-02-29 and the year 0000; datetime does not.
        return Span(datetime.date(*lower[:3]), datetime.date(*upper[:3]))
    except (edtf_parser.EDTFParseException, ValueError, TypeError, AttributeError) as error:
        raise DateError(f"{_shown(date)} is not in the calendar") from error


def _plain_days(year: int, month: int | None = None, day: int | None = None) -> Span:
    """The days of a year, a month or a day. ValueError if the calendar lacks it."""
    first = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    last = 12 if month is None else month
    end = calendar.monthrange(year, last)[1] if day is None else day
    return Span(first, datetime.date(year, last, end))


def _kind(date: _Date) -> str:
    """The precision of one date."""
    year, month, day = _parts(date)
    if "X" in year:
        return {1: "decade", 2: "century", 3: "millennium"}[year.count("X")]
    if month in _SEASONS:
        return "season"
    if month in ("", "XX"):
        return "year"
    return "month" if day in ("", "XX") else "day"


def _phrase(date: _Date, translate: Translate) -> str:
    """One date in words, without its qualifier."""
    year, month, day = _parts(date)
    if "X" in year:
        first, last = date.span.earliest.year, date.span.latest.year
        if last - first == 9:
            return translate("the {year}s").format(year=first)
        return translate("a year between {first} and {last}").format(first=first, last=last)
    year = str(int(year))
    if month in _SEASONS:
        return translate(_SEASONS[month]).format(year=year)
    if month == "XX":
        phrase = "a day in {year}" if day else "a month of {year}"
        return translate(phrase).format(year=year)
    if not month:
        return year
    name = translate(MONTHS[int(month) - 1])
    if day in ("", "XX"):
        named = translate("{month} {year}").format(month=name, year=year)
        return translate("a day in {month}").format(month=named) if day else named
    return translate("{day} {month} {year}").format(day=int(day), month=name, year=year)


def _parts(date: _Date) -> tuple[str, str, str]:
    """Year, month or season, and day; blank where the date has none."""
    year, month, day, *_ = [*date.date.split("-"), "", ""]
    return year, month, day


def _without_shared_end(first: str, last: str) -> str:
    """`30 November 2022` before `2 December 2022` is enough as `30 November`."""
    ours, theirs = first.split(), last.split()
    while ours and ours[-1:] == theirs[-1:]:
        ours.pop()
        theirs.pop()
    return " ".join(ours)


def _shown(value: object) -> str:
    """A value as a message quotes it: short, and without characters that break a page."""
    if not isinstance(value, str):
        return f"A value of type {type(value).__name__}"
    kept = "".join(char if char.isprintable() else "\ufffd" for char in value[:40])
    return f'"{kept}…"' if len(value) > 40 else f'"{kept}"'
