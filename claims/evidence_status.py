"""The evidence status of a claim: what its sources say was asked for, shown, disputed, found.

The rule is the table in the design's section "The evidence status of a claim". It is not a
verdict: a status says whose word stands, and is shown with who says so (`deciding`). The states
and statuses are the strings that the database, the URL and the exports use.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

REQUESTED: Final = "requested"
SAID_TO_EXIST: Final = "said_to_exist"
NOT_SHOWN: Final = "not_shown"
PRESENTED: Final = "presented"
DISPUTED: Final = "disputed"
VERIFIED: Final = "verified"
REJECTED: Final = "rejected"
CONTESTED: Final = "contested"
UNRECORDED: Final = "unrecorded"

STATES: Final = (
    *(REQUESTED, SAID_TO_EXIST, NOT_SHOWN),
    *(PRESENTED, DISPUTED, VERIFIED, REJECTED),
)
"""What is said of one piece of evidence, from a mere request to a finding."""

STATUSES: Final = (
    *(CONTESTED, VERIFIED, REJECTED, PRESENTED),
    *(NOT_SHOWN, SAID_TO_EXIST, REQUESTED, UNRECORDED),
)
"""What a claim's evidence amounts to, in the order of the table: the first that fits."""

SHOWN: Final = frozenset({PRESENTED, DISPUTED, VERIFIED})
"""The states of evidence that was shown to somebody."""


@dataclass(frozen=True)
class Item:
    """One piece of evidence for or against a claim, as far as the rule looks at it.

    `earliest` and `latest` are the days that its date may mean, None where it has no date.
    `independent` is whether a verified or rejected finding has an examiner who is neither
    claimant, denier nor subject of the claim, nor acts for one; other states ignore it.
    `neither`: it speaks for neither side, as “half true” does, and the rule passes it over.
    `key` is the caller's, to know the item again; the rule and equality ignore it.
    Raises ValueError for an unknown state.
    """

    against: bool
    state: str
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    independent: bool = True
    neither: bool = False
    key: object = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"{self.state!r} is no state of evidence: use {', '.join(STATES)}")


def counts_as(item: Item) -> str:
    """The state that the rule gives an item: a party's own finding is no finding.

    A claimant who verifies its evidence presents it; an accused who rejects it disputes it.
    """
    if item.independent:
        return item.state
    return {VERIFIED: PRESENTED, REJECTED: DISPUTED}.get(item.state, item.state)


def derive(items: Iterable[Item]) -> str:
    """The status, one of STATUSES, whatever the items' order and number."""
    return _derived(_counting(items))


def deciding(items: Iterable[Item]) -> list[Item]:
    """The items that the status rests on, in the order given: for "says who".

    Empty when it is `unrecorded`. When it is `contested`, all that contradict one another.
    """
    counting = _counting(items)
    status = _derived(counting)
    grounds = _contradictions(*_sides(counting)) if status == CONTESTED else {(False, status)}
    return [item for item in counting if (item.against, counts_as(item)) in grounds]


def overtaken(items: Iterable[Item]) -> list[Item]:
    """The reports that none was shown which a later showing has overtaken, in the order given:
    they no longer count."""
    items = _sided(items)
    counting = {id(item) for item in _counting(items)}
    return [item for item in items if id(item) not in counting]


def _derived(counting: list[Item]) -> str:
    """The first row of the table that fits the items that still count."""
    in_favour, against = _sides(counting)
    if _contradictions(in_favour, against):
        return CONTESTED
    return next((status for status in STATUSES if status in in_favour), UNRECORDED)


def _contradictions(in_favour: set[str], against: set[str]) -> set[tuple[bool, str]]:
    """What makes a claim contested: sides (is it against?) and states. Empty if it is not.

    One clause of the table's first row after the other.
    """
    shown_in_favour, shown_against = in_favour & SHOWN, against & SHOWN
    clashing: set[str] = in_favour & {DISPUTED}
    clashing_against: set[str] = against & {VERIFIED}
    if REJECTED in in_favour and in_favour & {PRESENTED, VERIFIED}:
        clashing |= in_favour & {REJECTED, PRESENTED, VERIFIED}
    if NOT_SHOWN in in_favour and in_favour & {PRESENTED, SAID_TO_EXIST}:
        clashing |= in_favour & {NOT_SHOWN, PRESENTED, SAID_TO_EXIST}
    if shown_in_favour and shown_against:
        clashing |= shown_in_favour
        clashing_against |= shown_against
    if not shown_in_favour and not in_favour & {NOT_SHOWN, REJECTED}:
        clashing_against |= shown_against
    return {(False, state) for state in clashing} | {(True, state) for state in clashing_against}


def _sides(counting: list[Item]) -> tuple[set[str], set[str]]:
    """The states of what speaks for the claim, and of what speaks against it."""
    in_favour = {counts_as(item) for item in counting if not item.against}
    return in_favour, {counts_as(item) for item in counting if item.against}


def _sided(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if not item.neither]


def _counting(items: Iterable[Item]) -> list[Item]:
    """The items without the reports that none was shown which a later showing has overtaken.

    Such a report lies wholly before the showing, on the same side. One without a date, or
    overtaken only by what has none, counts: nobody knows which came first.
    """
    items = _sided(items)
    last_shown: dict[bool, datetime.date] = {}
    for item in items:
        if counts_as(item) in SHOWN and item.earliest is not None:
            last_shown[item.against] = max(
                item.earliest, last_shown.get(item.against, item.earliest)
            )

    def overtaken(item: Item) -> bool:
        return (
            item.state == NOT_SHOWN
            and item.latest is not None
            and item.against in last_shown
            and item.latest < last_shown[item.against]
        )

    return [item for item in items if not overtaken(item)]
