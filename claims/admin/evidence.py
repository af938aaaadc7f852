"""Evidence, each for or against one claim."""

from django.contrib import admin

from claims.models import Evidence

from .parts import EvidenceAttributionInline, PartAnchorInline
from .statements import DATE_FIELDS, AnswerAdmin


@admin.register(Evidence)
class EvidenceAdmin(AnswerAdmin):
    list_display = [
        "slug",
        "claim_text",
        "who",
        "side",
        "kind",
        "state",
        "date",
        "publication_state",
    ]
    list_filter = ["publication_state", "side", "state", "kind"]
    search_fields = ["slug", "claim__text"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("back", "claim", "side", "kind", "state"),
                    *("slug", "publication_state", "source_url"),
                ]
            },
        ),
        ("Date", {"fields": DATE_FIELDS}),
    ]
    inlines = [EvidenceAttributionInline, PartAnchorInline]
