"""An actor: what it said and answered, what was said of it, who acts for whom, its names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.bitmaps.involved import Involvement, claims_over_time, involvements
from claims.bitmaps.shelf import shelf
from claims.exports import linked_pages
from claims.models import (
    Actor,
    Affiliation,
    DenialForm,
    EvidenceState,
    Mention,
    Role,
)
from claims.pages import appearances, over_time, representation
from claims.querysets import ClaimQuerySet, DenialQuerySet, EvidenceQuerySet

from .gone import moved_or_gone
from .grounds import add_deciding_evidence

# What an actor's page says of each role, in its order.
SECTIONS: dict[Role, Promise] = {
    Role.CLAIMANT: _("Claims made"),
    Role.SUBJECT: _("Claims about this actor"),
    Role.DENIER: _("Denials"),
    Role.HOLDER: _("Evidence shown, held, or asked of this actor"),
    Role.REQUESTER: _("Evidence asked for"),
    Role.SOURCE: _("Evidence spoken of: said to exist, shown or missing"),
    Role.DISPUTER: _("Evidence disputed"),
    Role.EXAMINER: _("Evidence examined"),
}
OVER_TIME = (Role.CLAIMANT, Role.SUBJECT, Role.DENIER)

_LABELS = {"denial": dict(DenialForm.choices), "evidence": dict(EvidenceState.choices)}

# How many records an actor's page shows of each role, how many passages of each name, and how
# many on one level of the tree before the rest is folded away. The lists have all of them.
MOST_OF_A_ROLE = 10
MOST_PASSAGES = 3
MOST_ON_A_LEVEL = 20
MOST_NAMES = 12


@dataclass(frozen=True)
class Section:
    """The statements in which an actor has one role: how many, of which forms or states, and the
    newest of them. `of` is claim, denial or evidence."""

    role: str
    label: Promise
    of: str
    count: int
    parts: Sequence[tuple[str, Any, int]]
    rows: list[Any] = field(default_factory=list)


@require_safe
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is recorded of an actor, the newest of it, each with the way to the rest."""
    published = Actor.objects.published()
    found = published.with_aliases().filter(slug=slug).first()
    if found is None:
        return moved_or_gone(request, published, slug)
    at = shelf()
    sections = _sections(involvements(found.pk, at))
    names = _names(found)
    return render(
        request,
        "claims/actor.html",
        {
            "actor": found,
            "linked_data": linked_pages.of_actor(found, request.build_absolute_uri),
            "sections": sections,
            "counts": {section.role: section.count for section in sections},
            "strip": over_time.strip(claims_over_time(found.pk, OVER_TIME, at)),
            "tree": _tree(found),
            "most_on_a_level": f":{MOST_ON_A_LEVEL}",
            "rest_of_a_level": f"{MOST_ON_A_LEVEL}:",
            "names": names[:MOST_NAMES],
            "more_names": names[MOST_NAMES:],
            "unprinted": appearances.unprinted([row.name for row in found.aliases.all()], names),
        },
    )


def _sections(involved: Mapping[Role, Involvement]) -> list[Section]:
    """Those of the roles that the actor has, in the order of SECTIONS; a fixed number of queries
    for each, and the answers to all of the claims, the people of all of the evidence, at once."""
    sections = []
    for role, heading in SECTIONS.items():
        if own := involved.get(role):
            of = str(own.model._meta.model_name)
            labels = _LABELS.get(of, {})
            counts = own.by_code()
            parts = [(code, labels[code], counts[code]) for code in sorted(counts)]
            parts.sort(key=lambda part: -part[2])
            newest = _rows(own.model).filter(pk__in=own.newest(MOST_OF_A_ROLE)).newest_first()
            sections.append(Section(role, heading, of, own.number(), parts, list(newest)))
    _add_people(sections)
    return sections


def _rows(model: Any) -> Any:
    """The published records of which an actor's page shows some."""
    rows = model.objects.published()
    return rows.select_related("claim") if rows.to_claim else rows


def _add_people(sections: list[Section]) -> None:
    """Give the rows their people, and the claims among them what their status rests on."""
    rows: dict[str, list[Any]] = {"claim": [], "denial": [], "evidence": []}
    for section in sections:
        rows[section.of] += section.rows
    prefetch_related_objects(rows["claim"], ClaimQuerySet.people(), *ClaimQuerySet.answers())
    prefetch_related_objects(rows["denial"], DenialQuerySet.people())
    prefetch_related_objects(rows["evidence"], EvidenceQuerySet.people())
    add_deciding_evidence(rows["claim"])


def _tree(found: Actor) -> list[representation.Node]:
    """Who acts for whom, from the tops to the last representative; none where it is alone."""
    actors = Actor.objects.published().in_tree_of(found).in_bulk()
    if len(actors) < 2:
        return []
    return representation.tree(found.pk, Affiliation.objects.in_tree_of(found), actors)


def _names(found: Actor) -> list[appearances.Appearance]:
    """As what the published articles print it, the most frequent first."""
    mentions = Mention.objects.published().of_actor(found)
    return appearances.appearances(
        mentions.counts_as_printed(), mentions.first_as_printed(MOST_PASSAGES)
    )
