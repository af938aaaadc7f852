"""Attributions, each with its mentions: under which name it stands in which passage."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
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

from .base import RecordAdmin, RecordForm, Rows
from .fields import RecordChoice
from .labels import change_url, link, shortened
from .statements import DATE_FIELDS


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
            form.fields["passage"].queryset = (
                Passage.objects.filter(pk__in=anchors.values("passage"))
                .select_related("text__article")
                .defer("text__body")
                .in_reading_order()
            )


class MentionInline(Rows, admin.StackedInline):
    model = Mention
    form = RecordForm
    formset = MentionFormSet
    fields = ["passage", "name", "title", "medium", "own_voice", *DATE_FIELDS[:3]]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("passage").order_by("pk")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "passage":
            kwargs["form_class"] = RecordChoice
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Attribution)
class AttributionAdmin(RecordAdmin):
    form = AttributionForm
    list_display = ["actor", "role", "of"]
    list_display_links = ["actor"]
    list_filter = ["role"]
    list_select_related = ["actor", "claim", "denial__claim", "evidence__claim"]
    ordering = ["-claim", "pk"]
    search_fields = ["actor__name", "claim__text"]
    autocomplete_fields = ["actor"]
    readonly_fields = ["statement"]
    fields = ["statement", "actor", "role"]
    inlines = [MentionInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.list_select_related)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Actors are named in the form of the statement."""
        return False

    @admin.display(description="of")
    def of(self, attribution: Attribution) -> str:
        return shortened(str(attribution.statement), 80)

    @admin.display
    def statement(self, attribution: Attribution) -> str:
        statement = attribution.statement
        return link(change_url(statement), f"{statement._meta.verbose_name}: {statement}")

    def refuse_without(self, records: Iterable[Any]) -> None:
        for attribution in records:
            publishing.refuse_obstacles(attribution.statement)
