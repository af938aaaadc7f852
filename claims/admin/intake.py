"""An article comes in: one page, two steps, nothing kept between them.

First where its words are from (`SourceForm`); then what was found in them, in an ordinary form
that carries all of it (`ArticleIntakeForm`); then the article is a draft, and can be annotated.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from claims.intake.decoding import MOST_BYTES_OF_A_FILE
from claims.intake.duplicates import Duplicate, Why, duplicates
from claims.intake.extraction import Found
from claims.intake.proposals import actors_named, free_slug, likely_language
from claims.models import Article, ArticleText

from .base import REFUSALS, reasons
from .intake_forms import MOST_BYTES_OF_A_TEXT, ArticleIntakeForm, SourceForm
from .labels import change_url, shortened

FIELDSETS = [
    (None, {"fields": ["headline", "slug"]}),
    (
        "Publisher",
        {"fields": ["publisher", "publisher_name", "add_publisher", "agency", "agency_name"]},
    ),
    ("As printed", {"fields": ["byline", "dateline", "published", "published_as_given"]}),
    ("Source", {"fields": ["language", "url", "archive_url", "retrieved_on", "rights"]}),
    ("The words", {"fields": ["body"]}),
]
SOURCES = [
    ("Paste the text", {"fields": ["text"]}),
    ("Or choose a file", {"fields": ["file", "encoding"]}),
    ("Or paste the source of a saved page", {"fields": ["html"]}),
]
_FIELDS = [
    *("headline", "slug", "publisher", "agency", "byline", "dateline", "published"),
    *("published_as_given", "language", "url", "archive_url", "retrieved_on", "rights"),
]
# A file, the other fields, and what lies between the parts of a form.
_MOST_BYTES_OF_A_POST = MOST_BYTES_OF_A_FILE + settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 100_000
_MOST_BYTES_READ_IN_VAIN = 50_000_000

TOO_BIG = (
    f"What was sent is too big: a text may have up to {MOST_BYTES_OF_A_TEXT // 1_000_000} MB, a "
    f"file {MOST_BYTES_OF_A_FILE // 1_000_000} MB. Go back to find what you typed, and cut it to "
    "the article's own words."
)


class WithIntake:
    """The page on which an article comes in, for the admin of articles."""

    admin_site: Any
    opts: Any
    media: Any

    def get_urls(self) -> list[URLPattern]:
        # The protection against forged requests reads the form, and has no words for one that is
        # too big: it comes after the look at the size.
        view = self.admin_site.admin_view(csrf_exempt(self.intake_view))
        own = path("new/", view, name="claims_article_intake")
        return [own, *super().get_urls()]  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {**(extra_context or {}), "may_take_in": may_take_in(request)}
        return super().changelist_view(request, context)  # type: ignore[misc]

    def intake_view(self, request: HttpRequest, **_: Any) -> HttpResponse:
        if not may_take_in(request):
            raise PermissionDenied
        if request.method == "POST" and is_too_big(request):
            return self._first_step(request, SourceForm(), [TOO_BIG], status=413)
        return csrf_protect(self._step)(request)

    def _step(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self._first_step(request, SourceForm())
        if request.POST.get("step") == "save":
            return self._save(request)
        source = SourceForm(request.POST, request.FILES)
        if not source.is_valid():
            return self._first_step(request, source)
        return self._found(request, source)

    # The steps -----------------------------------------------------------------------------------

    def _first_step(
        self, request: HttpRequest, form: SourceForm, refusals: Any = (), status: int = 200
    ) -> HttpResponse:
        context = {"title": "Take in an article", "refusals": refusals}
        return self._page(request, "intake", form, SOURCES, context, status)

    def _found(self, request: HttpRequest, source: SourceForm) -> HttpResponse:
        found = source.found
        form = self._form(request)(initial=proposed(found))
        form.duplicates = duplicates(found.body, found.url)
        notes = []
        if source.encoding_found not in ("", "utf-8"):
            notes.append(
                f"The file was read as {source.encoding_found}. If letters are wrong, start again "
                "and choose its encoding."
            )
        if found.removed:
            what = ", ".join(f"{code} ({times}×)" for code, times in found.removed.items())
            notes.append(f"Characters that no reader can see were taken out of the text: {what}.")
        return self._second_step(request, form, notes)

    def _save(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)(request.POST)
        if form.is_valid():
            try:
                article = form.save_all()
            except (*REFUSALS, DatabaseError) as error:
                if not (refusal := reasons(error)):
                    raise
                for message in refusal:
                    form.add_error(None, message)
            else:
                words = "“{}” is a draft now."
                link = format_html(
                    '<a href="{}">{}</a>', change_url(article), shortened(str(article))
                )
                messages.success(request, format_html(words, link))
                return HttpResponseRedirect(next_url(article))
        return self._second_step(request, form)

    def _second_step(
        self, request: HttpRequest, form: ArticleIntakeForm, notes: Any = ()
    ) -> HttpResponse:
        context = {
            "title": "Look it through",
            "notes": notes,
            "duplicates": [told(one) for one in form.duplicates],
        }
        return self._page(request, "intake_found", form, FIELDSETS, context)

    def _form(self, request: HttpRequest) -> type[ArticleIntakeForm]:
        form = self.get_form(request, None, form=ArticleIntakeForm, fields=_FIELDS)  # type: ignore[attr-defined]
        form.may_add_actors = request.user.has_perm("claims.add_actor")
        return form

    def _page(
        self,
        request: HttpRequest,
        name: str,
        form: Any,
        fieldsets: Any,
        context: dict[str, Any],
        status: int = 200,
    ) -> HttpResponse:
        kept = [
            (heading, {**options, "fields": [f for f in options["fields"] if f in form.fields]})
            for heading, options in fieldsets
        ]
        adminform = AdminForm(form, kept, {}, model_admin=self)  # type: ignore[arg-type]
        request.current_app = self.admin_site.name
        around = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "adminform": adminform,
            "form": form,
            "media": self.media + adminform.media,
        }
        template = f"admin/claims/article/{name}.html"
        return TemplateResponse(request, template, {**around, **context}, status=status)


def may_take_in(request: HttpRequest) -> bool:
    return request.user.has_perms(["claims.add_article", "claims.add_articletext"])


def is_too_big(request: HttpRequest) -> bool:
    """Whether the request has more than Django takes. Then it is read to its end, within reason:
    a browser that is cut off while it sends shows no answer."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    try:
        if length <= _MOST_BYTES_OF_A_POST:
            _ = request.POST
            return False
    except RequestDataTooBig:
        pass
    except UnreadablePostError:
        return False  # nobody waits for an answer
    try:
        for _ in range(0, _MOST_BYTES_READ_IN_VAIN, 1_000_000):
            if not request.read(1_000_000):
                break
    except UnreadablePostError:
        pass
    return True


def proposed(found: Found) -> dict[str, Any]:
    """The second form's values."""
    publishers = actors_named(found.publisher)
    return {
        "headline": found.headline,
        "slug": free_slug(found),
        "publisher": publishers[0].pk if len(publishers) == 1 else None,
        "publisher_name": found.publisher,
        "byline": found.byline,
        "published": found.published,
        "published_as_given": found.published_as_given,
        "language": likely_language(found),
        "url": found.url,
        "rights": found.rights,
        "body": found.body,
    }


def next_url(article: Article) -> str:
    """Where its text is annotated; its form, where that cannot be done."""
    try:
        return reverse("admin:claims_article_annotate", args=[article.pk])
    except NoReverseMatch:
        return change_url(article)


# What is like it ----------------------------------------------------------------------------------


def told(one: Duplicate) -> dict[str, Any]:
    """A duplicate as the pages tell of it."""
    match one.why:
        case Why.SAME_TEXT:
            why = "has the same words"
        case Why.SAME_ADDRESS:
            why = "has the same address"
        case _:
            why = f"has {one.percent} % of its words"
    return {"url": change_url(one.article), "article": one.article, "why": why}


def warn_of_duplicates(request: HttpRequest, text: ArticleText) -> None:
    """Tell who saved `text` by the plain form of the articles that are like it."""
    article = text.article
    rows = [told(one) for one in duplicates(text.body, article.url, of=article)]
    if rows:
        links = format_html_join(
            "; ",
            '<a href="{}">{}</a> ({}) {}',
            (
                (row["url"], shortened(str(row["article"])), row["article"].publisher, row["why"])
                for row in rows
            ),
        )
        messages.warning(request, format_html("Look whether this is the same article: {}.", links))
