"""Dates in words, in another language than English."""

import pytest

from claims import dates
from claims.date_phrases import PHRASES

EVERY_KIND = [
    *("2022", "2022-12", "2022-12-13", "2022-21", "2022-22", "2022-23", "202X", "20XX"),
    *("2022-XX", "2022-XX-XX", "2022-12-XX", "2022?", "2022~", "2022-12-13%"),
    *("2022-11-30/2022-12-02", "2022/2022-12"),
]


def test_translators_are_given_every_phrase():
    asked = set()

    def note(phrase):
        asked.add(phrase)
        return phrase

    for edtf in EVERY_KIND:
        dates.words(edtf, note)
    assert asked - set(dates.MONTHS) == set(PHRASES)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2022-12-13", "13. Dezember 2022"),
        ("2022-12~", "etwa Dezember 2022"),
        ("2022-11/2022-12", "zwischen November 2022 und Dezember 2022"),
    ],
)
def test_a_language_may_order_its_words_as_it_likes(edtf, expected):
    german = {
        "December": "Dezember",
        "{day} {month} {year}": "{day}. {month} {year}",
        "about {date}": "etwa {date}",
        "between {first} and {last}": "zwischen {first} und {last}",
    }
    assert dates.words(edtf, lambda phrase: german.get(phrase, phrase)) == expected
