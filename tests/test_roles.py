"""Contributors write drafts of their own, editors answer for what is public, readers look on."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.urls import reverse

from claims import history
from claims.history.erasing import erasable, erase
from claims.history.telling import ERASED
from claims.models import Actor, Change, Claim
from tests import factories as make
from tests.editing import act, add_address, change_address, delete, save, signed_in, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(db):
    return signed_in("contributor")


@pytest.fixture
def editor(db):
    return signed_in("editor")


@pytest.fixture
def administrator(db):
    return signed_in("administrator")


def draft_by(client, **more):
    with history.acting(source="admin", by=client.user):
        return make.make_claim(publication_state="draft", **more)


# Contributors ------------------------------------------------------------------------------------


def test_what_a_contributor_adds_is_a_draft_whatever_the_form_says(contributor):
    response = save(
        contributor,
        add_address("claim"),
        text="It was so.",
        slug="it-was-so",
        kind="fact",
        publication_state="published",
    )
    assert response.status_code == 302
    assert Claim.objects.get(slug="it-was-so").publication_state == "draft"


def test_a_contributor_changes_a_draft_of_their_own(contributor):
    claim = draft_by(contributor, text="It was so.")
    assert save(contributor, change_address(claim), text="It was not so.").status_code == 302
    assert Claim.objects.get(pk=claim.pk).text == "It was not so."


@pytest.mark.parametrize("whose", ["another's draft", "own, published", "own, withdrawn"])
def test_a_contributor_changes_nothing_else(contributor, editor, whose):
    claim = draft_by(editor if whose == "another's draft" else contributor, text="It was so.")
    if "," in whose:
        Claim.objects.filter(pk=claim.pk).update(publication_state=whose.split()[1])
    assert contributor.get(change_address(claim)).status_code == 200  # to be read
    answer = contributor.post(change_address(claim), {"text": "It was not so.", "kind": "fact"})
    assert answer.status_code == (403 if whose == "another's draft" else 409)
    assert delete(contributor, claim).status_code == 403
    assert Claim.objects.get(pk=claim.pk).text == "It was so."


def test_a_contributor_publishes_nothing_by_action_either(contributor):
    claim = draft_by(contributor, claimants=[make.make_actor()])
    for action in ("publish", "withdraw", "return_to_author", "put_back_to_draft"):
        act(contributor, "claim", action, claim, comment="Why not?")
    assert Claim.objects.get(pk=claim.pk).publication_state == "draft"


def test_a_contributor_deletes_own_drafts_in_the_list_and_no_others(contributor, editor):
    own, other = draft_by(contributor, text="Own."), draft_by(editor, text="Other.")
    act(contributor, "claim", "delete_selected", own, other, post="yes")
    assert Claim.objects.count() == 2
    assert act(contributor, "claim", "delete_selected", own, post="yes").status_code == 302
    assert list(Claim.objects.all()) == [other]


def test_a_contributor_changes_an_actor_of_their_own_until_the_public_sees_it(contributor):
    with history.acting(source="admin", by=contributor.user):
        actor = make.make_actor(name="Persia")
    assert save(contributor, change_address(actor), name="Iran").status_code == 302
    make.make_claim(claimants=[actor])
    assert contributor.post(change_address(actor), {"name": "Persia"}).status_code == 409
    assert Actor.objects.get(pk=actor.pk).name == "Iran"


def test_a_reader_sees_a_draft_and_changes_nothing(db):
    reader = signed_in("reader")
    claim = make.make_claim(publication_state="draft", text="It was so.")
    assert "It was so." in reader.get(change_address(claim)).content.decode()
    assert reader.post(change_address(claim), {"text": "No."}).status_code == 403
    assert reader.get(add_address("claim")).status_code == 403


# Review ------------------------------------------------------------------------------------------


def review(client, kind="claim"):
    return client.get(reverse("admin:claims_review"), {"kind": kind}).content.decode()


def test_the_queue_names_who_wrote_what_waits_and_what_it_lacks(contributor, editor):
    draft_by(contributor, text="It was so.", anchored=False)
    page = review(editor)
    assert "It was so." in page
    assert "contributor" in page
    assert "It rests on no passage" in page
    make.make_claim(text="It is public.")
    assert "It is public." not in review(editor)


def test_what_is_returned_waits_with_the_comment_until_its_author_goes_on(contributor, editor):
    claim = draft_by(contributor, text="It was so.")
    answer = act(editor, "claim", "return_to_author", claim, comment="Who says so?")
    assert told(answer) == ["Returned: 1."]
    assert "Who says so?" in review(contributor)
    save(contributor, change_address(claim), text="Iran says that it was so.")
    assert "Who says so?" not in review(contributor)


def test_nothing_is_returned_without_a_word(contributor, editor):
    claim = draft_by(contributor)
    answer = act(editor, "claim", "return_to_author", claim, comment="  ")
    assert told(answer) == ["Nothing is returned: write in the comment what is to be done."]
    assert not Change.objects.filter(action="returned").exists()


def test_the_comment_of_a_publication_is_in_the_history(editor):
    claim = make.make_claim(claimants=[make.make_actor()], publication_state="draft")
    act(editor, "claim", "publish", claim, comment="Checked against the text")
    change = Change.objects.latest_first().first()
    assert change.fields == {"publication_state": ["draft", "published"]}
    assert (change.by, change.comment) == (editor.user, "Checked against the text")


def test_the_reason_typed_in_a_form_is_in_the_history(editor):
    claim = make.make_claim(text="It was so.")
    save(editor, change_address(claim), text="It is so.", _why="A slip\0 of the\npen")
    change = Change.objects.latest_first().first()
    assert change.comment == "A slip of the pen"


def test_an_undoing_is_asked_of_editors_alone(contributor, editor):
    claim = make.make_claim(text="It was so.")
    save(editor, change_address(claim), text="It is so.")
    edit = Change.objects.latest_first().first().edit
    address = reverse("admin:claims_change_edit", args=[edit])
    assert contributor.post(address).status_code == 403
    assert told(editor.post(address))[-1] == "Undone: 1 change."
    assert Claim.objects.get(pk=claim.pk).text == "It was so."


# Users -------------------------------------------------------------------------------------------


def test_an_administrator_makes_nobody_a_superuser(administrator):
    somebody = User.objects.create_user("somebody")
    address = reverse("admin:auth_user_change", args=[somebody.pk])
    administrator.post(
        address, {"username": "somebody", "is_superuser": "on", "is_staff": "on", "is_active": "on"}
    )
    somebody.refresh_from_db()
    assert (somebody.is_staff, somebody.is_superuser) == (True, False)


def test_an_administrator_does_not_reach_a_superuser(administrator):
    chief = User.objects.create_superuser("chief", password="-")
    password = reverse("admin:auth_user_password_change", args=[chief.pk])
    assert administrator.get(password).status_code == 404
    change = administrator.get(reverse("admin:auth_user_change", args=[chief.pk]))
    assert change.status_code == 302


# Erasing -----------------------------------------------------------------------------------------


def test_what_is_erased_is_gone_from_the_history_which_says_that_it_was(administrator):
    actor = make.make_actor(name="A Private Person")
    actor.name = "A person"
    actor.save()
    address = reverse("admin:claims_change_erase", args=["actor", actor.pk])
    response = administrator.post(
        address, {"fields_to_erase": ["actor.name"], "why": "Asked for by the person"}
    )
    assert told(response) == ["Erased: 3 values."]
    assert "Private" not in str(list(Change.objects.values_list("fields", flat=True)))
    last = Change.objects.latest_first().first()
    assert (last.action, last.by, last.comment) == (
        "erased",
        administrator.user,
        "Asked for by the person",
    )
    first = Change.objects.get(kind="actor", action="added", key=actor.pk)
    assert first.fields["name"] == [None, ERASED]
    assert (
        "[erased]"
        in administrator.get(
            reverse("admin:claims_actor_history", args=[actor.pk])
        ).content.decode()
    )


def test_an_erasure_needs_a_reason_and_something_to_erase(db):
    actor = make.make_actor(name="A Private Person")
    with pytest.raises(ValidationError, match="Say why"):
        erase(actor, [("actor", "name")], " ")
    erase(actor, [("actor", "name")], "Asked for")
    with pytest.raises(ValidationError, match="Nothing is chosen that the history still has"):
        erase(actor, [("actor", "name")], "Asked for again")
    assert ("actor", "name") not in {(kind, name) for kind, name, _ in erasable(actor)}


def test_an_edit_with_erased_values_is_not_undone(administrator):
    actor = make.make_actor(name="A Private Person")
    Actor.objects.filter(pk=actor.pk).update(name="A person")
    edit = Change.objects.latest_first().first().edit
    erase(actor, [("actor", "name")], "Asked for")
    response = administrator.post(reverse("admin:claims_change_edit", args=[edit]))
    assert told(response)[0].startswith("Nothing is undone.")
    assert Actor.objects.get(pk=actor.pk).name == "A person"


def post_from_the_queue(client, *records, **more):
    address = reverse("admin:claims_claim_changelist")
    chosen = [record.pk for record in records]
    seen = Change.objects.latest_first().first().pk
    posted = {"_review": "claim", "_selected_action": chosen, "_seen": seen, **more}
    return client.post(address, posted)


def test_what_is_done_in_the_queue_leads_back_to_the_queue(editor):
    claim = make.make_claim(claimants=[make.make_actor()], publication_state="draft")
    answer = post_from_the_queue(editor, claim, action="publish")
    assert answer.url == f"{reverse('admin:claims_review')}?kind=claim"
    assert Claim.objects.get(pk=claim.pk).publication_state == "published"


def test_a_queue_in_which_nothing_is_chosen_keeps_the_comment_and_says_so(editor):
    make.make_claim(publication_state="draft")
    answer = post_from_the_queue(editor, action="return_to_author", comment="Who says so?")
    assert told(answer) == ["Nothing is done: choose what you mean."]
    assert 'value="Who says so?"' in editor.get(answer.url).content.decode()


def test_a_return_is_told_on_the_first_page_and_in_the_form_of_the_draft(contributor, editor):
    claim = draft_by(contributor, text="It was so.")
    act(editor, "claim", "return_to_author", claim, comment="Who says so?")
    for page in (reverse("admin:index"), change_address(claim)):
        assert "Who says so?" in contributor.get(page).content.decode()
    assert "Who says so?" not in editor.get(reverse("admin:index")).content.decode()


def test_the_queue_says_that_an_answer_waits_for_its_claim(editor):
    make.make_denial(claim=make.make_claim(publication_state="draft"), publication_state="draft")
    assert "Its claim is not published" in review(editor, "denial")


def test_who_joins_a_group_of_the_desk_may_log_in_there(administrator):
    somebody = User.objects.create_user("somebody")
    group = Group.objects.get(name="contributor")
    address = reverse("admin:auth_user_change", args=[somebody.pk])
    administrator.post(address, {"username": "somebody", "is_active": "on", "groups": [group.pk]})
    somebody.refresh_from_db()
    assert somebody.is_staff
