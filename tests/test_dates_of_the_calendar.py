"""Dates: what holds of every day, of whatever is written, and of the library beneath."""

import calendar
import contextlib
import io
import locale
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from edtf import parser as edtf_parser
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.dates import LONGEST, DateError, Span, bound, precision, span, words

from .test_dates import TAKEN

# Hypothesis takes a slow machine for a failure, unless told otherwise.
unhurried = settings(deadline=None)

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]

# Drawn from the year 1 on, as the calendar of `datetime` is.
days = st.dates()


@unhurried
@given(days)
def test_every_day_of_the_calendar_is_itself(day):
    written = day.isoformat()
    assert span(written) == bound(written) == Span(day, day)
    assert words(written) == f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@unhurried
@given(days)
def test_a_month_and_a_year_end_where_the_calendar_says(day):
    month, year = day.isoformat()[:7], day.isoformat()[:4]
    length = calendar.monthrange(day.year, day.month)[1]
    assert span(month) == bound(month) == Span(day.replace(day=1), day.replace(day=length))
    assert span(year) == bound(year) == Span(date(day.year, 1, 1), date(day.year, 12, 31))


@unhurried
@given(days, days)
def test_an_interval_of_two_days_is_taken_one_way_round(one, other):
    earlier, later = sorted((one, other))
    assert span(f"{earlier}/{later}") == Span(earlier, later)
    if earlier != later:
        with pytest.raises(DateError, match=f"write {earlier}/{later}"):
            span(f"{later}/{earlier}")


@unhurried
@given(st.sampled_from([edtf for edtf, *_ in TAKEN if edtf[-1] not in "?~%"]))
def test_a_qualifier_does_not_move_a_date(edtf):
    assert span(edtf) == span(edtf + "~") == span(edtf + "?") == span(edtf + "%")


@unhurried
@given(days, days, days, days)
def test_overlap_is_what_a_list_of_days_would_say(a, b, c, d):
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    overlap = Span(a, b).overlaps(Span(c, d))
    assert overlap == (max(a, c) <= min(b, d)) == Span(c, d).overlaps(Span(a, b))


edtf_like = st.text("0123456789-/.X~?%YETSZ[]{},: ^\n", max_size=LONGEST + 2)
pieces = [
    *("2022", "0000", "9999", "-11", "-02", "-30", "-29", "-13", "-00", "-21", "-24", "-41"),
    *("/", "..", "X", "XX", "-XX", "1X", "-1X", "-X1", "~", "?", "%", "T10:00", "Y", "[", "]"),
    *("{", "}", ",", "S2", "E5", "^n", "-", " ", "\ud800", "\u00a0", "\x00", "２", "٢"),
]
near_misses = st.lists(st.sampled_from(pieces), max_size=8).map("".join)


@unhurried
@given(edtf_like | near_misses | st.text())
def test_whatever_is_written_is_a_date_or_a_date_error(written):
    for question in (span, words, precision, bound):
        with contextlib.suppress(DateError):
            assert question(written)


@unhurried
@given(edtf_like | near_misses | st.text())
def test_nothing_is_printed_by_the_library(written):
    with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.suppress(DateError):
        span(written)
    assert printed.getvalue() == ""


def test_every_month_and_day_number_is_in_the_calendar_or_refused():
    for number in range(100):
        for written in (f"2022-{number:02}", f"2022-02-{number:02}", f"2022-{number:02}-01"):
            try:
                first = span(written).earliest
            except DateError:
                continue
            assert number in range(1, 32)
            assert first.year == 2022


def test_the_words_of_an_interval_never_lose_an_end():
    for days_apart in (1, 27, 28, 31, 300, 365, 366, 1000):
        for first in (date(2022, 1, 1), date(2022, 12, 31), date(2024, 2, 29)):
            last = first + timedelta(days=days_apart)
            said = words(f"{first}/{last}").split()
            assert said[0] == "between"
            assert said[1] == str(first.day)
            assert said[-3:] == words(str(last)).split()


def test_month_names_do_not_follow_the_locale():
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C", ""):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            assert words("2022-12") == "December 2022"
    finally:
        locale.setlocale(locale.LC_ALL, before)


def test_dates_are_read_alike_by_many_threads_at_once():
    written = [f"{year}-{month:02}~" for year in range(2000, 2010) for month in range(1, 13)]
    with ThreadPoolExecutor(8) as pool:
        spans = list(pool.map(span, written * 3))
    assert spans == [span(each) for each in written] * 3


@pytest.mark.parametrize("option", [["-W", "error"], ["-X", "dev"]])
def test_the_module_is_imported_without_a_warning(option):
    asked = "from claims import dates; print(dates.words('2022-11~/2022-12'))"
    run = subprocess.run(
        [sys.executable, *option, "-c", asked], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("between about November 2022 and December 2022\n", "")


def test_plain_dates_mean_what_the_library_says_of_them():
    years = (1, 4, 100, 1582, 1900, 2000, 2022, 2024, 9999)
    plain = [
        *(f"{year:04}" for year in years),
        *(f"{year:04}-{month:02}" for year in years for month in range(1, 13)),
        *(f"{year:04}-{day}" for year in years for day in ("02-28", "12-31")),
        "2024-02-29",
    ]
    for written in plain:
        parsed = edtf_parser.parse_edtf(written)
        lower, upper = parsed.lower_strict()[:3], parsed.upper_strict()[:3]
        assert span(written) == Span(date(*lower), date(*upper)), written
