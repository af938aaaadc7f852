"""A quote that is not there: the nearest text is shown, and what differs."""

import time
import unicodedata

import pytest

from claims.quotes import (
    NEAREST_IN,
    QuoteAbsent,
    QuoteError,
    context,
    find,
    reanchor,
    sentence_around,
)

from .quoting import ARTICLE, passage


def test_a_quote_may_not_be_there_at_all():
    with pytest.raises(QuoteAbsent) as error:
        find(ARTICLE, "The committee adjourned until spring without a vote")
    assert error.value.nearest is None
    assert "nor does anything like it" in str(error.value)
    with pytest.raises(QuoteAbsent):
        find("", "Kiev")


@pytest.mark.parametrize(
    ("quote", "nearest"),
    [
        (
            "Kiev failed to supply any evidence that Russia was using",
            "Kiev failed to provide any evidence that Russia was using",
        ),
        ("Mohammad Reza Ashtiani said on Monday", "Mohammad-Reza Ashtiani said on Monday"),
        ("with both Moscow and Teheran denying", "with both Moscow and Tehran denying"),
        ("nvestigate the implementatio of the UN", "investigate the implementation of the UN"),
        ("Sergei Lavrov", "Sergey Lavrov"),
    ],
)
def test_the_nearest_text_is_offered_in_whole_words(quote, nearest):
    with pytest.raises(QuoteAbsent) as error:
        find(ARTICLE, quote)
    assert nearest in error.value.nearest
    assert error.value.nearest in ARTICLE
    assert len(error.value.nearest.split()) <= len(nearest.split()) + 2
    assert error.value.nearest in str(error.value)
    at = ARTICLE.index(error.value.nearest)
    around = ARTICLE[at - 1] + ARTICLE[at + len(error.value.nearest)]
    assert not any(char.isalnum() for char in around)


def test_a_vowel_sign_is_part_of_its_word():
    with pytest.raises(QuoteAbsent) as error:
        find("ईरान ने आरोपों को झूठा बताया और प्रमाण माँगा।", "रोपों को झूठी बताया और प्रमा")
    assert error.value.nearest == "आरोपों को झूठा बताया और प्रमाण"


@pytest.mark.parametrize(
    ("text", "quote", "difference"),
    [
        ("the government's media", "the government’s media", "apostrophes, quotation marks"),
        ("gave “exhaustive” replies", '"exhaustive"', "apostrophes, quotation marks or dashes"),
        ("Drones – Iran", "Drones - Iran", "apostrophes, quotation marks or dashes"),
        ("and so on…", "so on...", "apostrophes, quotation marks or dashes"),
        ("No Proof Of Russia", "no proof of Russia", "upper and lower case"),
        ("Straße", "STRASSE", "upper and lower case"),
        ("one line\nand another", "line and", "spaces or line breaks"),
        ("one  space", "one space", "spaces or line breaks"),
        ("10\u00a0km away", "10 km", "spaces or line breaks"),
        ("no space after", " no space", "spaces or line breaks"),
        ("un café noir", unicodedata.normalize("NFD", "café"), "Unicode normalisation"),
        (unicodedata.normalize("NFD", "un café noir"), "café noir", "Unicode normalisation"),
        ("Zapo\u00adrizh\u00adzhia", "Zaporizhzhia", "invisible characters"),
        ("\ufeffKiev said", "\u200bKiev said", "invisible characters"),
        ("five kelvin: 5 \u212a.", "5 K.", "characters that look alike"),
    ],
)
def test_a_quote_that_differs_in_typography_alone_is_told_so(text, quote, difference):
    with pytest.raises(QuoteAbsent) as error:
        find(text, quote)
    assert f"they differ only in {difference}" in str(error.value)
    assert " and " not in str(error.value).partition("differ only in ")[2].replace(
        "upper and lower", ""
    )
    assert error.value.nearest in text
    assert find(text, error.value.nearest)


def test_several_typographic_differences_are_named_together():
    with pytest.raises(QuoteAbsent) as error:
        find(ARTICLE, "UKRAINE DIDN’T\nSHOW any documents")
    assert error.value.nearest == "Ukraine didn't show any documents"
    for difference in ("upper and lower case", "apostrophes", "spaces or line breaks"):
        assert difference in str(error.value)
    assert "normalisation" not in str(error.value)


def test_a_changed_accent_is_no_typographic_difference():
    with pytest.raises(QuoteAbsent) as error:
        find("le café est ici", "le CAFE est ici")
    assert "differ only" not in str(error.value)
    with pytest.raises(QuoteAbsent) as error:
        find("un café", "CAFE")
    assert "differ only" not in str(error.value)


def test_the_exact_offsets_of_a_lookalike_survive_characters_that_fold_longer():
    text = "ﬁne ﬀ ẞ İstanbul … “Straße” – \u00ad\u00ad the end"
    with pytest.raises(QuoteAbsent) as error:
        find(text, '"STRASSE" -')
    assert error.value.nearest == "“Straße” –"


def test_code_points_outside_the_basic_plane_count_as_one():
    text = "🇺🇦 said 𝕏: 🛩️ drones"
    assert find(text, "drones") == (14, 20)
    assert find(text, "𝕏") == (8, 9)
    assert context(text, 8, 9, 2) == ("d ", ": ")
    assert find("\ud83d x", "x") == (2, 3)


def test_a_message_is_one_printable_line_of_readable_length():
    for text, quote in [
        ("a\x00b\nc " * 3, "a\x00b\nc"),
        ("\ud800 bad", "\ud800 good"),
        ("x" * 9_000, "y" * 9_000),
        ("x" * 9_000 + " " + "x" * 9_000, "x" * 9_000),
        (ARTICLE, ARTICLE.replace("Kiev", "Kyiv")),
        (ARTICLE, ARTICLE.upper()),
    ]:
        with pytest.raises(QuoteError) as error:
            find(text, quote)
        assert str(error.value).isprintable()
        assert len(str(error.value)) < 2_000


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a" * 1_000_000, "a" * 50_000),
        ("a" * 1_000_000, "a" * 50_000 + "b" + "a" * 49_999),
        ("ab" * 500_000, "ba" * 49_999 + "cc"),
        ("abcd" * 250_000, "abdc" * 25_000),
        ("é" * 1_000_000, "e" * 100_000),
        ("سلام علي" * 125_000, "سلام علی" * 12_000),
        (" " * 1_000_000, "a b"),
        ("a\n" * 500_000, "a b"),
        ("x" * 1_000_000, "x"),
    ],
)
def test_hostile_texts_and_quotes_are_answered_in_time(text, quote):
    started = time.process_time()
    with pytest.raises(QuoteError):
        find(text, quote)
    reanchor(text, 100, 100 + len(quote), text + ".")
    sentence_around(text, 100, 110)
    assert time.process_time() - started < 5


def test_the_nearest_text_is_sought_at_the_start_of_a_long_text_only():
    far = "z " * NEAREST_IN + "Kiev failed to provide any evidence"
    with pytest.raises(QuoteAbsent) as error:
        find(far, "Kiev failed to supply any evidence")
    assert error.value.nearest is None
    assert passage(far, "Kiev failed to provide") == "Kiev failed to provide"
