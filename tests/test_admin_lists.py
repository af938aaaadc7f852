"""The admin's lists and choices: the same queries for many rows, and no address that breaks."""

import json
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from claims.models import Affiliation, Claim
from tests import factories as make
from tests.editing import add_address, change_address, filled_in, list_address, make_editor
from tests.turns import by_turns, some

pytestmark = pytest.mark.django_db

KINDS = ["actor", "article", "articletext", "attribution", "claim", "denial", "evidence", "passage"]


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    # What should have been a server error is a page, as the public would get it.
    client.raise_request_exception = False
    return client


def autocomplete(model, field, **more):
    return f"{reverse('admin:autocomplete')}?" + urlencode(
        {"app_label": "claims", "model_name": model, "field_name": field, **more}
    )


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


# Addresses that break nothing --------------------------------------------------------------------

ODD = [
    *("", "\0", "a\0b", "\x07", "%ff", "\ud7ff\ue000", "10**30", str(10**30), str(2**63), "-1"),
    *("9" * 5000, "0", "99999", "(", "(a+)+$", "NaN", "1e5", "'", '"', "%", "_", "\\", "[]", "{}"),
    *("x" * 100_000, " ".join("ab" for _ in range(1500)), "🙂" * 300, "\u202e", "<script>", "null"),
]
ODD_QUERIES = [
    *(
        urlencode({name: odd})
        for odd in ODD
        for name in ("q", "p", "o", "publication_state__exact")
    ),
    *(
        urlencode({name: odd})
        for odd in ODD[:20]
        for name in ("id__exact", "pk", "claim__id__exact")
    ),
    *(urlencode({"_changelist_filters": odd, "_to_field": odd}) for odd in ODD[:12]),
    *("text__regex=(", "text__regex=(a%2B)%2B%24", "earliest_on__year=99999", "id__in=1,b"),
    *("vague__exact=maybe", "e=1", "_facets=1", "_popup=1", "all=", "claim__text__contains=a"),
    *("%ff=%fe", "%00=1", "a[]=1&a[]=2", "&&&===", "kind__exact=fact&kind__exact=%00"),
    "&".join(f"a{n}=1" for n in range(1500)),
    "o=" + ".".join(str(n) for n in range(1500)),
    "o=" + ".".join(["1"] * 1500),
]


@pytest.mark.parametrize("kind", KINDS)
def test_no_address_of_a_list_is_a_server_error(editor, kind):
    make.make_evidence()
    make.make_denial()

    broken = [
        query[:80]
        for query in some(ODD_QUERIES, first=KINDS.index(kind))
        if editor.get(f"{list_address(kind)}?{query}").status_code >= 500
    ]

    assert broken == []


def test_no_autocomplete_is_a_server_error(editor):
    make.make_denial()
    fields = [("denial", "claim"), ("passage", "text"), ("attribution", "actor"), ("claim", "text")]
    addresses = [
        *(autocomplete(*field, term=odd) for field in fields for odd in ODD),
        *(autocomplete("denial", "claim", page=odd) for odd in ODD),
        *(autocomplete(odd, "claim") for odd in ODD),
        *(autocomplete("denial", odd) for odd in (*ODD, "pk", "id", "attributions", "anchors")),
        *(autocomplete("claim", "denials"), autocomplete("claim", "words"), autocomplete("x", "y")),
        reverse("admin:autocomplete"),
    ]

    assert [a[:120] for a in addresses if editor.get(a).status_code >= 500] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_address_of_a_form_is_a_server_error(editor, kind):
    claim = make.make_denial().claim
    prefilled = (
        "claim",
        "publisher",
        "refuses",
        "kind",
        "date",
        "publication_state",
        "vague",
        "text",
    )
    base = list_address(kind)
    addresses = [
        *(f"{base}add/?{urlencode(dict.fromkeys(prefilled, odd))}" for odd in ODD),
        *(
            f"{base}{odd}/{view}/"
            for odd in ("abc", 10**30, 2**63, "-1", "9" * 5000, "%00", "%ff", "_00", "a_2Fb")
            for view in ("change", "delete", "history")
        ),
        f"{base}{claim.pk}/change/?_to_field=%00",
        f"{base}{claim.pk}/change/?_changelist_filters=%00%ff",
    ]

    assert [
        a[:120]
        for a in some(addresses, first=KINDS.index(kind))
        if editor.get(a).status_code >= 500
    ] == []


ODD_IN_A_FORM = ["\0", "-1", str(10**30), "9" * 5000, "(a+)+$", "🙂" * 300]


@pytest.mark.parametrize("odd", ODD_IN_A_FORM)
def test_no_form_is_a_server_error_and_nothing_odd_is_saved(editor, odd):
    denial = make.make_denial()
    posted = filled_in(editor.get(change_address(denial)))

    for name in some(posted, first=ODD_IN_A_FORM.index(odd)):
        response = editor.post(change_address(denial), {**posted, name: odd})
        assert response.status_code < 500, name

    assert denial.claim.denials.count() == 1


@pytest.mark.parametrize("odd", ["abc", "", "-1", str(10**30), str(2**63), "\0", "9" * 5000])
def test_no_selection_is_a_server_error(editor, odd):
    make.make_claim()

    for action in ("publish", "delete_selected", "put_back_to_draft", "no_such"):
        for more in ({}, {"post": "yes"}, {"select_across": odd}, {"index": odd}):
            posted = {"action": action, "_selected_action": [odd], **more}
            assert editor.post(list_address("claim"), posted).status_code < 500

    assert Claim.objects.count() == 1


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
