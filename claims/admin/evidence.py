"""Evidence, each for or against one claim."""

from django.contrib import admin

from claims.models import Evidence

from .parts import EvidenceAttributionInline, PartAnchorInline
from .statements import DATE_FIELDS, AnswerAdmin


@admin.register(Evidence)
class EvidenceAdmin(AnswerAdmin):
    list_display = [
        *("claim_text", "who", "publication_state", "side", "kind", "state", "dated"),
        "written_by",
    ]
    list_filter = ["publication_state", "side", "state", "kind"]
    search_fields = ["slug", "claim__text"]
    search_help_text = "Words of its claim, or the name of somebody with a role in it; or its slug."
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("back", "claim", "side", "kind", "state"),
                    *("words", "slug", "publication_state", "source_url"),
                ]
            },
        ),
        ("Date", {"fields": DATE_FIELDS}),
    ]
    inlines = [EvidenceAttributionInline, PartAnchorInline]
