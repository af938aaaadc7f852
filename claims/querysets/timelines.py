"""When: the days over which statements reach, and how many there are in each stretch of them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, DateField, F, Max, Min, Prefetch, Q, Value
from django.db.models.functions import Greatest, Least, TruncMonth, TruncYear

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Base = QuerySet
else:
    Base = object


@dataclass(frozen=True)
class Extent:
    """How many of some statements have a date and how many have none; the first and the last day
    on which one may lie; the last day by which the first of them is over, and the first day on
    which the last of them has begun."""

    dated: int
    undated: int
    first: datetime.date | None
    last: datetime.date | None
    first_over: datetime.date | None
    last_begun: datetime.date | None


class Timed(Base):
    """Where statements lie in time."""

    def with_names(self) -> Any:
        """Each with its claim and its `attributions`, as far as it takes to name its people."""
        from claims.models import Attribution

        people: QuerySet[Any] = Attribution.objects.published().roles_in_order()
        rows: Any = self
        if rows.to_claim:
            rows = rows.select_related("claim")
        else:
            people = people.filter(denial=None, evidence=None)
        return rows.prefetch_related(Prefetch("attributions", people.select_related("actor")))

    def dated(self) -> Any:
        return self.exclude(earliest_on=None)

    def extent(self, after: Any = None, before: Any = None) -> Extent:
        """Of those whose date overlaps the days from `after` to `before` (`dates.Span`), and of
        the undated ones. One query."""
        dated = Q(earliest_on__isnull=False)
        if after is not None:
            dated &= Q(latest_on__gte=after.earliest)
        if before is not None:
            dated &= Q(earliest_on__lte=before.latest)
        found = self.order_by().aggregate(
            dated=Count("pk", filter=dated),
            undated=Count("pk", filter=Q(earliest_on=None)),
            first=Min("earliest_on", filter=dated),
            last=Max("latest_on", filter=dated),
            first_over=Min("latest_on", filter=dated),
            last_begun=Max("earliest_on", filter=dated),
        )
        return Extent(**found)

    def counts_by_days(
        self, first: datetime.date, last: datetime.date, unit: str
    ) -> Iterator[tuple[datetime.date, datetime.date, int, int]]:
        """(day, day, number, those that reach beyond) of the statements that begin and end in the
        same units, by a day of each unit, as far as they lie between `first` and `last`. `unit`
        is day or month, or anything longer. One query."""
        begins: Any = Greatest(F("earliest_on"), Value(first, output_field=DateField()))
        ends: Any = Least(F("latest_on"), Value(last, output_field=DateField()))
        if unit != "day":
            cut = TruncMonth if unit == "month" else TruncYear
            begins, ends = cut(begins), cut(ends)
        beyond = Q(earliest_on__lt=first) | Q(latest_on__gt=last)
        counted = (
            self.dated()
            .order_by()
            .annotate(begins_in=begins, ends_in=ends)
            .values("begins_in", "ends_in")
            .annotate(n=Count("pk"), beyond=Count("pk", filter=beyond))
        )
        yield from counted.values_list("begins_in", "ends_in", "n", "beyond")
