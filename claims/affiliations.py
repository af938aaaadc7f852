"""Who acts for whom, directly or through others, and on which days. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Tie(NamedTuple):
    """`actor` acts for `principal` from `since` to `until`, both included; None: no end."""

    actor: int
    principal: int
    since: date | None = None
    until: date | None = None


class CycleError(ValueError):
    """Somebody would act for themselves. `path`: the actors in order, first and last the same."""

    def __init__(self, path: list[int]) -> None:
        super().__init__(f"cycle of affiliations: {path}")
        self.path = path


def _common_days(one: Tie, other: Tie) -> tuple[date | None, date | None] | None:
    """The days on which both hold, or None if there is none."""
    since = max((day for day in (one.since, other.since) if day), default=None)
    until = min((day for day in (one.until, other.until) if day), default=None)
    return None if since and until and since > until else (since, until)


def closure(ties: Iterable[Tie]) -> set[Tie]:
    """The ties, and those that follow: who acts for one who acts for a third acts for the third,
    on the days on which both hold.

    Raises CycleError if an actor acts for itself on any one day (DESIGN, invariant 4).
    """
    onward: dict[int, set[Tie]] = defaultdict(set)
    for tie in ties:
        onward[tie.actor].add(tie)
    found: set[Tie] = set()
    # Each entry: a tie that follows, and the actors through whom it does.
    pending = [(tie, [tie.actor, tie.principal]) for group in onward.values() for tie in group]
    while pending:
        tie, path = pending.pop()
        if tie.principal in path[:-1]:
            raise CycleError(path[path.index(tie.principal) :])
        if tie in found:
            continue
        found.add(tie)
        for further in onward.get(tie.principal, ()):
            if (days := _common_days(tie, further)) is not None:
                pending.append(
                    (Tie(tie.actor, further.principal, *days), [*path, further.principal])
                )
    return found
