"""A text cut at the ends of its passages, so that each can be marked where it stands. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Spanning(Protocol):
    start: int
    end: int


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
    """A stretch of text, and the shortest passage that it belongs to, if any."""

    text: str
    passage: P | None


def marks(text: str, passages: Sequence[P]) -> Iterator[Opens[P] | Closes[P] | Words[P]]:
    """The text in order, properly nested: what opens last closes first.

    The words, joined, are the text, character for character. Passages may overlap in any way; one
    that begins within another and ends after it is closed with that and opened again.
    """
    cuts = sorted({0, len(text), *(p.start for p in passages), *(p.end for p in passages)})
    waiting = sorted(passages, key=lambda p: (p.start, -p.end))
    open_now: list[P] = []
    for here, there in zip(cuts, [*cuts[1:], None], strict=True):
        yield from _close(open_now, here)
        while waiting and waiting[0].start == here:
            passage = waiting.pop(0)
            open_now.append(passage)
            yield Opens(passage, first=True)
        if there is not None:
            shortest = min(open_now, key=lambda p: p.end - p.start, default=None)
            yield Words(text[here:there], shortest)


def _close(open_now: list[P], here: int) -> Iterator[Opens[P] | Closes[P]]:
    """Close what ends `here`, and around it whatever has to be closed and opened again."""
    ending = [passage for passage in open_now if passage.end == here]
    if not ending:
        return
    again = []
    while ending:
        passage = open_now.pop()
        if passage in ending:
            ending.remove(passage)
            yield Closes(passage, last=True)
        else:
            again.append(passage)
            yield Closes(passage, last=False)
    for passage in reversed(again):
        open_now.append(passage)
        yield Opens(passage, first=False)
