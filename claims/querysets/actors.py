"""Questions about actors."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from claims import search

from .kept import KeptQuerySet

if TYPE_CHECKING:
    from claims.models import Actor


class ActorQuerySet(KeptQuerySet):
    def get_by_natural_key(self, slug: str) -> "Actor":
        return self.get(slug=slug)

    def published(self) -> "ActorQuerySet":
        """Actors that the public pages name: with a role in something published, the publisher
        or agency of a published article, or one for whom such an actor acts."""
        from claims.models import Article, Attribution, CountsAs

        attributions = Attribution.objects.published()
        articles = Article.objects.published()
        named = CountsAs.objects.filter(
            Q(Exists(attributions.filter(actor=OuterRef("actor"))))
            | Q(Exists(articles.filter(publisher=OuterRef("actor"))))
            | Q(Exists(articles.filter(agency=OuterRef("actor")))),
            principal=OuterRef("pk"),
        )
        return self.filter(Exists(named))

    def named(self, name: str) -> "ActorQuerySet":
        """The actors whose name or alias is `name`, in whatever case. Two or more of them make
        the name ambiguous: it matches neither by itself."""
        return self.filter(Q(name__iexact=name) | Q(aliases__name__iexact=name)).distinct()

    def named_like(self, typed: str) -> "ActorQuerySet":
        """Those of whose names one or another has words that begin with those of `typed`."""
        return search.named_like(self, typed)

    def by_name(self) -> "ActorQuerySet":
        return self.order_by("name", "pk")

    def most_claims_first(self) -> "ActorQuerySet":
        """By the number of published claims in which they have a role; then by name."""
        counted = self.with_claim_counts()
        return counted.order_by(F("claim_count").desc(nulls_last=True), "name", "pk")

    def with_claim_counts(self) -> "ActorQuerySet":
        """Each with `claim_count`: in how many published claims it has any role."""
        from claims.models import Attribution

        counts = (
            Attribution.objects.published()
            .filter(actor=OuterRef("pk"))
            .order_by()
            .values("actor")
            .annotate(n=Count("claim", distinct=True))
            .values("n")
        )
        return self.annotate(claim_count=counts)

    def with_aliases(self) -> "ActorQuerySet":
        from claims.models import Alias

        return self.prefetch_related(Prefetch("aliases", Alias.objects.order_by("name", "pk")))

    def in_tree_of(self, actor: "Actor") -> "ActorQuerySet":
        """`actor`, those for whom it acts on any day, and those who act for it; directly or
        through others."""
        from claims.models import CountsAs

        return self.filter(
            Q(Exists(CountsAs.objects.filter(actor=actor, principal=OuterRef("pk"))))
            | Q(Exists(CountsAs.objects.filter(principal=actor, actor=OuterRef("pk"))))
        )


class AliasQuerySet(KeptQuerySet):
    def get_by_natural_key(self, actor: str, name: str) -> Any:
        return self.get(actor__slug=actor, name=name)


class AffiliationQuerySet(KeptQuerySet):
    def get_by_natural_key(self, actor: str, principal: str, office: str, since: str) -> Any:
        return self.get(actor__slug=actor, principal__slug=principal, office=office, since=since)

    def in_tree_of(self, actor: "Actor") -> "AffiliationQuerySet":
        """The direct ties among those for whom `actor` acts, and among those who act for it; it
        is one of either."""
        from claims.models import CountsAs

        above = CountsAs.objects.filter(actor=actor).values("principal")
        below = CountsAs.objects.filter(principal=actor).values("actor")
        return self.filter(
            Q(actor__in=above, principal__in=above) | Q(actor__in=below, principal__in=below)
        ).order_by("pk")
