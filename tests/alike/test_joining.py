"""Texts of nearly the same words, found without comparing each with each."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import folding
from claims.alike.joining import FEWEST_WORDS, joined
from claims.alike.judging import same, score

pytestmark = pytest.mark.one_database

BRIDGE = "The mayor of Paris closed the old bridge on Monday"
ALIKE = {
    "other case": "THE MAYOR OF PARIS CLOSED THE OLD BRIDGE ON MONDAY",
    "quotes and full stop": "“The mayor of Paris closed the old bridge on Monday.”",
    "reordered": "On Monday the mayor of Paris closed the old bridge",
    "one word more": "The mayor of Paris has closed the old bridge on Monday",
    "one word fewer": "The mayor of Paris closed the bridge on Monday",
    "another word": "The mayor of Paris shut the old bridge on Monday",
    "accents": "The mayor of Páris closed the old bridge on Monday",
}
OTHERS = {
    "turned round": "The mayor of Paris never closed the old bridge on Monday",
    "turned round, shortened": "The mayor of Paris didn't close the old bridge on Monday",
    "another name": "The mayor of London closed the old bridge on Monday",
    "something else": "The king of Paris sold a new tower in a winter",
}


def pairs(*texts):
    found = joined(enumerate(texts))
    return {(one, two) for one, two, _ in found if same(texts[one], texts[two])}


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_the_same_claim_is_found_in_other_words(text):
    assert pairs(BRIDGE, text) == {(0, 1)}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_another_claim_is_not_offered(text):
    assert pairs(BRIDGE, text) == set()


def test_other_numbers_are_other_claims():
    assert (
        pairs("The attack on the city killed 5 people", "The attack on the city killed 7 people")
        == set()
    )
    assert pairs("The attack in 2014 was a fake", "The attack in 2014 was fake") == {(0, 1)}


def test_texts_without_spaces_are_cut_into_letters():
    assert pairs("市长星期一关闭了旧桥", "市长星期一关闭了旧桥。", "市长星期二卖掉了新塔楼") == {
        (0, 1)
    }


def test_a_text_of_hardly_any_word_is_like_none():
    assert pairs("It is", "It is", "…", "") == set()


def test_the_very_same_words_are_paired_with_the_first_alone():
    assert pairs(*[BRIDGE] * 5) == {(0, 1), (0, 2), (0, 3), (0, 4)}


def test_the_more_alike_the_higher_the_score():
    scores = [
        score(BRIDGE, text, similarity)
        for text, similarity in ((BRIDGE, 1), (ALIKE["reordered"], 1), (ALIKE["another word"], 0.8))
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1


def brute_force(texts, least):
    sets = [set(folding.words(text)) for text in texts]
    return {
        (one, two)
        for two in range(len(texts))
        for one in range(two)
        if min(len(sets[one]), len(sets[two])) >= FEWEST_WORDS
        and len(sets[one] & sets[two]) / len(sets[one] | sets[two]) >= least
    }


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**9), least=st.sampled_from([0.5, 0.6, 0.7, 0.8, 0.9, 1.0]))
def test_what_is_found_is_what_comparing_each_with_each_finds(seed, least):
    random = Random(seed)
    words = [f"word{number}" for number in range(random.randrange(4, 14))]
    texts = [
        " ".join(random.choices(words, k=random.randrange(1, 9)))
        for _ in range(random.randrange(2, 40))
    ]
    # Of the same words, each pair is told by the first of them alone.
    once = list({frozenset(text.split()): text for text in texts}.values())
    found = {(one, two) for one, two, _ in joined(enumerate(once), least)}
    assert found == brute_force(once, least)
