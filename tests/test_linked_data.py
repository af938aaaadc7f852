"""Claims as linked data: every term is one that its vocabulary has, and says what is recorded."""

import json
import re

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import PROV, RDF, SDO

from claims.models import Actor
from tests import factories as make
from tests.imports.given import SAID_FALSE, imported, item
from tests.pages import ARTICLE, CLAIM, PERSON
from tests.taken import array_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HOST = "http://testserver"
OA = Namespace("http://www.w3.org/ns/oa#")
SITE = Namespace(f"{HOST}/about/#")
# https://www.w3.org/TR/annotation-vocab/
OF_OA = {
    *("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector"),
    *("hasBody", "hasTarget", "hasSource", "hasSelector", "exact", "start", "end"),
}


def graph_of(text: str) -> Graph:
    return Graph().parse(data=text, format="json-ld")


def in_page(html: str) -> str:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return found


def words(graph: Graph) -> set[str]:
    """Every property and every type."""
    return {str(p) for p in graph.predicates()} | {str(t) for t in graph.objects(None, RDF.type)}


@pytest.fixture
def graph(client, demo) -> Graph:
    return graph_of(text_of(client.get("/claims.jsonld")))


def test_every_term_is_one_of_its_vocabulary(graph, client):
    glossary = client.get("/about/").content.decode()
    used = words(graph)
    for term in used - {str(RDF.type)}:
        base, name = re.fullmatch(r"(.*[#/])(.+)", term).groups()
        if base == str(SDO):
            assert URIRef(term) in dir(SDO), name
        elif base == str(PROV):
            assert URIRef(term) in dir(PROV), name
        elif base == str(OA):
            assert name in OF_OA
        else:
            assert base == str(SITE), term
            assert f'id="{name}"' in glossary
    assert {str(SDO.Claim), str(OA.exact), str(PROV.wasAttributedTo)} <= used
    # So are the codes: each is a place of the glossary.
    codes = {str(term) for term in graph.objects() if str(term).startswith(str(SITE))}
    assert str(SITE["evidence-not_shown"]) in codes
    for code in codes:
        assert f'id="{code.removeprefix(str(SITE))}"' in glossary


def test_no_term_is_dropped_when_it_is_read(client, demo):
    """Each name that the file gives a value has become a property of the graph."""
    text = text_of(client.get("/claims.jsonld"))
    short = {"oa": str(OA), "prov": str(PROV), "site": str(SITE)}
    names: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, dict):
            names.update(name for name in value if not name.startswith("@"))
            for one in value.values():
                walk(one)

    walk(json.loads(text)["@graph"])
    assert len(names) > 25
    properties = {str(term) for term in graph_of(text).predicates()}
    for name in names - {"passages"}:
        prefix, _, term = name.rpartition(":")
        assert f"{short.get(prefix, str(SDO))}{term}" in properties, name
    assert str(OA.hasBody) in properties


def test_a_claim_says_whose_word_it_is_and_which_words_say_it(graph, client):
    for claim in array_of(client):
        node = URIRef(claim["url"])
        assert (node, RDF.type, SDO.Claim) in graph
        assert str(graph.value(node, SDO.text)) == claim["text"]
        for role, term in (("claimants", SDO.author), ("subjects", SDO.about)):
            assert {str(who) for who in graph.objects(node, term)} == {
                person["url"] for person in claim[role]
            }
        quotes = {
            str(exact)
            for note in graph.subjects(OA.hasBody, node)
            for target in graph.objects(note, OA.hasTarget)
            for selector in graph.objects(target, OA.hasSelector)
            for exact in graph.objects(selector, OA.exact)
        }
        assert quotes == {passage["exact"] for passage in claim["passages"]}
        denials = {str(denial) for denial in graph.objects(node, SDO.comment)}
        assert denials == {denial["url"] for denial in claim["denials"]}
        shown = {str(one) for one in graph.objects(node, SDO.subjectOf)}
        assert shown == {one["url"] for one in claim["evidence"]}


def test_no_verdict_is_said(graph):
    for term in (SDO.reviewRating, SDO.ratingValue, SDO.claimReviewed):
        assert (None, term, None) not in graph


def test_the_page_of_a_claim_says_the_same_as_the_list(client, demo, graph):
    page = graph_of(in_page(client.get(CLAIM).content.decode()))
    node = URIRef(f"{HOST}{CLAIM}")
    assert len(page) > 20
    assert set(page.predicate_objects(node)) == set(graph.predicate_objects(node))


def test_an_actor_of_wikidata_is_said_to_be_the_same(client):
    iran = make.make_actor(name="Iran", kind="state", wikidata_id="Q794")
    make.make_claim(claimants=[iran])
    graph = graph_of(text_of(client.get("/claims.jsonld")))
    node = URIRef(f"{HOST}{iran.get_absolute_url()}")
    assert graph.value(node, SDO.sameAs) == URIRef("http://www.wikidata.org/entity/Q794")
    assert (node, RDF.type, SDO.Country) in graph


def test_a_text_that_would_end_the_element_does_not(client):
    text = "It said </script><script>alert(1)</script> & <!-- so."
    claim = make.make_claim(text=text)
    html = client.get(claim.get_absolute_url()).content.decode()
    assert "</script><script>alert(1)" not in html
    graph = graph_of(in_page(html))
    assert str(graph.value(URIRef(f"{HOST}{claim.get_absolute_url()}"), SDO.text)) == text


def test_a_list_says_how_many_there_are_and_where_those_on_the_page_stand(client):
    make.make_many_claims(30)
    second = client.get("/claims/").context["next_page"]
    graph = graph_of(in_page(client.get(f"/claims/{second}").content.decode()))
    (total,) = graph.objects(None, SDO.numberOfItems)
    assert int(total) == 30
    assert len(set(graph.objects(None, SDO.url))) == 5
    assert (None, RDF.type, SDO.ItemList) in graph


def test_an_actor_has_its_wikidata_entry_its_names_and_those_for_whom_it_acts(client, demo):
    graph = graph_of(in_page(client.get(PERSON).content.decode()))
    person = URIRef(HOST + PERSON)
    assert (person, RDF.type, SDO.Person) in graph
    principals = set(graph.objects(person, PROV.actedOnBehalfOf))
    assert principals == {
        URIRef(f"{HOST}/actors/{tie.principal.slug}/")
        for tie in Actor.objects.get(slug="mohammad-reza-ashtiani").affiliations.all()
    }
    assert principals


def test_an_article_has_its_publisher_and_its_day(client, demo):
    graph = graph_of(in_page(client.get(ARTICLE).content.decode()))
    article = URIRef(HOST + ARTICLE)
    assert [str(day) for day in graph.objects(article, SDO.datePublished)] == ["2022-12-13"]
    (publisher,) = graph.objects(article, SDO.publisher)
    assert (publisher, RDF.type, SDO.NewsMediaOrganization) in graph


def test_a_list_is_known_by_its_filters_and_by_nothing_else_in_the_address(client, demo):
    text = in_page(client.get("/claims/?actor=iran&lang=en&nonsense=1").content.decode())
    assert json.loads(text)["@id"] == f"{HOST}/claims/?actor=iran"


def test_a_refused_list_says_nothing_of_rows(client, demo):
    text = in_page(client.get("/claims/?evidence=maybe").content.decode())
    assert "ItemList" not in text


def test_an_imported_assessment_is_a_claim_review_in_the_reviewers_words(client):
    imported(item("1", evidence=(SAID_FALSE,)), publish=True)
    graph = graph_of(text_of(client.get("/claims.jsonld")))
    (review,) = graph.subjects(RDF.type, SDO.ClaimReview)
    (rating,) = graph.objects(review, SDO.reviewRating)
    assert [str(words) for words in graph.objects(rating, SDO.alternateName)] == ["False"]
    assert not set(graph.objects(rating, SDO.ratingValue))
    (claim,) = graph.objects(review, SDO.itemReviewed)
    assert (claim, RDF.type, SDO.Claim) in graph
    (author,) = graph.objects(review, SDO.author)
    assert [str(name) for name in graph.objects(author, SDO.name)] == ["The Examiner"]
