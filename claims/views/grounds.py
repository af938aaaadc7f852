"""On whose word a claim's evidence status rests."""

from collections.abc import Collection
from typing import Any

from claims import derived, evidence_status


def add_deciding_evidence(claims: Collection[Any]) -> None:
    """Give each of the claims, fetched with its `evidence`, what its status rests on: `deciding`,
    and the rest: `beside`. Whoever speaks of other evidence must not seem to say it."""
    items = derived.evidence_items([claim.pk for claim in claims])
    for claim in claims:
        keys = {item.key for item in evidence_status.deciding(items.get(claim.pk, []))}
        evidence = list(claim.evidence.all())
        claim.deciding = [row for row in evidence if row.pk in keys]
        claim.beside = [row for row in evidence if row.pk not in keys]
