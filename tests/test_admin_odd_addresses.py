"""No address of the admin's lists, choices and forms is a server error, however odd."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from claims.models import Claim
from tests import factories as make
from tests.editing import KINDS, autocomplete, change_address, filled_in, list_address, make_editor
from tests.turns import some

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    # What should have been a server error is a page, as the public would get it.
    client.raise_request_exception = False
    return client


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
