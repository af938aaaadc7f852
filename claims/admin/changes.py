"""The history as a whole: what was written when and by whom; an edit undone, values erased."""

import uuid
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_list_or_404, get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from claims.history.erasing import erasable, erase
from claims.history.telling import (
    Edit,
    ToldChange,
    called,
    called_by_history,
    edits,
    model_of,
)
from claims.history.undoing import undo
from claims.models import Change
from claims.models.base import Kept

from .base import RecordAdmin, reasons
from .fields import one_line
from .labels import change_url
from .lists import FilterByKnown
from .review import queue

MOST_CHANGES_OF_AN_EDIT = 500


class ErasureForm(forms.Form):
    """Which fields of a record's history lose their values, and why."""

    fields_to_erase = forms.MultipleChoiceField(
        label="Values of", widget=forms.CheckboxSelectMultiple
    )
    why = forms.CharField(
        label="Why",
        max_length=1000,
        help_text="This stays in the history. Do not repeat here what you erase.",
        widget=forms.TextInput(attrs={"class": "vTextField wide"}),
    )

    def __init__(self, record: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        field: Any = self.fields["fields_to_erase"]
        field.choices = [
            (
                f"{kind}.{name}",
                f"{'Comments' if kind == 'change' else called(kind, name).capitalize()} ({number})",
            )
            for kind, name, number in erasable(record)
        ]

    def erase(self) -> int:
        chosen = [tuple(name.split(".", 1)) for name in self.cleaned_data["fields_to_erase"]]
        return erase(self.record, chosen, one_line(self.cleaned_data["why"]))


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


class FilterByKind(FilterByKnown):
    def known(self) -> list[tuple[str, str]]:
        kept = [model._meta for model in apps.get_models() if issubclass(model, Kept)]
        return sorted((str(opts.model_name), str(opts.verbose_name)) for opts in kept)


@admin.register(Change)
class ChangeAdmin(RecordAdmin):
    list_display = ["when", "who", "action", "kind_of_record", "record", "source", "comment"]
    list_display_links = None
    list_filter = ["action", ("kind", FilterByKind)]
    list_select_related = ["by"]
    ordering = ["-pk"]
    sortable_by = ["when"]
    search_fields = ["by__username"]
    search_help_text = "The name of a user."

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("review/", view(self.review_view), name="claims_review"),
            path("edit/<uuid:edit>/", view(self.edit_view), name="claims_change_edit"),
            path(
                "record/<slug:kind>/<int:key>/", view(self.record_view), name="claims_change_record"
            ),
            path("erase/<slug:kind>/<int:key>/", view(self.erase_view), name="claims_change_erase"),
            *super().get_urls(),
        ]

    # It is looked at, and that is all ------------------------------------------------------------

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="when", ordering="pk")
    def when(self, change: Change) -> str:
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:claims_change_edit", args=[change.edit]),
            f"{change.at:%Y-%m-%d %H:%M:%S}",
        )

    @admin.display(description="who")
    def who(self, change: Change) -> str:
        return str(change.by) if change.by else "nobody signed in"

    def fill_in(self, rows: list[Any]) -> None:
        said = {told.change.pk: told for edit in edits(rows) for told in edit.changes}
        for row in rows:
            row.told = said[row.pk]

    @admin.display(description="kind")
    def kind_of_record(self, change: Any) -> str:
        return str(change.told.kind)

    @admin.display(description="record")
    def record(self, change: Any) -> str:
        if not change.told.exists:
            return format_html("<bdi>{}</bdi>", change.told.name)
        url = reverse("admin:claims_change_record", args=[change.kind, change.key])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', url, change.told.name)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        change = self.get_object(request, object_id)
        if change is None:
            return super().change_view(request, object_id, *args, **kwargs)
        return HttpResponseRedirect(reverse("admin:claims_change_edit", args=[change.edit]))

    # Its own pages -------------------------------------------------------------------------------

    def review_view(self, request: HttpRequest) -> HttpResponse:
        self._require(request, "claims.view_change")
        response = self._page(request, "review", "What waits for review", queue(request))
        # The sidebar marks the kind whose address the page's begins with: this is not the history.
        context: Any = response.context_data
        for app in context["available_apps"]:
            for model in app["models"]:
                if model["model"] is Change:
                    model["admin_url"] += "?"
        return response

    def record_view(self, request: HttpRequest, kind: str, key: int) -> HttpResponse:
        """The way from a change to the form in which its record stands."""
        self._require(request, "claims.view_change")
        if key >= 2**63:
            raise Http404("No such record")
        try:
            model = model_of(kind)
        except LookupError as error:
            raise Http404("No such kind of record") from error
        if self.admin_site.is_registered(model):
            record = get_object_or_404(model, pk=key)
            return HttpResponseRedirect(change_url(record))
        owner = Change.objects.filter(kind=kind, key=key).latest_first().first()
        if owner is None or (owner.owner_kind, owner.owner_key) == (kind, key):
            raise Http404("No such record")
        return self.record_view(request, owner.owner_kind, owner.owner_key)

    def edit_view(self, request: HttpRequest, edit: uuid.UUID) -> HttpResponse:
        """All that one edit wrote; a POST undoes it."""
        self._require(request, "claims.view_change")
        changes = Change.objects.filter(edit=edit).select_related("by").order_by("pk")
        if not changes.exists():
            raise Http404("No such edit")
        if request.method == "POST":
            self._require(request, "claims.revert_changes")
            try:
                number = undo(edit)
            except (ValidationError, models.ProtectedError, DatabaseError) as error:
                if not (why := reasons(error)):
                    raise
                for message in why:
                    self.message_user(request, f"Nothing is undone. {message}", messages.ERROR)
            else:
                done = counted(number, "change")
                self.message_user(request, f"Undone: {done}.", messages.SUCCESS)
            return HttpResponseRedirect(request.path)
        shown = changes[:MOST_CHANGES_OF_AN_EDIT]
        found = edits(shown)
        context = {
            "edits": found,
            "erasable": self._gone(found) if request.user.has_perm("claims.erase_history") else [],
            "more": max(changes.count() - MOST_CHANGES_OF_AN_EDIT, 0),
            "may_undo": request.user.has_perm("claims.revert_changes"),
        }
        return self._page(request, "edit", "One edit", context)

    def _gone(self, found: list[Edit]) -> list[ToldChange]:
        """The records that are gone, and have no page from which their history is erased."""
        told = [change for edit in found for change in edit.changes if not change.exists]
        return [one for one in told if self.admin_site.is_registered(model_of(one.model_name))]

    def erase_view(self, request: HttpRequest, kind: str, key: int) -> HttpResponse:
        self._require(request, "claims.erase_history")
        try:
            model = model_of(kind)
        except LookupError as error:
            raise Http404("No such kind of record") from error
        if key >= 2**63 or not self.admin_site.is_registered(model) or model is Change:
            raise Http404("No such record")
        record = model._default_manager.filter(pk=key).first()
        if record is None:
            # One that is gone has its history still.
            get_list_or_404(Change.objects.of(kind, [key])[:1])
            record = model(pk=key)
        form = ErasureForm(record, request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                number = form.erase()
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.message_user(request, f"Erased: {counted(number, 'value')}.", messages.SUCCESS)
                if record._state.adding:
                    return HttpResponseRedirect(reverse("admin:claims_change_changelist"))
                return HttpResponseRedirect(reverse(f"admin:claims_{kind}_history", args=[key]))
        title = f"Erase from the history of: {called_by_history(kind, key)}"
        url = "" if record._state.adding else change_url(record)
        return self._page(request, "erase", title, {"form": form, "record_url": url})

    def _require(self, request: HttpRequest, permission: str) -> None:
        if not request.user.has_perm(permission):
            raise PermissionDenied

    def _page(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any]
    ) -> TemplateResponse:
        request.current_app = self.admin_site.name
        around = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/claims/{name}.html", {**around, **context})
