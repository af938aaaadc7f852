"""Who accuses whom, in how many claims, and how many of those were answered."""

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Base = QuerySet
else:
    Base = object


class Accusation(NamedTuple):
    """How many claims an actor makes about another. The claimant is None where no source says
    who claims it."""

    claimant: str | None
    claimant_name: str | None
    subject: str
    subject_name: str
    claims: int
    denied: int


class Accusing(Base):
    """What the claims say of whom. A claim counts once for each pair of its people."""

    def accusations(self, *, acting_for: bool = False) -> "list[Accusation]":
        """Each pair of claimant and subject, in no order; one query. With `acting_for`, actors
        count too as those for whom they acted on the day of the claim."""
        from claims.models import Denial, Role

        denials = Denial.objects.published().filter(claim=OuterRef("pk"))
        # Joined from the outside, so that a claim without a claimant stays.
        found: QuerySet[Any] = self.order_by().alias(
            claiming=FilteredRelation("attributions", condition=_in(Role.CLAIMANT)),
            spoken_of=FilteredRelation("attributions", condition=_in(Role.SUBJECT)),
        )
        claimant, subject = "claiming__actor__", "spoken_of__actor__"
        about_somebody = Q(spoken_of__isnull=False)
        if acting_for:
            # One `filter`, for a second would ask of other ties than those that are counted.
            found = found.filter(about_somebody, _on_the_day(claimant), _on_the_day(subject))
            claimant, subject = (f"{who}counts_as__principal__" for who in (claimant, subject))
        else:
            found = found.filter(about_somebody)
        names = (f"{claimant}slug", f"{claimant}name", f"{subject}slug", f"{subject}name")
        pairs = found.values(*names)
        counted = pairs.annotate(
            n=Count("pk", distinct=True),
            denied=Count("pk", distinct=True, filter=Q(Exists(denials))),
        )
        return [Accusation(*row) for row in counted.values_list(*names, "n", "denied")]

    def about_nobody(self) -> Any:
        """Those that name no actor of whom they speak."""
        from claims.models import Role

        return self.involving_nobody(Role.SUBJECT)  # type: ignore[attr-defined]


def _in(role: str) -> Q:
    return Q(attributions__role=role)


def _on_the_day(who: str) -> Q:
    """That the tie by which `who` acts for another held on the day of the claim; nobody, and an
    actor as itself, hold always."""
    tie = f"{who}counts_as__"
    return (Q(**{f"{tie}since_on": None}) | Q(**{f"{tie}since_on__lte": F("latest_on")})) & (
        Q(**{f"{tie}until_on": None}) | Q(**{f"{tie}until_on__gte": F("earliest_on")})
    )
