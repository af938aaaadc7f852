"""The corpus for measuring: true throughout, in several scripts, of the shape that it promises."""

import unicodedata
from collections import Counter
from datetime import date
from random import Random

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from claims import folding
from claims.bitmaps import keys as k
from claims.bitmaps.writing import unpacked
from claims.corpus import calendar, derived, stories
from claims.corpus.languages import LANGUAGES, assertion, language
from claims.corpus.shape import Zipf, actors_of
from claims.corpus.texts import written
from claims.derived.memberships import memberships
from claims.models import (
    Actor,
    Affiliation,
    Article,
    ArticleText,
    Attribution,
    Change,
    Claim,
    CountsAs,
    Denial,
    Evidence,
    EvidenceState,
    KeyEpoch,
    Mention,
    Passage,
    RecordKeys,
)
from tests.checking import check
from tests.from_scratch import assert_all_is_true

pytestmark = pytest.mark.django_db

N = 200


@pytest.fixture(scope="module")
def corpus_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("make_corpus", claims=N, seed=14, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def corpus(corpus_once, db):
    """The corpus of the module: a test that changes it has the change undone."""


# True --------------------------------------------------------------------------------------------


def test_the_corpus_breaks_no_rule(corpus):
    assert check() == []


def test_all_that_is_derived_is_what_it_is_worked_out_to_be(corpus):
    assert_all_is_true()


def test_claims_are_filed_as_a_write_would_file_them(corpus):
    due = memberships(list(Claim.objects.values_list("pk", flat=True)))
    kept = RecordKeys.objects.values_list("record", "claim_id", "keys")
    assert {(claim, record): set(unpacked(keys)) for record, claim, keys in kept} == {
        (claim, record): keys for claim, filed in due.items() for record, keys in filed.items()
    }
    assert KeyEpoch.objects.count() == 1


def test_passages_are_what_the_text_has_in_code_points(corpus):
    bodies = dict(ArticleText.objects.values_list("pk", "body"))
    for passage in Passage.objects.all():
        assert bodies[passage.text_id][passage.start : passage.end] == passage.exact


DENIER, MINISTRY, STATE = 3, 2, 1
IN_OFFICE = {DENIER: ((MINISTRY, "2020-01-01", "2021-12-31"), (STATE, None, None))}
BEFORE, DURING, AFTER = (calendar.on(date(year, 6, 1)) for year in (2019, 2020, 2022))


@pytest.mark.parametrize(
    ("claimed", "denied", "acts_for"),
    [
        (DURING, DURING, {MINISTRY, STATE}),
        (DURING, BEFORE, {STATE}),
        (DURING, AFTER, {STATE}),
        (BEFORE, DURING, {MINISTRY, STATE}),
        (DURING, calendar.NEVER, {MINISTRY, STATE}),
        (AFTER, calendar.NEVER, {STATE}),
        (calendar.NEVER, calendar.NEVER, {STATE}),
        (AFTER, calendar.interval(date(2019, 12, 30), 2), {MINISTRY, STATE}),
    ],
)
def test_who_denies_counts_as_those_it_acts_for_on_the_day_of_the_denial(claimed, denied, acts_for):
    published, words = "published", written("drones")
    sentence = stories.Passage(words, 0)
    denial = stories.Part("literal", published, denied, "", sentence, [("denier", DENIER)])
    claim = stories.Claim(
        [words], words, "fact", published, claimed, "", [], [], False, [], [denial], [],
        evidence_status="unrecorded",
    )  # fmt: skip
    filed = derived.filed(claim, IN_OFFICE)[k.record(k.Of.CLAIM, claim.key)]
    assert k.role("denier", DENIER) in filed
    assert {one for one in (MINISTRY, STATE) if k.acting_for("denier", one) in filed} == acts_for


# In several scripts ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_a_sentence_is_found_by_what_a_reader_would_type_of_it(language):
    draw = Random(3).random
    for _ in range(100):
        sentence = language.sentence(assertion(language, draw))
        assert sentence.folded.split() == folding.words(sentence.text)


def test_seven_scripts_are_written_with_marks_of_their_own_and_beyond_16_bits():
    draw = Random(4).random
    texts = ["".join(word.text for word in one.phrase(draw)) for one in LANGUAGES * 200]
    scripts = {unicodedata.name(letter).split()[0] for text in texts for letter in text}
    assert scripts >= {
        *("LATIN", "CYRILLIC", "ARABIC", "HEBREW", "GREEK", "DEVANAGARI", "CJK", "COMBINING"),
    }
    assert any(max(text) > "\uffff" for text in texts)


def test_the_words_to_search_for_stand_in_as_many_claims_as_is_said():
    draw = Random(5).random
    found = Counter(
        word.text for _ in range(20_000) for word in set(assertion(language(draw), draw))
    )
    assert found["drones"] / 20_000 == pytest.approx(1 / 8, rel=0.1)
    assert found["reservoir"] / 20_000 == pytest.approx(1 / 100, rel=0.2)
    assert 0 < found["isotope"] < 12


# Of the shape it promises ------------------------------------------------------------------------


def test_there_are_as_many_claims_as_were_asked_for_and_about_five_rows_for_each(corpus):
    assert Claim.objects.count() == N
    assert Actor.objects.count() == actors_of(N) == 50
    names = "Alias Affiliation Article ArticleText Passage Claim Denial Evidence Attribution"
    models = [apps.get_model("claims", name) for name in f"{names} Anchor Mention Actor".split()]
    assert 4 <= sum(model.objects.count() for model in models) / N <= 6


def test_the_first_of_zipf_is_drawn_twice_as_often_as_the_second():
    zipf = Zipf(100)
    steps = [zipf.draw(lambda i=i: i / 50_000) for i in range(50_000)]
    drawn = Counter(steps)
    # The harmonic number of 100 is 5.187.
    assert drawn[0] == pytest.approx(50_000 / 5.187, rel=0.01)
    assert drawn[1] == pytest.approx(drawn[0] / 2, rel=0.01)
    assert drawn[99] == pytest.approx(drawn[0] / 100, rel=0.05)


def test_a_few_actors_have_most_of_the_parts_and_a_few_publishers_most_of_the_articles(corpus):
    for counted in (
        Counter(Attribution.objects.exclude(mentions__own_voice=True).values_list("actor")),
        Counter(Article.objects.values_list("publisher")),
    ):
        ((_, first),) = counted.most_common(1)
        assert first > counted.total() / 8
        assert first > 2 * sorted(counted.values())[len(counted) // 2]


def test_claims_are_of_every_kind_state_and_precision(corpus):
    assert set(Claim.objects.values_list("publication_state", flat=True)) == {
        *("draft", "published", "withdrawn"),
    }
    assert set(Claim.objects.values_list("kind", flat=True)) == {"fact", "act", "norm", "evidence"}
    states = set(Evidence.objects.values_list("state", flat=True))
    assert states == set(EvidenceState.values)
    assert Denial.objects.values("form").distinct().count() > 3
    dates = list(Claim.objects.values_list("date", flat=True))
    assert 0.01 < dates.count("") / N < 0.1
    lengths = {len(edtf) for edtf in dates}
    # "", 2022, 2022-11, 2022-11-30, 2022-11-30~, and two days with a stroke between them
    assert lengths == {0, 4, 7, 10, 11, 21}
    days = Claim.objects.exclude(date="").values_list("earliest_on", flat=True)
    assert min(days) >= date(2015, 1, 1)
    assert max(days) <= date(2024, 12, 31)


def test_of_two_days_the_later_is_the_likelier():
    steps = [(step + 0.5) / 1000 for step in range(1000)]
    years = Counter(calendar.any_day(lambda step=step: step).year for step in steps)
    assert sorted(years) == list(range(2015, 2025))
    assert years[2015] < years[2018] < years[2021] < years[2024]
    # Half of the ten years, by the power of 0.6: 1 - 0.5 ** (1 / 0.6).
    assert sum(n for year, n in years.items() if year >= 2020) == pytest.approx(685, abs=3)


def test_persons_act_for_bodies_that_act_for_states_and_some_only_for_a_while(corpus):
    ties = Affiliation.objects.values_list("actor__kind", "principal__kind")
    assert set(ties) == {("person", "government_body"), ("government_body", "state")}
    assert CountsAs.objects.filter(actor__kind="person", principal__kind="state").exists()
    assert Affiliation.objects.exclude(until="").exists()


def test_some_names_are_kept_as_printed_and_some_articles_speak_for_themselves(corpus):
    assert Mention.objects.exclude(name="").exists()
    assert Mention.objects.filter(own_voice=True).exists()
    assert not Change.objects.exists()
