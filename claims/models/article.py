"""Articles, the revisions of their texts, and the passages of those."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse

from claims.querysets import ArticleQuerySet, ArticleTextQuerySet, PassageQuerySet

from .actor import Actor
from .base import Kept, PublicationState
from .fields import (
    EDTFField,
    LineField,
    ProseField,
    SlugField,
    URLField,
    not_blank,
    one_of,
    web_address,
)

BCP_47 = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
"""A pattern of tags of languages."""


class Article(Kept):
    """A published text (schema.org NewsArticle). Its words are in its texts."""

    slug = SlugField(max_length=160, unique=True)
    headline = LineField(max_length=500)
    publisher = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="articles")
    agency = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agency_articles",
        help_text="Whose story it is: reprints of one agency's story are one source.",
    )
    byline = LineField(max_length=300, blank=True)
    dateline = LineField(max_length=300, blank=True)
    published = EDTFField(earliest="published_earliest_on", latest="published_latest_on")
    published_as_given = LineField(
        max_length=100, blank=True, help_text="Date and time as the article prints them."
    )
    published_earliest_on = models.DateField(null=True, editable=False)
    published_latest_on = models.DateField(null=True, editable=False)
    language = LineField(max_length=35, default="en", help_text="BCP 47: en, fa, zh-Hant.")
    url = URLField("URL", max_length=1000, blank=True, db_index=True)
    archive_url = URLField("archive URL", max_length=1000, blank=True)
    retrieved_on = models.DateField(null=True, blank=True)
    rights = LineField(max_length=500, blank=True)
    publication_state = LineField(
        max_length=9, choices=PublicationState, default=PublicationState.DRAFT
    )

    objects = ArticleQuerySet.as_manager()

    class Meta(Kept.Meta):
        constraints = [
            models.CheckConstraint(condition=not_blank("slug"), name="article_slug_is_not_blank"),
            models.CheckConstraint(
                condition=not_blank("headline"), name="article_headline_is_not_blank"
            ),
            models.CheckConstraint(
                condition=models.Q(language__regex=rf"^{BCP_47}$"),
                name="article_language_is_bcp_47",
                violation_error_message="A language is a BCP 47 tag: en, fa, zh-Hant.",
            ),
            models.CheckConstraint(
                condition=models.Q(published_earliest_on__isnull=True, published="")
                | models.Q(published_earliest_on__lte=models.F("published_latest_on")),
                name="article_published_has_days",
            ),
            models.CheckConstraint(condition=web_address("url"), name="article_url_is_http"),
            models.CheckConstraint(
                condition=web_address("archive_url"), name="article_archive_url_is_http"
            ),
            models.CheckConstraint(
                condition=one_of("publication_state", PublicationState),
                name="article_publication_state_is_known",
            ),
        ]
        indexes = [models.Index(fields=["publication_state", "id"], name="article_by_state")]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class ArticleText(Kept):
    """One revision of an article's words: verbatim, headline included, LF line ends, never
    stripped, immutable. A correction adds a revision."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="texts")
    revision = models.PositiveIntegerField(default=1)
    body = ProseField()
    sha256 = LineField("SHA-256", max_length=64, editable=False)

    objects = ArticleTextQuerySet.as_manager()

    class Meta(Kept.Meta):
        constraints = [
            models.CheckConstraint(condition=not_blank("body"), name="text_is_not_blank"),
            models.CheckConstraint(
                condition=models.Q(revision__gte=1), name="text_revisions_count_from_one"
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="text_sha256_is_hex"
            ),
            models.UniqueConstraint(
                fields=["article", "revision"], name="text_revision_is_unique_in_article"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}, revision {self.revision}"

    def natural_key(self) -> tuple[str, int]:
        return (*self.article.natural_key(), self.revision)

    natural_key.dependencies = ["claims.article"]  # type: ignore[attr-defined]

    def fill(self) -> None:
        super().fill()
        if "\r" in self.body:
            raise ValidationError(
                {"body": "The text has CR line ends: save it with LF line ends."}, code="line_ends"
            )
        self.sha256 = hashlib.sha256(self.body.encode()).hexdigest()
        kept = type(self).objects.filter(pk=self.pk).values_list("sha256", flat=True).first()
        if kept not in (None, self.sha256):
            raise ValidationError(
                {"body": "A text is never changed, for its passages count on it: add a revision."},
                code="immutable",
            )


class Passage(Kept):
    """A span of an article text, which may carry several records.

    `start` and `end` count Unicode code points, `end` exclusive (W3C TextPositionSelector);
    `exact` is the words between them (TextQuoteSelector), character for character.
    """

    text = models.ForeignKey(ArticleText, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = ProseField()

    objects = PassageQuerySet.as_manager()

    fill_reads = frozenset({"text", "text_id", "start", "end", "exact"})

    class Meta(Kept.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="passage_ends_after_it_starts",
                violation_error_message="A passage ends after it starts.",
            ),
            models.CheckConstraint(
                condition=Exact(Length("exact"), models.F("end") - models.F("start")),
                name="passage_is_as_long_as_its_words",
                violation_error_message="The words are not as long as the span.",
            ),
            models.CheckConstraint(condition=not_blank("exact"), name="passage_is_not_blank"),
            models.UniqueConstraint(
                fields=["text", "start", "end"], name="passage_is_unique_in_text"
            ),
        ]

    def __str__(self) -> str:
        return self.exact if len(self.exact) <= 80 else f"{self.exact[:79]}…"

    @property
    def fragment(self) -> str:
        """The id of the passage on its article's page."""
        return f"passage-{self.start}-{self.end}"

    def natural_key(self) -> tuple[str, int, int, int]:
        return (*self.text.natural_key(), self.start, self.end)

    natural_key.dependencies = ["claims.articletext"]  # type: ignore[attr-defined]

    def refuse_other_words(self, body: str) -> None:
        """Raise ValidationError unless the passage is what `body` says at its offsets."""
        found = body[self.start : self.end]
        if found != self.exact:
            raise ValidationError(
                "The text has “%(found)s” at %(start)d to %(end)d, not “%(exact)s”.",
                code="other_words",
                params={
                    "found": found[:200],
                    "start": self.start,
                    "end": self.end,
                    "exact": self.exact[:200],
                },
            )

    def fill(self) -> None:
        super().fill()
        self.refuse_other_words(self.text.body)
