"""Several actors, or several claims, that are one: which of them is kept, and what will happen."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from claims import history
from claims.merging import merge_actors, merge_claims
from claims.models import (
    Actor,
    Affiliation,
    Alias,
    Anchor,
    Article,
    Attribution,
    Claim,
    Correction,
    Denial,
    Evidence,
    PublicationState,
)

from . import conflicts
from .base import reasons
from .fields import one_line
from .labels import change_url, shortened

MOST = 10

Cells = dict[int, Any]
"""What a line of the comparison says of each of the records, by key."""


class WithMerging:
    """An admin of records that can be merged."""

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("claims.merge_records"))

    @admin.action(description="Merge…", permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """The page that asks which record is kept; sent from there, the merging itself."""
        this: Any = self
        chosen = set(request.POST.getlist("_selected_action"))
        if "select_across" in request.POST and request.POST["select_across"] == "1":
            chosen = set(map(str, queryset.values_list("pk", flat=True)[: MOST + 1]))
        if not 2 <= len(chosen) <= MOST:
            this.message_user(
                request, f"Choose two to {MOST} records that are one.", messages.ERROR
            )
            return None
        records = list(this.model._default_manager.filter(pk__in=chosen).order_by("pk"))
        if len(records) < len(chosen):
            this.message_user(
                request,
                "Nothing is merged: one of those chosen is gone. Somebody deleted it or merged it "
                "meanwhile: look at the list again.",
                messages.ERROR,
            )
            return None
        if "confirmed" in request.POST and self._merge(request, records):
            return None
        return self._ask(request, records)

    def _merge(self, request: HttpRequest, records: list[Any]) -> bool:
        """Whether it is done; if not, a message says why."""
        this: Any = self
        kept = next((r for r in records if str(r.pk) == request.POST.get("kept")), None)
        if kept is None:
            this.message_user(request, "Choose which of them is kept.", messages.ERROR)
            return False
        if any(conflicts.version(r) != request.POST.get(f"version-{r.pk}") for r in records):
            this.message_user(
                request,
                "Nothing is merged: somebody changed one of them since this page was shown. Here "
                "they are as they are now.",
                messages.ERROR,
            )
            return False
        merge = _MERGE[this.model]
        others = [record for record in records if record is not kept]
        comment = one_line(request.POST.get("comment", ""))
        try:
            with transaction.atomic(), history.acting(comment=comment):
                for record in others:
                    merge(kept, record)
        except (ValidationError, DatabaseError) as error:
            if not (why := reasons(error)):
                raise
            for message in why:
                this.message_user(request, message, messages.ERROR)
            return False
        names = ", ".join(f"“{shortened(str(record))}”" for record in others)
        this.message_user(
            request, f"{names}: now part of “{shortened(str(kept))}”.", messages.SUCCESS
        )
        return True

    def _ask(self, request: HttpRequest, records: list[Any]) -> HttpResponse:
        this: Any = self
        lines = _LINES[this.model](records)
        context = {
            **this.admin_site.each_context(request),
            "title": f"Merge {this.opts.verbose_name_plural}",
            "opts": this.opts,
            "kind": this.opts.model_name,
            "records": [
                {
                    "key": record.pk,
                    "name": str(record),
                    "url": change_url(record),
                    "version": conflicts.version(record),
                    "kept": str(record.pk) == request.POST.get("kept"),
                }
                for record in records
            ],
            "lines": [
                (words, [(shortened(str(r), 40), cells.get(r.pk, 0)) for r in records])
                for words, cells in lines
            ],
            "warnings": _WARNINGS[this.model](records),
            "comment": one_line(request.POST.get("comment", "")),
            "address": request.get_full_path(),
        }
        request.current_app = this.admin_site.name
        return TemplateResponse(request, "admin/claims/merge.html", context)


def _of_actors(actors: Collection[Any]) -> list[tuple[str, Cells]]:
    return [
        ("Address", {actor.pk: actor.slug for actor in actors}),
        ("Kind", {actor.pk: _kind(actor) for actor in actors}),
        ("Wikidata id", {actor.pk: actor.wikidata_id or "–" for actor in actors}),
        ("Other names", _counted(Alias, "actor", actors)),
        ("Roles in statements", _counted(Attribution, "actor", actors)),
        ("Acts for", _counted(Affiliation, "actor", actors)),
        ("Those who act for it", _counted(Affiliation, "principal", actors)),
        ("Articles that it published", _counted(Article, "publisher", actors)),
        ("Articles of which it is the agency", _counted(Article, "agency", actors)),
    ]


def _kind(actor: Any) -> str:
    return f"{actor.get_kind_display()}{', vague' if actor.vague else ''}"


def _of_claims(claims: Collection[Any]) -> list[tuple[str, Cells]]:
    own = {"denial": None, "evidence": None}
    return [
        ("Address", {claim.pk: claim.slug for claim in claims}),
        ("State", {claim.pk: claim.get_publication_state_display() for claim in claims}),
        ("Kind", {claim.pk: claim.get_kind_display() for claim in claims}),
        ("Date", {claim.pk: claim.date or "–" for claim in claims}),
        ("Source", {claim.pk: claim.source_url or "–" for claim in claims}),
        ("Roles in it", _counted(Attribution, "claim", claims, **own)),
        ("Passages", _counted(Anchor, "claim", claims, **own)),
        ("Denials", _counted(Denial, "claim", claims)),
        ("Evidence", _counted(Evidence, "claim", claims)),
        ("Corrections", _counted(Correction, "claim", claims)),
    ]


def _counted(model: Any, name: str, records: Collection[Any], **more: Any) -> Cells:
    rows = model._default_manager.filter(**{f"{name}__in": records}, **more).order_by()
    return dict(rows.values_list(name).annotate(n=Count("pk")))


def _about_actors(actors: Collection[Any]) -> list[str]:
    kinds = {_kind(actor) for actor in actors}
    return [f"They are of different kinds: {', '.join(sorted(kinds))}."] if len(kinds) > 1 else []


def _about_claims(claims: Collection[Any]) -> list[str]:
    found = []
    for words, name in (
        ("kinds", "get_kind_display"),
        ("dates", "date"),
        ("sources", "source_url"),
    ):
        values = {getattr(claim, name) for claim in claims}
        values = {value() if callable(value) else value for value in values} - {""}
        if len(values) > 1:
            found.append(f"They have different {words}: those of the one that is kept stay.")
    states = {claim.publication_state for claim in claims}
    if {PublicationState.DRAFT, PublicationState.PUBLISHED} <= states:
        found.append(
            "A draft among them comes before the public with the published one: its people and its "
            "passages at once, its denials and its evidence when they are published."
        )
    return found


_MERGE: dict[Any, Callable[[Any, Any], None]] = {Actor: merge_actors, Claim: merge_claims}
_LINES: dict[Any, Callable[[Any], list[tuple[str, Cells]]]] = {
    Actor: _of_actors,
    Claim: _of_claims,
}
_WARNINGS: dict[Any, Callable[[Any], list[str]]] = {Actor: _about_actors, Claim: _about_claims}
