"""A text cut at the ends of its passages, so that each can be marked where it stands. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Spanning(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Spanning)


@dataclass(frozen=True)
class Opens(Generic[P]):
    """A passage begins (`first`), or goes on after another that ended within it."""

    passage: P
    first: bool


@dataclass(frozen=True)
class Closes(Generic[P]):
    """A passage ends (`last`), or stops where one ends around which it cannot be nested."""

    passage: P
    last: bool


@dataclass(frozen=True)
class Words(Generic[P]):
    """A stretch of text, the shortest passage that it belongs to, and all of those. What is blank
    is a stretch of its own, of no shortest passage, for it can be no link.

    `begins`: it is the first of its paragraph that belongs to that passage before all others.
    """

    text: str
    passage: P | None
    within: tuple[P, ...] = ()
    begins: bool = False


Mark = Opens[P] | Closes[P] | Words[P]


def marks(
    text: str, passages: Sequence[P], start: int = 0, end: int | None = None
) -> Iterator[Mark[P]]:
    """The text from `start` to `end` in order, properly nested: what opens last closes first.

    The words, joined, are the text, character for character. Passages may overlap in any way; one
    that begins within another and ends after it is closed with that and opened again. One that
    reaches over `start` or `end` is cut there, and is not `first`, or not `last`.
    """
    end = len(text) if end is None else end
    waiting = sorted(
        (p for p in passages if p.start < end and p.end > start), key=lambda p: (p.start, -p.end)
    )
    bounds = (bound for p in waiting for bound in (p.start, p.end))
    cuts = sorted({start, end, *(bound for bound in bounds if start < bound < end)})
    open_now: list[P] = []
    begun: list[P] = []
    for here, there in zip(cuts, [*cuts[1:], None], strict=True):
        yield from _close(open_now, here, end)
        while waiting and waiting[0].start <= here:
            opening = waiting.pop(0)
            open_now.append(opening)
            yield Opens(opening, first=opening.start == here)
        if there is not None:
            shortest = min(open_now, key=lambda p: p.end - p.start, default=None)
            stretch = text[here:there]
            for part in (stretch.rstrip("\n"), stretch[len(stretch.rstrip("\n")) :]):
                passage = shortest if part.strip() else None
                begins = passage is not None and passage not in begun
                begun += [passage] if passage is not None and begins else []
                if part:
                    yield Words(part, passage, tuple(open_now), begins)


def _close(open_now: list[P], here: int, end: int) -> Iterator[Opens[P] | Closes[P]]:
    """Close what ends `here`, and around it whatever has to be closed and opened again; at the
    `end` close everything."""
    ending = [passage for passage in open_now if passage.end == here or here == end]
    if not ending:
        return
    again = []
    while ending:
        passage = open_now.pop()
        if passage in ending:
            ending.remove(passage)
            yield Closes(passage, last=passage.end == here)
        else:
            again.append(passage)
            yield Closes(passage, last=False)
    for passage in reversed(again):
        open_now.append(passage)
        yield Opens(passage, first=False)
