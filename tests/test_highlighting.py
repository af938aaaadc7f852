"""The words of a query are marked where they stand, whatever their spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import folding, highlighting, search


def marked(text: str, typed: str) -> str:
    """`text` with [ ] around what is marked."""
    return "".join(
        f"[{stretch.text}]" if stretch.found else stretch.text
        for stretch in highlighting.stretches(text, search.parse(typed))
    )


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("drones", "Drones, more DRONES, a drone", "[Drones], more [DRONES], a drone"),
        ('"joint expert meeting"', "A joint expert meeting.", "A [joint expert meeting]."),
        ('"expert meeting"', "expert, meeting; an expert", "[expert, meeting]; an expert"),
        ("strasse", "Die Straße dort", "Die [Straße] dort"),
        ("zurich", "in Zu\u0308rich und Zürich", "in [Zu\u0308rich] und [Zürich]"),
        ("cafe", "the cafe\u0301 there", "the [cafe\u0301] there"),
        ("ЕЛКА", "новая Ёлка", "новая [Ёлка]"),
        ("urdupoint.com", "by UrduPoint.com today", "by [UrduPoint.com] today"),
        ("иран", "Iran", "Iran"),
        ('drones "combat drones"', "combat drones", "[combat drones]"),
        ("office", "the oﬃce", "the [oﬃce]"),
    ],
)
def test_what_was_searched_for_is_marked(typed, text, expected):
    assert marked(text, typed) == expected


@given(st.text(max_size=60))
def test_the_places_are_those_of_the_words(text):
    assert [word for word, _, _ in folding.places(text)] == folding.words(text)


@given(st.text(max_size=60), st.text(alphabet="abc Iß", min_size=1, max_size=8))
def test_not_a_letter_is_lost(text, typed):
    try:
        query = search.parse(typed)
    except search.SearchError:
        return
    found = list(highlighting.stretches(text, query))
    assert "".join(stretch.text for stretch in found) == text
    assert all(stretch.text for stretch in found)
