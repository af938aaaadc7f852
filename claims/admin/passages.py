"""Passages, by their words: an editor pastes a quote, and the server finds where it stands."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from claims import quotes
from claims.models import Anchor, ArticleText, Mention, Passage

from .base import RecordAdmin
from .fields import RecordChoice, RecordSelect, VerbatimField
from .labels import change_url, label, link, listed, shortened
from .record_form import RecordForm

PLACE = ("text", "quote", "quote_prefix", "quote_suffix")


def quote_field(**kwargs: Any) -> VerbatimField:
    return VerbatimField(
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "class": "quote"}),
        help_text="The words exactly as the article prints them.",
        **kwargs,
    )


def beside_field(label: str, where: str) -> VerbatimField:
    return VerbatimField(
        label=label,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1, "cols": 24}),
        help_text=f"Only where the quote occurs more than once: the text immediately {where} it.",
    )


class PlaceForm(RecordForm):
    """Finds a quote in an article's text. `found`, once valid, is the passage that it marks, not
    saved; None where the editor left the place as it was."""

    text = RecordChoice(
        queryset=ArticleText.objects.select_related("article").order_by("pk"),
        label="Article text",
        widget=RecordSelect(Passage._meta.get_field("text"), admin.site),
    )
    quote = quote_field()
    quote_prefix = beside_field("Prefix", "before")
    quote_suffix = beside_field("Suffix", "after")

    found: Passage | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if passage := self.passage():
            self.initial.update(text=passage.text_id, quote=passage.exact)

    def chosen(self, name: str) -> Any:
        passage = self.passage() if name == "text" else None
        return passage.text if passage else super().chosen(name)

    def passage(self) -> Passage | None:
        """The passage that is changed, if it is not a new one."""
        raise NotImplementedError

    def mentions(self) -> QuerySet:
        """The mentions that go along if the place changes."""
        raise NotImplementedError

    def clean(self) -> Any:
        cleaned = super().clean()
        if {"text", "quote"} & self.errors.keys():
            return cleaned
        if not self.passage() or set(PLACE) & set(self.changed_data):
            self._find()
        return cleaned

    def _find(self) -> None:
        kept = self.passage()
        # The form of a passage that is there does not ask for the text again.
        text: Any = self.cleaned_data.get("text") or (kept and kept.text)
        quote, prefix, suffix = (self.cleaned_data.get(name, "") for name in PLACE[1:])
        try:
            start, end = quotes.find(text.body, quote, prefix, suffix)
        except quotes.QuoteError as error:
            self.add_error("quote", str(error))
            return
        if kept:
            for mention in self.mentions():
                for printed in filter(None, (mention.name, mention.title)):
                    if printed not in quote:
                        self.add_error(
                            "quote",
                            f"“{printed}” is given as printed in the passage “{kept}”, and does "
                            "not occur in this one: change that mention first.",
                        )
        self.found = Passage(text=text, start=start, end=end, exact=quote)


class PassageForm(PlaceForm):
    class Meta:
        model = Passage
        fields: list[str] = []

    def passage(self) -> Passage | None:
        return self.instance if self.instance.pk else None

    def mentions(self) -> QuerySet:
        return self.instance.mentions.order_by("pk")

    def _find(self) -> None:
        super()._find()
        if self.found is None:
            return
        there = Passage.objects.filter(
            text=self.found.text, start=self.found.start, end=self.found.end
        ).exclude(pk=self.instance.pk)
        if there.exists():
            self.add_error("quote", "This passage is there already: use that one.")
        elif not self.errors:
            for name in ("text", "start", "end", "exact"):
                setattr(self.instance, name, getattr(self.found, name))


class AnchorForm(PlaceForm):
    """That the statement rests on a passage; a passage that is there already is shared."""

    class Meta:
        model = Anchor
        fields = ["relation"]

    def passage(self) -> Passage | None:
        return self.instance.passage if self.instance.pk else None

    def mentions(self) -> QuerySet:
        """Those of the statement in this passage."""
        anchor = self.instance
        about = Q(attribution__claim=anchor.claim_id, attribution__denial=None)
        if anchor.denial_id:
            about = Q(attribution__denial=anchor.denial_id)
        if anchor.evidence_id:
            about = Q(attribution__evidence=anchor.evidence_id)
        else:
            about &= Q(attribution__evidence=None)
        return Mention.objects.filter(about, passage=anchor.passage_id).order_by("pk")

    def save(self, commit: bool = True) -> Any:
        if self.found is None:
            return super().save(commit)
        # Before the anchor moves: afterwards nothing says which they were.
        mentions = list(self.mentions()) if self.instance.pk else []
        self.instance.passage, _ = Passage.objects.get_or_create(
            text=self.found.text,
            start=self.found.start,
            end=self.found.end,
            defaults={"exact": self.found.exact},
        )
        anchor = super().save(commit)
        for mention in mentions:
            mention.passage = self.instance.passage
            mention.save()
        return anchor


@admin.register(Passage)
class PassageAdmin(RecordAdmin):
    form = PassageForm
    list_display = ["words", "article", "revision", "start", "number"]
    list_filter = ["text__article__publication_state"]
    ordering = ["-text", "start", "-end", "pk"]
    search_fields = ["exact", "text__article__headline", "text__article__slug"]
    search_help_text = "Words of the passage."

    def get_queryset(self, request: HttpRequest) -> Any:
        # Not joined: SQLite would sort all of the table to show a page of it.
        texts = ArticleText.objects.select_related("article").defer("body")
        return super().get_queryset(request).prefetch_related(Prefetch("text", texts))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [*PLACE]
        return ["article_text", *PLACE[1:], "start", "end", "carries"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["article_text", "start", "end", "carries"] if obj else []

    @admin.display(description="words")
    def words(self, passage: Passage) -> str:
        return shortened(passage.exact)

    @admin.display
    def article(self, passage: Passage) -> str:
        return shortened(passage.text.article.headline, 60)

    @admin.display
    def revision(self, passage: Passage) -> int:
        return passage.text.revision

    def fill_in(self, rows: list[Any]) -> None:
        super().fill_in(rows)
        numbers = Anchor.objects.counts_by_passage([row.pk for row in rows])
        for row in rows:
            row.number = numbers.get(row.pk, 0)

    @admin.display(description="rest on it")
    def number(self, passage: Any) -> int:
        return int(passage.number)

    @admin.display(description="article text")
    def article_text(self, passage: Passage) -> str:
        return link(change_url(passage.text.article), label(passage.text))

    @admin.display(description="rest on it")
    def carries(self, passage: Passage) -> str:
        anchors = passage.anchors.with_records().kinds_in_order()
        return listed(
            [
                format_html("{} {}", s._meta.verbose_name, link(change_url(s), shortened(str(s))))
                for s in (anchor.statement for anchor in anchors)
            ]
        )
