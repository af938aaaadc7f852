"""Questions about articles, their texts and their passages."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections, models
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery

from .finding import by_headline, by_slug
from .kept import KeptQuerySet


class ArticleQuerySet(KeptQuerySet):
    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)

    def published(self) -> "ArticleQuerySet":
        return self.filter(publication_state="published")

    def asked_for(self, slugs: Collection[str]) -> "ArticleQuerySet":
        """Those that have one of the slugs, each with `asked`: which one."""
        return self.filter(slug__in=slugs).annotate(asked=F("slug"))

    def at_addresses(
        self, exact: Collection[str], beginnings: Collection[str]
    ) -> "ArticleQuerySet":
        """Those whose URL is one of `exact`, or begins with one of `beginnings`; by the index."""
        found = Q(url__in=exact)
        for beginning in beginnings:
            if connections[self.db].vendor == "postgresql":
                found |= Q(url__startswith=beginning)
            else:
                # SQLite looks through the whole index for a LIKE; it sorts by code point.
                found |= Q(url__gte=beginning, url__lt=f"{beginning}\U0010ffff")
        return self.filter(found)

    def found_by(self, typed: str) -> "ArticleQuerySet":
        """Those that an editor looks for who typed this: see `finding`."""
        own = by_slug(self, typed)
        return by_headline(self, typed) if own is None else own

    def languages(self, most: int = 1000) -> list[str]:
        """Those of the `most` articles that were added last, in order."""
        last = self.order_by("-pk").values("language")[:most]
        return sorted({row["language"] for row in last})

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

    def with_sha256(self, sha256: str, bands: Collection[int]) -> "ArticleTextQuerySet":
        """Those with just these words, found by the index of their likeness."""
        same = {f"likeness__band_{place}": band for place, band in enumerate(bands)}
        return self.filter(sha256=sha256, **same)

    def found_by(self, typed: str) -> "ArticleTextQuerySet":
        """Those of the articles that an editor finds by `typed`."""
        from claims.models import Article

        return self.filter(article__in=Article.objects.found_by(typed).order_by().values("pk"))

    def latest_first(self) -> "ArticleTextQuerySet":
        return self.order_by("-revision")


class TextLikenessQuerySet(models.QuerySet):
    def with_a_band_of(self, bands: Collection[Collection[int]]) -> "TextLikenessQuerySet":
        """Those that have, for one place of the four at least, one of the `bands` of that place."""
        found = Q()
        for place, near in enumerate(bands):
            found |= Q(**{f"band_{place}__in": near})
        return self.filter(found)


class _SpanQuerySet(KeptQuerySet):
    def of_text(self, text: Any) -> Any:
        return self.filter(text=text)

    def in_reading_order(self) -> Any:
        return self.order_by("text", "start", "-end", "pk")


class PassedOverQuerySet(_SpanQuerySet):
    def get_by_natural_key(self, article: str, revision: int, start: int, end: int) -> Any:
        return self.get(text__article__slug=article, text__revision=revision, start=start, end=end)


class DismissalQuerySet(_SpanQuerySet):
    def get_by_natural_key(
        self, article: str, revision: int, proposal: str, start: int, end: int
    ) -> Any:
        place = {"text__article__slug": article, "text__revision": revision}
        return self.get(**place, proposal=proposal, start=start, end=end)


class PassageQuerySet(KeptQuerySet):
    def get_by_natural_key(self, article: str, revision: int, start: int, end: int) -> Any:
        return self.get(text__article__slug=article, text__revision=revision, start=start, end=end)

    def found_by(self, typed: str) -> "PassageQuerySet":
        """Those that have every word of `typed` among their letters."""
        found = self
        for word in typed.split():
            found = found.filter(exact__icontains=word)
        return found

    def of_text(self, text: Any) -> "PassageQuerySet":
        return self.filter(text=text)

    def carrying(self) -> "PassageQuerySet":
        """Those that carry something, drafts too."""
        from claims.models import Anchor

        return self.filter(Exists(Anchor.objects.filter(passage=OuterRef("pk"))))

    def left_behind(self) -> "PassageQuerySet":
        """Those that carry something and are on a revision that is not their article's latest."""
        from claims.models import ArticleText

        later = ArticleText.objects.filter(
            article=OuterRef("text__article"), revision__gt=OuterRef("text__revision")
        )
        return self.carrying().filter(Exists(later))

    def counts_by_revision(self, texts: Collection[Any]) -> Any:
        """(revision, number of passages that carry something published) of those of `texts` that
        have any, the newest first."""
        from claims.models import Anchor

        published = Anchor.objects.published().filter(passage=OuterRef("pk"))
        carrying = self.filter(Exists(published), text__in=texts)
        rows = carrying.order_by().values_list("text__revision")
        return rows.annotate(n=Count("pk")).order_by("-text__revision")

    def in_reading_order(self) -> "PassageQuerySet":
        """By where they begin; of two that begin together, the longer first."""
        return self.order_by("text", "start", "-end", "pk")

    def with_all_records(self) -> "PassageQuerySet":
        """Each with its `anchors`, drafts' too, their records and who says so."""
        from claims.models import Anchor

        anchors = Anchor.objects.with_records().with_speakers().kinds_in_order()
        return self.prefetch_related(Prefetch("anchors", anchors))

    def with_published_records(self) -> "PassageQuerySet":
        """Those that carry something published, each with its `anchors`, their records and who
        says so, and its `mentions`."""
        from claims.models import Anchor, Mention

        anchors = Anchor.objects.published()
        # Not `IN`: for that, SQLite reads the anchors of all articles first.
        carrying = self.filter(Exists(anchors.filter(passage=OuterRef("pk"))))
        carrying = carrying.select_related("text__article")
        return carrying.defer("text__body").prefetch_related(
            Prefetch("anchors", anchors.with_records().with_speakers().kinds_in_order()),
            Prefetch("mentions", Mention.objects.published().order_by("pk")),
        )
