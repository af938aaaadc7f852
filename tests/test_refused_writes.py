"""What no record may be is refused before the database sees it, whichever way it is written."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from claims.models import Actor, Alias, Claim
from claims.querysets import KeptQuerySet
from tests import factories as make
from tests.dispute import make_dispute

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("a control character", {"name": "I\x07ran"}),
        ("a NUL", {"name": "I\x00ran"}),
        ("a lone surrogate", {"name": "I\ud800ran"}),
        ("a name that is too long", {"name": "I" * 201}),
    ],
)
def test_both_engines_refuse(name: str, values: dict[str, str]) -> None:
    iran = make.make_actor(name="Iran")
    with pytest.raises(ValidationError):
        Actor.objects.filter(pk=iran.pk).update(**values)
    with pytest.raises(ValidationError):
        Actor.objects.create(slug="x", kind="state", **values)
    with pytest.raises(ValidationError):
        Actor.objects.bulk_create([Actor(slug="x", kind="state", **values)])
    assert list(Actor.objects.values_list("name", flat=True)) == ["Iran"]


@pytest.mark.parametrize(
    "values",
    [
        {"slug": "a/b"},
        {"slug": "a b"},
        {"source_url": "http://"},
        {"source_url": "https://a.b/\x07"},
    ],
)
def test_an_address_that_leads_nowhere_is_refused_when_written(values: dict[str, str]) -> None:
    claim = make.make_claim(anchored=False)
    new = {"slug": "new", "text": "So.", "kind": "fact"} | values
    for write in (
        lambda: Claim.objects.create(**new),
        lambda: Claim.objects.bulk_create([Claim(**new)]),
        lambda: Claim.objects.filter(pk=claim.pk).update(**values),
        lambda: Claim.objects.update_or_create(pk=claim.pk, defaults=values),
    ):
        with pytest.raises(ValidationError):
            write()
    assert Claim.objects.get().slug == claim.slug


def test_an_address_that_cannot_be_is_found_nowhere() -> None:
    make.make_claim()
    for slug in ("a/b", "", "x" * 1000, "é"):
        assert not Claim.objects.filter(slug=slug).exists()


def test_a_text_is_never_changed() -> None:
    text = make.make_text(body="As printed.")
    text.body = "As I would have it."
    for write in (
        text.save,
        lambda: type(text).objects.filter(pk=text.pk).update(body=text.body),
        lambda: type(text).objects.bulk_update([text], ["body"]),
    ):
        with pytest.raises(ValidationError, match="add a revision"):
            write()
    text.refresh_from_db()
    assert text.body == "As printed."


def test_what_others_rest_on_is_protected() -> None:
    dispute = make_dispute()
    for record in (
        dispute.iran,
        dispute.article,
        dispute.text,
        dispute.passage,
        dispute.claim,
        dispute.request,
    ):
        with pytest.raises(models.ProtectedError):
            record.delete()
        with pytest.raises(models.ProtectedError):
            type(record)._default_manager.filter(pk=record.pk).delete()


def test_every_model_that_people_write_keeps_what_follows_true() -> None:
    from claims.integrity.records import WRITTEN

    plain = [
        model.__name__
        for model in WRITTEN
        if model is not Alias and not isinstance(model._base_manager.all(), KeptQuerySet)
    ]
    assert plain == []
