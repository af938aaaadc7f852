"""The actors that a text names."""

import pytest

from claims.suggestions.actors import MOST_NAMES, names_to_look_up
from tests.suggesting import IRAN, NAMES, RUSSIA, UKRAINE, named, proposed, who

pytestmark = pytest.mark.one_database


def test_names_and_aliases_are_proposed_as_printed_with_their_spans():
    body = "Tehran wrote to Iran’s neighbours. Moscow did not."
    iran, russia = proposed(body).actors

    assert [(w.start, w.end, w.printed) for w in iran.names] == [(0, 6, "Tehran"), (16, 20, "Iran")]
    assert iran.actors == (IRAN,)
    assert russia.actors == (RUSSIA,)


def test_whole_words_alone_are_names():
    assert named("Iranian drones, pro-Irania, Russians and Ukraine2") == []


def test_the_longest_name_wins():
    body = "The UN Security Council met. The UN did not."

    assert named(body) == [("UN Security Council", "un-security-council"), ("UN", "united-nations")]


def test_a_name_may_have_more_than_one_space_but_no_line_end():
    assert named("United  Kingdom") == [("United  Kingdom", "united-kingdom")]
    assert named("the United\nKingdom") == []


def test_a_name_with_an_apostrophe_is_found_with_any():
    ivory = who("Cote d'Ivoire")

    assert named("Cote d’Ivoire left", names=[("Cote d'Ivoire", ivory)]) == [
        ("Cote d’Ivoire", "cote-d'ivoire")
    ]
    assert named("Cote d'Ivoire left", names=[("Cote d’Ivoire", ivory)]) == [
        ("Cote d'Ivoire", "cote-d'ivoire")
    ]


def test_initials_keep_their_last_full_stop():
    names = [("U.S.", who("United States"))]

    assert named("The U.S. said so.", names=names) == [("U.S.", "united-states")]


def test_capitals_may_be_added_as_headlines_do_and_never_taken_away():
    names = [*NAMES, ("Western countries", who("Western countries")), ("The Who", who("The Who"))]

    assert named("IRAN Accuses Western Countries", names=names) == [
        ("IRAN", "iran"),
        ("Western Countries", "western-countries"),
    ]
    assert named("Those are the who and the iran.", names=names) == []


def test_the_very_name_is_preferred_to_one_with_less_capitals():
    names = [("WHO", who("World Health Organization")), ("Who", who("A band"))]

    assert named("Nobody told WHO.", names=names) == [("WHO", "world-health-organization")]


def test_in_a_line_of_capitals_an_ordinary_word_is_no_acronym():
    names = [*NAMES, ("US", who("United States"))]

    assert named("THEY TOLD US IN MOSCOW\nThe US told Iran.", names=names) == [
        ("MOSCOW", "russia"),
        ("US", "united-states"),
        ("Iran", "iran"),
    ]


def test_an_ambiguous_name_is_proposed_with_the_choice_and_never_resolved():
    georgias = [("Georgia", who("Georgia (state)")), ("Georgia", who("Georgia"))]
    (actor,) = proposed("Georgia said so.", names=georgias).actors

    assert actor.ambiguous
    assert [one.name for one in actor.actors] == ["Georgia", "Georgia (state)"]


def test_a_surname_alone_is_proposed_after_the_whole_name():
    body = (
        "Ashtiani? Minister Mohammad-Reza Ashtiani said so. Ashtiani added more. Al-Ashtiani left."
    )

    assert named(body) == [
        ("Mohammad-Reza Ashtiani", "mohammad-reza-ashtiani"),
        ("Ashtiani", "mohammad-reza-ashtiani"),
    ]


def test_a_surname_that_two_persons_share_is_ambiguous():
    two = [(name, who(name, "person")) for name in ("John Smith", "Jane Smith")]
    body = "John Smith and Jane Smith met. Smith left."

    assert named(body, names=two)[-1] == ("Smith", "jane-smith", "john-smith")


def test_the_place_of_a_dateline_is_no_actor_and_the_agency_is():
    names = [*NAMES, ("Sputnik", who("Sputnik")), ("Reuters", who("Reuters"))]
    body = (
        "MOSCOW (Sputnik) Iran left.\nKIEV, Dec. 13 — Moscow came.\nMOSCOW, Russia (Reuters) - So."
    )

    assert named(body, names=names) == [
        ("Sputnik", "sputnik"),
        ("Iran", "iran"),
        ("Moscow", "russia"),
        ("Russia", "russia"),
        ("Reuters", "reuters"),
    ]


def test_a_word_of_a_date_is_no_name():
    assert named("On May 5 nobody came. May came.", names=[("May", who("May"))]) == [("May", "may")]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("联合国安全理事会说没有。", "联合国安全理事会"),
        ("وزیر ایران گفت", "ایران"),
        ("भारत ने कहा", "भारत"),
        ("ประเทศอิหร่านกล่าว", "อิหร่าน"),
    ],
)
def test_names_are_found_in_scripts_without_capitals_and_without_spaces(body, name):
    assert named(body, names=[(name, who("it"))], language="xx") == [(name, "it")]


def test_accents_written_in_two_ways_are_one():
    assert named("Cafe\u0301 Union left", names=[("Café Union", who("it"))]) == [
        ("Cafe\u0301 Union", "it")
    ]


@pytest.mark.parametrize("name", ["al-Qaeda", "von der Leyen", "al Jazeera"])
def test_a_name_may_begin_small(name):
    assert named(f"Then {name} said so.", names=[(name, who("it"))]) == [(name, "it")]


def test_a_dismissed_name_is_left_out_and_the_actor_with_its_last():
    body = "Iran met Kiev in Iran."

    assert named(body, dismissed=[("actor", 0, 4), ("actor", 9, 13)]) == [("Iran", "iran")]
    assert [a.actors for a in proposed(body, dismissed=[("date", 9, 13)]).actors] == [
        (IRAN,),
        (UKRAINE,),
    ]


def test_no_more_than_so_many_strings_are_looked_up():
    body = " ".join(f"Name{n}" for n in range(6_000))

    assert len(names_to_look_up(body)) == MOST_NAMES
