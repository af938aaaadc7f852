"""Merging from the list: which is kept is asked, what will happen is told, and nothing is lost."""

import pytest
from django.contrib.auth.models import Group, User

from claims.models import Actor, Change, Claim
from tests import factories as make
from tests.editing import act, list_address, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def iran():
    return make.make_actor(name="Iran")


@pytest.fixture
def persia():
    return make.make_actor(name="Persia", aliases=["Islamic Republic"])


def confirmed(page, kept, **more):
    """What a browser posts of the page that asks."""
    records = page.context["records"]
    return {
        "confirmed": "yes",
        "kept": getattr(kept, "pk", kept),
        **{f"version-{record['key']}": record["version"] for record in records},
        **more,
    }


def test_the_page_shows_side_by_side_what_each_has_and_writes_nothing(editor, iran, persia):
    make.make_claim(claimants=[persia], subjects=[iran])
    make.make_claim(claimants=[persia])
    before = Change.objects.count()

    page = act(editor, "actor", "merge", iran, persia)

    lines = {words: [value for _, value in cells] for words, cells in page.context["lines"]}
    assert lines["Roles in statements"] == [1, 2]
    assert lines["Other names"] == [0, 1]
    assert lines["Address"] == ["iran", "persia"]
    assert Change.objects.count() == before
    assert "style=" not in page.content.decode().split('id="content-main"')[1]


def test_confirmed_the_others_become_part_of_the_kept_one_with_the_reason(editor, iran, persia):
    third = make.make_actor(name="Iran (Islamic Republic of)")
    page = act(editor, "actor", "merge", iran, persia, third)

    response = act(
        editor, "actor", "merge", iran, persia, third, **confirmed(page, iran, comment="The same")
    )

    assert response.status_code == 302
    assert told(response)[-1].endswith("now part of “Iran”.")
    assert list(Actor.objects.exclude(kind="news_organisation")) == [iran]
    merges = Change.objects.filter(action="merged")
    assert [(row.comment, row.by.username) for row in merges] == [("The same", "editor")] * 2
    assert len({row.edit for row in merges}) == 1
    assert editor.get("/actors/persia/").status_code == 404  # nothing public names it
    make.make_claim(claimants=[iran])
    assert editor.get("/actors/persia/")["Location"] == "/actors/iran/"


def test_claims_are_merged_so_too(editor):
    kept, merged = make.make_claim(slug="kept"), make.make_claim(slug="merged")
    page = act(editor, "claim", "merge", kept, merged)
    assert act(editor, "claim", "merge", kept, merged, **confirmed(page, kept)).status_code == 302
    assert Claim.objects.get() == kept
    assert editor.get("/claims/merged/")["Location"] == "/claims/kept/"


def test_the_page_warns_of_a_draft_that_comes_before_the_public(editor):
    claims = make.make_claim(date="2022"), make.make_claim(publication_state="draft", date="2023")
    page = act(editor, "claim", "merge", *claims).content.decode()
    assert "A draft among them comes before the public" in page
    assert "They have different dates" in page


@pytest.mark.parametrize("number", [1, 11])
def test_two_to_ten_are_to_be_chosen(editor, number):
    response = act(editor, "actor", "merge", *(make.make_actor() for _ in range(number)))
    assert response.status_code == 302
    assert Actor.objects.count() == number


def test_which_is_kept_is_to_be_said(editor, iran, persia):
    page = act(editor, "actor", "merge", iran, persia)
    for kept in ("", "0", 10**30, "a\0b", make.make_actor().pk):
        response = act(editor, "actor", "merge", iran, persia, **confirmed(page, kept))
        assert response.status_code in (200, 302)
        assert Actor.objects.filter(pk__in=[iran.pk, persia.pk]).count() == 2


def test_what_is_refused_is_told_on_the_page_and_the_choice_is_kept(editor, iran, persia):
    Actor.objects.filter(pk=iran.pk).update(wikidata_id="Q794")
    Actor.objects.filter(pk=persia.pk).update(wikidata_id="Q796")
    page = act(editor, "actor", "merge", iran, persia)

    response = act(editor, "actor", "merge", iran, persia, **confirmed(page, persia))

    assert "remove the id that is wrong" in response.content.decode()
    assert [record["kept"] for record in response.context["records"]] == [False, True]
    assert Actor.objects.count() == 2


def test_of_three_none_is_merged_where_one_is_refused(editor, iran, persia):
    other = make.make_actor(wikidata_id="Q796")
    Actor.objects.filter(pk=iran.pk).update(wikidata_id="Q794")
    page = act(editor, "actor", "merge", iran, persia, other)
    act(editor, "actor", "merge", iran, persia, other, **confirmed(page, iran))
    assert Actor.objects.filter(pk__in=[iran.pk, persia.pk, other.pk]).count() == 3


def test_the_second_of_two_editors_is_told_that_one_is_gone(editor, iran, persia):
    page = act(editor, "actor", "merge", iran, persia)
    posted = confirmed(page, iran)
    act(editor, "actor", "merge", iran, persia, **posted)

    response = act(editor, "actor", "merge", iran, persia, **posted)

    assert response.status_code == 302
    assert "one of those chosen is gone" in told(response)[-1]


def test_who_merges_what_somebody_changed_meanwhile_sees_it_first(editor, iran, persia):
    page = act(editor, "actor", "merge", iran, persia)
    persia.aliases.create(name="Pars")

    response = act(editor, "actor", "merge", iran, persia, **confirmed(page, iran))

    assert "somebody changed one of them" in response.content.decode()
    assert Actor.objects.filter(pk=persia.pk).exists()
    again = confirmed(response, iran)
    assert act(editor, "actor", "merge", iran, persia, **again).status_code == 302


@pytest.mark.parametrize("group", ["reader", "contributor"])
@pytest.mark.parametrize("kind", ["actor", "claim"])
def test_who_may_not_merge_is_not_offered_it_and_cannot(client, group, kind):
    records = [getattr(make, f"make_{kind}")() for _ in range(2)]
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert 'value="merge"' not in client.get(list_address(kind)).content.decode()
    act(client, kind, "merge", *records, confirmed="yes", kept=records[0].pk)
    assert type(records[0]).objects.filter(pk__in=[r.pk for r in records]).count() == 2


def test_an_editor_of_the_group_may_merge(client, iran, persia):
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    page = act(client, "actor", "merge", iran, persia)
    act(client, "actor", "merge", iran, persia, **confirmed(page, iran))
    assert not Actor.objects.filter(pk=persia.pk).exists()
