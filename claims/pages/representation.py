"""The tree of who acts for whom, from direct ties: tops, actor, representatives. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol


class DirectTie(Protocol):
    """One actor acts for another, from `since_on` to `until_on`, both included; None: no end."""

    actor_id: int
    principal_id: int
    since_on: date | None
    until_on: date | None


@dataclass
class Node:
    """An actor in the tree: `ties`, by which it acts for the one above, and who acts for it.

    `here`: it is the one that the tree is of. `again`: it stands elsewhere in the tree, where
    those below it are.
    """

    actor: Any
    ties: list[Any] = field(default_factory=list)
    here: bool = False
    again: bool = False
    below: list["Node"] = field(default_factory=list)


Days = tuple[date | None, date | None]
ALWAYS: Days = (None, None)


def tree(of: int, ties: Iterable[DirectTie], actors: Mapping[int, Any]) -> list[Node]:
    """The tops of the tree of the actor with the key `of`: for whom it acts, up to those who act
    for nobody, each with the way down to it; below it, whoever acts for it, to any depth.

    `actors` by their keys; a tie to one that is not among them is left out. A way leads on only
    while all its ties hold on a common day. Who is met a second time is not followed again, so a
    circle, which no day allows, would end too. On each level those in office come first, then by
    name.
    """
    up: dict[int, list[Any]] = defaultdict(list)
    down: dict[int, list[Any]] = defaultdict(list)
    for tie in ties:
        if tie.actor_id in actors and tie.principal_id in actors:
            up[tie.actor_id].append(tie)
            down[tie.principal_id].append(tie)
    above = _reached(of, up, "principal_id")
    below = _reached(of, down, "actor_id")
    # Above the actor the tree shows the ways to it alone, below it everybody.
    shown: dict[int, list[Any]] = defaultdict(list)
    for tie in above | below:
        shown[tie.principal_id].append(tie)
    acting = {tie.actor_id for tie in above}
    tops = {tie.principal_id for tie in above} - acting
    met: set[int] = set()
    nodes = []
    # The tops. The others stand below them already, but for a circle, which has no top.
    for key in [*sorted(tops, key=lambda key: _name(actors[key])), *sorted(acting), of]:
        if key not in met:
            nodes.append(_node(key, [], of, shown, actors, met))
    return nodes


def _reached(of: int, onward: Mapping[int, list[Any]], end: str) -> set[Any]:
    """The ties on the ways from `of` onward that hold on a common day."""
    found: set[Any] = set()
    seen: set[tuple[int, Days]] = {(of, ALWAYS)}
    pending = [(of, ALWAYS)]
    while pending:
        key, days = pending.pop()
        for tie in onward.get(key, ()):
            common = _common(days, (tie.since_on, tie.until_on))
            if common is None or getattr(tie, end) == of:
                continue
            found.add(tie)
            if (step := (getattr(tie, end), common)) not in seen:
                seen.add(step)
                pending.append(step)
    return found


def _common(one: Days, other: Days) -> Days | None:
    """The days that both have, or None."""
    since = max((day for day in (one[0], other[0]) if day), default=None)
    until = min((day for day in (one[1], other[1]) if day), default=None)
    return None if since and until and since > until else (since, until)


def _node(
    key: int,
    ties: list[Any],
    of: int,
    shown: Mapping[int, list[Any]],
    actors: Mapping[int, Any],
    met: set[int],
) -> Node:
    node = Node(actors[key], sorted(ties, key=_since), here=key == of, again=key in met)
    if node.again:
        return node
    met.add(key)
    by_actor: dict[int, list[Any]] = defaultdict(list)
    for tie in shown.get(key, ()):
        by_actor[tie.actor_id].append(tie)
    # In the order of the page, so that whoever comes again is followed where they stand first.
    for under in sorted(by_actor, key=lambda under: _place(actors[under], by_actor[under])):
        node.below.append(_node(under, by_actor[under], of, shown, actors, met))
    return node


def _since(tie: Any) -> tuple[date, str]:
    return (tie.since_on or date.min, tie.office)


def _place(actor: Any, ties: list[Any]) -> tuple[bool, int, str]:
    """Those still in office first, then whose office ended last; then by name."""
    ends = [tie.until_on for tie in ties]
    ended = None not in ends
    last = max((day for day in ends if day), default=date.min) if ended else date.min
    return (ended, -last.toordinal(), _name(actor))


def _name(actor: Any) -> str:
    return str(actor.name).casefold()
