"""The admin site: its name, and what an autocomplete calls a record."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse

from people.site import SiteOfPeople


class LabelledAutocomplete(AutocompleteJsonView):
    """Django's, which calls a record by its `str`: enough in a list, too little in a choice."""

    def process_request(self, request: HttpRequest) -> Any:
        found = super().process_request(request)  # type: ignore[misc]
        if not found[2].concrete:
            # The way back from a record to those that name it: nothing to choose there.
            raise PermissionDenied
        return found

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}


class EditorSite(SiteOfPeople):
    """Every kind of record is registered with it by `claims.admin`, which Django discovers."""

    site_header = "claimsite"
    site_title = "claimsite"
    index_title = "Records"

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """With what waits for review, and what the user wrote last."""
        from claims.admin.review import desk

        return super().index(request, {**desk(request), **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return LabelledAutocomplete.as_view(admin_site=self)(request)
