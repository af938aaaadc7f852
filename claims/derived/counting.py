"""As whom an actor counts: the closure of the affiliations, and each actor as itself."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.db.models import F

from claims.affiliations import CycleError, Tie, closure


def refresh_affiliations() -> set[int]:
    """Work out anew as whom each actor counts beside itself: the keys of the actors of whom that
    is new.

    Raises ValidationError, naming the actors, where somebody would act for themselves.
    """
    from claims.models import Actor, Affiliation, CountsAs

    with transaction.atomic():
        _take_turns("affiliations")
        rows = Affiliation.objects.values_list("actor_id", "principal_id", "since_on", "until_on")
        try:
            due = closure(Tie(*row) for row in rows.order_by("pk"))
        except CycleError as error:
            names = Actor.objects.in_bulk(error.path)
            raise ValidationError(
                "%(path)s: nobody acts for themselves. Remove one of these affiliations, or give "
                "them dates that do not meet.",
                code="cycle",
                params={"path": " → ".join(names[key].name for key in error.path)},
            ) from error
        kept = {
            Tie(row.actor_id, row.principal_id, row.since_on, row.until_on): row.pk
            for row in CountsAs.objects.exclude(actor=F("principal"))
        }
        CountsAs.objects.filter(pk__in=[kept[tie] for tie in kept.keys() - due]).delete()
        _write_ties(due - kept.keys())
        return {tie.actor for tie in due ^ kept.keys()}


def count_as_themselves(keys: Collection[Any]) -> None:
    """See to it that each of the actors with `keys` counts as itself, always."""
    from claims.models import CountsAs

    there = CountsAs.objects.filter(actor__in=keys, principal=F("actor"))
    missing = set(keys) - set(there.values_list("actor_id", flat=True))
    _write_ties(Tie(key, key) for key in missing)


def _write_ties(ties: Iterable[Tie]) -> None:
    from claims.models import CountsAs

    CountsAs.objects.bulk_create(
        CountsAs(
            actor_id=tie.actor, principal_id=tie.principal, since_on=tie.since, until_on=tie.until
        )
        for tie in sorted(ties, key=repr)
    )


def _take_turns(name: str) -> None:
    """Wait until no other transaction works on what `name` says. SQLite has one writer anyway."""
    connection = connections["default"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
