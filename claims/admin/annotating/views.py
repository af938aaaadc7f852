"""The page on which a text is annotated, and what its fields may choose."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.annotating import choosing
from claims.annotating.places import is_number
from claims.annotating.sheet import Sheet
from claims.models import Article, ArticleText

from ..base import is_searchable
from ..fields import is_key
from ..labels import change_url, link, shortened
from .acts import Acts
from .page import carried, suggested, text_of, to_do

# Sentences and sentences of speech that the page's script knows of.
_MOST_STEPS = 5_000

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


class WithAnnotating:
    """An admin of articles, with the page on which their texts are annotated."""

    admin_site: Any
    opts: Any

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                "<path:object_id>/annotate/",
                self.admin_site.admin_view(_METHODS(self.annotate_view)),
                name="claims_article_annotate",
            ),
            path(
                "<path:object_id>/annotate/choices/",
                self.admin_site.admin_view(require_safe(self.choices_view)),
                name="claims_article_annotate_choices",
            ),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def annotate_link(self, article: Article) -> str:
        """The way to the page, for the list of articles."""
        return link(address(article), "Annotate")

    annotate_link.short_description = "text"  # type: ignore[attr-defined]

    def annotate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self._article_on_desk(request, object_id)
        texts = article.texts.latest_first()
        text = texts.first()
        if text is None:
            messages.warning(request, "There is no text to annotate yet: add one below.")
            return HttpResponseRedirect(change_url(article))
        posted = request.POST.get("revision") if request.method == "POST" else None
        outdated = posted is not None and posted != str(text.revision)
        if outdated and is_number(posted):
            # The form is shown again on the words that it was made for.
            text = texts.filter(revision=int(posted or 0)).first() or text
        text.article = article
        acts = Acts(request, Sheet(text), address(article), outdated=outdated)
        return acts.answer() or self._desk_page(request, article, acts)

    def choices_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What may be chosen in a field, as JSON: for the script."""
        article = self._article_on_desk(request, object_id)
        text = article.texts.latest_first().first()
        what, typed = request.GET.get("of", ""), request.GET.get("q", "")
        if what not in choosing.KINDS or text is None or not is_searchable(typed):
            return JsonResponse({"offers": []})
        if not request.user.has_perms([f"claims.view_{k}" for k in choosing.KINDS[what]]):
            raise PermissionDenied
        return JsonResponse({"offers": [vars(o) for o in choosing.offers(what, typed, text)]})

    def _article_on_desk(self, request: HttpRequest, object_id: str) -> Any:
        this: Any = self
        key = unquote(object_id)
        article = this.get_object(request, key) if is_key(key) else None
        if article is None:
            raise Http404("No such article")
        if not this.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    def _desk_page(self, request: HttpRequest, article: Article, acts: Acts) -> HttpResponse:
        sheet = acts.sheet
        text: ArticleText = sheet.text
        context = {
            **self.admin_site.each_context(request),
            "title": f"Annotate: {shortened(article.headline, 90)}",
            "opts": self.opts,
            "is_nav_sidebar_enabled": False,
            "article": article,
            "article_url": change_url(article),
            "text": text,
            "paragraphs": list(text_of(sheet, acts.shown)),
            "carried": carried(sheet, request.user),
            "to_do": to_do(sheet),
            "suggested": suggested(sheet),
            "spoken": [
                [o.cue.start, o.cue.end, o.kind] for o in sheet.proposals.speech[:_MOST_STEPS]
            ],
            "sentences": [[s.start, s.end] for s in sheet.sentences[:_MOST_STEPS]],
            "here": address(article),
            **acts.context(),
        }
        request.current_app = self.admin_site.name
        name = "admin/claims/article/annotate.html"
        return TemplateResponse(request, name, context, status=acts.status)


def address(article: Article) -> str:
    """Of the page on which the article's text is annotated."""
    return reverse("admin:claims_article_annotate", args=[article.pk])
