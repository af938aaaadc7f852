"""On whose word a claim's evidence status rests."""

from collections.abc import Collection
from typing import Any

from claims import derived, evidence_status


def add_deciding_evidence(claims: Collection[Any]) -> None:
    """Give each of the claims, fetched with its `evidence`, what its status rests on: `deciding`,
    and the rest: `beside`. Whoever speaks of other evidence must not seem to say it. Each row of
    it gets the state that it `counts_as`, and whether a later showing has `overtaken` it."""
    items = derived.evidence_items([claim.pk for claim in claims])
    for claim in claims:
        own = {item.key: item for item in items.get(claim.pk, [])}
        keys = {item.key for item in evidence_status.deciding(own.values())}
        overtaken = {item.key for item in evidence_status.overtaken(own.values())}
        evidence = list(claim.evidence.all())
        for row in evidence:
            row.counts_as = evidence_status.counts_as(own[row.pk])
            row.overtaken = row.pk in overtaken
        claim.deciding = [row for row in evidence if row.pk in keys]
        claim.beside = [row for row in evidence if row.pk not in keys]
