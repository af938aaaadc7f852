"""Questions about actors."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Lower

from claims import folding, search

from .finding import by_slug
from .kept import KeptQuerySet

if TYPE_CHECKING:
    from claims.models import Actor


class ActorQuerySet(KeptQuerySet):
    def get_by_natural_key(self, slug: str) -> "Actor":
        return self.get(slug=slug)

    def published(self) -> "ActorQuerySet":
        """Actors that the public pages name: with a role in something published, the publisher
        or agency of a published article, or one for whom such an actor acts."""
        from claims.bitmaps import keys
        from claims.models import Article, CountsAs, KeyCount

        involved = KeyCount.objects.filter(pk=OuterRef("actor_id") + keys.involved(0), number__gt=0)
        articles = Article.objects.published().order_by()
        agencies = articles.filter(agency__isnull=False)
        # Who has a role needs no look at the articles, which are read once for all others. Asked
        # of each (EXISTS), PostgreSQL walks through all articles for whoever is no agency: it
        # takes anybody for one that many have.
        named = CountsAs.objects.filter(
            Q(Exists(involved))
            | Q(actor__in=articles.values("publisher").distinct())
            | Q(actor__in=agencies.values("agency").distinct()),
            principal=OuterRef("pk"),
        )
        return self.filter(Exists(named))

    def asked_for(self, slugs: Collection[str]) -> "ActorQuerySet":
        """Those that have one of the slugs, or had it, each with `asked`: which one. A row for
        each slug that names an actor, in no order."""
        named = self.filter(slug__in=slugs).annotate(asked=F("slug"))
        moved = self.filter(former_slugs__slug__in=slugs)
        # Two lookups by an index each: with OR it would be a walk over the whole table.
        return named.union(moved.annotate(asked=F("former_slugs__slug")), all=True)

    def named(self, name: str) -> "ActorQuerySet":
        """The actors whose name or alias is `name`, in whatever case. Two or more of them make
        the name ambiguous: it matches neither by itself."""
        return self.filter(Q(name__iexact=name) | Q(aliases__name__iexact=name)).distinct()

    def named_one_of(self, names: Collection[str]) -> "ActorQuerySet":
        """The actors whose name, in the database's small letters, is one of `names`."""
        return self.alias(small=Lower("name")).filter(small__in=names).order_by("pk")

    def called(self, name: str) -> "ActorQuerySet":
        """Those of whose names or aliases one has the words of `name` and no others; case and
        accents make no difference, on either engine. None for a name without words."""
        if not folding.words(name):
            return self.none()
        own = search.joined([name])
        return self.filter(Q(words__names__endswith=own) | Q(words__names__contains=f"{own} |"))

    def found_by(self, typed: str) -> "ActorQuerySet":
        """Those that an editor looks for who typed this: see `finding`."""
        own = by_slug(self, typed)
        return self.named_like(typed) if own is None else own

    def named_like(self, typed: str) -> "ActorQuerySet":
        """Those of whose names one or another has words that begin with those of `typed`."""
        from claims.models import ActorWords

        # Looked up first: whether an actor is published takes longer than to read its names.
        found = search.named_like(ActorWords.objects.all(), typed, names="names")
        return self.filter(pk__in=found.values("actor"))

    def by_name(self) -> "ActorQuerySet":
        return self.order_by("name", "pk")

    def most_claims_first(self) -> "ActorQuerySet":
        """By the number of published claims in which they have a role; then by name."""
        counted = self.with_claim_counts()
        return counted.order_by(F("claim_count").desc(nulls_last=True), "name", "pk")

    def with_claim_counts(self) -> "ActorQuerySet":
        """Each with `claim_count`: in how many published claims it has any role; None for
        none."""
        from claims.bitmaps import keys
        from claims.models import KeyCount

        involved = KeyCount.objects.filter(pk=OuterRef("pk") + keys.involved(0), number__gt=0)
        return self.annotate(claim_count=Subquery(involved.values("number")))

    def role_counts(self, keys: Collection[int], most: int) -> dict[int, int]:
        """How many roles the actors with `keys` have, drafts' too; `most` for that many and more.
        By key."""
        from claims.models import Attribution

        roles = Attribution.objects.filter(actor=OuterRef("pk")).order_by().values("pk")[:most]
        counted = self.filter(pk__in=keys).annotate(number=_NumberOf(roles))
        return dict(counted.order_by("pk").values_list("pk", "number"))

    def in_text(self, text: Any) -> "ActorQuerySet":
        """Those who are mentioned in passages of an article's text, drafts' too."""
        from claims.models import Mention

        mentions = Mention.objects.filter(passage__text=text).order_by()
        return self.filter(pk__in=mentions.values("attribution__actor"))

    def with_aliases(self) -> "ActorQuerySet":
        from claims.models import Alias

        return self.prefetch_related(Prefetch("aliases", Alias.objects.order_by("name", "pk")))

    def with_ties(self) -> "ActorQuerySet":
        """Each with its `affiliations`, and with its `representatives` among public actors."""
        from claims.models import Actor, Affiliation

        ties = Affiliation.objects.order_by("since_on", "pk")
        public = ties.filter(actor__in=Actor.objects.published().order_by().values("pk"))
        return self.prefetch_related(
            Prefetch("affiliations", ties.select_related("principal")),
            Prefetch("representatives", public.select_related("actor")),
        )

    def in_tree_of(self, actor: "Actor") -> "ActorQuerySet":
        """`actor`, those for whom it acts on any day, and those who act for it; directly or
        through others."""
        from claims.models import CountsAs

        return self.filter(
            Q(Exists(CountsAs.objects.filter(actor=actor, principal=OuterRef("pk"))))
            | Q(Exists(CountsAs.objects.filter(principal=actor, actor=OuterRef("pk"))))
        )


class _NumberOf(Subquery):
    """How many rows a subquery has. It may end after some: Django's Count cannot."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class AliasQuerySet(KeptQuerySet):
    def get_by_natural_key(self, actor: str, name: str) -> Any:
        return self.get(actor__slug=actor, name=name)

    def named_one_of(self, names: Collection[str]) -> "AliasQuerySet":
        """The aliases that, in the database's small letters, are one of `names`."""
        return self.alias(small=Lower("name")).filter(small__in=names).order_by("pk")


class AffiliationQuerySet(KeptQuerySet):
    def get_by_natural_key(self, actor: str, principal: str, office: str, since: str) -> Any:
        return self.get(actor__slug=actor, principal__slug=principal, office=office, since=since)

    def offices_of(self, actors: Collection[int]) -> Any:
        """(actor, office) of each office that one of these actors has or had."""
        held = self.filter(actor__in=actors).exclude(office="").order_by("pk")
        return held.values_list("actor", "office")

    def in_tree_of(self, actor: "Actor") -> "AffiliationQuerySet":
        """The direct ties among those for whom `actor` acts, and among those who act for it; it
        is one of either."""
        from claims.models import CountsAs

        above = CountsAs.objects.filter(actor=actor).values("principal")
        below = CountsAs.objects.filter(principal=actor).values("actor")
        return self.filter(
            Q(actor__in=above, principal__in=above) | Q(actor__in=below, principal__in=below)
        ).order_by("pk")
