"""Where the rows of the ledger stand: open, and since when."""

import datetime
from collections.abc import Collection
from typing import Any

from claims import derived
from claims.models import EvidenceState
from claims.pages import ledger


def add_standings(rows: Collection[Any], today: datetime.date) -> None:
    """Give each piece of evidence its `standing` on the day `today`, beside all the published
    evidence of its claim, and what `came_of_it` in words."""
    items = derived.evidence_items({row.claim_id for row in rows})
    for row in rows:
        own = items[row.claim_id]
        item = next(item for item in own if item.key == row.pk)
        row.standing = ledger.standing(item, own, today, row.date_basis)
        row.came_of_it = [EvidenceState(state).label for state in row.standing.answers]
