"""Quotes: found to the letter, and told apart by what is around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quotes import (
    MOST_OCCURRENCES,
    QuoteAbsent,
    QuoteAmbiguous,
    QuoteError,
    find,
)

from .quoting import ARTICLE, DRONES, HEADLINE, SUBHEAD, found_or_error, texts, unhurried


def test_a_quote_that_occurs_once_is_found_to_the_letter():
    start, end = find(ARTICLE, "Kiev failed to provide any evidence")
    assert ARTICLE[start:end] == "Kiev failed to provide any evidence"
    assert find("abc", "abc") == (0, 3)


def test_case_tells_the_two_headlines_apart():
    assert find(ARTICLE, HEADLINE)[0] < find(ARTICLE, SUBHEAD)[0]


def test_a_quote_that_occurs_often_asks_for_a_prefix_or_suffix_and_shows_each_context():
    with pytest.raises(QuoteAmbiguous) as error:
        find(ARTICLE, DRONES)
    message = str(error.value)
    assert message.startswith('"Iranian drones" occurs 5 times; give a prefix or suffix')
    for words in ("Russia was using [Iranian drones] in", "UK and Germany believe that [Iranian"):
        assert words in message
    assert len(error.value.positions) == len(error.value.contexts) == ARTICLE.count(DRONES) == 5
    assert error.value.positions == sorted(error.value.positions)
    for position, (before, after) in zip(error.value.positions, error.value.contexts, strict=True):
        assert find(ARTICLE, DRONES, before, after) == (position, position + len(DRONES))


def test_the_contexts_of_a_long_quote_are_shown_without_it():
    quote = "Iran denied that it had supplied any combat drones whatsoever to Russia for its war"
    with pytest.raises(QuoteAmbiguous) as error:
        find(f"At first {quote}, at last {quote}. And so on.", quote)
    assert '"At first […], at last ' in str(error.value)
    assert "at last […]. And so on." in str(error.value)


def test_a_prefix_or_a_suffix_picks_one_occurrence():
    by_prefix = find(ARTICLE, DRONES, prefix="Germany believe that ")
    assert by_prefix == find(ARTICLE, DRONES, suffix=" fall under this rule")
    assert by_prefix == find(ARTICLE, DRONES, "believe that ", " fall")
    assert ARTICLE[slice(*by_prefix)] == DRONES


def test_a_prefix_that_leaves_two_asks_for_a_longer_one():
    with pytest.raises(QuoteAmbiguous, match="occurs 2 times; give a longer prefix or suffix") as e:
        find(ARTICLE, DRONES, prefix="use of ")
    assert [ARTICLE[start : start + len(DRONES)] for start in e.value.positions] == [DRONES] * 2


@pytest.mark.parametrize(
    ("prefix", "suffix"),
    [("use of", ""), ("Use of ", ""), ("", "in Ukraine"), ("use of ", " fall"), ("\n", "")],
)
def test_prefix_and_suffix_stand_immediately_beside_the_quote(prefix, suffix):
    with pytest.raises(QuoteAbsent, match="but not with this prefix and suffix") as error:
        find(ARTICLE, DRONES, prefix, suffix)
    assert "alleged supplies of [Iranian drones] to Russia" in str(error.value)
    assert error.value.nearest == DRONES


def test_a_prefix_does_not_save_a_quote_that_is_not_there():
    with pytest.raises(QuoteAbsent, match="does not occur in the text"):
        find(ARTICLE, "Iranian rockets", prefix="using ")


def test_overlapping_occurrences_are_counted():
    with pytest.raises(QuoteAmbiguous) as error:
        find("nanana", "nana")
    assert error.value.positions == [0, 2]


def test_no_more_occurrences_are_listed_than_a_person_reads():
    with pytest.raises(QuoteAmbiguous, match=f"more than {MOST_OCCURRENCES} times") as error:
        find("ha " * 1_000, "ha")
    assert len(error.value.positions) == len(error.value.contexts) == MOST_OCCURRENCES
    assert "; and 90 more" in str(error.value)
    assert str(error.value).count("[ha]") == 10
    with pytest.raises(QuoteAmbiguous, match=f" occurs {MOST_OCCURRENCES} times") as error:
        find("ha " * MOST_OCCURRENCES, "ha")
    assert len(error.value.positions) == MOST_OCCURRENCES


@pytest.mark.parametrize("quote", ["", " ", "\n", "\t \u00a0\u2003\r\n"])
def test_a_blank_quote_is_refused(quote):
    with pytest.raises(QuoteError, match="blank") as error:
        find(ARTICLE, quote)
    assert not isinstance(error.value, QuoteAbsent | QuoteAmbiguous)


@unhurried
@given(texts, st.data())
def test_what_is_found_is_the_quote_and_stands_between_prefix_and_suffix(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before = data.draw(st.integers(0, start))
    after = data.draw(st.integers(end, len(text)))
    prefix, quote, suffix = text[before:start], text[start:end], text[end:after]
    found = found_or_error(text, quote, prefix, suffix)
    if isinstance(found, QuoteAmbiguous):
        assert start in found.positions
        assert all(text[at : at + len(quote)] == quote for at in found.positions)
    elif isinstance(found, QuoteError):
        assert not quote.strip()
    else:
        assert found == (start, end)


@unhurried
@given(texts, texts, st.text(max_size=2), st.text(max_size=2))
def test_a_quote_is_found_where_it_is_or_refused_with_text_that_is_there(
    text, quote, prefix, suffix
):
    found = found_or_error(text, quote, prefix, suffix)
    if isinstance(found, QuoteAbsent):
        assert prefix + quote + suffix not in text
        assert found.nearest is None or found.nearest in text
    elif isinstance(found, QuoteAmbiguous):
        assert len(set(found.positions)) == len(found.positions) > 1
    elif isinstance(found, QuoteError):
        assert not quote.strip()
    else:
        start, end = found
        assert text[start:end] == quote
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)
