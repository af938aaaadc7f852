"""The rows inside a statement's form: who has which role in it, and the passages it rests on."""

from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from claims.models import CLAIM_ROLES, DENIAL_ROLES, EVIDENCE_ROLES, Anchor, Attribution, Role

from .passages import PLACE, AnchorForm
from .record_form import RecordForm
from .rows import Rows


class PartsFormSet(forms.BaseInlineFormSet, ABC):
    """Rows about one statement, each given once.

    Django's own formsets pass over unique constraints with a condition, as these have.
    """

    twice = ""

    @abstractmethod
    def what_is_given(self, form: Any) -> object:
        """What must not be given twice; None where the form says nothing."""

    def clean(self) -> None:
        super().clean()
        given: set[object] = set()
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or form.cleaned_data.get("DELETE"):
                continue
            what = self.what_is_given(form)
            if what is not None and what in given:
                form.add_error(None, self.twice)
            given.add(what)

    def save_new(self, form: Any, commit: bool = True) -> Any:
        self._take_along(form)
        return super().save_new(form, commit)

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        self._take_along(form)
        return super().save_existing(form, obj, commit)

    def _take_along(self, form: Any) -> None:
        # The row in hand was read before its denial moved to another claim.
        form.instance.claim_id = getattr(self.instance, "claim_id", self.instance.pk)


class AttributionFormSet(PartsFormSet):
    twice = "This actor has this role here already."

    def what_is_given(self, form: Any) -> object:
        actor, role = form.cleaned_data.get("actor"), form.cleaned_data.get("role")
        return (actor.pk, role) if actor and role else None


class AnchorFormSet(PartsFormSet):
    twice = "This passage is given already."

    def what_is_given(self, form: Any) -> object:
        passage = form.found or form.passage()
        return (passage.text_id, passage.start, passage.end) if passage else None


class AttributionInline(Rows, admin.TabularInline):
    model = Attribution
    form = RecordForm
    formset = AttributionFormSet
    fields = ["actor", "role"]
    autocomplete_fields = ["actor"]
    extra = 1
    show_change_link = True
    verbose_name = "attribution"
    verbose_name_plural = "attributed to (names as printed: follow “change”)"
    roles: tuple[Role, ...] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("actor").order_by("pk")

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "role":
            choices: list[tuple[str, Any]] = [(role.value, role.label) for role in self.roles]
            if len(choices) == 1:
                # Else the blank row would look like one that somebody began to fill in.
                kwargs["initial"] = choices[0][0]
            else:
                choices.insert(0, ("", "---------"))
            kwargs["choices"] = choices
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class AnchorInline(Rows, admin.StackedInline):
    model = Anchor
    form = AnchorForm
    formset = AnchorFormSet
    fields = [*PLACE, "relation"]
    extra = 1
    verbose_name = "passage"
    verbose_name_plural = "passages"

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .select_related("passage__text__article")
            .defer("passage__text__body")
            .order_by("pk")
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if self.has_change_permission(request, obj):
            return self.fields
        # Who only looks on sees what the form would find.
        return ["passage", "relation"]


class OfTheClaimItself:
    """Not those of its denials and evidence, which have the claim set too."""

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows.filter(denial=None, evidence=None)


class ClaimAttributionInline(OfTheClaimItself, AttributionInline):
    roles = CLAIM_ROLES


class ClaimAnchorInline(OfTheClaimItself, AnchorInline):
    pass


class DenialAttributionInline(AttributionInline):
    roles = DENIAL_ROLES


class EvidenceAttributionInline(AttributionInline):
    roles = EVIDENCE_ROLES


class PartAnchorInline(AnchorInline):
    """A passage states a denial or evidence: it presupposes or answers a claim only."""

    fields = [*PLACE]
