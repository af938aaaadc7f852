"""The admin's lists and choices: the same queries for many rows, and no address that breaks."""

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from claims.models import Affiliation, Claim
from tests import factories as make
from tests.editing import KINDS, add_address, autocomplete, change_address, list_address
from tests.turns import by_turns

pytestmark = pytest.mark.django_db

# Lists -------------------------------------------------------------------------------------------


# How often a page asks is the same on both databases.
@pytest.mark.parametrize("kind", by_turns(KINDS))
def test_a_list_asks_as_many_queries_for_sixty_rows_as_for_three(
    editor, kind, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make.make_many_claims(3)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert editor.get(list_address(kind)).status_code == 200
    make.make_many_claims(60)

    with django_assert_num_queries(len(few)):
        response = editor.get(list_address(kind))

    assert len(few) <= 12
    assert len(response.context["cl"].result_list) >= 3


def test_claims_are_listed_newest_first_and_undated_last(editor):
    undated = make.make_claim(date="")
    old, new = make.make_claim(date="2021"), make.make_claim(date="2022-12")

    rows = editor.get(list_address("claim")).context["cl"].result_list

    assert list(rows) == [new, old, undated]


def test_a_list_is_searched_and_filtered(editor):
    drones = make.make_claim(text="Drones were sold.", kind="fact")
    make.make_claim(text="Drones were asked for.", kind="act", publication_state="draft")

    def found(query):
        return list(editor.get(f"{list_address('claim')}?{query}").context["cl"].result_list)

    assert found("q=sold") == [drones]
    assert found("kind__exact=fact") == [drones]
    assert found("publication_state__exact=published&evidence_status__exact=unrecorded") == [drones]
    assert found("kind__exact=zzz") == []


def test_a_search_that_no_engine_can_do_says_so(editor):
    make.make_claim()

    response = editor.get(f"{list_address('claim')}?q={'x' * 5_000}", follow=True)

    assert "cannot be read, and were left out: q." in response.content.decode()


# Choices -----------------------------------------------------------------------------------------


def results(editor, model, field, **more):
    return json.loads(editor.get(autocomplete(model, field, **more)).content)["results"]


def test_actors_are_found_by_name_and_by_alias_and_told_apart_by_kind(editor):
    iran = make.make_actor(name="Iran", aliases=["Tehran"])

    for term in ("iran", "tehr"):
        assert results(editor, "attribution", "actor", term=term) == [
            {"id": str(iran.pk), "text": "Iran (state)"}
        ]


def test_texts_claims_passages_and_requests_are_found_and_named(editor):
    claim = make.make_claim(text="Drones were sold.")
    article = claim.anchors.get().passage.text.article
    request = make.make_evidence(claim=claim, state="requested", kind="document")

    def texts(*args, **more):
        return [result["text"] for result in results(editor, *args, **more)]

    assert texts("passage", "text", term=article.headline) == [f"{article.headline} (revision 1)"]
    assert texts("denial", "claim", term="sold") == ["Drones were sold."]
    assert texts("anchor", "passage", term="sold")[0].startswith("“Drones were sold")
    assert texts("denial", "refuses", term=request.slug) == [
        f"{request.slug}: for the claim: documents, requested"
    ]


CHOICES = [
    *(("passage", "text"), ("denial", "claim")),
    *(("attribution", "actor"), ("denial", "refuses")),
]


@pytest.mark.parametrize("asked", by_turns(CHOICES))
def test_a_choice_asks_as_many_queries_for_twenty_as_for_three(
    editor, asked, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make.make_many_claims(3)
    with CaptureQueriesContext(connection) as few:
        editor.get(autocomplete(*asked))
    make.make_many_claims(60)

    with django_assert_num_queries(len(few)):
        editor.get(autocomplete(*asked))


# People who may not do everything ----------------------------------------------------------------


def test_the_admin_is_for_those_who_log_in(client):
    for kind in KINDS:
        assert client.get(list_address(kind)).status_code == 302
    assert client.get(autocomplete("denial", "claim")).status_code == 302


def test_somebody_who_only_looks_on_sees_every_form_and_changes_nothing(client):
    reader = User.objects.create_user("reader", password="reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    claim = make.make_claim(claimants=[make.make_actor()], text="It was so.")
    denial, evidence = make.make_denial(claim=claim), make.make_evidence(claim=claim)
    make.mention(attribution=claim.attributions.filter(denial=None, evidence=None).get())
    make.make_affiliation()
    passage = claim.anchors.filter(denial=None, evidence=None).get().passage

    for record in (
        *(claim, denial, evidence, passage, passage.text, passage.text.article),
        *(claim.attributions.first(), Affiliation.objects.get().actor),
    ):
        assert client.get(change_address(record)).status_code == 200, record
    assert client.post(change_address(claim), {"text": "Other."}).status_code == 403
    assert client.get(add_address("claim")).status_code == 403
    assert Claim.objects.get().text == "It was so."


def test_the_admin_bears_the_sites_name(editor):
    page = editor.get(reverse("admin:index")).content.decode()

    assert "claimsite" in page


def test_no_page_of_the_admin_has_a_script_or_style_of_its_own(editor):
    """So that it runs under a Content-Security-Policy without `unsafe-inline`."""
    import re

    record = make.make_denial()
    for address in (change_address(record), change_address(record.claim), list_address("denial")):
        page = editor.get(address).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>\s*\S", page)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
