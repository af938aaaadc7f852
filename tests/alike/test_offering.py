"""Pairs that wait for an editor: found again and again, decided once."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from claims import alike
from claims.models import AlikeClaims, Claim
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/admin/claims/alikeclaims/"
TEXTS = [
    "The mayor of Paris closed the old bridge on Monday",
    "On Monday the mayor of Paris closed the old bridge",
    "The king of France sold a new tower in a cold winter",
]


@pytest.fixture
def claims():
    return [make.make_claim(text=text, publication_state="draft") for text in TEXTS]


@pytest.fixture
def editor(client):
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return client


def pairs():
    return list(AlikeClaims.objects.to_decide().values_list("first", "second"))


def test_pairs_are_found_once_and_go_when_the_claims_are_alike_no_more(claims):
    assert alike.find() == {"new": 1, "kept": 0, "gone": 0}
    assert pairs() == [(claims[0].pk, claims[1].pk)]
    assert alike.find() == {"new": 0, "kept": 1, "gone": 0}
    claims[1].text = "The mayor of Paris opened a school in a small village"
    claims[1].save()
    assert alike.find() == {"new": 0, "kept": 0, "gone": 1}


def test_what_was_withdrawn_is_not_offered(claims):
    Claim.objects.filter(pk=claims[0].pk).update(publication_state="withdrawn")
    assert alike.find()["new"] == 0


def test_what_an_editor_calls_other_claims_is_never_offered_again(claims, editor):
    alike.find()
    (pair,) = AlikeClaims.objects.all()
    response = editor.post(f"{LIST}{pair.pk}/pair/", follow=True)
    assert "not offered again" in response.content.decode()
    assert alike.find() == {"new": 0, "kept": 1, "gone": 0}
    assert pairs() == []
    pair.refresh_from_db()
    assert pair.decided_by.username == "editor"
    assert editor.get(f"{LIST}{pair.pk}/pair/").status_code == 404


def test_the_page_of_a_pair_marks_what_only_one_has_and_leads_to_merging(claims, editor):
    claims[1].text = "On Monday the mayor of Paris closed the whole old bridge"
    claims[1].save()
    alike.find()
    (pair,) = AlikeClaims.objects.all()
    page = editor.get(f"{LIST}{pair.pk}/pair/").content.decode()
    assert page.count("<mark>") == 1
    assert "<mark>whole</mark>" in page
    data = {"action": "merge", "_selected_action": [pair.first_id, pair.second_id]}
    assert "Merge claims" in editor.post("/admin/claims/claim/", data).content.decode()


def test_merging_and_deleting_takes_the_pair_along(claims, editor):
    from claims.merging import merge_claims

    alike.find()
    merge_claims(claims[0], claims[1])
    assert pairs() == []
    assert alike.find() == {"new": 0, "kept": 0, "gone": 0}


def test_the_list_has_the_most_alike_first_and_decides_of_many(claims, editor):
    make.make_claim(text=TEXTS[0] + ".", publication_state="draft")
    alike.find()
    scores = list(AlikeClaims.objects.most_alike_first().values_list("score", flat=True))
    assert scores[0] == 1
    page = editor.get(LIST).content.decode()
    places = [page.index(f"{round(score * 100)} %") for score in scores]
    assert places == sorted(places)
    chosen = list(AlikeClaims.objects.values_list("pk", flat=True))
    editor.post(LIST, {"action": "they_differ", "_selected_action": chosen})
    assert pairs() == []


@pytest.mark.parametrize("role", ["reader", "contributor"])
def test_who_may_not_merge_may_not_decide(claims, client, role):
    alike.find()
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    (pair,) = AlikeClaims.objects.all()
    for answer in (client.get(LIST), client.post(f"{LIST}{pair.pk}/pair/")):
        assert answer.status_code == 403
    assert pairs()


def test_the_command_says_what_it_found(claims, capsys):
    call_command("find_alike_claims")
    assert capsys.readouterr().out == (
        "Pairs of claims that may be the same: 1 new, 0 found before, 0 gone.\n"
    )
