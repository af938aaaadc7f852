"""The names and titles under which the articles print an actor. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Appearance:
    """One title and name as printed, or `own_voice`; in how many passages, and the first few."""

    title: str
    name: str
    own_voice: bool
    count: int
    passages: Sequence[Any]

    @property
    def more(self) -> int:
        """The passages that are not among the first few."""
        return self.count - len(self.passages)


def appearances(
    counts: Iterable[tuple[str, str, bool, int]], mentions: Iterable[Any]
) -> list[Appearance]:
    """One for each of `counts` (title, name, own voice, number of passages), in their order, with
    the passages of those of `mentions` that print it, each once."""
    passages: dict[tuple[str, str, bool], dict[int, Any]] = defaultdict(dict)
    for mention in mentions:
        printed = (mention.title, mention.name, mention.own_voice)
        passages[printed].setdefault(mention.passage_id, mention.passage)
    return [
        Appearance(title, name, own_voice, count, list(passages[title, name, own_voice].values()))
        for title, name, own_voice, count in counts
    ]


def unprinted(aliases: Iterable[str], found: Iterable[Appearance]) -> list[str]:
    """Those of the aliases that no article prints as a name of their own."""
    printed = {appearance.name.casefold() for appearance in found}
    return [alias for alias in aliases if alias.casefold() not in printed]
