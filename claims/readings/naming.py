"""The names and titles under which a passage prints those who are in it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.models import Actor


class Printed(NamedTuple):
    """A name and a title as printed; "" where there is none."""

    name: str = ""
    title: str = ""


class _Found(NamedTuple):
    words: str
    actor: str
    is_title: bool
    start: int
    end: int


@dataclass
class Cast:
    """Who is who in one article: members by their key, and how each actor is printed."""

    members: dict[str, Actor] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    titles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def printed(self, passage: str) -> dict[str, Printed]:
        """For each actor (by slug) that a passage names: its longest name and longest title.

        Words inside a longer name or title of somebody else name nobody: “Iran's permanent
        mission” does not name Iran, nor “UN Security Council” the UN.
        """
        kept: list[_Found] = []
        for found in sorted(self._occurrences(passage), key=_longest_first):
            if not any(_hides(longer, found) for longer in kept):
                kept.append(found)
        printed: dict[str, Printed] = {}
        for found in reversed(kept):  # so that the longest is the last to be set
            part = {"title" if found.is_title else "name": found.words}
            printed[found.actor] = printed.get(found.actor, Printed())._replace(**part)
        return printed

    def _occurrences(self, passage: str) -> Iterator[_Found]:
        for kind in (self.names, self.titles):
            for actor, several in kind.items():
                for words in several:
                    for start in places(words, passage):
                        yield _Found(words, actor, kind is self.titles, start, start + len(words))


def places(words: str, text: str) -> Iterable[int]:
    """Where `words` start in a text as whole words: “Iran” is not in “Iranian”."""
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def _longest_first(found: _Found) -> tuple[int, int, str]:
    return -len(found.words), found.start, found.actor


def _hides(longer: _Found, found: _Found) -> bool:
    """Whether the one stands for what the other's words are part of."""
    return (
        longer.actor != found.actor
        and len(longer.words) > len(found.words)
        and longer.start < found.end
        and found.start < longer.end
    )
