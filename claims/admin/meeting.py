"""Where two editors meet at one record: what each of them has seen, and what came meanwhile."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from claims.history.telling import edits
from claims.models import Change

from . import conflicts
from .fields import is_key
from .rebasing import Rebase

SEEN = "_seen"
"""What a list posts: the last change of the history when the list was made."""

# What a form posts beside what its editor typed.
_NOT_TYPED = ("csrfmiddlewaretoken", "_version", "_save", "_continue", "_addanother", "_popup")


class Meeting(admin.ModelAdmin):
    """An admin that loses nobody's typing and nobody's change without a word."""

    delete_confirmation_template = "admin/claims/delete_confirmation.html"

    # A form -----------------------------------------------------------------------------------

    def with_version(self, request: HttpRequest, object_id: str | None, context: Any) -> Any:
        """`context` with the version of the record that the form is made of. A form that was made
        of an older one is carried over to it (see `rebasing`), and refused."""
        record = self._record(request, object_id)
        if record is None or not self.has_view_or_change_permission(request, record):
            return context
        version, returned = conflicts.standing(record)
        context = {**(context or {}), "version": version, "returned": returned}
        if request.method != "POST" or not self.has_change_permission(request, record):
            return context
        conflict = getattr(request, "conflict", None) or conflicts.meanwhile(
            record, request.POST.get(conflicts.VERSION, "")
        )
        if conflict and not hasattr(request, "conflict"):
            request.conflict = conflict  # type: ignore[attr-defined]
            request.POST = Rebase(request, self, record, conflict).carry_over()  # type: ignore[assignment]
            request.refusal = [  # type: ignore[attr-defined]
                "Nothing is saved yet: somebody else has saved this record since you opened it. "
                "Look at what differs, and save again."
            ]
        return {**context, "conflict": conflict}

    def _record(self, request: HttpRequest, object_id: str | None) -> Any:
        """The record, locked where it is to be written; None if there is none."""
        key = unquote(object_id) if object_id else None
        if not is_key(key):
            return None
        rows = self.model._default_manager.filter(pk=key)
        if request.method == "POST":
            rows = rows.select_for_update(no_key=True, of=("self",))
        return rows.first()

    def too_late(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """The answer to a form whose record was deleted while it was filled in, or may not be
        changed any more: what became of it, and all that was typed. None where it may be saved."""
        key = unquote(object_id) if object_id else None
        if request.method != "POST" or not is_key(key):
            return None
        if not self.has_change_permission(request):
            return None
        record = self.model._default_manager.filter(pk=key).first()
        if record is not None and (
            self.has_change_permission(request, record)
            # What was never theirs to change is refused by the form, without a word of this.
            or not Change.objects.by_author(request.user, str(self.opts.model_name))
            .filter(key=record.pk)
            .exists()
        ):
            return None
        last = Change.objects.of(str(self.opts.model_name), [int(str(key))])
        found = list(last.select_related("by").latest_first()[:1])
        if not found:
            return None
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": "Not saved",
            "opts": self.opts,
            "record": record,
            "edits": edits(found),
            "typed": typed(request),
        }
        return TemplateResponse(request, "admin/claims/too_late.html", context, status=409)

    # A deletion -------------------------------------------------------------------------------

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """As Django's; a record that was changed after its editor was asked is not deleted."""
        record = self._record(request, object_id)
        version = conflicts.version(record) if record is not None else ""
        sure = request.method == "POST" and record is not None
        if sure and request.POST.get(conflicts.VERSION, "") != version:
            self.message_user(
                request,
                "Nothing is deleted: somebody changed it since you were asked. Look again.",
                messages.ERROR,
            )
            return HttpResponseRedirect(request.get_full_path())
        context = {**(extra_context or {}), "version": version}
        return super().delete_view(request, object_id, context)

    # A list -----------------------------------------------------------------------------------

    def changed_unseen(self, request: HttpRequest, keys: list[int]) -> set[int]:
        """Those of the records that others changed after the list, or the queue, was made."""
        seen = request.POST.get(SEEN, "")
        kind = str(self.opts.model_name)
        since = Change.objects.filter(pk__gt=int(seen) if is_key(seen) else 0)
        others = since.filter(~Q(by=request.user.pk) | Q(by=None))
        own = others.filter(kind=kind, key__in=keys).values_list("key", flat=True)
        inside = others.filter(owner_kind=kind, owner_key__in=keys)
        return {*own, *inside.values_list("owner_key", flat=True)}


def last_change() -> int:
    """The key of the last change of the history."""
    return int(Change.objects.aggregate(last=Max("pk"))["last"] or 0)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """(name of the field, what stands in it) of what an editor posted."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if value.strip()
        and name not in _NOT_TYPED
        and not name.endswith(("_FORMS", "-id"))
        and "__prefix__" not in name
    ]
