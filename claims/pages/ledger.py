"""The ledger of evidence: what is still open, since when, and what came of the rest. Pure.

*Open* is what was asked for, said to exist or said to be missing, and of which no source tells
that anything was shown since. It speaks of what is recorded here, and of nothing else.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from claims.evidence_status import (
    DISPUTED,
    NOT_SHOWN,
    PRESENTED,
    REJECTED,
    REQUESTED,
    SAID_TO_EXIST,
    VERIFIED,
    Item,
)

WAITING: Final = frozenset({REQUESTED, SAID_TO_EXIST, NOT_SHOWN})
"""The states of evidence that nobody is said to have laid on the table."""

ANSWERING: Final = frozenset({PRESENTED, DISPUTED, VERIFIED, REJECTED})
"""The states that end the waiting: something was laid on the table, whatever was found of it."""


@dataclass(frozen=True)
class Standing:
    """Where one piece of evidence stands in the ledger.

    `open`: it waits. `days`: for how many, at least; None where its date does not say. `exact`:
    `days` is no mere minimum. `answers`: the states of what came of it, each once, in order of
    time; `surely`: at least one of them came on its last day or later, whatever the dates mean.
    """

    open: bool
    days: int | None = None
    exact: bool = False
    answers: tuple[str, ...] = ()
    surely: bool = False

    @property
    def waiting(self) -> bool:
        """Whether it was asked for, said to exist or said to be missing, open or not."""
        return self.open or bool(self.answers)


def standing(item: Item, others: Iterable[Item], today: datetime.date, basis: str = "") -> Standing:
    """Where `item` stands on the day `today`, beside the `others` of its claim; it may be one of
    them. `basis` is what its date is the date of: of what was first `reported` on a day nobody
    knows for how long it had been so.
    """
    if item.state not in WAITING:
        return Standing(open=False)
    if found := answers(item, others):
        states = tuple(dict.fromkeys(answer.state for answer in found))
        return Standing(
            open=False, answers=states, surely=any(_surely_after(answer, item) for answer in found)
        )
    exact = item.earliest == item.latest and basis != "reported"
    days = days_open(item, today)
    return Standing(open=True, days=days, exact=exact and days is not None)


def answers(item: Item, others: Iterable[Item]) -> list[Item]:
    """Those of `others`, oldest first, on the same side of the claim, that are said to have been
    shown, disputed, verified or rejected on the days of `item` or later.

    What may have come later counts as later: an item is open only where the dates leave no doubt.
    So whatever has no date, be it the item or the other, may have come later too.
    """
    found = [
        other
        for other in others
        if other.state in ANSWERING and other.against == item.against and _perhaps(other, item)
    ]
    return sorted(found, key=lambda other: other.earliest or datetime.date.max)


def days_open(item: Item, today: datetime.date) -> int | None:
    """The days from the latest that the item's date may mean to `today`; None without a date,
    and where that day is yet to come."""
    if item.latest is None or item.latest > today:
        return None
    return (today - item.latest).days


def _perhaps(other: Item, item: Item) -> bool:
    """Whether `other` may have come on the day of `item`, or later."""
    return other.latest is None or item.earliest is None or other.latest >= item.earliest


def _surely_after(other: Item, item: Item) -> bool:
    """Whether `other` came on the last day of `item` or later, whatever the dates mean."""
    return other.earliest is not None and item.latest is not None and other.earliest >= item.latest
