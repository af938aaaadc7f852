"""What a list has beside its rows, by plain SQL: what the bitmap index has to say too."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from claims.filters import StatementFilter
from claims.models import Anchor, Denial
from claims.querysets.attributions import of_published_statement


class SqlFilter(StatementFilter):
    """As `IndexedFilter`, without the index."""

    @property
    def counted(self) -> "Counted":
        return Counted(self)

    @property
    def dated(self) -> "Dated":
        return Dated(self.rows())


class Counted:
    """As `claims.bitmaps.counted.Counted`."""

    def __init__(self, filterset: StatementFilter) -> None:
        self.rows = filterset.rows

    def number(self) -> int:
        return self.rows().count()

    def undated(self) -> int:
        return self.rows(without=["after", "before"]).filter(earliest_on=None).count()

    def by_evidence_status(self) -> dict[str, int]:
        rows = self.rows(without=["evidence"])
        return _counts_by(f"{rows.to_claim}evidence_status", rows)

    def by_evidence_state(self) -> dict[str, int]:
        return _counts_by("state", self.rows(without=["state"]))

    def by_claim_kind(self) -> dict[str, int]:
        rows = self.rows(without=["kind"])
        return _counts_by(f"{rows.to_claim}kind", rows)

    def by_denial_form(self) -> dict[str, int]:
        rows = self.rows(without=["denial"]).order_by()
        denials = Exists(Denial.objects.published().filter(claim=OuterRef(f"{rows.to_claim}pk")))
        path = f"{rows.to_claim}denials__"
        published = rows.filter(**{f"{path}publication_state": "published"})
        return {
            "any": rows.filter(denials).count(),
            "none": rows.exclude(denials).count(),
            **_counts_by(f"{path}form", published),
        }

    def nobody(self, role: str) -> int:
        return self.rows().involving_nobody(role).count()

    def by_actor(
        self, roles: Collection[str], *, acting_for: bool = False
    ) -> dict[str, list[tuple[str, str, int]]]:
        return {role: _first(*self._people(role, acting_for)) for role in roles}

    def of_actors(
        self, actors: Collection[Any], role: str | None, *, acting_for: bool = False
    ) -> dict[int, int]:
        rows, who, counted = self._people(role, acting_for)
        counts = _counts_by(f"{who}pk", rows, counted)
        return {actor.pk: counts[actor.pk] for actor in actors if actor.pk in counts}

    def _people(self, role: str | None, acting_for: bool) -> tuple[Any, str, str]:
        """The rows with their people, the path to these, and what to count."""
        rows = self.rows().order_by()
        to = f"{rows.to_claim}attributions__"
        condition = of_published_statement(to)
        if role is not None:
            condition &= Q(**{f"{to}role": role})
        if rows.to_claim:
            # Of an evidence's claim: its own people, and the claim's, not other evidence's.
            condition &= Q(**{f"{to}evidence": None}) | Q(**{f"{to}evidence": F("pk")})
        if not acting_for:
            return rows.filter(condition), f"{to}actor__", "pk"
        earliest, latest = (
            Coalesce(*(F(f"{to}{part}__{side}_on") for part in ("denial", "evidence", "claim")))
            for side in ("earliest", "latest")
        )
        tie = f"{to}actor__counts_as__"
        condition &= Q(**{f"{tie}since_on": None}) | Q(**{f"{tie}since_on__lte": latest})
        condition &= Q(**{f"{tie}until_on": None}) | Q(**{f"{tie}until_on__gte": earliest})
        return rows.filter(condition), f"{tie}principal__", "pk"

    def by_publisher(self) -> list[tuple[str, str, int]]:
        rows = self.rows(without=["publisher"])
        own = str(rows.model._meta.model_name)
        anchors = Anchor.objects.published().filter(**{f"{own}__in": rows.order_by().values("pk")})
        return _first(anchors.order_by(), "passage__text__article__publisher__", own)


def _counts_by(path: str, rows: Any, counted: str = "pk") -> dict[Any, int]:
    found = rows.order_by().values(path).annotate(n=Count(counted, distinct=True))
    return dict(found.values_list(path, "n"))


def _first(rows: Any, who: str, counted: str) -> list[tuple[str, str, int]]:
    """(slug, name, number) of the ten that most have; of those with as many, the first to be
    registered, and these in the order of their slugs."""
    names = rows.values_list(f"{who}slug", f"{who}name").annotate(n=Count(counted, distinct=True))
    return sorted(names.order_by("-n", f"{who}pk")[:10], key=lambda one: (-one[2], one[0]))


class Dated:
    """As `claims.bitmaps.dated.Dated`; the days are read, and looked at one by one."""

    def __init__(self, rows: Any) -> None:
        days = rows.order_by().values_list("earliest_on", "latest_on")
        self.days = [(first, last) for first, last in days if first is not None]
        self.undated = len(days) - len(self.days)

    def number(self) -> int:
        return len(self.days)

    def extent(self) -> Any:
        if not self.days:
            return None
        return min(one for one, _ in self.days), max(one for _, one in self.days)

    def core(self) -> Any:
        if not self.days:
            return None
        return min(one for _, one in self.days), max(one for one, _ in self.days)

    def counts(self, axis: Any) -> list[int]:
        return [
            sum(first <= bin.last and last >= bin.first for first, last in self.days)
            for bin in axis
        ]

    def sure(self, axis: Any) -> list[int]:
        return [
            sum(first >= bin.first and last <= bin.last for first, last in self.days)
            for bin in axis
        ]
