"""The dates that a text gives: as precise as its words, and no more.

The article is of Tuesday 13 December 2022 unless a test says otherwise.
"""

import pytest

from tests.suggesting import dated, proposed

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on Monday", "2022-12-12"),
        ("on Tuesday", "2022-12-13"),
        ("On Wednesday", "2022-12-07"),
        ("last Friday", "2022-12-09"),
        ("In November", "2022-11"),
        ("in December", "2022-12"),
        ("since late January", "2022-01"),
        ("On October 21", "2022-10-21"),
        ("on Oct. 21", "2022-10-21"),
        ("on the 21st of October", "2022-10-21"),
        ("on December 20", "2021-12-20"),
        ("21 October 2020", "2020-10-21"),
        ("On October 21, 2020", "2020-10-21"),
        ("2020-10-21", "2020-10-21"),
        ("in November 2021", "2021-11"),
        ("in 2015", "2015"),
        ("last month", "2022-11"),
        ("Earlier this month", "2022-12"),
        ("last year", "2021"),
        ("last week", "2022-12-05/2022-12-11"),
        ("this week", "2022-12-12/2022-12-13"),
        ("yesterday", "2022-12-12"),
        ("two days ago", "2022-12-11"),
        ("three weeks ago", "2022-11-22~"),
        ("two months ago", "2022-10"),
        ("a year ago", "2021"),
    ],
)
def test_words_give_a_date_as_precise_as_they_are(words, edtf):
    assert dated(f"It was {words}, they said.") == [(words, edtf)]


@pytest.mark.parametrize(
    "body",
    [
        "He may leave in a second, in 3 to 5 cases, by the second round.",
        "Resolution 2231 and 1737 on the march of 300 000.",
        "Mondays are dull. On 31 February and on February 30 nothing was.",
        "They will meet on Friday.",
        "A meeting is scheduled for next month and for October 21.",
        "It costs 2015 dollars; version 2022-12-13-b; 10/12/2022.",
        "Today's leaders and last year's snow.",
    ],
)
def test_what_is_no_date_of_the_past_is_not_proposed(body):
    assert dated(body) == []


def test_a_verb_that_looks_ahead_says_nothing_of_another_clause():
    assert dated("On Monday he said they will go.") == [("On Monday", "2022-12-12")]


def test_days_of_a_range_are_not_taken_for_its_first():
    assert dated("It was on November 5-7 there, on 5–7 November.") == []


def test_the_reason_quotes_the_words_and_says_when_the_article_was_published():
    (monday,) = proposed("It was so on Monday.").dates
    (printed,) = proposed("It was so on 3 May 2020.").dates

    assert monday.why == "“on Monday”, published on Tuesday 13 December 2022"
    assert printed.why == "“on 3 May 2020”, as printed"


def test_the_whole_date_of_publication_is_left_out_as_that_of_the_header():
    body = "date 2022-12-13\nPublished December 13, 2022\nOn December 12, 2022 it was so."

    assert dated(body) == [("On December 12, 2022", "2022-12-12")]


BODY = "On Monday, in November, last year, on 3 May 2020."


@pytest.mark.parametrize(
    ("published", "found"),
    [
        ("2022-12", ["2022-11", "2021", "2020-05-03"]),
        ("2022", ["2021", "2020-05-03"]),
        ("", ["2020-05-03"]),
        ("0001-01-01", ["0001-01-01", "2020-05-03"]),
        # "On Monday" is counted from the day after, which no calendar here has.
        ("9999-12-31", ["9999-11", "9998", "2020-05-03"]),
    ],
)
def test_a_vague_publication_gives_only_dates_that_do_not_depend_on_the_day(published, found):
    assert [edtf for _, edtf in dated(BODY, published=published)] == found


def test_a_vague_publication_is_the_reason_as_far_as_it_goes():
    (date,) = proposed("In November.", published="2022-12").dates

    assert date.why == "“In November”, published in December 2022"


def test_a_language_without_cues_gives_no_dates():
    assert dated("On Monday", language="fr") == []


def test_a_date_passed_over_or_dismissed_is_left_out():
    body = "On Monday it was. Last month it was not."

    assert dated(body, passed_over=[(0, 17)]) == [("Last month", "2022-11")]
    assert dated(body, dismissed=[("date", 0, 9)]) == [("Last month", "2022-11")]
    assert len(dated(body, dismissed=[("speech", 0, 9)], passages=[(0, 17)])) == 2
