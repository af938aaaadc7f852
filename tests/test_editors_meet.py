"""Editors who meet at one record by other ways than one form: a list, a deletion, a merge, a
passage; and what becomes of what they typed."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from claims import history, merging, revisions
from claims.models import Actor, Anchor, Change, Claim, Passage
from tests import factories as make
from tests.editing import (
    act,
    change_address,
    delete,
    delete_address,
    filled_in,
    list_address,
    opened,
    signed_in,
    told,
)

pytestmark = pytest.mark.django_db

BODY = "Kiev failed to show proof, Tehran said. So it went on."


@pytest.fixture
def editor(db):
    return signed_in("editor")


@pytest.fixture
def claim(db):
    text = make.make_text(body=BODY)
    passage = make.make_passage(text=text, quote="Kiev failed")
    return make.make_claim(text="It failed.", claimants=[make.make_actor()], passage=passage)


def saved(client, record, posted):
    """Save, and once more if that was refused for what came meanwhile."""
    response = client.post(change_address(record), posted)
    assert response.status_code == 200, "the editor was not told"
    assert response.context["conflict"].changes
    again = client.post(change_address(record), filled_in(response))
    assert again.status_code == 302, again.context["errors"]
    return response


# Passages ---------------------------------------------------------------------------------------


def test_a_passage_that_another_made_longer_stays_longer(editor, claim):
    posted = opened(editor, claim) | {"text": "It failed again."}
    passage = Passage.objects.get()
    revisions.move(passage, passage.text, 0, len("Kiev failed to show proof"))
    saved(editor, claim, posted)
    assert claim.anchors.get().passage.exact == "Kiev failed to show proof"
    assert Claim.objects.get(pk=claim.pk).text == "It failed again."
    assert Passage.objects.count() == 1


def test_a_passage_that_followed_to_a_new_revision_stays_there(editor, claim):
    posted = opened(editor, claim) | {"text": "It failed again."}
    text, followed = revisions.add_revision(Passage.objects.get().text.article, f"{BODY}\nMore.")
    assert followed.moved == 1
    saved(editor, claim, posted)
    assert claim.anchors.get().passage.text == text


def test_a_passage_that_another_took_away_is_told_of_and_what_was_typed_there_kept(editor, claim):
    posted = opened(editor, claim) | {"anchors-0-quote": "Kiev failed to show proof"}
    Anchor.objects.update(relation="presupposes")  # so that it may go
    Anchor.objects.all().delete()
    Passage.objects.all().delete()
    response = editor.post(change_address(claim), posted)
    assert response.status_code == 200
    assert "Kiev failed to show proof" in response.content.decode()


@pytest.mark.parametrize("kind", ["claim", "actor"])
def test_a_merge_meanwhile_is_told_like_any_change(editor, claim, kind):
    if kind == "claim":
        other = make.make_claim(claimants=[make.make_actor()])
        posted = opened(editor, claim) | {"text": "It failed again."}
        merging.merge_claims(claim, other)
        saved(editor, claim, posted)
        assert claim.attributions.filter(role="claimant").count() == 2
    else:
        kept, merged = make.make_actor(name="Iran"), make.make_actor(name="Persia")
        posted = opened(editor, kept) | {"kind": "group"}
        merging.merge_actors(kept, merged)
        saved(editor, kept, posted)
        assert [alias.name for alias in kept.aliases.all()] == ["Persia"]
        assert Actor.objects.get(pk=kept.pk).kind == "group"


# Lists and the queue ------------------------------------------------------------------------------


def test_what_was_changed_after_the_queue_was_opened_is_not_published_unseen(editor, claim):
    Claim.objects.filter(pk=claim.pk).update(publication_state="draft")
    seen = Change.objects.latest_first().first().pk
    Claim.objects.filter(pk=claim.pk).update(text="Something else altogether.")
    response = act(editor, "claim", "publish", claim, _seen=seen)
    assert Claim.objects.get(pk=claim.pk).publication_state == "draft"
    assert "was changed by somebody else since you opened the list" in told(response)[0]
    act(editor, "claim", "publish", claim)
    assert Claim.objects.get(pk=claim.pk).publication_state == "published"


def test_what_one_changed_oneself_is_no_surprise(editor, claim):
    Claim.objects.filter(pk=claim.pk).update(publication_state="draft")
    seen = Change.objects.latest_first().first().pk
    posted = opened(editor, claim) | {"text": "It failed again."}
    editor.post(change_address(claim), posted)
    act(editor, "claim", "publish", claim, _seen=seen)
    assert Claim.objects.get(pk=claim.pk).publication_state == "published"


@pytest.mark.parametrize("seen", ["", "x", "\0", "9" * 30])
def test_a_list_that_does_not_say_what_it_showed_publishes_nothing_of_others(editor, claim, seen):
    Claim.objects.filter(pk=claim.pk).update(publication_state="draft")
    act(editor, "claim", "publish", claim, _seen=seen)
    assert Claim.objects.get(pk=claim.pk).publication_state == "draft"


def test_lists_and_the_queue_say_what_they_showed(editor, claim):
    Claim.objects.filter(pk=claim.pk).update(publication_state="draft")
    last = Change.objects.latest_first().first().pk
    for address in (list_address("claim"), reverse("admin:claims_review")):
        page = editor.get(address).content.decode()
        assert f'name="_seen" value="{last}"' in page, address


# Deletions ----------------------------------------------------------------------------------------


def test_what_was_changed_after_one_was_asked_is_not_deleted(editor):
    actor = make.make_actor(name="Iran")
    page = editor.get(delete_address(actor))
    posted = {"post": "yes", "_version": page.context["version"]}
    assert f'name="_version" value="{posted["_version"]}"' in page.content.decode()
    Actor.objects.filter(pk=actor.pk).update(name="Persia")
    response = editor.post(delete_address(actor), posted)
    assert "Nothing is deleted: somebody changed it" in told(response)[0]
    assert Actor.objects.filter(pk=actor.pk).exists()
    assert delete(editor, actor).status_code == 302
    assert not Actor.objects.filter(pk=actor.pk).exists()


def test_a_form_of_a_record_that_was_deleted_shows_by_whom_and_what_was_typed(editor):
    actor = make.make_actor(name="Iran")
    posted, address = opened(editor, actor), change_address(actor)
    actor.delete()
    response = editor.post(address, posted | {"name": "Persia, as typed"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Persia, as typed" in page
    assert "It was deleted while you had its form open." in page
    assert posted["_version"] not in [value for _, value in response.context["typed"]]


def test_a_draft_that_was_published_meanwhile_shows_its_author_what_they_typed():
    contributor = signed_in("contributor")

    with history.acting(source="admin", by=contributor.user):
        claim = make.make_claim(text="It was so.", publication_state="draft")
    posted = opened(contributor, claim) | {"text": "It was not so, as typed."}
    Claim.objects.filter(pk=claim.pk).update(publication_state="published")
    response = contributor.post(change_address(claim), posted)
    assert response.status_code == 409
    assert "It was not so, as typed." in response.content.decode()
    assert Claim.objects.get(pk=claim.pk).text == "It was so."


# What contributors may not do to what others see -------------------------------------------------


def test_a_contributor_deletes_no_text_of_a_published_article():
    contributor = signed_in("contributor")

    with history.acting(source="admin", by=contributor.user):
        article = make.make_article(publication_state="draft")
        text = make.make_text(article=article)
    article.publication_state = "published"
    article.save()
    assert delete(contributor, text).status_code == 403
    assert article.texts.count() == 1


def test_a_contributor_moves_no_passages_of_others_by_a_new_text(editor, claim):
    contributor = signed_in("contributor")

    article = Passage.objects.get().text.article
    article.publication_state = "draft"
    article.save()
    with history.acting(source="admin", by=contributor.user):
        own = make.make_article(publication_state="draft")
        passage = make.make_passage(text=make.make_text(article=own, body=BODY), quote="So it went")
    assert 'name="texts-2-0-body"' in contributor.get(change_address(own)).content.decode()
    make.anchor(statement=claim, passage=passage)
    assert 'name="texts-2-0-body"' not in contributor.get(change_address(own)).content.decode()


def test_no_address_breaks_the_lists_of_users(db):
    administrator = signed_in("administrator")
    for address in (
        "/admin/auth/user/?username__regex=(",
        "/admin/auth/user/?email__iregex=(",
        "/admin/auth/user/?last_login__year=0",
        "/admin/auth/user/?date_joined__year=99999999999",
        "/admin/auth/user/?username=%00",
        "/admin/auth/group/?name__regex=(",
    ):
        assert administrator.get(address).status_code in (200, 302, 400), address
    assert administrator.get("/admin/auth/user/?is_staff__exact=1").status_code == 200
    group = Group.objects.get(name="editor")
    assert administrator.get(f"/admin/auth/user/?groups__id__exact={group.pk}").status_code == 200
