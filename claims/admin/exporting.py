"""Articles as readings: to be looked at as text, and taken along with all that builds them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from claims.models import Article
from claims.readings.export.exporting import Exported, ExportError, export
from claims.readings.export.folder import archive
from claims.readings.export.kept import kept

from .fields import is_key
from .labels import change_url, shortened

MOST = 100
"""Articles that one action exports: a hundred take some seconds."""
_MOST_SHOWN = 200_000


class WithExport:
    """An admin of articles, with the page that shows one as a reading."""

    admin_site: Any
    opts: Any

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                "<path:object_id>/export/",
                self.admin_site.admin_view(require_safe(self.export_view)),
                name="claims_article_export",
            ),
            path(
                "<path:object_id>/export/download/",
                self.admin_site.admin_view(require_safe(self.download_view)),
                name="claims_article_export_download",
            ),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def export_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The files, and the reading among them as text."""
        article = self._article_to_export(request, object_id)
        exported = self._exported(request, [article.pk])
        if exported is None:
            return HttpResponseRedirect(change_url(article))
        reading = exported.files[f"readings/{article.slug}.yaml"]
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": f"As a reading: {shortened(article.headline, 90)}",
            "opts": self.opts,
            "article": article,
            "article_url": change_url(article),
            "download_url": reverse("admin:claims_article_export_download", args=[article.pk]),
            "files": [(name, len(text.encode())) for name, text in exported.files.items()],
            "exactly": exported.exactly,
            "reading": reading[:_MOST_SHOWN],
            "is_cut": len(reading) > _MOST_SHOWN,
        }
        return TemplateResponse(request, "admin/claims/article/export.html", context)

    def download_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self._article_to_export(request, object_id)
        exported = self._exported(request, [article.pk])
        if exported is None:
            return HttpResponseRedirect(change_url(article))
        return _sent(exported, article.slug)

    @admin.action(description="Export as readings (zip)", permissions=["view"])
    def export_as_readings(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            words = f"Choose {MOST} articles at most; manage.py export_reading takes any number."
            messages.error(request, words)
            return None
        exported = self._exported(request, keys)
        return None if exported is None else _sent(exported, "readings")

    def _exported(self, request: HttpRequest, keys: list[int]) -> Exported | None:
        """The export; None, with a message, where it cannot be."""
        try:
            return export(kept(keys))
        except ExportError as error:
            messages.error(request, f"Nothing is exported. {error}")
            return None

    def _article_to_export(self, request: HttpRequest, object_id: str) -> Article:
        this: Any = self
        key = unquote(object_id)
        article = this.get_object(request, key) if is_key(key) else None
        if article is None:
            raise Http404("No such article")
        if not this.has_view_or_change_permission(request, article):
            raise PermissionDenied
        found: Article = article
        return found


def _sent(exported: Exported, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}.zip"'  # a slug needs no escape
    return HttpResponse(
        archive(exported, name),
        content_type="application/zip",
        headers={"Content-Disposition": disposition},
    )
