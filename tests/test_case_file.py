"""A claim's page is its case file: who said it, what was answered and shown, in order of time."""

import html
import json
import re

import pytest
from pybtex.database import parse_string

from claims.models import Claim, EvidenceKind, EvidenceState
from claims.pages import evidence_in_words
from tests import factories as make

pytestmark = pytest.mark.django_db


def page_of(client, claim) -> str:
    response = client.get(claim.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    """The page as it is read: without tags, terms apart from their meaning, blanks run together."""
    apart = re.sub(r"</dt>", " ", page)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", apart)))


def section(page: str, heading: str) -> str:
    """The page from the heading with this id up to the end of its section."""
    return page.partition(f'id="{heading}"')[2].partition("</section>")[0]


def person(name: str):
    return make.make_actor(name=name, kind="person")


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


# Related claims ----------------------------------------------------------------------------------


def test_related_claims_are_by_the_same_of_one_article_or_denied_alike_each_once(client):
    a, b, d = (make.make_actor(name=name) for name in ("Aland", "Bland", "Dland"))
    text = make.make_text(body="One is said. Two is said. Three is said.")
    sentences = [
        make.make_passage(text=text, quote=f"{n} is said.") for n in ("One", "Two", "Three")
    ]
    claim = make.make_claim(claimants=[a], subjects=[b], passage=sentences[0])
    make.make_denial(claim=claim, form="literal", deniers=[d])
    both = make.make_claim(text="Both.", claimants=[a], subjects=[b], passage=sentences[1])
    beside = make.make_claim(text="Beside.", passage=sentences[2])
    alike = make.make_claim(text="Alike.")
    make.make_denial(claim=alike, form="literal", deniers=[d])
    otherwise = make.make_claim(text="Otherwise.")
    make.make_denial(claim=otherwise, form="evidential", deniers=[d])
    make.make_claim(text="The other way round.", claimants=[b], subjects=[a])
    make.make_claim(text="A draft.", claimants=[a], subjects=[b], publication_state="draft")
    response = client.get(claim.get_absolute_url())
    groups = [[row.text for row in group.claims] for group in response.context["related"]]
    assert groups == [["Both."], ["Beside."], ["Alike."]]
    related = html.unescape(section(response.content.decode(), "related"))
    assert 'href="/claims/?claimant=aland&subject=bland"' in related
    assert f'href="/claims/?article={text.article.slug}"' in related
    assert 'href="/claims/?denier=dland"' in related
    for row in (both, beside, alike):
        assert row.get_absolute_url() in related
    assert "Claimed by" not in related
    assert "claimed by Aland" in words(related)


def test_at_most_five_related_claims_of_a_kind_are_shown_newest_first(client):
    a, b = make.make_actor(), make.make_actor()
    parties = {"claimants": [a], "subjects": [b]}
    claim = make.make_claim(**parties, date="2022-12-31")
    for day in (11, 17, 13, 16, 12, 14, 15):
        make.make_claim(text=f"On day {day}.", date=f"2022-12-{day}", **parties)
    (group,) = client.get(claim.get_absolute_url()).context["related"]
    assert [row.text for row in group.claims] == [f"On day {day}." for day in (17, 16, 15, 14, 13)]


def test_the_lists_of_related_claims_have_them(client):
    a, b, d = make.make_actor(), make.make_actor(), make.make_actor()
    claim = make.make_claim(claimants=[a], subjects=[b])
    make.make_denial(claim=claim, deniers=[d])
    other = make.make_claim(claimants=[a], subjects=[b])
    make.make_denial(claim=make.make_claim(), deniers=[d])
    groups = client.get(claim.get_absolute_url()).context["related"]
    assert other in groups[0].claims
    for group in groups:
        for _, address in group.lists:
            page = client.get(address).content.decode()
            assert all(row.get_absolute_url() in page for row in group.claims)


def test_the_page_asks_as_much_of_six_related_claims_of_a_kind_as_of_thirty(
    client, django_assert_num_queries
):
    a, b, d = make.make_actor(), make.make_actor(), make.make_actor()
    text = make.make_text(body=" ".join(f"Sentence {n:02} is said." for n in range(50)))
    passages = (make.make_passage(text=text, quote=f"Sentence {n:02} is said.") for n in range(50))
    claim = make.make_claim(claimants=[a], subjects=[b], passage=next(passages))
    make.make_denial(claim=claim, deniers=[d])
    make.make_evidence(claim=claim)
    for more in (6, 24):
        for _ in range(more):
            near = make.make_claim(claimants=[a], subjects=[b], date="2022-12-25")
            make.make_evidence(claim=near, sources=[d])
            make.make_claim(passage=next(passages))
            make.make_denial(claim=make.make_claim(), deniers=[d])
        with django_assert_num_queries(20):
            response = client.get(claim.get_absolute_url())
        assert [len(group.claims) for group in response.context["related"]] == [5, 5, 5]


# To cite, to link --------------------------------------------------------------------------------


def test_the_page_shows_its_permalink_and_when_it_last_changed(client):
    claim = make.make_claim(slug="drones")
    Claim.objects.filter(pk=claim.pk).update_alone(changed_at="2025-03-09T07:05:00Z")
    page = words(section(page_of(client, claim), "cite"))
    assert "http://testserver/claims/drones/" in page
    assert "Last changed 9 March 2025, 07:05 UTC" in page
    Claim.objects.filter(pk=claim.pk).update_alone(changed_at=None)
    assert "Last changed" not in page_of(client, claim)


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("txt", "text/plain; charset=utf-8"),
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_a_citation_is_shown_and_comes_as_a_file(client, form, content_type):
    claim = make.make_claim(slug="drones", text="“Drones” & {more} are so.")
    address = f"/claims/drones/cite.{form}"
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="drones.{form}"'
    page = page_of(client, claim)
    assert f'href="{address}"' in page
    assert html.escape(response.content.decode().strip(), quote=False) in page.replace(
        "&quot;", '"'
    ).replace("&#x27;", "'")


def test_a_citation_says_whose_word_it_is_and_names_the_oldest_article(client):
    claim = make.make_claim(
        slug="drones",
        claimants=[make.make_actor(name="Western countries")],
        passage=make.make_passage(
            article=make.make_article(headline="Later", published="2022-12-14")
        ),
    )
    for headline, published in (("Some time in December", "2022-12"), ("First", "2022-12-13")):
        article = make.make_article(headline=headline, published=published)
        make.anchor(statement=claim, passage=make.make_passage(article=article))
    (item,) = json.loads(client.get("/claims/drones/cite.json").content)
    assert item["URL"] == "http://testserver/claims/drones/"
    assert item["note"] == (
        "A claim by Western countries. "
        "Oldest article on record: “First”, Daily Example, 13 December 2022."
    )
    entry = parse_string(client.get("/claims/drones/cite.bib").content.decode(), "bibtex")
    assert entry.entries["drones"].fields["note"] == item["note"]


@pytest.mark.parametrize("address", ["cite.xml", "cite.", "cite", "cite.txt/"])
def test_there_is_no_other_form_of_citation(client, address):
    make.make_claim(slug="drones")
    assert client.get(f"/claims/drones/{address}").status_code == 404


def test_a_draft_is_not_cited(client):
    make.make_claim(slug="drones", publication_state="draft")
    assert client.get("/claims/drones/cite.txt").status_code == 404


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
