"""Denials, each of one claim."""

from django.contrib import admin

from claims.models import Denial

from .parts import DenialAttributionInline, PartAnchorInline
from .statements import DATE_FIELDS, AnswerAdmin


@admin.register(Denial)
class DenialAdmin(AnswerAdmin):
    list_display = ["slug", "claim_text", "who", "form", "date", "publication_state"]
    list_filter = ["publication_state", "form"]
    search_fields = ["slug", "claim__text"]
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
