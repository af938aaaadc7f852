"""An edit is undone: all is as it was, and the history has that too."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers import serialize

from claims import history
from claims.history.undoing import undo
from claims.models import Actor, Attribution, Change, Claim
from tests import factories as make
from tests.telling import so_far, told

pytestmark = pytest.mark.django_db


def records():
    """All records, as their rows stand."""
    from django.apps import apps

    from claims.models.base import Kept

    return {
        model: sorted(serialize("json", [row]) for row in model.objects.order_by("pk"))
        for model in apps.get_app_config("claims").get_models()
        if issubclass(model, Kept)
    }


def last_edit():
    return Change.objects.latest_first().first().edit


def without_times(rows):
    return {
        model: [json.loads(row)[0]["fields"] | {"changed_at": None} for row in found]
        for model, found in rows.items()
    }


@pytest.mark.parametrize(
    "write",
    [
        lambda claim: Claim.objects.filter(pk=claim.pk).update(text="Other.", kind="norm"),
        lambda claim: claim.delete(),
        lambda claim: make.make_actor(name="Somebody new"),
        lambda claim: Attribution.objects.all().delete(),
        lambda claim: (
            Claim.objects.filter(pk=claim.pk).update(text="Other."),
            Claim.objects.filter(pk=claim.pk).update(text="Another."),
        ),
    ],
    ids=["changed", "removed with its parts", "added", "parts removed", "changed twice"],
)
def test_an_undone_edit_leaves_all_as_it_was(write):
    claim = make.make_claim(claimants=[make.make_actor()], publication_state="draft")
    before = records()
    with history.acting(source="admin"):
        write(claim)
    assert without_times(records()) != without_times(before)
    undo(last_edit())
    assert without_times(records()) == without_times(before)


def test_an_undoing_is_in_the_history_and_can_be_undone():
    actor = make.make_actor(name="Iran")
    Actor.objects.filter(pk=actor.pk).update(name="Persia")
    undo(last_edit())
    assert Actor.objects.get(pk=actor.pk).name == "Iran"
    undo(last_edit())
    assert Actor.objects.get(pk=actor.pk).name == "Persia"
    assert [change.source for change in Change.objects.order_by("pk")][-2:] == ["undoing"] * 2


def test_an_edit_under_a_later_one_is_not_undone():
    actor = make.make_actor(name="Iran")
    Actor.objects.filter(pk=actor.pk).update(name="Persia")
    edit = last_edit()
    Actor.objects.filter(pk=actor.pk).update(name="Iran (Islamic Republic of)")
    since = so_far()
    with pytest.raises(ValidationError, match="changed again since: undo the later edits first"):
        undo(edit)
    assert Actor.objects.get(pk=actor.pk).name == "Iran (Islamic Republic of)"
    assert told(since) == []


def test_undoing_strips_no_published_statement_of_its_grounds():
    with history.acting(source="admin"):
        claim = make.make_claim(claimants=[make.make_actor()], publication_state="draft")
    Attribution.objects.all().delete()
    claim.anchors.update(relation="states")
    with history.acting(source="admin"):
        make.attribute(statement=claim, actor=make.make_actor(), role="claimant")
    edit = last_edit()
    Claim.objects.filter(pk=claim.pk).update(publication_state="published")
    with pytest.raises(ValidationError, match="cannot be published"):
        undo(edit)
