"""Undoing: all of an edit or nothing, and nothing of what others wrote on top of it. Erasing."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import history, merging, revisions
from claims.history.erasing import erasable, erase
from claims.history.lookup import history_of
from claims.history.undoing import undo
from claims.models import Actor, Attribution, Change, Claim, Evidence, Passage
from tests import factories as make
from tests.editing import change_address, errors, make_editor, save
from tests.whole import is_whole

pytestmark = pytest.mark.django_db

BODY = "Kiev failed to show proof, Tehran said."


def edit_of(write):
    """Do it as one edit; which."""
    with history.acting(source="admin"):
        write()
    return Change.objects.latest_first().first().edit


def test_a_request_that_a_denial_refuses_by_now_stays_a_request():
    evidence = make.make_evidence(state="said_to_exist")
    edit = edit_of(lambda: Evidence.objects.filter(pk=evidence.pk).update(state="requested"))
    evidence.refresh_from_db()
    make.make_denial(claim=evidence.claim, refuses=evidence)
    with pytest.raises(ValidationError, match="A denial refuses this request"):
        undo(edit)
    is_whole()


def test_a_request_that_a_denial_refuses_is_a_request_in_its_form_too(client):
    client.force_login(make_editor())
    evidence = make.make_evidence(state="requested")
    make.make_denial(claim=evidence.claim, refuses=evidence)
    response = save(client, change_address(evidence), state="presented")
    assert "A denial refuses this request: take that out of the denial first." in errors(response)


def test_a_name_that_is_printed_in_the_longer_passage_keeps_it_long():
    passage = make.make_passage(text=make.make_text(body=BODY), quote="Kiev failed")
    claim = make.make_claim(claimants=[make.make_actor()], passage=passage)
    edit = edit_of(lambda: revisions.move(passage, passage.text, 0, len(BODY)))
    make.mention(attribution=claim.attributions.get(), passage=passage, name="Tehran")
    with pytest.raises(ValidationError, match="does not occur in the passage"):
        undo(edit)
    assert Passage.objects.get().exact == BODY
    is_whole()


@pytest.mark.parametrize("what", ["attribution", "actor", "claim"])
def test_an_addition_on_which_others_built_is_not_undone(what):
    if what == "actor":
        edit = edit_of(lambda: make.make_actor(name="Iran"))
        Actor.objects.get(name="Iran").aliases.create(name="Persia")
    elif what == "claim":
        edit = edit_of(lambda: Claim.objects.create(slug="so", text="So.", kind="fact"))
        make.attribute(statement=Claim.objects.get(), actor=make.make_actor(), role="claimant")
    else:
        claim = make.make_claim(claimants=[make.make_actor()])
        actor = make.make_actor()
        edit = edit_of(lambda: make.attribute(statement=claim, actor=actor, role="claimant"))
        make.mention(attribution=Attribution.objects.get(actor=actor))
    count = Change.objects.count()
    with pytest.raises(ValidationError, match=r"Since then a .* was added to the"):
        undo(edit)
    assert Change.objects.count() == count


def test_the_undoing_of_a_large_merge_asks_as_much_as_that_of_a_small_one():
    def queries(roles):
        kept, merged = make.make_actor(), make.make_actor()
        for _ in range(roles):
            make.make_claim(claimants=[merged])
        edit = edit_of(lambda: merging.merge_actors(kept, merged))
        with CaptureQueriesContext(connection) as asked:
            undo(edit)
        assert merged.attributions.count() == roles
        return len(asked)

    assert queries(12) == queries(4)
    is_whole()


# Erasing -----------------------------------------------------------------------------------------


def test_a_comment_is_erased_wherever_it_stands():
    with history.acting(source="admin", comment="Told by a private person"):
        claim = make.make_claim(claimants=[make.make_actor()])
    assert ("change", "comment") in {(kind, name) for kind, name, _ in erasable(claim)}
    erase(claim, [("change", "comment")], "Asked for")
    assert not Change.objects.filter(comment__contains="private").exists()


def test_the_history_of_a_record_that_is_gone_is_erased_from_the_page_of_its_edit(client):
    client.force_login(make_editor())
    actor = make.make_actor(name="A Private Person")
    key = actor.pk
    edit = edit_of(actor.delete)
    page = client.get(reverse("admin:claims_change_edit", args=[edit])).content.decode()
    address = reverse("admin:claims_change_erase", args=["actor", key])
    assert address in page
    assert client.get(address).status_code == 200
    posted = {"fields_to_erase": ["actor.name", "actor.slug"], "why": "Asked for"}
    assert client.post(address, posted).status_code == 302
    assert "Private" not in str(list(Change.objects.values_list("fields", flat=True)))
    nobody = reverse("admin:claims_change_erase", args=["actor", key + 1000])
    assert client.get(nobody).status_code == 404


def test_an_undone_merge_leaves_each_its_own_history():
    kept, merged = make.make_actor(name="Iran"), make.make_actor(name="Persia")
    edit = edit_of(lambda: merging.merge_actors(kept, merged))
    assert merged.pk in {change.key for change in history_of(kept)}
    undo(edit)
    Actor.objects.filter(pk=merged.pk).update(name="Persia again")
    assert "Persia again" not in str([change.fields for change in history_of(kept)])
