"""The calendar's units, and where the marks of a time axis stand."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from claims import dates
from claims.charts import lanes
from claims.charts.axis import axis, beside, days_shown, wider
from claims.charts.bins import Unit, bin_of, bins, number_of_bins, spread, unit_for

DAY = timedelta(days=1)
FIRST, LAST = date.min, date.max


@pytest.mark.parametrize(
    ("first", "last", "most", "unit"),
    [
        # 11 days of October, 30 of November, 13 of December: 54.
        (date(2022, 10, 21), date(2022, 12, 13), 54, Unit.DAY),
        (date(2022, 10, 21), date(2022, 12, 13), 53, Unit.MONTH),
        (date(2022, 10, 21), date(2022, 12, 13), 2, Unit.YEAR),
        (date(2021, 12, 31), date(2022, 1, 1), 1, Unit.DECADE),
        (date(1999, 12, 31), date(2000, 1, 1), 1, Unit.MILLENNIUM),
        (FIRST, LAST, 1000, Unit.DECADE),
        (FIRST, LAST, 100, Unit.CENTURY),
        (FIRST, LAST, 60, Unit.MILLENNIUM),
        (FIRST, LAST, 1, Unit.MILLENNIUM),
    ],
)
def test_the_unit_is_the_finest_that_gives_no_more_bins_than_asked(first, last, most, unit):
    assert unit_for(first, last, most) == unit


def test_the_finest_unit_can_be_bounded():
    day = date(2022, 11, 30)
    assert unit_for(day, day, 60) == Unit.DAY
    assert unit_for(day, day, 60, finest=Unit.MONTH) == Unit.MONTH


@pytest.mark.parametrize(
    ("day", "unit", "after", "before", "edtf"),
    [
        (date(2022, 11, 30), Unit.DAY, "2022-11-30", "2022-11-30", "2022-11-30"),
        (date(2024, 2, 3), Unit.MONTH, "2024-02", "2024-02", "2024-02"),
        (date(2022, 11, 30), Unit.YEAR, "2022", "2022", "2022"),
        (date(1994, 5, 6), Unit.DECADE, "1990", "1999", "199X"),
        (date(1994, 5, 6), Unit.CENTURY, "1900", "1999", "1900/1999"),
        (date(1994, 5, 6), Unit.MILLENNIUM, "1000", "1999", "1000/1999"),
        (date(5, 5, 6), Unit.YEAR, "0005", "0005", "0005"),
        (date(5, 5, 6), Unit.DECADE, "0001", "0009", "0001/0009"),
        (date(5, 5, 6), Unit.CENTURY, "0001", "0099", "0001/0099"),
        (date(9999, 12, 31), Unit.MONTH, "9999-12", "9999-12", "9999-12"),
        (date(9999, 12, 31), Unit.CENTURY, "9900", "9999", "9900/9999"),
    ],
)
def test_a_bin_is_written_as_the_url_and_a_date_write_it(day, unit, after, before, edtf):
    found = bin_of(day, unit)
    assert (found.after, found.before, found.edtf) == (after, before, edtf)
    assert (dates.bound(after).earliest, dates.bound(before).latest) == (found.first, found.last)
    assert dates.span(edtf) == dates.Span(found.first, found.last)


def test_a_part_of_a_bin_is_written_by_its_days():
    part = bin_of(date(2022, 11, 1), Unit.MONTH).within(date(2022, 11, 15), date(2023, 1, 1))
    assert (part.after, part.before) == ("2022-11-15", "2022-11")
    assert part.edtf == "2022-11-15/2022-11-30"
    assert dates.span(part.edtf) == dates.Span(part.first, part.last)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize(
    ("first", "last"), [(date(1, 1, 1), date(13, 3, 3)), (date(9998, 11, 5), LAST)]
)
def test_bins_follow_one_another_and_cover_every_day(unit, first, last):
    found = bins(first, last, unit)
    assert found[0].first <= first <= found[0].last
    assert found[-1].first <= last <= found[-1].last
    assert all(one.last + DAY == next.first for one, next in pairwise(found))
    assert len(found) == number_of_bins(first, last, unit)


def test_a_vague_date_counts_in_every_bin_that_it_may_fall_in():
    months = bins(date(2022, 10, 1), date(2022, 12, 31), Unit.MONTH)
    counts = [
        (date(2022, 10, 21), date(2022, 10, 21), 1),
        (date(2022, 10, 31), date(2022, 11, 1), 10),
        (date(2022, 1, 1), date(2022, 12, 31), 100),
        (date(2023, 1, 1), date(2023, 1, 1), 1000),
    ]
    assert spread(counts, months) == [111, 110, 100]


def test_spreading_agrees_with_counting_one_by_one():
    rng = random.Random(3)
    whole = bins(date(2020, 1, 1), date(2021, 12, 31), Unit.MONTH)
    days = [date(2019, 1, 1) + rng.randrange(1500) * DAY for _ in range(200)]
    counts = [(day, day + rng.randrange(90) * DAY, rng.randrange(5)) for day in days]
    expected = [
        sum(n for earliest, latest, n in counts if earliest <= bin.last and bin.first <= latest)
        for bin in whole
    ]
    assert spread(counts, whole) == expected


# The axis ------------------------------------------------------------------------------------


def test_an_axis_reaches_out_to_whole_ticks_where_its_ends_are_free():
    shown = (date(2022, 10, 21), date(2022, 12, 13))
    free = axis(shown, 960)
    assert (free.first, free.last) == (date(2022, 10, 1), date(2022, 12, 31))
    fixed = axis(shown, 960, fixed_first=True, fixed_last=True)
    assert (fixed.first, fixed.last) == shown
    assert [(tick.after, tick.before) for tick in fixed.ticks] == [
        ("2022-10-21", "2022-10"),
        ("2022-11", "2022-11"),
        ("2022-12", "2022-12-13"),
    ]
    assert (fixed.start_of(shown[0]), fixed.end_of(shown[1])) == (0, 960)


def test_a_century_among_days_does_not_press_them_together():
    week = (date(2022, 12, 12), date(2022, 12, 18))
    assert days_shown((date(2000, 1, 1), date(2099, 12, 31)), week) == week
    assert days_shown((date(2022, 1, 1), date(2022, 12, 31)), week) == (
        date(2022, 1, 1),
        date(2022, 12, 31),
    )


def test_a_vague_date_alone_is_shown_whole():
    whole = (date(2000, 1, 1), date(2099, 12, 31))
    # It is over by its last day, and has begun by its first.
    assert days_shown(whole, (whole[1], whole[0])) == whole


@pytest.mark.parametrize(
    ("first", "last", "after", "before"),
    [
        (date(2022, 11, 30), date(2022, 11, 30), "2022-11", "2022-11"),
        (date(2022, 11, 15), date(2022, 11, 30), "2022-11", "2022-11"),
        (date(2022, 11, 1), date(2022, 11, 30), "2022", "2022"),
        (date(2022, 11, 30), date(2022, 12, 1), "2022", "2022"),
        (date(2022, 1, 1), date(2022, 12, 31), "2020", "2029"),
        (date(1999, 1, 1), date(1999, 12, 31), "1990", "1999"),
    ],
)
def test_zooming_out_goes_to_the_shortest_unit_that_holds_more(first, last, after, before):
    found = wider(first, last)
    assert found is not None
    assert (found.after, found.before) == (after, before)


def test_nothing_is_wider_than_what_no_unit_holds():
    assert wider(date(1999, 12, 31), date(2000, 1, 1)) is None


def test_beside_a_month_are_months_and_beside_no_unit_nothing():
    earlier, later = beside(date(2022, 12, 1), date(2022, 12, 31))
    assert (earlier and earlier.after, later and later.after) == ("2022-11", "2023-01")
    assert beside(date(2022, 12, 1), date(2022, 12, 30)) == (None, None)
    assert beside(date(1, 1, 1), date(1, 12, 31))[0] is None
    assert beside(date(9999, 12, 31), date(9999, 12, 31))[1] is None


# Marks ---------------------------------------------------------------------------------------


def test_a_day_is_a_point_in_its_middle_and_a_month_a_span_as_wide_as_it_is():
    december = axis((date(2022, 12, 1), date(2022, 12, 31)), 310)
    point, span = lanes.marks(
        [
            (date(2022, 12, 2), date(2022, 12, 2), ""),
            (date(2022, 12, 11), date(2022, 12, 20), ""),
        ],
        december,
    )
    assert (point.x, point.shape) == (15, "")
    # Ten units a day: the tenth to the twentieth day are 100 to 200.
    assert span.shape == "M100 4H200V22H100Z"


def test_a_span_that_runs_on_beyond_the_axis_ends_in_an_arrow():
    december = axis((date(2022, 12, 1), date(2022, 12, 31)), 310)
    (both,) = lanes.marks([(date(2022, 1, 1), date(2023, 12, 31), "")], december)
    assert both.shape == "M7 4H303L310 13L303 22H7L0 13Z"
    assert both.runs_over


def test_no_mark_and_no_label_touches_another():
    rng = random.Random(5)
    year = axis((date(2022, 1, 1), date(2022, 12, 31)), 960)
    records = []
    for _ in range(60):
        first = date(2022, 1, 1) + rng.randrange(365) * DAY
        records.append((first, first + rng.choice((0, 0, 30)) * DAY, "x" * rng.randrange(120)))
    found = lanes.marks(records, year)
    boxes = []
    for mark, (first, last, _) in zip(found, records, strict=True):
        starts, ends = year.start_of(first), year.end_of(last)
        boxes.append((mark.row, min(starts, mark.x - 6), max(ends, mark.x + 6)))
        width = lanes.LETTER * len(mark.label)
        if mark.label:
            left = mark.label_x - width if mark.before else mark.label_x
            boxes.append((mark.row, left, left + width))
            assert left >= 0
            assert left + width <= 960
    boxes.sort()
    for one, other in pairwise(boxes):
        assert one[0] != other[0] or one[2] <= other[1], (one, other)


def test_a_label_is_cut_to_the_room_that_there_is():
    assert lanes.shortened("Iran sent drones.", 10) == "Iran sent…"
    # A letter of Chinese is as wide as two.
    assert lanes.shortened("伊朗送了无人机", 7) == "伊朗送…"
    assert lanes.shortened("short", 5) == "short"


def test_a_long_name_keeps_its_end():
    name = "Ministry of Foreign Affairs of State 12"
    assert lanes.cut_within(name, 20) == "Ministry of…State 12"
    assert lanes.cut_within("Iran", 20) == "Iran"
