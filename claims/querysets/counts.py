"""How many of a set of rows there are by status, kind, form of denial, actor and publisher."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from .attributions import of_published_statement

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Base = QuerySet
else:
    Base = object


class Counting(Base):
    """The counts beside a list. Each is one query; a row counts once in each group."""

    # The path from a row to its claim; "" where the row is one.
    to_claim: str

    def _by(self, path: str, *more: str) -> "QuerySet[Any]":
        counted = self.order_by().values(path, *more).annotate(n=Count("pk", distinct=True))
        return counted.order_by("-n", path)

    def counts_by_evidence_status(self) -> dict[str, int]:
        path = f"{self.to_claim}evidence_status"
        return dict(self._by(path).values_list(path, "n"))

    def counts_by_evidence_state(self) -> dict[str, int]:
        """Of evidence alone: how many are in each state."""
        return dict(self._by("state").values_list("state", "n"))

    def counts_by_claim_kind(self) -> dict[str, int]:
        path = f"{self.to_claim}kind"
        return dict(self._by(path).values_list(path, "n"))

    def counts_by_denial_form(self) -> dict[str, int]:
        """By form, and `none` (the claim has no published denial) and `any`."""
        from claims.models import Denial

        denials = Denial.objects.published().filter(claim=OuterRef(f"{self.to_claim}pk"))
        answered = self.order_by().aggregate(
            any=Count("pk", distinct=True, filter=Q(Exists(denials))),
            none=Count("pk", distinct=True, filter=~Q(Exists(denials))),
        )
        path = f"{self.to_claim}denials__form"
        published = Q(**{f"{self.to_claim}denials__publication_state": "published"})
        return answered | dict(self.filter(published)._by(path).values_list(path, "n"))

    def counts_by_actor(
        self,
        role: str | None,
        *,
        acting_for: bool = False,
        among: Collection[Any] | None = None,
        most: int = 10,
    ) -> Iterator[tuple[str, str, int]]:
        """(slug, name, count) of the actors that most of the rows have in `role`, or in any; with
        `acting_for`, those count too who acted for an actor on the day of the statement; with
        `among`, of the actors with these keys alone."""
        to = f"{self.to_claim}attributions__"
        condition = of_published_statement(to)
        if role is not None:
            condition &= Q(**{f"{to}role": role})
        if self.to_claim:
            # Of an evidence's claim: its own people, and the claim's, not other evidence's.
            condition &= Q(**{f"{to}evidence": None}) | Q(**{f"{to}evidence": F("pk")})
        who = f"{to}actor__"
        if acting_for:
            days = {
                side: Coalesce(
                    *(F(f"{to}{part}__{side}_on") for part in ("denial", "evidence", "claim"))
                )
                for side in ("earliest", "latest")
            }
            tie = f"{to}actor__counts_as__"
            condition &= Q(**{f"{tie}since_on": None}) | Q(
                **{f"{tie}since_on__lte": days["latest"]}
            )
            condition &= Q(**{f"{tie}until_on": None}) | Q(
                **{f"{tie}until_on__gte": days["earliest"]}
            )
            who = f"{tie}principal__"
        if among is not None:
            condition &= Q(**{f"{who}in": among})
        rows = self.filter(condition)._by(f"{who}slug", f"{who}name")
        yield from rows.values_list(f"{who}slug", f"{who}name", "n")[:most]

    def counts_by_publisher(self, most: int = 10) -> Iterator[tuple[str, str, int]]:
        """(slug, name, count) of the publishers in whose articles most of the rows rest."""
        from claims.models import Anchor

        # Asked of the anchors: joined to the rows, they gave PostgreSQL an order of joins in which
        # it took seconds for two thousand rows when its statistics were old.
        own = str(self.model._meta.model_name)
        anchors = Anchor.objects.published().filter(**{f"{own}__in": self.order_by().values("pk")})
        publisher = "passage__text__article__publisher__"
        rows = anchors.order_by().values_list(f"{publisher}slug", f"{publisher}name")
        yield from rows.annotate(n=Count(own, distinct=True)).order_by("-n", f"{publisher}slug")[
            :most
        ]
