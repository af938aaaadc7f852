"""Denials, each of one claim."""

from django.contrib import admin

from claims.models import Denial

from .parts import DenialAttributionInline, PartAnchorInline
from .statements import DATE_FIELDS, AnswerAdmin


@admin.register(Denial)
class DenialAdmin(AnswerAdmin):
    list_display = ["claim_text", "who", "publication_state", "form", "dated", "written_by"]
    list_filter = ["publication_state", "form"]
    search_fields = ["slug", "claim__text"]
    search_help_text = "Words of its claim, or the name of who denies; or its slug."
    autocomplete_fields = ["claim", "refuses"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("back", "claim", "form", "refuses"),
                    *("slug", "publication_state", "source_url"),
                ]
            },
        ),
        ("Date", {"fields": DATE_FIELDS}),
    ]
    inlines = [DenialAttributionInline, PartAnchorInline]
