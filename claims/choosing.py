"""Actors by the beginnings of their names, to add to the filters of a list."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from claims import addresses, folding, search
from claims.bitmaps.filterset import IndexedFilter
from claims.models import Actor

MOST_CHOICES = 10
LONGEST_NAME = 200

LISTS = {name: reverse_lazy(name) for name in ("claims", "evidence", "disputes", "timeline")}

ROLES = {
    "actor": _("in any role"),
    "claimant": _("as claimant"),
    "subject": _("as the one spoken of"),
    "denier": _("as denier"),
    "source": _("as source on evidence"),
    "holder": _("as holder of evidence"),
    "requester": _("as requester of evidence"),
    "examiner": _("as examiner of evidence"),
}
"""The parameters that take an actor, in words."""


@dataclass(frozen=True)
class Choosing:
    """What was typed, the parameter and the list that it is for, and the list's filters."""

    name: str
    role: str
    list: str
    filters: QueryDict

    @classmethod
    def of(cls, data: QueryDict) -> "Choosing":
        """What the URL says. A role or a list that does not exist is the first."""
        filters = data.copy()
        name, role, of = ((filters.pop(key, [""])[-1]).strip() for key in ("name", "role", "of"))
        return cls(
            name[:LONGEST_NAME],
            role if role in ROLES else next(iter(ROLES)),
            of if of in LISTS else next(iter(LISTS)),
            filters,
        )

    @classmethod
    def of_list(cls, name: str, data: QueryDict) -> "Choosing":
        """Nothing typed yet, for the list `name` under its filters."""
        return cls("", next(iter(ROLES)), name, data)


@dataclass(frozen=True)
class Choice:
    """An actor, the other name by which it was found ("" where its own is like what was typed),
    how many rows the list would have, and its address."""

    actor: Any
    also_named: str
    count: int
    address: str


def choices(choosing: Choosing, filterset: IndexedFilter) -> list[Choice]:
    """The actors that are named like what was typed, those with most claims first; four queries,
    none where nothing was typed."""
    if not folding.words(choosing.name):
        return []
    found = Actor.objects.published().named_like(choosing.name).most_claims_first()
    actors = list(found.prefetch_related("aliases")[:MOST_CHOICES])
    role = None if choosing.role == "actor" else choosing.role
    acting_for = filterset.form.cleaned_data.get("acting_for") == "1"
    counts = filterset.counted.of_actors(actors, role, acting_for=acting_for)
    return [
        Choice(
            actor,
            also_named(actor, choosing.name),
            counts.get(actor.pk, 0),
            f"{LISTS[choosing.list]}"
            + addresses.adding(choosing.filters, choosing.role, actor.slug),
        )
        for actor in actors
    ]


def also_named(actor: Any, typed: str) -> str:
    """The name by which `typed` finds the actor, fetched with its `aliases`; "" where that is its
    own."""
    if search.is_named_like(actor.name, typed):
        return ""
    names = sorted(alias.name for alias in actor.aliases.all())
    return next((name for name in names if search.is_named_like(name, typed)), "")
