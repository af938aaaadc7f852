"""Claims, with their people and passages, and the way to their denials and evidence."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from claims import evidence_status
from claims.derived import evidence_items
from claims.models import Claim, ClaimKind, Denial, Evidence

from .base import wide
from .corrections import CorrectionInline, WithFormerSlugs
from .labels import add_url, change_url, link, listed, shortened, what
from .merging import WithMerging
from .parts import ClaimAnchorInline, ClaimAttributionInline
from .statements import DATE_FIELDS, StatementAdmin


@admin.register(Claim)
class ClaimAdmin(WithMerging, WithFormerSlugs, StatementAdmin):
    actions = [*StatementAdmin.actions, "merge"]
    list_display = [
        *("sentence", "who", "publication_state", "kind", "evidence_status", "dated"),
        *("changed", "written_by"),
    ]
    list_filter = ["publication_state", "kind", "evidence_status"]
    search_fields = ["text", "slug"]
    search_help_text = "Words of its sentence, its published quotes or headlines; or its slug."
    prepopulated_from = ("text",)
    readonly_fields = [
        *StatementAdmin.readonly_fields,
        *("evidence_status", "according_to", "its_denials", "its_evidence", "former_addresses"),
    ]
    fieldsets = [
        (None, {"fields": ["text", "kind", "slug", "publication_state", "source_url"]}),
        ("Date", {"fields": DATE_FIELDS}),
        ("Evidence status", {"fields": ["evidence_status", "according_to"]}),
        ("Denials and evidence", {"fields": ["its_denials", "its_evidence"]}),
        ("Addresses", {"fields": ["former_addresses"]}),
    ]
    inlines = [ClaimAttributionInline, ClaimAnchorInline, CorrectionInline]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return wide(field) if db_field.name == "text" else field

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        return {"kind": ClaimKind.FACT, **super().get_changeform_initial_data(request)}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        # What follows from a claim, or is about it, comes after it.
        return self.fieldsets if obj else self.fieldsets[:2]

    @admin.display(description="claim")
    def sentence(self, claim: Claim) -> str:
        return shortened(claim.text)

    @admin.display(description="last changed", empty_value="–")
    def changed(self, claim: Claim) -> str | None:
        return f"{claim.changed_at:%Y-%m-%d}" if claim.changed_at else None

    @admin.display(description="according to")
    def according_to(self, claim: Claim) -> str:
        """The evidence that decides the status, and who says so."""
        deciding = evidence_status.deciding(evidence_items([claim.pk]).get(claim.pk, []))
        rows = Evidence.objects.filter(pk__in=[item.key for item in deciding])
        return listed([_linked(row) for row in rows.oldest_first().with_people()])

    @admin.display(description="denials")
    def its_denials(self, claim: Claim) -> str:
        return _answers(claim, Denial, "Add a denial of this claim")

    @admin.display(description="evidence")
    def its_evidence(self, claim: Claim) -> str:
        return _answers(claim, Evidence, "Add evidence for or against this claim")


def _answers(claim: Claim, model: Any, words: str) -> str:
    """All of them, drafts too, and the way to a new one."""
    rows = model.objects.filter(claim=claim).oldest_first().prefetch_related("attributions__actor")
    return listed([*map(_linked, rows), link(add_url(model, claim=claim.pk), words)])


def _linked(record: Denial | Evidence) -> str:
    names = ", ".join(dict.fromkeys(row.actor.name for row in record.attributions.all()))
    return format_html(
        "{} – {} ({})",
        link(change_url(record), what(record)),
        names or "attributed to nobody",
        record.get_publication_state_display().lower(),
    )
