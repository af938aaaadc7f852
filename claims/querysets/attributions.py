"""Questions about who has which role where: attributions, anchors, mentions."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, DenseRank

from .finding import by_words_or_people
from .kept import KeptQuerySet

if TYPE_CHECKING:
    from claims.models import Actor

Self = TypeVar("Self", bound="AboutAStatementQuerySet")

# The parts of a claim that have a publication state of their own.
PARTS = ("denial", "evidence")

# The roles of those whose word a record is.
SPEAKING = ("claimant", "denier", "source", "requester")


def of_published_statement(prefix: str = "") -> Q:
    """The condition that a row's claim is published, and so is its denial or evidence if any."""
    condition = Q(**{f"{prefix}claim__publication_state": "published"})
    for part in PARTS:
        condition &= Q(**{f"{prefix}{part}": None}) | Q(
            **{f"{prefix}{part}__publication_state": "published"}
        )
    return condition


class AboutAStatementQuerySet(KeptQuerySet):
    """Rows about one statement: a claim, or a denial or evidence of it."""

    def published(self: Self) -> Self:
        return self.filter(of_published_statement())

    def of_statement(self: Self, model: str, slug: str) -> Self:
        """Those about the statement that a natural key names: `model` is claim, denial or
        evidence."""
        if model == "claim":
            return self.filter(claim__slug=slug, denial=None, evidence=None)
        if model in PARTS:
            return self.filter(**{f"{model}__slug": slug})
        raise ObjectDoesNotExist(f"“{model}” is no kind of statement.")


class AttributionQuerySet(AboutAStatementQuerySet):
    def get_by_natural_key(self, model: str, slug: str, actor: str, role: str) -> Any:
        return self.of_statement(model, slug).get(actor__slug=actor, role=role)

    def found_by(self, typed: str) -> "AttributionQuerySet":
        """Those of actors named like what is typed, and those of claims with the words typed."""
        return by_words_or_people(self, typed)

    def by(self, actor: "Actor", *, acting_for: bool = False) -> "AttributionQuerySet":
        """Those of `actor`; with `acting_for`, also of those who acted for it on the day."""
        if not acting_for:
            return self.filter(actor=actor)
        earliest = Coalesce(*(f"{part}__earliest_on" for part in (*PARTS, "claim")))
        latest = Coalesce(*(f"{part}__latest_on" for part in (*PARTS, "claim")))
        # An undated denial or evidence counts on the day of its claim. Where that is undated too,
        # only affiliations without dates are known to hold. One `filter`, for a second would ask
        # of another row of `counts_as`.
        return self.alias(said_earliest=earliest, said_latest=latest).filter(
            Q(actor__counts_as__since_on=None) | Q(actor__counts_as__since_on__lte=latest),
            Q(actor__counts_as__until_on=None) | Q(actor__counts_as__until_on__gte=earliest),
            actor__counts_as__principal=actor,
        )

    def roles_in_order(self) -> "AttributionQuerySet":
        """In the order in which a reader asks: who claims, of whom, who denies, who says so."""
        from claims.models import Role

        place = Case(
            *(When(role=role, then=Value(n)) for n, role in enumerate(Role.values)),
            output_field=IntegerField(),
        )
        return self.order_by(place, "pk")

    def with_names_as_printed(self) -> "AttributionQuerySet":
        """Each with its actor and its `mentions` in published articles, in the order of dates."""
        from claims.models import Mention

        return self.select_related("actor").prefetch_related(
            Prefetch("mentions", Mention.objects.published().in_reading_order())
        )


class AnchorQuerySet(AboutAStatementQuerySet):
    def get_by_natural_key(
        self, model: str, slug: str, article: str, revision: int, start: int, end: int
    ) -> Any:
        return self.of_statement(model, slug).get(
            passage__text__article__slug=article,
            passage__text__revision=revision,
            passage__start=start,
            passage__end=end,
        )

    def published(self) -> "AnchorQuerySet":
        """Those of a published statement in a published article."""
        return super().published().filter(passage__text__article__publication_state="published")

    def of_text(self, text: Any) -> "AnchorQuerySet":
        """Those in passages of the text, drafts' too; the last that was written first."""
        return self.filter(passage__text=text).order_by("-pk")

    def first_text_of(self, claim: int) -> int | None:
        """The key of the text on which the claim was first said to rest; None for none."""
        own = self.filter(claim=claim, denial=None, evidence=None).order_by("pk")
        return own.values_list("passage__text", flat=True).first()

    def counts_by_passage(self, passages: Collection[int]) -> dict[int, int]:
        """How many statements rest on each of the passages, drafts too; by key, without zeros."""
        rows = self.filter(passage__in=passages).order_by().values_list("passage")
        return dict(rows.annotate(n=Count("pk")))

    def claims_by_article(self, articles: Collection[int]) -> dict[int, int]:
        """How many claims each of the articles reports, drafts too; by key, without zeros."""
        rows = self.filter(passage__text__article__in=articles).order_by()
        counted = rows.values_list("passage__text__article")
        return dict(counted.annotate(n=Count("claim", distinct=True)))

    def in_reading_order(self) -> "AnchorQuerySet":
        """By article, oldest first; within it by place."""
        return self.order_by(
            "passage__text__article__published_earliest_on",
            "passage__text__article",
            "passage__text__revision",
            "passage__start",
            "passage__end",
            "pk",
        )

    def kinds_in_order(self) -> "AnchorQuerySet":
        """Claims that are stated first, then denials, then evidence, then the claims that are
        only presupposed or answered."""
        place = Case(
            When(denial__isnull=False, then=Value(1)),
            When(evidence__isnull=False, then=Value(2)),
            When(relation="states", then=Value(0)),
            default=Value(3),
            output_field=IntegerField(),
        )
        return self.order_by(place, "pk")

    def with_records(self) -> "AnchorQuerySet":
        return self.select_related("claim", "denial__claim", "evidence__claim")

    def with_speakers(self) -> "AnchorQuerySet":
        """Each with its claim, denial or evidence, which has its `speakers`: the attributions of
        those who claim, deny, tell of the evidence or ask for it."""
        from claims.models import Attribution

        told = Attribution.objects.filter(role__in=SPEAKING).select_related("actor")
        told = told.roles_in_order()
        return self.prefetch_related(
            Prefetch(
                "claim__attributions", told.filter(denial=None, evidence=None), to_attr="speakers"
            ),
            *(Prefetch(f"{part}__attributions", told, to_attr="speakers") for part in PARTS),
        )

    def with_passages(self, *, bodies: bool = False) -> "AnchorQuerySet":
        """Each with its passage and the article; with `bodies`, also the text around it."""
        found = self.select_related(
            "passage__text__article__publisher", "passage__text__article__agency"
        )
        return found if bodies else found.defer("passage__text__body")


class MentionQuerySet(KeptQuerySet):
    def get_by_natural_key(self, *key: Any) -> Any:
        model, slug, actor, role, article, revision, start, end = key
        part = {"denial": None, "evidence": None} if model == "claim" else {}
        return self.get(
            **{f"attribution__{name}": value for name, value in part.items()},
            **{f"attribution__{model}__slug": slug},
            attribution__actor__slug=actor,
            attribution__role=role,
            passage__text__article__slug=article,
            passage__text__revision=revision,
            passage__start=start,
            passage__end=end,
        )

    def published(self) -> "MentionQuerySet":
        """Those of a published statement in a published article."""
        return self.filter(
            of_published_statement("attribution__"),
            passage__text__article__publication_state="published",
        )

    def in_reading_order(self) -> "MentionQuerySet":
        return self.order_by(
            "passage__text__article__published_earliest_on",
            "passage__text__article",
            "passage__start",
            "passage__end",
            "pk",
        )

    def with_passages(self) -> "MentionQuerySet":
        return self.select_related("passage__text__article")

    def of_text(self, text: Any) -> "MentionQuerySet":
        """Those in passages of the text, drafts' too, with whom and what they are of; in the
        order in which they were written."""
        found = self.filter(passage__text=text).select_related("passage", "attribution__actor")
        return found.defer("passage__exact").order_by("pk")

    def of_actor(self, actor: "Actor") -> "MentionQuerySet":
        return self.filter(attribution__actor=actor)

    def counts_as_printed(self) -> QuerySet[Any]:
        """(title, name, own voice, number of passages), the most frequent first; without what
        prints nothing and is nobody's own voice."""
        printed = self.exclude(name="", title="", own_voice=False).order_by()
        counted = printed.values_list("title", "name", "own_voice")
        return counted.annotate(n=Count("passage", distinct=True)).order_by(
            "-n", "name", "title", "own_voice"
        )

    def first_as_printed(self, most: int) -> "MentionQuerySet":
        """Those in the first `most` passages that print a title and name, for each of them; in
        reading order, with their articles. Asks one query by itself."""
        article = "passage__text__article"
        place = Window(
            DenseRank(),
            partition_by=[F("title"), F("name"), F("own_voice")],
            order_by=[
                F(f"{article}__published_earliest_on").asc(nulls_last=True),
                F(article).asc(),
                F("passage__start").asc(),
                F("passage").asc(),
            ],
        )
        first = self.alias(place=place).filter(place__lte=most)
        # Apart from what is shown of them: whoever is printed often is put in order by keys alone.
        keys = list(first.order_by().values_list("pk", flat=True))
        return (
            self.filter(pk__in=keys)
            .select_related(f"{article}__publisher", f"{article}__agency")
            .defer("passage__text__body")
            .in_reading_order()
        )
