"""An article's page: the text to the letter, its marks, and the notes beside it."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make

pytestmark = pytest.mark.one_database

# The words of the text, without the notes: they are wholly inside of links called letters.
LETTER = re.compile(r'<a class="letter .*?</a>', re.DOTALL)
TEXT = re.compile(r'<div class="text[^"]*">(.*?)</div>\s*<p class="quiet', re.DOTALL)
NOTE = re.compile(r'<li class="note".*?</li>', re.DOTALL)


def page_of(client, article) -> str:
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def letters_of(page: str) -> str:
    """The text as a browser gives its textContent, without the letters beside it."""
    found = TEXT.search(page)
    assert found
    return html.unescape(re.sub(r"<[^>]*>", "", LETTER.sub("", found[1])))


def words_of(markup: str) -> str:
    blocks = re.sub(r"</?(?:a|b|bdi|time)\b[^>]*>", "", markup)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", blocks)).split())


def notes_of(page: str) -> list[str]:
    return [words_of(note) for note in NOTE.findall(page)]


BODY = (
    " Drones & <b>Proof</b>\n\n"
    "Kiev showed no proof, the minister said. It was so,\n\nand it went on.\n\n\n"
    "Tehran denied it.\n"
)


@pytest.fixture
def article(db):
    """Five records in four passages: one in another, and one over the end of a paragraph."""
    text = make.make_text(body=BODY, article=make.make_article(headline="Drones"))
    ashtiani = make.make_actor(name="Ashtiani", kind="person")
    claim = make.make_claim(
        text="Russia flies Iranian drones.",
        claimants=[make.make_actor(name="Ukraine")],
        passage=make.make_passage(text=text, quote="Drones & <b>Proof</b>"),
    )
    said = make.make_passage(text=text, quote="Kiev showed no proof, the minister said.")
    make.make_denial(claim=claim, form="evidential", deniers=[ashtiani], passage=said)
    make.make_evidence(
        claim=claim, kind="document", state="not_shown", sources=[ashtiani], passage=said
    )
    inner = make.make_passage(text=text, quote="no proof")
    make.make_claim(text="Kiev had none.", claimants=[ashtiani], passage=inner)
    over = make.make_passage(text=text, quote="It was so,\n\nand it went on.")
    make.make_claim(text="It was so.", passage=over)
    return text.article


def test_the_text_is_shown_to_the_letter_and_notes_are_no_part_of_it(client, article):
    assert letters_of(page_of(client, article)) == BODY


def test_a_note_says_what_kind_of_record_about_what_and_whose_word_it_is(client, article):
    assert notes_of(page_of(client, article)) == [
        "Claim made by Ukraine Russia flies Iranian drones.",
        "Denied: no proof by Ashtiani Russia flies Iranian drones. "
        "Evidence Documents: said not to be shown, according to Ashtiani "
        "Russia flies Iranian drones.",
        "Claim made by Ashtiani Kiev had none.",
        "Claim that is presupposed here, by whom, no source says It was so.",
    ]


def test_a_note_stands_with_the_paragraph_in_which_its_passage_begins(client, article):
    rows = page_of(client, article).split('<div class="paragraph">')[1:]
    assert [len(NOTE.findall(row)) for row in rows] == [1, 3, 0, 0]


def test_each_record_of_a_note_leads_to_its_place_on_its_claims_page(client, article):
    links = re.findall(r'<a class="letter [^"]*" href="([^"#]+)#([^"]+)"', page_of(client, article))
    assert len(links) == 5
    for address, fragment in links:
        assert f'id="{fragment}"' in client.get(address).content.decode()


def test_a_note_names_those_who_say_so_in_its_own_passage(client, db):
    text = make.make_text(body="Kiev said so. Paris said so too.")
    kiev, paris = make.make_actor(name="Ukraine"), make.make_actor(name="France")
    first = make.make_passage(text=text, quote="Kiev said so.")
    second = make.make_passage(text=text, quote="Paris said so too.")
    claim = make.make_claim(text="It is so.", claimants=[kiev, paris], passage=first)
    make.anchor(statement=claim, passage=second)
    for actor, passage in ((kiev, first), (paris, second)):
        row = claim.attributions.get(actor=actor)
        make.mention(attribution=row, passage=passage)
    assert notes_of(page_of(client, text.article)) == [
        "Claim made by Ukraine It is so.",
        "Claim made by France It is so.",
    ]


def test_what_an_article_says_itself_is_called_its_own_voice(client, db):
    text = make.make_text(body="It is so.")
    publisher = text.article.publisher
    claim = make.make_claim(
        text="So it is.",
        claimants=[publisher],
        passage=make.make_passage(text=text, quote="It is so."),
    )
    make.mention(attribution=claim.attributions.get(), own_voice=True)
    assert notes_of(page_of(client, text.article)) == [
        "Claim made by Daily Example (in its own voice) So it is."
    ]


def test_a_request_names_who_asked_and_who_tells_of_it(client, db):
    text = make.make_text(body="The UN was asked to look.")
    make.make_evidence(
        claim=make.make_claim(text="It is so."),
        kind="inquiry",
        state="requested",
        sources=[make.make_actor(name="Reuters")],
        requesters=[make.make_actor(name="France")],
        passage=make.make_passage(text=text, quote="The UN was asked to look."),
    )
    assert notes_of(page_of(client, text.article)) == [
        "Evidence Inquiry: requested, according to Reuters; asked for by France It is so."
    ]


def test_the_boxes_count_records_and_one_in_two_passages_counts_once(client, article):
    passage = make.make_passage(text=article.texts.get(), quote="Tehran denied it.")
    denial = article.texts.get().passages.get(exact__startswith="Kiev").anchors.first().denial
    make.anchor(statement=denial, passage=passage)
    page = page_of(client, article)
    found = re.findall(r'id="show-(\w+)".*?facet__count">(\d+)<', page)
    assert found == [("claim", "3"), ("denial", "1"), ("evidence", "1")]


def test_a_draft_has_neither_mark_nor_note(client, db):
    text = make.make_text(body="It was said.")
    make.make_claim(
        publication_state="draft", passage=make.make_passage(text=text, quote="It was said.")
    )
    page = page_of(client, text.article)
    assert letters_of(page) == "It was said."
    assert "<mark" not in page
    assert 'class="kinds"' not in page


def test_an_article_without_a_text_says_so(client, db):
    assert "No text is kept here." in page_of(client, make.make_article())


def test_an_older_revision_is_shown_when_it_is_asked_for_and_one_that_is_not_is_missing(client, db):
    article = make.make_article()
    make.make_text(article=article, body="Old words.")
    make.make_text(article=article, body="New words.")
    assert letters_of(page_of(client, article)) == "New words."
    older = client.get(f"{article.get_absolute_url()}?revision=1").content.decode()
    assert letters_of(older) == "Old words."
    assert "This is revision 1 of the text." in older
    assert client.get(f"{article.get_absolute_url()}?revision=3").status_code == 404


def test_each_paragraph_is_read_its_own_way(client, db):
    article = make.make_article(headline="تهران", language="fa")
    make.make_text(article=article, body="BBC: تهران رد کرد\n\nTEHRAN\n\n12/12\n")
    found = re.findall(r'paragraph__words" dir="(\w+)" lang="(\w+)"', page_of(client, article))
    assert found == [("rtl", "fa"), ("ltr", "fa"), ("rtl", "fa")]


def test_a_link_to_the_page_shows_its_headline_and_what_it_carries(client, article):
    page = page_of(client, article)
    assert '<meta property="og:type" content="article">' in page
    assert '<meta property="og:title" content="Drones">' in page
    described = re.search(r'<meta property="og:description" content="([^"]*)">', page)
    assert described
    assert described[1] == (
        "Daily Example, 13 December 2022. The text, word for word, with what it carries marked: "
        "3 claims, 1 denial, 1 record of evidence."
    )


def test_the_page_of_a_long_article_asks_as_much_as_that_of_a_short_one(client, db):
    counts = []
    for number in (2, 200):
        sentences = [f"Sentence number {i:03d} says {'so ' * 150}." for i in range(number)]
        text = make.make_text(body="\n\n".join(sentences))
        for sentence in sentences:
            passage = make.make_passage(text=text, quote=sentence)
            make.make_claim(claimants=[make.make_actor()], passage=passage)
        with CaptureQueriesContext(connection) as queries:
            page = page_of(client, text.article)
        assert len(notes_of(page)) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_of_articles_names_publisher_agency_and_number_of_claims(client, db):
    article = make.make_article(
        headline="Drones", agency=make.make_actor(name="Sputnik", kind="news_organisation")
    )
    text = make.make_text(article=article, body="One. Two.")
    for quote in ("One.", "Two."):
        make.make_claim(passage=make.make_passage(text=text, quote=quote))
    row = re.search(r"<article.*?</article>", client.get("/articles/").content.decode(), re.DOTALL)
    assert row
    assert words_of(row[0]) == "Daily Example / Sputnik · 13 December 2022 Drones 2 claims"
