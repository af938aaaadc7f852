"""How a claim is cited, and what a chat shows of its address."""

import html
import json

import pytest
from lxml import html as page_parser
from pybtex.database import parse_string

from claims.models import Claim
from tests import factories as make
from tests.case_pages import page_of, section, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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


def card(client, claim) -> dict[str, str]:
    """What the head of a claim's page says of it, by property or name."""
    page = page_parser.fromstring(page_of(client, claim))
    return {
        meta.get("property") or meta.get("name"): meta.get("content")
        for meta in page.xpath("//head/meta[@content]")
    }


def test_a_card_tells_the_claim_who_says_so_who_denies_it_and_where_its_evidence_stands(client):
    claim = make.make_claim(
        text="Russia uses Iranian drones.", claimants=[make.make_actor(name="Western countries")]
    )
    make.make_denial(claim=claim, form="evidential", deniers=[make.make_actor(name="Iran")])
    make.make_evidence(
        claim=claim, state="not_shown", sources=[make.make_actor(name="Daily Example")]
    )
    shown = card(client, claim)
    assert shown["og:title"] == "Russia uses Iranian drones."
    assert shown["og:description"] == (
        "Claimed by Western countries. Denied by Iran (no proof). "
        "Evidence: said not to be shown, according to Daily Example."
    )
    assert shown["twitter:description"] == shown["description"] == shown["og:description"]
    assert shown["og:url"] == f"http://testserver{claim.get_absolute_url()}"


def test_a_citation_tells_of_the_denial(client):
    claim = make.make_claim(slug="drones", claimants=[make.make_actor(name="Aland")])
    make.make_denial(claim=claim, form="literal", deniers=[make.make_actor(name="Bland")])
    cited = client.get("/claims/drones/cite.txt").content.decode()
    assert "A claim by Aland. Denied by Bland (literal)." in cited


def test_of_many_names_and_denials_a_card_tells_the_first_and_how_many_more(client):
    claim = make.make_claim(claimants=[make.make_actor(name=f"Actor {n}") for n in range(8)])
    for number in range(5):
        denier = make.make_actor(name=f"Denier {number}")
        make.make_denial(claim=claim, form="literal", deniers=[denier], date=f"2022-12-1{number}")
    assert card(client, claim)["description"] == (
        "Claimed by Actor 0, Actor 1, Actor 2, Actor 3, Actor 4 and 3 others. "
        "Denied by Denier 0 (literal). Denied by Denier 1 (literal). "
        "Denied by Denier 2 (literal). 2 more denials. Evidence: none recorded."
    )


def test_an_address_with_parameters_names_the_one_without_as_its_own(client):
    claim = make.make_claim(slug="drones")
    page = page_parser.fromstring(client.get(f"{claim.get_absolute_url()}?from=chat").content)
    (link,) = page.xpath("//link[@rel='canonical']/@href")
    assert link == "http://testserver/claims/drones/"
