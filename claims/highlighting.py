"""Where the words of a query stand in a text, by the folding that finds them."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.folding import places
from claims.search import Query


@dataclass(frozen=True)
class Stretch:
    """A part of a text, and whether it is what was searched for."""

    text: str
    found: bool


def stretches(text: str, query: Query) -> Iterator[Stretch]:
    """`text` cut into what `query` finds and what stands between, in order; joined, they are
    `text`. A word of one letter or more counts whole, a phrase from its first word to its last."""
    at = 0
    for start, end in _joined(sorted(_places(text, query))):
        if start > at:
            yield Stretch(text[at:start], False)
        yield Stretch(text[start:end], True)
        at = end
    if at < len(text):
        yield Stretch(text[at:], False)


def _places(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """(start, end) of each occurrence of each phrase."""
    found = places(text)
    own = [word for word, _, _ in found]
    for phrase in query.phrases:
        for at in range(len(own) - len(phrase) + 1):
            if own[at] == phrase[0] and tuple(own[at : at + len(phrase)]) == phrase:
                yield found[at][1], found[at + len(phrase) - 1][2]


def _joined(places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places without overlaps: those that do are one."""
    start = end = -1
    for next_start, next_end in places:
        if next_start > end:
            if end > start:
                yield start, end
            start, end = next_start, next_end
        else:
            end = max(end, next_end)
    if end > start:
        yield start, end
