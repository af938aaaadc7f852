"""Attributions, each with its mentions: under which name it stands in which passage."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest

from claims import publishing
from claims.models import (
    CLAIM_ROLES,
    DENIAL_ROLES,
    EVIDENCE_ROLES,
    Anchor,
    Attribution,
    Mention,
    Passage,
    Role,
)

from .base import RecordAdmin
from .fields import RecordChoice, RecordSelect
from .labels import change_url, link, shortened
from .record_form import RecordForm
from .rows import Rows
from .statements import DATE_FIELDS

MOST_OPTIONS = 200


class AttributionForm(RecordForm):
    """The statement stays; its actor and role may be corrected."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: tuple[Role, ...] = CLAIM_ROLES
        if self.instance.denial_id:
            roles = DENIAL_ROLES
        elif self.instance.evidence_id:
            roles = EVIDENCE_ROLES
        field: Any = self.fields.get("role")
        if field:
            field.choices = [(role.value, role.label) for role in roles]


class MentionFormSet(forms.BaseInlineFormSet):
    """Mentions in the passages on which the statement rests, and in no others."""

    _options: list[tuple[int, str]] | None = None

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "passage" in form.fields:
            # A new passage would be none on which the statement rests.
            form.fields["passage"].widget.can_add_related = False
            form.fields["passage"].widget.can_delete_related = False
            anchors = Anchor.objects.filter(
                claim=self.instance.claim_id,
                denial=self.instance.denial_id,
                evidence=self.instance.evidence_id,
            )
            field = form.fields["passage"]
            field.queryset = (
                Passage.objects.filter(pk__in=anchors.values("passage"))
                .select_related("text__article")
                .defer("text__body")
                .in_reading_order()
            )
            self._offer(field, form.instance)

    def _offer(self, field: Any, mention: Mention) -> None:
        """The passages as options, read once for all rows; too many are looked for instead."""
        if self._options is None:
            some = field.queryset[: MOST_OPTIONS + 1]
            self._options = [(row.pk, field.label_from_instance(row)) for row in some]
        if len(self._options) <= MOST_OPTIONS:
            field.choices = [("", field.empty_label), *self._options]
        else:
            select = RecordSelect(Mention._meta.get_field("passage"), admin.site)
            select.chosen = mention.passage if mention.pk else None
            select.choices = field.choices
            field.widget = select


class MentionInline(Rows, admin.StackedInline):
    model = Mention
    form = RecordForm
    formset = MentionFormSet
    fields = ["passage", "name", "title", "medium", "own_voice", *DATE_FIELDS[:3]]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> Any:
        mentions = super().get_queryset(request).select_related("passage__text__article")
        return mentions.defer("passage__text__body").order_by("pk")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "passage":
            kwargs["form_class"] = RecordChoice
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Attribution)
class AttributionAdmin(RecordAdmin):
    form = AttributionForm
    list_display = ["actor", "role", "kind", "of"]
    list_display_links = ["actor"]
    list_filter = ["role"]
    # Of its denial or evidence, that it has one is enough: more joins than these, and SQLite sorts
    # all of the table to show a page of it.
    list_select_related = ["actor", "claim"]
    ordering = ["-pk"]
    search_fields = ["actor__name", "claim__text"]
    search_help_text = "The name of the actor, or words of the claim."
    autocomplete_fields = ["actor"]
    readonly_fields = ["statement"]
    fields = ["statement", "actor", "role"]
    inlines = [MentionInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Actors are named in the form of the statement."""
        return False

    @admin.display(description="in a")
    def kind(self, attribution: Attribution) -> str:
        parts = {"denial": attribution.denial_id, "evidence": attribution.evidence_id}
        return next((part for part, key in parts.items() if key), "claim")

    @admin.display(description="claim")
    def of(self, attribution: Attribution) -> str:
        return shortened(attribution.claim.text, 80)

    @admin.display
    def statement(self, attribution: Attribution) -> str:
        statement = attribution.statement
        return link(change_url(statement), f"{statement._meta.verbose_name}: {statement}")

    def refuse_without(self, records: Iterable[Any]) -> None:
        for attribution in records:
            # The statement may have gone at the same moment: then nothing is left to refuse.
            with suppress(ObjectDoesNotExist):
                publishing.refuse_obstacles(attribution.statement)
