"""`state`: the ledger by what became of each record, whatever all evidence of its claim amounts
to; and claims by whether any evidence of theirs is in a state."""

import pytest
from lxml import html

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence():
    """Of one claim: a request, and what was not shown; of another, something presented."""
    request = make.make_evidence(state="requested", requesters=[make.make_actor(name="UN")])
    missing = make.make_evidence(claim=request.claim, state="not_shown")
    return {
        "requested": request,
        "not_shown": missing,
        "presented": make.make_evidence(state="presented"),
    }


def rows(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return {row.pk for row in response.context["rows"]}


def test_the_ledger_is_filtered_by_what_each_record_says(client, evidence):
    for state, record in evidence.items():
        assert rows(client, f"/evidence/?state={state}") == {record.pk}
    both = rows(client, "/evidence/?state=requested&state=presented")
    assert both == {evidence["requested"].pk, evidence["presented"].pk}
    # The status of the claim is another thing: that of both its records.
    assert rows(client, "/evidence/?evidence=not_shown&state=requested") == {
        evidence["requested"].pk
    }


def test_claims_are_found_by_any_of_their_evidence(client, evidence):
    claim = evidence["requested"].claim
    assert rows(client, "/claims/?state=requested") == {claim.pk}
    assert rows(client, "/claims/?state=not_shown") == {claim.pk}
    assert rows(client, "/claims/?state=verified") == set()


def test_a_draft_is_no_evidence(client):
    make.make_evidence(
        claim=make.make_evidence(state="presented").claim,
        state="requested",
        publication_state="draft",
    )
    assert rows(client, "/claims/?state=requested") == set()
    assert rows(client, "/evidence/?state=requested") == set()


def test_the_facet_of_the_ledger_counts_what_it_would_give(client, evidence):
    page = html.fromstring(client.get("/evidence/?kind=fact").content)
    for state, record in evidence.items():
        entry = page.get_element_by_id(f"add-state-{state}")
        found = rows(client, f"/evidence/{entry.get('href')}")
        assert found == {record.pk}
        assert entry.find_class("facet__count")[0].text == "1"


def test_a_state_that_does_not_exist_is_refused(client, evidence):
    response = client.get("/evidence/?state=contested")
    assert response.status_code == 400
    assert b"ledger__row" not in response.content
