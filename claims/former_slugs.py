"""Addresses that moved: whoever changes the slug of an actor or a claim, the old one goes on
leading to the record, and no other record can take it.

Every write comes by: `save` and `loaddata` through a signal, the QuerySets' own writes through
`claims.querysets.kept`.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import post_save

KINDS = ("actor", "claim")
"""The kinds of record whose slug may be corrected."""

_BATCH = 500


def connect() -> None:
    """To be called after the history's own: it had a look at the record before it was saved, and
    tells of a new former slug after the change that it comes of, so that both can be undone."""
    from claims.models import Actor, Claim

    for model in (Actor, Claim):
        post_save.connect(_after, sender=model, dispatch_uid=f"former slugs {model.__name__}")


def _after(sender: Any, instance: Any, **kwargs: Any) -> None:
    keep(sender, instance.before.rows, [instance.pk])


def keep(
    model: type[models.Model], before: Mapping[int, Mapping[str, Any]], keys: Collection[int]
) -> None:
    """See to it that the slugs which the records with `keys` had `before` a write (rows by key; of
    new records none) lead to them, where they have others now.

    Raises ValidationError where a slug that is new to a record leads to another one.
    """
    if model._meta.model_name not in KINDS:
        return
    for some in _batches(keys):
        now = model._base_manager.filter(pk__in=some).values_list("pk", "slug")
        were = {key: before[key]["slug"] for key in some if key in before}
        moved = {key: slug for key, slug in now if were.get(key) != slug}
        if moved:
            _let_lead(model, {key: slug for key, slug in were.items() if key in moved}, moved)


def _let_lead(model: type[models.Model], were: dict[int, str], moved: dict[int, str]) -> None:
    from claims.models import FormerSlug

    kind = str(model._meta.model_name)
    owners = {slug: key for key, slug in moved.items()}
    for former in FormerSlug.objects.of_kind(kind).filter(slug__in=owners).select_related(kind):
        leads_to = getattr(former, kind)
        if leads_to.pk != owners[former.slug]:
            raise _taken(kind, former.slug, leads_to)
        # It came back to an address that it had.
        former.delete()
    for key, slug in were.items():
        # Two that exchanged their slugs in one write have no former ones.
        if not model._base_manager.filter(slug=slug).exists():
            FormerSlug.objects.create(slug=slug, **{f"{kind}_id": key})


def refuse_taken(record: Any) -> None:
    """Raise ValidationError, at the field, if the slug leads to another record of the kind."""
    from claims.models import FormerSlug

    kind = str(record._meta.model_name)
    leads_to = FormerSlug.objects.leading_from(kind, record.slug)
    if leads_to is not None and leads_to.pk != record.pk:
        raise ValidationError({"slug": _taken(kind, record.slug, leads_to)})


def _taken(kind: str, slug: str, leads_to: Any) -> ValidationError:
    return ValidationError(
        "“%(slug)s” is a former address of the %(kind)s “%(record)s”, and leads there: choose "
        "another slug.",
        code="former_slug",
        params={"slug": slug, "kind": kind, "record": leads_to},
    )


def _batches(keys: Collection[int]) -> Iterator[list[int]]:
    ordered = list(keys)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]
