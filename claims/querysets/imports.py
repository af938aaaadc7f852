"""What imports left behind: where claims come from, and how far a run came."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import models


class ImportRunQuerySet(models.QuerySet):
    def unfinished(self, **file: Any) -> Any:
        """The last run of such a file that has not ended; None if there is none."""
        return self.filter(ended_at=None, **file).order_by("-pk").first()

    def latest_first(self) -> "ImportRunQuerySet":
        return self.select_related("by").defer("met").order_by("-pk")


class ImportedRecordQuerySet(models.QuerySet):
    def of(self, source: str, keys: Collection[str]) -> dict[str, list[Any]]:
        """The records of the source with one of the keys, by key, in order of occurrence."""
        found: dict[str, list[Any]] = defaultdict(list)
        for record in self.filter(source=source, key__in=keys).order_by("key", "occurrence"):
            found[record.key].append(record)
        return found

    def of_claim(self, claim: Any) -> "ImportedRecordQuerySet":
        return self.filter(claim=claim).order_by("pk")


class ImportedNameQuerySet(models.QuerySet):
    def actors(self, source: str, names: Collection[str]) -> dict[str, int]:
        """The key of the actor that the source means by each of the names, as far as is known."""
        rows = self.filter(source=source, name__in=names)
        return dict(rows.values_list("name", "actor_id"))

    def meant(self, source: str, actors: Collection[int]) -> Any:
        """Those of the actors whom the source means by some name."""
        return self.filter(source=source, actor__in=actors).values_list("actor_id", flat=True)


class ImportRefusalQuerySet(models.QuerySet):
    def in_the_files_order(self, run: Any) -> "ImportRefusalQuerySet":
        return self.filter(run=run).select_related("run").order_by("number", "pk")
