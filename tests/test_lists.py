"""The lists as readers ask for them: filters, refusals, chips, counts, pages."""

import re

import pytest
from django.http import QueryDict

from claims.filters import StatementFilter
from claims.models import Claim, Evidence
from tests import factories as make
from tests.listed import ROW, found

pytestmark = pytest.mark.django_db

REFUSED = {
    "evidence=maybe": "evidence",
    "kind=opinion": "kind",
    "denial=loud": "denial",
    "after=2022-13": "after",
    "before=2022-02-30": "before",
    "after=yesterday": "after",
    "after=2022-12&before=2022-11": "after",
    "claimant=nobody": "claimant",
    "claimant=%00": "claimant",
    "actor=nobody": "actor",
    "publisher=nobody": "publisher",
    "article=nothing": "article",
    "q=%28": "q",
    "sort=random": "sort",
    "sort=relevance": "sort",
    "cursor=garbage": "cursor",
    "cursor=WzAsIjIwMjItMTItMTIiXQ": "cursor",
    "acting_for=2": "acting_for",
    "lang=xx": "lang",
    "after=2022&after=2021": "after",
    "q=" + "a" * 501: "q",
}


@pytest.mark.parametrize("path", ["/", "/claims/", "/evidence/"])
@pytest.mark.parametrize("query", REFUSED)
def test_a_value_that_means_nothing_is_named_and_shows_no_rows(client, path, query):
    make.make_evidence()
    response = client.get(f"{path}?{query}")
    page = response.content.decode()
    assert response.status_code == 400
    assert f"<code>{REFUSED[query]}</code>:" in page
    assert not ROW.findall(page)


def test_a_refusal_keeps_the_rest_of_the_form(client):
    iran = make.make_actor(name="Iran")
    make.make_claim(claimants=[iran])
    page = client.get("/claims/?q=drones&after=2022-13&claimant=iran&evidence=not_shown")
    text = page.content.decode()
    assert 'value="drones"' in text
    assert 'value="2022-13"' in text
    assert '<input type="hidden" name="claimant" value="iran">' in text
    assert '<input type="hidden" name="evidence" value="not_shown">' in text


def test_a_parameter_that_does_not_exist_is_named_and_filters_nothing(client):
    make.make_claim()
    response = client.get("/claims/?evidense=verified")
    assert response.status_code == 200
    assert "<code>evidense</code>" in response.content.decode()
    assert len(ROW.findall(response.content.decode())) == 1


def test_blank_parameters_are_no_filters(client):
    make.make_claim()
    assert len(found(client, "/claims/?q=&after=&before=&sort=&evidence=&claimant=")) == 1


def test_several_actors_in_one_role_all_have_it(client):
    iran, russia = make.make_actor(name="Iran"), make.make_actor(name="Russia")
    both = make.make_claim(claimants=[iran, russia])
    make.make_claim(claimants=[iran])
    assert found(client, "/claims/?claimant=iran&claimant=russia") == [both.get_absolute_url()]


def test_several_statuses_are_alternatives(client):
    shown = make.make_evidence(state="presented").claim
    asked = make.make_evidence(state="requested").claim
    make.make_claim()
    rows = found(client, "/claims/?evidence=presented&evidence=requested")
    assert set(rows) == {shown.get_absolute_url(), asked.get_absolute_url()}


def test_acting_for_counts_who_acted_on_the_day_of_the_statement(client):
    iran = make.make_actor(name="Iran")
    minister = make.make_actor(name="Minister", kind="person")
    make.make_affiliation(actor=minister, principal=iran, since="2021-08", until="2024-08")
    during = make.make_claim(claimants=[minister], date="2022-12-12", date_basis="said")
    make.make_claim(claimants=[minister], date="2020-01-01", date_basis="said")
    make.make_claim(claimants=[minister], date="", date_basis="")
    assert found(client, "/claims/?claimant=iran") == []
    assert found(client, "/claims/?claimant=iran&acting_for=1") == [during.get_absolute_url()]


def test_a_date_filter_means_overlap(client):
    november = make.make_claim(date="2022-11", date_basis="happened")
    make.make_claim(date="2022-12-01", date_basis="said")
    make.make_claim(date="", date_basis="")
    day = "/claims/?after=2022-11-15&before=2022-11-15"
    assert found(client, day) == [november.get_absolute_url()]


def test_undated_records_are_last_in_either_order_and_counted(client):
    undated = make.make_claim(date="", date_basis="")
    early = make.make_claim(date="2021", date_basis="said")
    late = make.make_claim(date="2022", date_basis="said")
    addresses = [row.get_absolute_url() for row in (late, early, undated)]
    assert found(client, "/claims/") == addresses
    assert found(client, "/claims/?sort=oldest") == [addresses[1], addresses[0], addresses[2]]
    assert "1 without a date" in client.get("/claims/").content.decode()
    assert "1 more without a date" in client.get("/claims/?after=2021").content.decode()


def test_drafts_are_nowhere(client):
    secret = make.make_actor(name="Secret Actor")
    draft = make.make_claim(
        text="A draft about drones.", claimants=[secret], publication_state="draft"
    )
    shown = make.make_claim(text="A published claim.")
    make.make_denial(claim=shown, form="literal", deniers=[secret], publication_state="draft")
    make.make_evidence(claim=shown, state="presented", sources=[secret], publication_state="draft")
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(secret.get_absolute_url()).status_code == 404
    assert found(client, "/claims/") == [shown.get_absolute_url()]
    assert found(client, "/claims/?q=drones") == []
    assert found(client, "/claims/?denial=literal") == []
    assert found(client, "/claims/?evidence=presented") == []
    assert found(client, "/evidence/") == []
    assert found(client, "/claims/?claimant=secret-actor", status=400) == []
    for address in ("/claims/", shown.get_absolute_url(), "/actors/", "/evidence/"):
        assert "Secret Actor" not in client.get(address).content.decode()


def test_a_draft_article_shows_none_of_its_words(client):
    article = make.make_article(headline="Hidden headline", publication_state="draft")
    text = make.make_text(article=article, body="Nobody may read unpublished utterances yet.")
    passage = make.make_passage(text=text, quote="unpublished utterances")
    claim = make.make_claim(text="Something.", passage=passage)
    assert client.get(article.get_absolute_url()).status_code == 404
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "utterances" not in page
    assert "Hidden headline" not in page
    assert found(client, "/claims/?q=hidden") == []


def test_facets_count_what_one_would_get_by_adding_each_value(client):
    make.make_many_claims(60)
    iran = make.make_actor(name="Iran")
    minister = make.make_actor(name="Minister", kind="person")
    make.make_affiliation(actor=minister, principal=iran)
    make.make_claim(claimants=[minister])
    make.make_claim(claimants=[iran, minister])
    for base in (
        "/claims/?",
        "/claims/?evidence=not_shown",
        "/claims/?acting_for=1",
        "/evidence/?",
        "/evidence/?kind=fact&acting_for=1",
        "/claims/?claimant=iran&acting_for=1",
    ):
        rows = (Evidence if "evidence/" in base else Claim).objects.published()
        facets = client.get(base).context["facets"]
        assert any(facet.entries for facet in facets)
        for facet in facets:
            for entry in facet.entries:
                if not entry.on and not (facet.name == "publisher" and facet.on):
                    alone = entry.address
                    if facet.name in ("evidence", "state", "kind", "denial"):
                        alone = re.sub(rf"(?<=[?&]){facet.name}=[^&]*&?", "", entry.address)
                        alone = f"{alone.rstrip('&')}&{facet.name}={entry.value}"
                    # What the list behind the address finds, without the page around it.
                    listed = StatementFilter(QueryDict(alone.partition("?")[2]), rows)
                    assert listed.is_valid()
                    found_there = listed.rows().count()
                    assert found_there == entry.count, (base, facet.name, entry)


def test_chips_take_one_filter_away_and_keep_the_rest(client):
    iran = make.make_actor(name="Iran")
    make.make_claim(claimants=[iran])
    response = client.get("/claims/?claimant=iran&denial=none&kind=fact")
    chips = {chip.name: chip for chip in response.context["chips"]}
    assert chips["claimant"].value == "Iran"
    assert chips["denial"].address == "?claimant=iran&kind=fact"


def test_an_empty_list_says_that_silence_proves_nothing(client):
    text = client.get("/claims/?q=unheard").content.decode()
    assert "does not mean that nothing was said" in text


def test_evidence_is_found_by_its_own_date_and_its_own_people(client):
    asker, holder = make.make_actor(name="Asker"), make.make_actor(name="Holder")
    request = make.make_evidence(
        state="requested", requesters=[asker], holders=[holder], date="2022-11",
        date_basis="happened",
    )  # fmt: skip
    make.make_evidence(claim=request.claim, state="not_shown", date="2022-12-13")
    address = request.get_absolute_url()
    assert found(client, "/evidence/?requester=asker") == [address]
    assert found(client, "/evidence/?after=2022-11-15&before=2022-11-15") == [address]
    assert len(found(client, "/evidence/")) == 2


def test_a_status_is_said_by_those_who_say_it_and_by_nobody_else(client):
    denier = make.make_actor(name="Says none was shown", kind="person")
    other = make.make_actor(name="Tells of explanations", kind="person")
    claim = make.make_evidence(state="not_shown", sources=[denier]).claim
    make.make_evidence(claim=claim, side="against", kind="explanation", sources=[other])

    def shown(address):
        return client.get(address).content.decode().replace("<bdi>", "").replace("</bdi>", "")

    row = shown("/claims/").partition("browse__rows")[2]
    assert "according to Says none was shown" in row
    assert "Tells of explanations" not in row
    page = shown(claim.get_absolute_url())
    decided, _, beside = page.partition('class="standing"')[2].partition("Also recorded")
    assert "Says none was shown" in decided
    assert "Tells of explanations" not in decided
    assert "Tells of explanations" in beside


def test_what_does_not_exist_goes_into_no_address(client):
    make.make_many_claims(3)
    for address in ("/claims/", "/evidence/", "/disputes/", "/timeline/"):
        page = client.get(f"{address}?nonsense={'x' * 500}&actor=").content.decode()
        assert "nonsense" in page.partition("notice")[2]
        assert "nonsense=" not in page.partition("<main")[2], address


@pytest.mark.parametrize(
    "address", ["/", "/evidence/", "/disputes/", "/timeline/", "/choose-actor/", "/about/"]
)
def test_only_reading_is_answered(client, address):
    assert client.head(address).status_code == 200
    for method in (client.post, client.put, client.delete, client.patch):
        assert method(address).status_code == 405
