"""Actors, with the names they go by and whom they act for."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.utils.html import format_html

from claims.models import Actor, Affiliation, Alias

from .base import RecordAdmin
from .corrections import WithFormerSlugs
from .labels import change_url, link, listed
from .lists import several
from .merging import WithMerging
from .record_form import RecordForm
from .rows import Rows

MOST_ROLES = 100


class AliasInline(Rows, admin.TabularInline):
    model = Alias
    extra = 1

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).order_by("name", "pk")


class AffiliationInline(Rows, admin.TabularInline):
    """For whom the actor acts. That nobody acts for themselves is refused by the save, which
    alone sees everybody's affiliations."""

    model = Affiliation
    form = RecordForm
    fk_name = "actor"
    fields = ["principal", "office", "since", "until"]
    autocomplete_fields = ["principal"]
    extra = 1
    verbose_name = "affiliation"
    verbose_name_plural = "acts for"

    def get_queryset(self, request: HttpRequest) -> Any:
        ties = super().get_queryset(request).select_related("principal")
        return ties.order_by(F("since_on").asc(nulls_first=True), "pk")


@admin.register(Actor)
class ActorAdmin(WithMerging, WithFormerSlugs, RecordAdmin):
    actions = ["merge"]
    list_display = ["name", "other_names", "kind", "vague", "to_review", "roles"]
    sortable_by = ["name"]
    list_filter = ["kind", "vague", "to_review"]
    ordering = ["name", "pk"]
    search_fields = ["name", "slug", "aliases__name"]
    search_help_text = "A name, or the beginnings of its words; or its slug."
    readonly_fields = ["represented_by", "former_addresses"]
    inlines = [AliasInline, AffiliationInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.with_aliases()

    def fill_in(self, rows: list[Any]) -> None:
        super().fill_in(rows)
        numbers = Actor.objects.role_counts([row.pk for row in rows], MOST_ROLES + 1)
        for row in rows:
            row.number = numbers.get(row.pk, 0)

    @admin.display(description="other names", empty_value="–")
    def other_names(self, actor: Actor) -> str:
        return several([alias.name for alias in actor.aliases.all()])

    @admin.display(description="roles")
    def roles(self, actor: Any) -> str:
        """In how many statements it has one, drafts too; of one that has many, that it has."""
        return f"{actor.number}" if actor.number <= MOST_ROLES else f"over {MOST_ROLES}"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = ["name", "slug", "kind", "vague", "wikidata_id", "to_review"]
        return [*fields, "represented_by", "former_addresses"] if obj else fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        kept = ["slug"] if obj and not self.may_move(request) else []
        return [*super().get_readonly_fields(request, obj), *kept]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ("name",)}

    def view_on_site(self, actor: Actor) -> str | None:
        """No link to a page that the public does not get."""
        public = Actor.objects.published().filter(pk=actor.pk).exists()
        return actor.get_absolute_url() if public else None

    @admin.display(description="those who act for it")
    def represented_by(self, actor: Actor) -> str:
        ties = actor.representatives.select_related("actor").order_by("actor__name", "pk")
        return listed(
            [
                format_html(
                    "{} {} {}–{}",
                    link(change_url(tie.actor), tie.actor.name),
                    tie.office,
                    tie.since or "…",
                    tie.until or "…",
                )
                for tie in ties
            ]
        )
