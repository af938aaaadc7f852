"""What a correction of an article's text left on the text before it, and its way to the new one."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from claims import quotes, revisions
from claims.models import Article, ArticleText, Passage
from claims.roles import may_change

from .base import reasons
from .fields import VerbatimField, is_key
from .labels import change_url, label, link, listed, shortened

A_PAGE = 20
TYPED = "typed"


class NewPlaceForm(forms.Form):
    """Where a passage stands in the newest text: at one of the places offered, or where the words
    that the editor types do. `place`, once valid, is its start and end there."""

    at = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    quote = VerbatimField(required=False)
    text_before = VerbatimField(required=False)
    text_after = VerbatimField(required=False)

    place: tuple[int, int]

    def __init__(self, passage: Passage, text: ArticleText, *args: Any, **kwargs: Any) -> None:
        kwargs["prefix"] = f"passage-{passage.pk}"
        super().__init__(*args, **kwargs)
        self.passage, self.text = passage, text
        self.offered = revisions.candidates(passage, text)
        at: Any = self.fields["at"]
        at.choices = [
            *((f"{place.start}-{place.end}", place.words) for place in self.offered),
            (TYPED, "the words typed below"),
        ]
        for name, (rows, words) in _TYPED_FIELDS.items():
            self.fields[name].label = words
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows, "class": "quote"})

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        at = cleaned.get("at")
        if self.errors:
            return cleaned
        if at and at != TYPED:
            start, _, end = at.partition("-")
            self.place = int(start), int(end)
        elif not cleaned.get("quote", "").strip():
            self.add_error(None, "Choose one of the places, or type the words of the text.")
        else:
            self._find(*(cleaned.get(name, "") for name in _TYPED_FIELDS))
        return cleaned

    def _find(self, quote: str, prefix: str, suffix: str) -> None:
        try:
            self.place = quotes.find(self.text.body, quote, prefix, suffix)
        except quotes.QuoteError as error:
            self.add_error("quote", str(error))


_TYPED_FIELDS = {
    "quote": (3, "Words"),
    "text_before": (1, "Text before them (only where they occur more than once)"),
    "text_after": (1, "Text after them (likewise)"),
}


class WithRevisions:
    """An admin of articles, with a page on what a new revision left behind."""

    def get_urls(self) -> list[URLPattern]:
        this: Any = self
        own = path(
            "<path:object_id>/left-behind/",
            this.admin_site.admin_view(self.left_behind_view),
            name="claims_article_left_behind",
        )
        return [own, *super().get_urls()]  # type: ignore[misc]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        own = ("Passages", {"fields": ["left_behind"]})
        return [*fieldsets, own] if obj else fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "left_behind"]  # type: ignore[misc]

    @admin.display(description="passages left behind")
    def left_behind(self, article: Article) -> str:
        """How many a correction left on the text before it, and the way to their page."""
        number = _left_behind(article).count() if article.pk else 0
        if not number:
            return "none"
        return link(address(article), f"{number}: look where they stand in the new text")

    def tell_followed(self, request: HttpRequest, text: ArticleText) -> None:
        """Let follow what follows to a text just added, and tell the editor what did not."""
        this: Any = self
        followed = revisions.follow(text)
        if followed.moved or followed.left:
            this.message_user(
                request,
                f"Revision {text.revision} is added. Passages that follow to it: "
                f"{followed.moved}. Left on earlier revisions: {len(followed.left)}.",
            )

    def left_behind_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        this: Any = self
        key = unquote(object_id)
        article: Any = this.get_object(request, key) if is_key(key) else None
        text = article and article.texts.latest_first().first()
        if text is None:
            raise Http404("No such article, or one without a text")
        if not this.has_view_or_change_permission(request, article):
            raise PermissionDenied
        bound = None
        if request.method == "POST":
            bound = self._move_passage(request, article, text)
            if bound is None:
                return HttpResponseRedirect(request.get_full_path())
        page = Paginator(_left_behind(article).in_reading_order(), A_PAGE).get_page(
            request.GET.get("p", 1)
        )
        context = {
            **this.admin_site.each_context(request),
            "title": f"Left behind: {shortened(article.headline)}",
            "opts": this.opts,
            "article": article,
            "article_url": change_url(article),
            "text": text,
            "page": page,
            "rows": [self._row(request, passage, text, bound) for passage in _with_all(page)],
        }
        request.current_app = this.admin_site.name
        return TemplateResponse(request, "admin/claims/left_behind.html", context)

    def _move_passage(self, request: HttpRequest, article: Article, text: ArticleText) -> Any:
        """The form, if it is not to be done; None when there is no more to say than a message."""
        this: Any = self
        if not request.user.has_perm("claims.change_passage"):
            raise PermissionDenied
        key = request.POST.get("passage", "")
        found = _left_behind(article).filter(pk=key).first() if is_key(key) else None
        if found is None:
            this.message_user(
                request,
                "Nothing is moved: this passage is not left behind any more.",
                messages.ERROR,
            )
            return None
        if not may_change(request.user, found):
            raise PermissionDenied
        if request.POST.get("revision") != str(text.revision):
            this.message_user(
                request,
                f"Nothing is moved: revision {text.revision} was added meanwhile. Look again.",
                messages.ERROR,
            )
            return None
        form = NewPlaceForm(found, text, request.POST)
        if form.is_valid():
            try:
                with transaction.atomic():
                    revisions.move(found, text, *form.place)
            except (ValidationError, DatabaseError) as error:
                if not (why := reasons(error)):
                    raise
                for message in why:
                    form.add_error(None, message)
            else:
                this.message_user(request, f"Moved to revision {text.revision}.", messages.SUCCESS)
                return None
        return form

    def _row(
        self, request: HttpRequest, passage: Passage, text: ArticleText, bound: Any
    ) -> dict[str, Any]:
        before, after = quotes.sentence_around(passage.text.body, passage.start, passage.end)
        mine = bound is not None and bound.passage.pk == passage.pk
        form = bound if mine else NewPlaceForm(passage, text)
        records = [anchor.statement for anchor in passage.anchors.all()]
        return {
            "passage": passage,
            "before": before,
            "after": after,
            "form": form,
            "places": list(zip(form["at"], [*form.offered, None], strict=True)),
            "carries": listed([link(change_url(row), shortened(label(row))) for row in records]),
            "may_move": request.user.has_perm("claims.change_passage")
            and all(may_change(request.user, record) for record in records),
        }


def address(article: Article) -> str:
    """Of the page on what was left behind in the article."""
    return reverse("admin:claims_article_left_behind", args=[article.pk])


def _left_behind(article: Article) -> Any:
    return Passage.objects.left_behind().filter(text__article=article)


def _with_all(page: Any) -> list[Passage]:
    """The passages of the page with their records; each text is read once, however long."""
    passages = page.object_list.prefetch_related("text", "anchors__claim", "anchors__denial")
    return list(passages.prefetch_related("anchors__evidence"))
