"""A text cut into its paragraphs, and the marks of its passages in them."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import marking
from claims.pages import paragraphs

# The cut into paragraphs --------------------------------------------------------------------------


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs.spans(text)]


LONG = (
    "This goes on for rather more than the ninety letters of a line that is broken by hand, and on."
)
BROKEN = "A line that was broken by hand where it is seventy letters long, as"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.", ["One."]),
        ("Head\n\nOne.\n\nTwo.\n", ["Head\n\n", "One.\n\n", "Two.\n"]),
        ("Head\n \t\n\n  Indented.", ["Head\n \t\n\n", "  Indented."]),
        (f"{LONG}\n{LONG}\n", [f"{LONG}\n", f"{LONG}\n"]),
        ("Short.\nShorter.\n", ["Short.\n", "Shorter.\n"]),
        (
            f"{BROKEN}\n{BROKEN}\nthe last.\n\nNext.",
            [f"{BROKEN}\n{BROKEN}\nthe last.\n\n", "Next."],
        ),
        ("\n\nOne.\nTwo.", ["\n\nOne.\n", "Two."]),
    ],
)
def test_a_text_is_cut_where_a_reader_sees_a_paragraph_end(text, expected):
    assert cut(text) == expected


@given(st.text(st.sampled_from("ab \n\t\u2028\x0cپ"), max_size=300))
def test_paragraphs_joined_are_the_text_to_the_letter(text):
    assert "".join(cut(text)) == text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tehran said no.", "ltr"),
        ("تهران رد کرد", "rtl"),
        ("BBC: تهران ارسال پهپاد را رد کرد", "rtl"),
        ("The word پهپاد means drone.", "ltr"),
        ("هذا ما قالته", "rtl"),
    ],
)
def test_most_letters_say_which_way_a_paragraph_is_read(words, expected):
    assert paragraphs.direction(words) == expected


def test_a_paragraph_of_figures_is_read_as_the_text_around_it():
    assert paragraphs.direction("12/12/1401", otherwise="rtl") == "rtl"


# The marks ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    start: int
    end: int


@st.composite
def texts_with_spans(draw):
    text = draw(st.text(st.sampled_from("ab \n"), min_size=1, max_size=40))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    pairs = draw(st.lists(ends.filter(lambda p: p[0] < p[1]), max_size=8, unique=True))
    return text, sorted((Span(*pair) for pair in pairs), key=lambda s: (s.start, -s.end))


@given(texts_with_spans())
def test_marks_of_all_paragraphs_give_each_passage_its_own_words(drawn):
    text, spans = drawn
    found = dict.fromkeys(spans, "")
    begun, ended, words = [], [], ""
    for start, end in paragraphs.spans(text):
        open_now = []
        for mark in marking.marks(text, spans, start, end):
            match mark:
                case marking.Opens():
                    open_now.append(mark.passage)
                    begun += [mark.passage] if mark.first else []
                case marking.Closes():
                    assert open_now.pop() == mark.passage, "what opens last closes first"
                    ended += [mark.passage] if mark.last else []
                case marking.Words():
                    words += mark.text
                    for span in open_now:
                        found[span] += mark.text
        assert open_now == [], "a mark does not reach over its paragraph"
    assert words == text
    assert found == {span: text[span.start : span.end] for span in spans}
    assert sorted(begun, key=hash) == sorted(ended, key=hash) == sorted(spans, key=hash)


def test_a_passage_is_one_stop_of_the_keyboard_however_often_it_is_cut():
    marks = list(marking.marks("one two three", [Span(0, 13), Span(4, 7)]))
    begins = [(mark.text, mark.begins) for mark in marks if isinstance(mark, marking.Words)]
    assert begins == [("one ", True), ("two", True), (" three", False)]


def test_a_blank_between_two_passages_is_no_link():
    marks = marking.marks("one two", [Span(0, 4), Span(3, 7)])
    found = [(mark.text, mark.passage) for mark in marks if isinstance(mark, marking.Words)]
    assert found == [("one", Span(0, 4)), (" ", None), ("two", Span(3, 7))]
