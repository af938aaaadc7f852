"""What is proposed of a text in the database: nothing stored, in a fixed number of queries."""

import time

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.annotating.sheet import Sheet
from claims.models import Actor, ArticleText, Change, Dismissal, PassedOver
from claims.suggestions import propose
from claims.suggestions.composing import MOST_READ
from tests.factories import (
    make_actor,
    make_affiliation,
    make_article,
    make_claim,
    make_passage,
    make_text,
)
from tests.suggesting import proposed

pytestmark = pytest.mark.one_database

BODY = "On Monday Iran said so.\nThe minister denied it.\nDefence Minister Ali Doe left."
QUERIES = 7


@pytest.fixture
def text(db):
    make_actor(name="Iran", aliases=["Tehran"])
    make_actor(name="Ali Doe", kind="person")
    return make_text(body=BODY, article=make_article(published="2022-12-13"))


def words(found):
    return (
        [(actor.actors[0].slug, [w.printed for w in actor.names]) for actor in found.actors],
        [(one.cue.printed, [who.slug for who in one.speakers]) for one in found.speech],
        [(date.words.printed, date.edtf) for date in found.dates],
    )


def test_actors_speech_and_dates_are_proposed_of_a_text(text):
    assert words(propose(text)) == (
        [("iran", ["Iran"]), ("ali-doe", ["Ali Doe"])],
        [("said", ["iran"]), ("denied", ["ali-doe"])],
        [("On Monday", "2022-12-12")],
    )


def test_each_actor_has_what_an_editor_chooses_by(text):
    iran = propose(text).actors[0].actors[0]

    assert Actor.objects.get(pk=iran.key).slug == iran.slug == "iran"
    assert (iran.name, iran.kind) == ("Iran", "state")


def test_nothing_is_stored(text):
    before = Change.objects.count()
    propose(text)

    assert Change.objects.count() == before


def test_an_office_on_record_tells_who_the_minister_is(db):
    person = make_actor(name="Ann Doe", kind="person")
    make_affiliation(actor=person, principal=make_actor(name="Iran"), office="Minister of Trade")
    found = propose(make_text(body="Ann Doe came. The minister said so."))

    assert [who.slug for who in found.speech[0].speakers] == ["ann-doe"]


def test_an_alias_that_two_actors_share_is_a_choice(db):
    for name in ("One", "Two"):
        make_actor(name=name, aliases=["Shared Name"])
    (actor,) = propose(make_text(body="Shared Name said so.")).actors

    assert [who.slug for who in actor.actors] == ["one", "two"]


def test_a_name_in_capitals_is_found_with_letters_beyond_ascii(db):
    make_actor(name="Élysée Palace", slug="elysee")

    assert words(propose(make_text(body="ÉLYSÉE PALACE\nThe Élysée Palace left.")))[0] == [
        ("elysee", ["ÉLYSÉE PALACE", "Élysée Palace"])
    ]


def test_what_carries_was_passed_over_or_dismissed_is_left_out(text):
    make_claim(passage=make_passage(text=text, quote="On Monday Iran said so."))
    PassedOver.objects.create(text=text, start=24, end=47)
    Dismissal.objects.create(text=text, proposal="date", start=0, end=9)
    Dismissal.objects.create(text=text, proposal="actor", start=10, end=14)

    assert words(propose(text)) == ([("ali-doe", ["Ali Doe"])], [], [])


def test_a_passage_that_carries_nothing_leaves_nothing_out(text):
    before = propose(text)
    make_passage(text=text, quote="On Monday Iran said so.")

    assert propose(text) == before


def test_what_is_known_of_a_text_is_not_asked_again(text, django_assert_num_queries):
    make_claim(passage=make_passage(text=text, quote="On Monday Iran said so."))
    fresh, sheet = ArticleText.objects.get(pk=text.pk), Sheet(ArticleText.objects.get(pk=text.pk))
    assert sheet.sentences  # and the article

    with django_assert_num_queries(QUERIES - 3):
        found = sheet.proposals
    assert found == propose(fresh)


def test_a_dismissal_in_another_text_dismisses_nothing(text):
    other = make_text(body=BODY)
    Dismissal.objects.create(text=other, proposal="date", start=0, end=9)

    assert len(propose(text).dates) == 1


def test_the_number_of_queries_is_the_same_for_one_name_and_for_many(
    text, django_assert_num_queries
):
    for number in range(40):
        make_actor(name=f"Person Name{number}", kind="person", aliases=[f"Alias{number} Such"])
    many = make_text(
        body=BODY + "".join(f"\nPerson Name{n} met Alias{n} Such, he said." for n in range(40)),
        article=text.article,
    )
    for one in (text, many):
        fresh = ArticleText.objects.get(pk=one.pk)
        with django_assert_num_queries(QUERIES):
            propose(fresh)


def test_a_text_of_a_hundred_kilobytes_is_read_in_seconds(text):
    long = make_text(body=(BODY + "\n") * (100_000 // len(BODY)), article=text.article)

    began = time.process_time()
    found = propose(long)

    assert time.process_time() - began < 4  # it takes half a second where nothing else runs
    assert len(found.speech) == 2 * (100_000 // len(BODY))


def test_no_more_of_a_text_is_read_than_is_said():
    body = "x" * MOST_READ + "\nIran said so on Monday."

    found = proposed(body)

    assert (found.actors, found.speech, found.dates, found.read_to) == ((), (), (), MOST_READ)


PIECES = st.sampled_from(
    [
        *("Iran", "Iran's", " said ", "denied", " on Monday", ", ", ". ", "\n", " - ", "by "),
        *("the minister", "Sergey Lavrov", " and ", "according to ", "no evidence", "In May"),
        *(" has been shown", "was accused", "UN ", "联合国", "é", "e\u0301", "\u200c", "🎉", "İ"),
        *("ß", "\0", "\ud800", "“"),
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=40)))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fail_or_gives_words_that_the_text_has_not(body):
    found = proposed(body)

    spans = [(w.start, w.end, w.printed) for actor in found.actors for w in actor.names]
    spans += [(w.start, w.end, w.printed) for one in found.speech for w in one.speaker_words]
    spans += [(one.cue.start, one.cue.end, one.cue.printed) for one in found.speech]
    spans += [(date.words.start, date.words.end, date.words.printed) for date in found.dates]
    for start, end, printed in spans:
        assert 0 <= start < end <= len(body)
        assert body[start:end] == printed
    assert all(0 <= s.start <= s.cue.start < s.cue.end <= s.end <= len(body) for s in found.speech)


@pytest.mark.parametrize(
    "body",
    [
        "Iran said " * 10_000,
        "I " * 30_000,
        "(" * 50_000,
        "on Monday, " * 10_000,
        "a-" * 50_000,
        "A'" * 50_000,
        "联" * 50_000,
    ],
    ids=["said", "capitals", "brackets", "dates", "hyphens", "apostrophes", "Chinese"],
)
def test_no_text_takes_long(body):
    began = time.process_time()
    proposed(body)

    assert time.process_time() - began < 4


def test_the_figures_are_those_of_the_demo(capsys):
    call_command("measure_suggestions")

    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "urdupoint-2022-12-13"
    assert [line for line in lines if "recall" in line] == [
        "actors named: recall 44 of 46 (0.96), precision 47 of 49 (0.96)",
        "sentences of speech: recall 12 of 12 (1.00), precision 12 of 12 (1.00)",
        "speakers: recall 17 of 18 (0.94), precision 17 of 17 (1.00)",
        "dates: recall 3 of 7 (0.43), precision 3 of 3 (1.00)",
    ]
    assert "wrong iran: “Iran” at 491" in lines
    assert len([line for line in lines if line.startswith(("missed", "wrong"))]) == 9


def test_the_database_proposes_what_is_measured(demo):
    """But for the sentences that carry a record, which are all of them."""
    found = propose(ArticleText.objects.get())

    assert len([words for actor in found.actors for words in actor.names]) == 49
    assert found.speech == ()
    assert [date.edtf for date in found.dates] == ["2022-12-12", "2022-11", "2022-10-21"]
