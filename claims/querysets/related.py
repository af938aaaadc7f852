"""Which other claims stand near a claim: by its people, its articles, its denials."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Prefetch, Q

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Base = QuerySet
else:
    Base = object

Self = TypeVar("Self", bound="Related")


class Related(Base):
    """What a claim's page asks of all other claims. Each begins at the few rows that tie them
    together, not at the claims: there may be a million of these."""

    def in_the_same_articles(self: Self, articles: Collection[int]) -> Self:
        """Those that one of `articles` reports, denies, or tells of evidence for."""
        from claims.models import Anchor

        if not articles:
            return self.none()
        anchors = Anchor.objects.published().filter(passage__text__article__in=articles)
        return self.filter(pk__in=anchors.values("claim"))

    def denied_alike(self: Self, pairs: Iterable[tuple[int, str]]) -> Self:
        """Those that one of the actors in `pairs` denies in the form that stands with it."""
        from claims.models import Attribution

        deniers: dict[str, set[int]] = {}
        for actor, form in pairs:
            deniers.setdefault(form, set()).add(actor)
        if not deniers:
            return self.none()
        alike = Q()
        for form, actors in deniers.items():
            alike |= Q(denial__form=form, actor__in=actors)
        denials = Attribution.objects.published().filter(alike, role="denier")
        return self.filter(pk__in=denials.values("claim"))

    def but(self: Self, keys: Collection[int]) -> Self:
        """Without those with `keys`."""
        return self.exclude(pk__in=keys)

    @staticmethod
    def in_short() -> list[Prefetch]:
        """What a claim's own people and its `evidence` are fetched by where it is shown in two
        lines: their actors, without the names that the articles print."""
        from claims.models import Attribution, Evidence

        people: Any = Attribution.objects.published().roles_in_order().select_related("actor")
        evidence = Evidence.objects.published().oldest_first()
        return [
            Prefetch("attributions", people.filter(denial=None, evidence=None)),
            Prefetch("evidence", evidence.prefetch_related(Prefetch("attributions", people))),
        ]
