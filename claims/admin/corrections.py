"""What readers are told was corrected, and the addresses that a record had."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from claims.models import Correction
from claims.roles import is_editor

from .base import wide
from .record_form import RecordForm
from .rows import Rows


class CorrectionForm(RecordForm):
    class Meta:
        model = Correction
        fields = ["made_on", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "text" in self.fields:
            wide(self.fields["text"]).widget.attrs["aria-label"] = "What was corrected"
        if "made_on" in self.fields:
            self.fields["made_on"].widget.attrs["aria-label"] = "Day of the correction"
        if "made_on" in self.fields and not self.instance.pk:
            # A blank row whose day alone is given is not filled in.
            self.fields["made_on"].initial = timezone.localdate


class CorrectionFormSet(forms.BaseInlineFormSet):
    """Each given once: Django passes over unique constraints with a condition."""

    def clean(self) -> None:
        super().clean()
        given: set[tuple[Any, str]] = set()
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or form.cleaned_data.get("DELETE"):
                continue
            told = (form.cleaned_data.get("made_on"), form.cleaned_data.get("text", ""))
            if told[1] and told in given:
                form.add_error(None, "This correction is given already.")
            given.add(told)


class CorrectionInline(Rows, admin.TabularInline):
    """Corrections told to readers, the newest first."""

    model = Correction
    form = CorrectionForm
    formset = CorrectionFormSet
    fields = ["made_on", "text"]
    extra = 1
    verbose_name_plural = "corrections, told to readers on the record's page"

    class Media:
        css = {"all": ["claims/corrections.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.latest_first()


class WithFormerSlugs:
    """An admin of records whose slug an editor may correct: the old one leads here for ever."""

    def may_move(self, request: HttpRequest) -> bool:
        return is_editor(request.user)

    @admin.display(description="former addresses")
    def former_addresses(self, record: Any) -> str:
        former = record.former_slugs.order_by("slug").values_list("slug", flat=True)
        return ", ".join(former) or "–"
