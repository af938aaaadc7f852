"""What stands around a passage, and what no passage covers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quotes import (
    context,
    find,
    reanchor,
    sentence_around,
    uncovered,
)

from .quoting import ARTICLE, DRONES, texts, unhurried


def test_context_is_thirty_two_code_points_on_either_side():
    start, end = find(ARTICLE, DRONES, prefix="supplies of ")
    before, after = context(ARTICLE, start, end)
    assert (before, after) == (
        "he issue of alleged supplies of ",
        " to Russia to be used for strike",
    )
    assert context(ARTICLE, start, end, width=3) == ("of ", " to")


def test_context_ends_with_the_text():
    assert context("ab cd", 0, 2) == ("", " cd")
    assert context("ab cd", 3, 5) == ("ab ", "")
    assert context(ARTICLE, 6, 16) == (ARTICLE[:6], ARTICLE[16:48])


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 6), (6, 6)])
def test_a_span_outside_the_text_is_a_mistake(start, end):
    for question in (
        lambda: context("ab cd", start, end),
        lambda: sentence_around("ab cd", start, end),
        lambda: reanchor("ab cd", start, end, "ab cd"),
    ):
        with pytest.raises(ValueError, match="no span"):
            question()


def test_a_passage_is_shown_with_the_rest_of_its_paragraph():
    start, end = find(ARTICLE, "has been presented yet")
    assert sentence_around(ARTICLE, start, end) == (
        "No concrete evidence ",
        ", with both Moscow and Tehran denying the allegations as false.",
    )


def test_a_long_paragraph_is_cut_at_words():
    start, end = find(ARTICLE, "The resolution, among other things,")
    before, after = sentence_around(ARTICLE, start, end)
    assert before.startswith("…the United Kingdom and Germany asked the UN")
    assert before.endswith("Iran's nuclear program. ")
    assert after.startswith(" prohibits Tehran from selling")
    assert after.endswith("…")
    assert f"{before[1:]}{ARTICLE[start:end]}{after[:-1]}" in ARTICLE
    assert 160 <= len(before) <= 201
    assert 160 <= len(after) <= 201
    assert ARTICLE[ARTICLE.index(after[:-1]) + len(after) - 1].isspace()


def test_text_without_spaces_is_cut_anywhere():
    before, after = sentence_around("字" * 500, 250, 260)
    assert before == "…" + "字" * 200
    assert after == "字" * 200 + "…"
    # One space near the passage is no reason to show four words of two hundred.
    assert (
        sentence_around("字" * 190 + " 一二三四", 195, 195, 100)[0] == "…" + "字" * 95 + " 一二三四"
    )


def test_a_passage_near_the_start_of_a_long_text_is_shown_with_what_precedes_it():
    assert sentence_around("He said: " + "word " * 200, 9, 13)[0] == "He said: "


def test_a_whole_paragraph_has_nothing_around_it():
    assert sentence_around("one\n\ntwo\n\nthree", 5, 8) == ("", "")
    assert sentence_around("  two  ", 2, 5) == ("", "")


def test_a_passage_over_paragraphs_is_shown_with_the_rest_of_the_first_and_last():
    assert sentence_around("a b c\nd e f", 2, 9) == ("a ", " f")


@unhurried
@given(texts, st.data(), st.integers(1, 12))
def test_what_is_shown_around_a_passage_stands_around_it(text, data, limit):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = sentence_around(text, start, end, limit)
    assert "\n" not in before + after
    assert len(before) <= limit + 1
    assert len(after) <= limit + 1
    cut_before, cut_after = before.startswith("…"), after.endswith("…")
    assert text[:start].endswith(before.removeprefix("…") if cut_before else before)
    assert text[end:].startswith(after.removesuffix("…") if cut_after else after)


def stretches(text: str, *quotes: str) -> list[str]:
    return [text[slice(*span)] for span in uncovered(text, [find(text, each) for each in quotes])]


def test_text_that_no_passage_covers_is_listed_in_order():
    text = "MOSCOW (Sputnik) Kiev failed. Iran denied it. Nothing more."
    assert stretches(text, "Iran denied it") == [
        "MOSCOW (Sputnik) Kiev failed",
        "Nothing more",
    ]
    assert stretches(text) == ["MOSCOW (Sputnik) Kiev failed. Iran denied it. Nothing more"]


def test_what_has_neither_letter_nor_digit_is_left_out():
    text = "— “One”, – two… 3 % \n\n***\n"
    assert stretches(text, "One", "two") == ["3"]
    assert stretches(text, "One", "two", "3") == []
    assert uncovered("", []) == []


def test_overlapping_and_repeated_spans_cover_once():
    assert uncovered("abcdefghijk", [(4, 7), (0, 5), (4, 7), (2, 3)]) == [(7, 11)]
    assert uncovered("abcdefghijk", [(0, 9), (2, 3), (10, 11)]) == [(9, 10)]


def test_an_empty_span_covers_nothing():
    assert uncovered("abcd", [(2, 2)]) == [(0, 4)]


def test_marks_that_belong_to_a_letter_stay_with_it():
    assert stretches("की मदद", "मदद") == ["की"]
    assert stretches("cafe\u0301 noir", "noir") == ["cafe\u0301"]
    assert stretches("paid $5, he", "he") == ["paid $5"]
    assert stretches("paid 5€, he", "he") == ["paid 5€"]


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 9)])
def test_a_span_that_the_text_does_not_have_is_a_mistake(span):
    with pytest.raises(ValueError, match="no span"):
        uncovered("ab cd", [span])


@unhurried
@given(texts, st.data())
def test_every_letter_and_digit_is_covered_or_listed_once(text, data):
    offsets = st.integers(0, len(text))
    spans = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(offsets, offsets)))]
    covered = {at for start, end in spans for at in range(start, end)}
    listed = [at for start, end in uncovered(text, spans) for at in range(start, end)]
    assert sorted(set(listed)) == listed
    assert covered.isdisjoint(listed)
    for at, char in enumerate(text):
        assert not char.isalnum() or at in covered or at in listed
    for start, end in uncovered(text, spans):
        assert any(char.isalnum() for char in text[start:end])
        assert text[start:end] == text[start:end].strip()
