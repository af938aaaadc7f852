"""Questions about articles, their texts and their passages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Max, OuterRef, Prefetch, Subquery

from .kept import KeptQuerySet


class ArticleQuerySet(KeptQuerySet):
    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)

    def published(self) -> "ArticleQuerySet":
        return self.filter(publication_state="published")

    def newest_day(self) -> Any:
        """The day on which the newest of them was published; None where none has a date."""
        return self.aggregate(day=Max("published_latest_on"))["day"]

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by(F("published_latest_on").desc(nulls_last=True), "-pk")

    def with_publishers(self) -> "ArticleQuerySet":
        return self.select_related("publisher", "agency")

    def with_claim_counts(self) -> "ArticleQuerySet":
        """Each with `claim_count`: how many published claims rest on its passages."""
        from claims.models import Anchor

        counts = (
            Anchor.objects.published()
            .filter(passage__text__article=OuterRef("pk"))
            .order_by()
            .values("passage__text__article")
            .annotate(n=Count("claim", distinct=True))
            .values("n")
        )
        return self.annotate(claim_count=Subquery(counts))


class ArticleTextQuerySet(KeptQuerySet):
    def get_by_natural_key(self, article: str, revision: int) -> Any:
        return self.get(article__slug=article, revision=revision)

    def update(self, **values: Any) -> int:
        if values.keys() & {"body", "sha256"}:
            raise ValidationError(
                "A text is never changed, for its passages count on it: add a revision."
            )
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]

    def latest_first(self) -> "ArticleTextQuerySet":
        return self.order_by("-revision")


class PassageQuerySet(KeptQuerySet):
    def get_by_natural_key(self, article: str, revision: int, start: int, end: int) -> Any:
        return self.get(text__article__slug=article, text__revision=revision, start=start, end=end)

    def of_text(self, text: Any) -> "PassageQuerySet":
        return self.filter(text=text)

    def in_reading_order(self) -> "PassageQuerySet":
        """By where they begin; of two that begin together, the longer first."""
        return self.order_by("text", "start", "-end", "pk")

    def with_published_records(self) -> "PassageQuerySet":
        """Those that carry something published, each with its `anchors`, their records and who
        says so, and its `mentions`."""
        from claims.models import Anchor, Mention

        anchors = Anchor.objects.published()
        carrying = self.filter(pk__in=anchors.values("passage")).select_related("text__article")
        return carrying.defer("text__body").prefetch_related(
            Prefetch("anchors", anchors.with_records().with_speakers().kinds_in_order()),
            Prefetch("mentions", Mention.objects.published().order_by("pk")),
        )
