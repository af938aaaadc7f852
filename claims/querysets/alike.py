"""Pairs of claims that may be one."""

from typing import Any

from django.db import models
from django.utils import timezone


class AlikeClaimsQuerySet(models.QuerySet):
    def to_decide(self) -> "AlikeClaimsQuerySet":
        """Those of which nobody has said anything yet."""
        return self.filter(decided_at=None)

    def most_alike_first(self) -> "AlikeClaimsQuerySet":
        return self.order_by("-score", "pk")

    def with_claims(self) -> "AlikeClaimsQuerySet":
        """Each with both claims, and these with their people."""
        people = "attributions__actor"
        return self.select_related("first", "second").prefetch_related(
            f"first__{people}", f"second__{people}"
        )

    def say_they_differ(self, by: Any) -> int:
        """An editor says that the claims of each pair are other claims."""
        return self.to_decide().update(decided_at=timezone.now(), decided_by=by)
