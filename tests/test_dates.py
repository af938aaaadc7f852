"""Dates: what a source may say, the days that it may mean, the words a reader sees."""

from datetime import date

import pytest

from claims.dates import DateError, Span, bound, precision, span, words

# What is written, its days, its words and its precision.
TAKEN = [
    ("2022", (2022, 1, 1), (2022, 12, 31), "2022", "year"),
    ("2022-11", (2022, 11, 1), (2022, 11, 30), "November 2022", "month"),
    ("2024-02", (2024, 2, 1), (2024, 2, 29), "February 2024", "month"),
    ("1900-02", (1900, 2, 1), (1900, 2, 28), "February 1900", "month"),
    ("2022-12-12", (2022, 12, 12), (2022, 12, 12), "12 December 2022", "day"),
    ("2022-12-02", (2022, 12, 2), (2022, 12, 2), "2 December 2022", "day"),
    ("2024-02-29", (2024, 2, 29), (2024, 2, 29), "29 February 2024", "day"),
    ("0001", (1, 1, 1), (1, 12, 31), "1", "year"),
    ("9999-12-31", (9999, 12, 31), (9999, 12, 31), "31 December 9999", "day"),
    ("2022-11~", (2022, 11, 1), (2022, 11, 30), "about November 2022", "month"),
    ("2022?", (2022, 1, 1), (2022, 12, 31), "perhaps 2022", "year"),
    ("2022-11-30%", (2022, 11, 30), (2022, 11, 30), "perhaps about 30 November 2022", "day"),
    ("2022-21", (2022, 3, 1), (2022, 5, 31), "spring 2022", "season"),
    ("2022-22", (2022, 6, 1), (2022, 8, 31), "summer 2022", "season"),
    ("2022-23", (2022, 9, 1), (2022, 11, 30), "autumn 2022", "season"),
    ("2022-23~", (2022, 9, 1), (2022, 11, 30), "about autumn 2022", "season"),
    ("202X", (2020, 1, 1), (2029, 12, 31), "the 2020s", "decade"),
    ("202X~", (2020, 1, 1), (2029, 12, 31), "about the 2020s", "decade"),
    ("20XX", (2000, 1, 1), (2099, 12, 31), "a year between 2000 and 2099", "century"),
    ("1XXX", (1000, 1, 1), (1999, 12, 31), "a year between 1000 and 1999", "millennium"),
    ("2022-XX", (2022, 1, 1), (2022, 12, 31), "a month of 2022", "year"),
    ("2022-XX-XX", (2022, 1, 1), (2022, 12, 31), "a day in 2022", "year"),
    ("2022-12-XX", (2022, 12, 1), (2022, 12, 31), "a day in December 2022", "month"),
    ("2022-02-XX?", (2022, 2, 1), (2022, 2, 28), "perhaps a day in February 2022", "month"),
]
INTERVALS = [
    (
        "2022-11-30/2022-12-02",
        (2022, 11, 30),
        (2022, 12, 2),
        "between 30 November and 2 December 2022",
    ),
    ("2022-12-03/2022-12-05", (2022, 12, 3), (2022, 12, 5), "between 3 and 5 December 2022"),
    (
        "2022-12-30/2023-01-02",
        (2022, 12, 30),
        (2023, 1, 2),
        "between 30 December 2022 and 2 January 2023",
    ),
    ("2022-12-12/2022-12-12", (2022, 12, 12), (2022, 12, 12), "12 December 2022"),
    ("2022-11/2022-12", (2022, 11, 1), (2022, 12, 31), "between November and December 2022"),
    ("2022/2023", (2022, 1, 1), (2023, 12, 31), "between 2022 and 2023"),
    ("2022-21/2022-23", (2022, 3, 1), (2022, 11, 30), "between spring and autumn 2022"),
    (
        "2022-11/2022-12-02",
        (2022, 11, 1),
        (2022, 12, 2),
        "between November 2022 and 2 December 2022",
    ),
    (
        "2022-10~/2022-11?",
        (2022, 10, 1),
        (2022, 11, 30),
        "between about October 2022 and perhaps November 2022",
    ),
    (
        "2022-11%/2022-12",
        (2022, 11, 1),
        (2022, 12, 31),
        "between perhaps about November 2022 and December 2022",
    ),
    # The library alone fails on this one.
    ("2022/2022-XX", (2022, 1, 1), (2022, 12, 31), "between 2022 and a month of 2022"),
    # Begins some time in December, ends on the fifth: no contradiction.
    (
        "2022-12/2022-12-05",
        (2022, 12, 1),
        (2022, 12, 5),
        "between December 2022 and 5 December 2022",
    ),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "said", "precise"), TAKEN)
def test_a_date_means_the_days_that_its_source_leaves_open(edtf, earliest, latest, said, precise):
    assert span(edtf) == Span(date(*earliest), date(*latest))
    assert words(edtf) == said
    assert precision(edtf) == precise


@pytest.mark.parametrize(("edtf", "earliest", "latest", "said"), INTERVALS)
def test_an_interval_runs_from_its_first_day_to_its_last(edtf, earliest, latest, said):
    assert span(edtf) == Span(date(*earliest), date(*latest))
    assert words(edtf) == said
    assert precision(edtf) == "interval"


GENERAL = (
    "write 2022, 2022-11, 2022-11-30, or an interval such as 2022-11-30/2022-12-02 "
    "(EDTF, ISO 8601-2)"
)
BOTH_ENDS = "leaves an end open: give both, such as 2022-11-30/2022-12-02"
YEARS = "lies outside the years 0001 to 9999"
REFUSED = [
    ("2022-13", GENERAL),
    ("", GENERAL),
    (" \n", GENERAL),
    ("December 2022", GENERAL),
    ("13/12/2022", GENERAL),
    ("2022-1-5", GENERAL),
    ("20221130", YEARS),
    ("２０２２", GENERAL),
    ("٢٠٢٢-١١", GENERAL),
    ("2022-11-30T", "write the day alone"),
    ("2022-11-30T10:00:00Z", "write the day alone"),
    ("2022 ", 'write "2022"'),
    ("\n2022-11", 'write "2022-11"'),
    ("2022\u00a0", 'write "2022"'),
    ("2022 - 11", GENERAL),
    ("2022-11 /2022-12", GENERAL),
    ("2022\x00", GENERAL),
    ("2022\ud800", GENERAL),
    ("2022-02-29", "not in the calendar"),
    ("2022-02-30", "not in the calendar"),
    ("2022-04-31", "not in the calendar"),
    ("2022-11-00", "not in the calendar"),
    ("2022-00", GENERAL),
    ("2022-11-30/2022-02-29", "not in the calendar"),
    ("0000", "not in the calendar"),
    ("000X", "not in the calendar"),
    ("0XXX", "not in the calendar"),
    ("-0001", YEARS),
    ("-0044-03-15", YEARS),
    ("10000", YEARS),
    ("Y20220", YEARS),
    ("Y-20220", YEARS),
    ("Y2E5", YEARS),
    ("../2022-12-13", BOTH_ENDS),
    ("/2022-12-13", BOTH_ENDS),
    ("2022-12-13/", BOTH_ENDS),
    ("2022-12-13/..", BOTH_ENDS),
    ("../..", BOTH_ENDS),
    ("/", BOTH_ENDS),
    ("2022/2021", "write 2021/2022"),
    ("2022-12-02/2022-11-30", "write 2022-11-30/2022-12-02"),
    ("2022/2023/2024", GENERAL),
    ("[2021,2022]", "the interval that they span"),
    ("{2021,2022}", "the interval that they span"),
    ("[..2021]", "the interval that they span"),
    ("2022-24", "write its months, such as 2022-01/2022-02 or 2022-12"),
    ("2021/2022-24", "write its months"),
    ("2022-25", GENERAL),
    ("2022-33", GENERAL),
    ("2022-21-05", GENERAL),
    ("2022-1X", GENERAL),
    ("2022-XX-12", GENERAL),
    ("1X22", GENERAL),
    ("XXXX", GENERAL),
    ("202X-11", GENERAL),
    ("~2022", GENERAL),
    ("2022-~11", GENERAL),
    ("2022~~", GENERAL),
    ("2022S2", GENERAL),
    ("2022-21^x", GENERAL),
    ("now", GENERAL),
    ("unknown", GENERAL),
    ("2022" * 17, GENERAL),
    ("[" * 100_000, GENERAL),
]


@pytest.mark.parametrize(("edtf", "remedy"), REFUSED)
@pytest.mark.parametrize("question", [span, words, precision])
def test_a_date_that_is_refused_is_told_what_to_write(question, edtf, remedy):
    with pytest.raises(DateError) as refusal:
        question(edtf)
    assert remedy in str(refusal.value)


def test_a_refusal_quotes_the_value_and_reads_as_a_sentence():
    with pytest.raises(DateError) as refusal:
        span("2022-13")
    assert str(refusal.value) == f'"2022-13" is not a date: {GENERAL}'


@pytest.mark.parametrize("value", [None, 2022, 20.22, date(2022, 11, 30), b"2022", ["2022"], True])
@pytest.mark.parametrize("question", [span, words, precision, bound])
def test_what_is_no_text_is_no_date(question, value):
    with pytest.raises(DateError, match=f"A value of type {type(value).__name__} is not a date"):
        question(value)


@pytest.mark.parametrize("hostile", ["2022\x00\x1b[31m", "2022\u202e", "\ud800", "9" * 5_000])
def test_a_refusal_can_stand_on_a_page_whatever_was_sent(hostile):
    for question in (span, bound):
        with pytest.raises(DateError) as refusal:
            question(hostile)
        assert str(refusal.value).isprintable()
        assert len(str(refusal.value)) < 250


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2022", (2022, 1, 1), (2022, 12, 31)),
        ("2022-11", (2022, 11, 1), (2022, 11, 30)),
        ("2022-11-30", (2022, 11, 30), (2022, 11, 30)),
        ("2024-02-29", (2024, 2, 29), (2024, 2, 29)),
        ("0001", (1, 1, 1), (1, 12, 31)),
        ("9999-12-31", (9999, 12, 31), (9999, 12, 31)),
    ],
)
def test_a_bound_in_a_url_is_a_year_a_month_or_a_day(value, earliest, latest):
    assert bound(value) == Span(date(*earliest), date(*latest))


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "2022-13", "2022-00", "2022-11-31", "2023-02-29", "0000", "0000-01-01"),
        *("10000", "-2022", "202", "22", "2022-1", "2022-11-3", "2022~", "2022?", "202X"),
        *("2022-XX", "2022-21", "2022-24", "2022/2023", "..", "2022-11-30T00:00", "2022\n"),
        *(" 2022", "2022 ", "+2022", "２０２２", "2022-١١", "2022/11/30", "2022-11-30-01", "1e3"),
    ],
)
def test_a_bound_that_is_anything_else_is_refused(value):
    with pytest.raises(DateError) as refusal:
        bound(value)
    assert str(refusal.value).endswith("write 2022, 2022-11 or 2022-11-30")


def test_spans_overlap_when_they_share_a_day():
    november = span("2022-11")
    assert november.overlaps(span("2022-11-30"))
    assert november.overlaps(span("2022-11-30/2022-12-02"))
    assert november.overlaps(span("2022"))
    assert not november.overlaps(span("2022-12"))
    assert not november.overlaps(span("2022-10-31"))


def test_a_span_never_ends_before_it_begins():
    with pytest.raises(DateError, match="2022-11-30 is before 2022-12-02"):
        Span(date(2022, 12, 2), date(2022, 11, 30))
    assert Span(date(2022, 12, 2), date(2022, 12, 2)).earliest == date(2022, 12, 2)
