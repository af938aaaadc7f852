"""A claim's page is its case file: who said it, what was answered and shown, in order of time."""

import re

import pytest

from claims.models import EvidenceKind, EvidenceState
from claims.pages import evidence_in_words
from tests import factories as make
from tests.case_pages import page_of, person, section, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


# Who, and in which words -------------------------------------------------------------------------


def test_the_head_says_who_under_which_name_in_which_medium_and_about_whom(client):
    minister, state = person("Mohammad-Reza Ashtiani"), make.make_actor(name="Ukraine")
    passage = make.make_passage(quote="Kiev gave none, the minister said in a post.")
    claim = make.make_claim(
        text="Ukraine gave no evidence.",
        claimants=[minister],
        subjects=[state],
        passage=passage,
        kind="evidence",
    )
    for role, name, medium in (("claimant", "the minister", "a post"), ("subject", "Kiev", "")):
        make.mention(attribution=claim.attributions.get(role=role), name=name, medium=medium)
    head = words(
        page_of(client, claim).partition('<header class="lead')[2].partition("</header>")[0]
    )
    assert "About evidence · said 12 December 2022 Ukraine gave no evidence." in head
    assert "Claimed by Mohammad-Reza Ashtiani printed as “the minister” in “a post”" in head
    assert "About Ukraine printed as “Kiev”" in head
    assert "About evidence That evidence exists, was shown, or was not." in head
    assert "Claimant Says that it is so." in head


def test_a_card_says_the_sentence_who_claims_it_and_where_its_evidence_stands(client):
    claim = make.make_claim(text="Iran sent drones.", claimants=[make.make_actor(name="Ukraine")])
    make.make_evidence(claim=claim, state="not_shown", sources=[person("Ashtiani")])
    page = page_of(client, claim)
    assert '<meta property="og:title" content="Iran sent drones.">' in page
    assert '<meta property="og:type" content="article">' in page
    assert (
        '<meta property="og:description" content="Claimed by Ukraine. Evidence: said not to be '
        'shown, according to Ashtiani.">'
    ) in page


# Why the evidence stands where it does -----------------------------------------------------------


def test_the_status_is_derived_in_sentences_that_say_who_says_so(client):
    ashtiani, lavrov = person("Ashtiani"), person("Lavrov")
    iran, russia, ukraine = (make.make_actor(name=name) for name in ("Iran", "Russia", "Ukraine"))
    claim = make.make_claim()
    make.make_evidence(
        claim=claim, kind="document", state="not_shown", sources=[ashtiani], holders=[ukraine]
    )
    make.make_evidence(
        claim=claim,
        kind="explanation",
        side="against",
        state="presented",
        sources=[lavrov],
        holders=[iran, russia],
    )
    standing = words(page_of(client, claim).partition('class="standing"')[2])
    derived, _, beside = standing.partition("Also recorded:")
    assert "Evidence: said not to be shown according to Ashtiani" in derived
    assert "Somebody says that no evidence for it was shown, and nobody is recorded" in derived
    assert "According to Ashtiani, Ukraine did not show any documents." in derived
    assert beside.strip().startswith(
        "According to Lavrov, Iran and Russia presented explanations, against the claim."
    )
    assert "It is no verdict." in beside


SENTENCES = {
    "requested": "According to Sue, Rex asked Hal for imagery.",
    "said_to_exist": "According to Sue, Hal has imagery.",
    "not_shown": "According to Sue, Hal did not show any imagery.",
    "presented": "According to Sue, Hal presented imagery.",
    "disputed": "According to Sue, Dot disputed imagery that Hal showed.",
    "verified": "According to Sue, Eve examined imagery and found it sound.",
    "rejected": "According to Sue, Eve examined imagery and found it unsound.",
}
WITHOUT_OTHERS = {
    "requested": "According to Sue, documents were asked for.",
    "said_to_exist": "According to Sue, there are documents.",
    "not_shown": "According to Sue, no documents were shown.",
    "presented": "According to Sue, documents were presented.",
    "disputed": "According to Sue, documents were shown, and disputed.",
    "verified": "According to Sue, documents were examined and found sound.",
    "rejected": "According to Sue, documents were examined and found unsound.",
}


@pytest.mark.parametrize("state", EvidenceState.values)
def test_each_state_has_its_sentence(state):
    people = {
        role: [person(name)]
        for role, name in (
            ("sources", "Sue"),
            ("requesters", "Rex"),
            ("holders", "Hal"),
            ("disputers", "Dot"),
            ("examiners", "Eve"),
        )
    }
    full = make.make_evidence(kind="imagery", state=state, **people)
    bare = make.make_evidence(kind="document", state=state, sources=people["sources"])
    assert words(evidence_in_words.sentence(full)) == SENTENCES[state]
    assert words(evidence_in_words.sentence(bare)) == WITHOUT_OTHERS[state]


def test_each_kind_of_evidence_has_a_noun():
    assert set(evidence_in_words.NOUNS) == set(EvidenceKind.values)


def test_a_sentence_without_a_source_says_that_its_word_is_not_recorded():
    held = make.make_evidence(state="said_to_exist", holders=[person("Hal")])
    asked = make.make_evidence(state="requested", requesters=[person("Rex")])
    assert words(evidence_in_words.sentence(held)) == (
        "Recorded: Hal has evidence; by whose word is not recorded."
    )
    assert words(evidence_in_words.sentence(asked)) == "Recorded: Rex asked for evidence."


def test_a_name_in_a_sentence_is_text_whatever_is_in_it():
    evidence = make.make_evidence(state="presented", sources=[person("A <b>%(what)s</b> & Co")])
    sentence = evidence_in_words.sentence(evidence)
    assert "<b>" not in sentence
    assert words(sentence) == "According to A <b>%(what)s</b> & Co, evidence was presented."


def test_a_partys_own_finding_is_said_to_count_as_less(client):
    claimant = make.make_actor(name="Claimant")
    claim = make.make_claim(claimants=[claimant])
    make.make_evidence(claim=claim, state="verified", examiners=[claimant])
    standing = words(page_of(client, claim).partition('class="standing"')[2])
    assert "Evidence: said to be presented" in standing
    assert "No examiner is named who is independent of the parties: it counts as presented." in (
        standing
    )


def test_a_report_that_nothing_was_shown_is_said_to_be_overtaken(client):
    claim = make.make_claim()
    make.make_evidence(claim=claim, state="not_shown", date="2022-11")
    make.make_evidence(claim=claim, state="presented", date="2022-12-20")
    beside = words(page_of(client, claim)).partition("Also recorded:")[2]
    assert "Something was shown later, so this no longer counts." in beside


# Where it is reported ----------------------------------------------------------------------------


def _reported(claim, publisher, *, agency=None, published="2022-12-13", **as_printed):
    article = make.make_article(
        headline=f"As {publisher.name} has it", publisher=publisher, agency=agency,
        published=published,
    )  # fmt: skip
    passage = make.make_passage(
        quote=f"The minister told {publisher.name} so in a post.", article=article
    )
    make.anchor(statement=claim, passage=passage)
    make.mention(attribution=claim.attributions.get(role="claimant"), passage=passage, **as_printed)
    return article, passage


def test_reprints_of_one_agencys_story_are_counted_as_one_source(client):
    sputnik, one, two, own = (
        make.make_actor(name=name, kind="news_organisation")
        for name in ("Sputnik", "Paper One", "Paper Two", "Own Correspondent")
    )
    claim = make.make_claim(claimants=[person("Ashtiani")], anchored=False)
    for publisher, agency in ((sputnik, None), (one, sputnik), (two, sputnik), (own, None)):
        _reported(claim, publisher, agency=agency)
    reported = words(section(page_of(client, claim), "reported"))
    assert "Reported in 4 articles, from 2 independent sources." in reported
    assert "3 articles, one source: Sputnik" in reported


def test_the_chain_runs_from_the_speaker_to_the_passage(client):
    sputnik, paper = make.make_actor(name="Sputnik"), make.make_actor(name="UrduPoint")
    claim = make.make_claim(claimants=[person("Ashtiani")], anchored=False)
    article, passage = _reported(claim, paper, agency=sputnik, name="The minister", medium="a post")
    reported = section(page_of(client, claim), "reported")
    steps = re.findall(r'<li class="chain__step[^>]*>(.*?)</li>', reported, re.DOTALL)
    assert [words(step) for step in steps] == [
        "said by Ashtiani printed as “The minister”",
        "in “a post”",
        "agency Sputnik",
        "publisher UrduPoint",
        "13 December 2022 As UrduPoint has it",
    ]
    assert f'href="{article.get_absolute_url()}?revision=1#{passage.fragment}"' in reported


def test_an_article_that_only_tells_of_an_answer_is_not_counted_as_reporting_the_claim(client):
    claim = make.make_denial().claim
    reported = words(section(page_of(client, claim), "reported"))
    assert "Reported in 1 article, from 1 independent source." in reported
    assert "1 more article only tells of an answer to it, or of evidence" in reported


# What was answered, and what was shown -----------------------------------------------------------


def test_denials_and_evidence_are_one_list_in_order_of_time_undated_ones_last(client):
    claim = make.make_claim()
    undated = make.make_denial(claim=claim, date="")
    vague = make.make_evidence(claim=claim, date="2022-12")
    late = make.make_denial(claim=claim, date="2022-12-20")
    first = make.make_evidence(claim=claim, date="2022-12-01")
    early = make.make_denial(claim=claim, date="2022-11")
    found = re.findall(r'<article class="record record--\w+" id="([^"]+)"', page_of(client, claim))
    assert found == [row.fragment for row in (early, first, vague, late, undated)]


def test_each_form_and_state_is_explained_where_it_stands(client):
    claim = make.make_denial(form="jurisdictional").claim
    make.make_evidence(claim=claim, kind="imagery", state="disputed")
    answers = words(section(page_of(client, claim), "answers"))
    assert "Denied: no mandate “You have no mandate”: whoever asks has no right to." in answers
    assert "Imagery: disputed For the claim It was shown, and somebody disputes it." in answers
    assert "Photographs, films, satellite pictures." in answers
    assert "Denier Answers that it is not so, or not that, or not to be asked." in answers


def test_that_nobody_answered_stands_out(client):
    silent, answered = make.make_evidence().claim, make.make_denial().claim
    assert 'class="silence"' in page_of(client, silent)
    assert "Nobody is recorded as having answered this claim." in page_of(client, silent)
    assert 'class="silence"' not in page_of(client, answered)


def test_what_is_not_published_is_not_on_the_page(client):
    claim = make.make_claim()
    make.make_denial(claim=claim, deniers=[person("Secret denier")], publication_state="draft")
    make.make_evidence(claim=claim, sources=[person("Secret source")], publication_state="draft")
    page = page_of(client, claim)
    assert "Secret" not in page
    assert 'class="silence"' in page


# Odd ones ----------------------------------------------------------------------------------------


def test_an_imported_claim_without_an_article_leads_to_its_source(client):
    claim = make.make_claim(
        anchored=False, source_url="https://check.example/1", claimants=[make.make_actor()]
    )
    page = page_of(client, claim)
    assert 'href="https://check.example/1"' in page
    assert "No article that is kept here reports it." in page
    assert client.get(f"{claim.get_absolute_url()}cite.txt").status_code == 200


def test_a_page_without_anything_but_a_sentence_stands(client):
    page = words(page_of(client, make.make_claim(anchored=False, date="")))
    assert "No source here says by whom" in page
    assert "No evidence for or against it is recorded here." in page
    assert "Related claims" not in page
