"""The sentences of a text, and which of them carry a record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.suggestions import State, counts, coverage, sentences


def cut(body, language="en"):
    return [body[start:end] for start, end in sentences(body, language)]


def states(body, passages=(), passed_over=()):
    def spans(quotes):
        return [(body.index(quote), body.index(quote) + len(quote)) for quote in quotes]

    covered = coverage(sentences(body, "en"), spans(passages), spans(passed_over), body)
    return [str(sentence.state) for sentence in covered]


def test_a_full_stop_ends_a_sentence_and_an_abbreviation_does_not():
    body = "Gen. Smith met Mr. Jones of the U.S. Senate. It rose 3.5 percent. He left."

    assert cut(body) == [
        "Gen. Smith met Mr. Jones of the U.S. Senate.",
        "It rose 3.5 percent.",
        "He left.",
    ]


def test_a_quotation_of_two_sentences_is_not_torn_apart():
    assert cut("He said: “It is so. We deny it.” Then he left.") == [
        "He said: “It is so. We deny it.”",
        "Then he left.",
    ]


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\u2028", "\x85"])
def test_a_line_end_ends_a_sentence_without_a_full_stop(end):
    body = f"Kiev Showed No Proof - Minister{end}by A. Writer{end}Kiev failed"

    assert cut(body) == ["Kiev Showed No Proof - Minister", "by A. Writer", "Kiev failed"]


def test_offsets_count_code_points_whatever_the_script():
    body = "🎉🎉 İran’s “é”. Ünd so.\n他说。我们否认了。\nوزیر گفت. او رد کرد."

    assert cut(body, "en") == [
        "🎉🎉 İran’s “é”.",
        "Ünd so.",
        "他说。",
        "我们否认了。",
        "وزیر گفت.",
        "او رد کرد.",
    ]


@pytest.mark.parametrize("language", ["zh-Hant", "xx", "", "fa", "en-GB", "\0", "x" * 400])
def test_any_language_tag_gives_sentences(language):
    assert cut(" One is so. Two is so. ", language) == ["One is so.", "Two is so."]


@given(st.text(st.characters(codec=None), max_size=60), st.sampled_from(["en", "zh-Hant", "ar"]))
@settings(max_examples=60, deadline=None)
def test_sentences_of_any_text_are_in_order_and_hold_all_its_letters(body, language):
    spans = sentences(body, language)

    reached, outside = 0, ""
    for start, end in spans:
        assert reached <= start < end <= len(body)
        assert body[start:end] == body[start:end].strip()
        outside += body[reached:start]
        reached = end
    assert not any(map(str.isalnum, outside + body[reached:]))


BODY = "MOSCOW (Agency) Kiev showed nothing, he said. Iran left. France came.\n* * *"


def test_a_sentence_that_no_passage_touches_is_open():
    assert states(BODY)[:3] == ["open", "open", "open"]


def test_a_sentence_whose_letters_are_all_in_passages_carries():
    assert states(BODY, ["Iran left"])[1] == "carrying"


def test_a_sentence_of_which_words_are_left_is_covered_in_part():
    assert states(BODY, ["Kiev showed nothing"])[0] == "partly"
    assert states(BODY, [], ["MOSCOW (Agency)"])[0] == "partly"


def test_what_was_passed_over_completes_a_sentence_that_carries():
    found = states(BODY, ["Kiev showed nothing, he said."], ["MOSCOW (Agency)"])

    assert found[0] == "carrying"


def test_a_sentence_passed_over_is_that_and_no_more():
    assert states(BODY, ["Iran left."], ["France came"]) == [
        "open",
        "carrying",
        "passed_over",
        "passed_over",
    ]


def test_one_passage_may_cover_several_sentences():
    assert states(BODY, ["he said. Iran left. France"])[:3] == ["partly", "carrying", "partly"]


def test_a_passage_within_another_changes_nothing():
    assert states(BODY, ["Iran left.", "left"])[1] == "carrying"


def test_a_passage_that_touches_punctuation_alone_touches_no_sentence():
    body = "One. Two."

    assert [s.state for s in coverage(sentences(body, "en"), [(3, 5)], [], body)] == [
        State.OPEN,
        State.OPEN,
    ]


def test_the_states_are_counted_each_of_them():
    body = "One. Two. Three."
    covered = coverage(sentences(body, "en"), [(0, 4)], [], body)

    assert counts(covered) == {"carrying": 1, "partly": 0, "passed_over": 0, "open": 2}


def test_a_span_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="no span 2 to 9"):
        coverage([(0, 4)], [(2, 9)], [], "One.")
