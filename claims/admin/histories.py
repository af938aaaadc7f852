"""The history of a record, in its admin; instead of Django's log, which tells less."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from claims.history.lookup import history_of
from claims.history.telling import edits

CHANGES_A_PAGE = 100


class WithHistory(admin.ModelAdmin):
    """An admin whose records have their history in `claims.history`."""

    change_form_template = "admin/claims/change_form.html"

    # The history is written with the record, whoever writes it.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return None

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        pages = Paginator(history_of(record), CHANGES_A_PAGE)
        page = pages.get_page(request.GET.get("p", 1))
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            "admin/claims/object_history.html",
            {
                **self.admin_site.each_context(request),
                "title": f"History: {record}",
                "subtitle": None,
                "edits": edits(page.object_list),
                "page": page,
                "object": record,
                "opts": self.opts,
                "may_undo": request.user.has_perm("claims.revert_changes"),
                "may_erase": request.user.has_perm("claims.erase_history"),
                **(extra_context or {}),
            },
        )
