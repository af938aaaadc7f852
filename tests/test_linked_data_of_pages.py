"""Every page holds what is on it as linked data, in terms that its vocabularies have."""

import re

import pytest
from rdflib import URIRef
from rdflib.namespace import PROV, RDF, SDO

from tests.pages import PAGES
from tests.test_linked_data import OA, SITE, graph_of, in_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize("page", [page for page in PAGES if page.status == 200], ids=str)
def test_every_page_holds_what_is_on_it_in_terms_that_there_are(client, demo_once, page):
    graph = graph_of(in_page(client.get(page.path, follow=True).content.decode()))
    assert len(graph) > 1
    for term in words(graph):
        base = re.fullmatch(r"(.*[#/]).+", term)[1]
        vocabulary = {str(SDO): dir(SDO), str(PROV): dir(PROV), str(RDF): dir(RDF)}.get(base)
        if vocabulary is None:
            assert base in (str(SITE), str(OA)), term
        else:
            assert URIRef(term) in vocabulary, term
