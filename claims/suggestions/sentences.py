"""The sentences of a text, and which of them carry a record."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import sentencex

from claims import quotes

from .cues import primary

Span = tuple[int, int]

# All that any system takes for the end of a line.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


class State(StrEnum):
    CARRYING = "carrying"
    PARTLY = "partly"
    PASSED_OVER = "passed_over"
    OPEN = "open"


@dataclass(frozen=True)
class Sentence:
    """Code points `start` to `end`, `end` exclusive, and what became of them.

    `carrying`: each letter of it is in a passage, or in words passed over; some in a passage.
    `passed_over`: each letter is in words passed over. `partly`: some letters are in either, some
    in neither. `open`: none is.
    """

    start: int
    end: int
    state: State


def meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def sentences(body: str, language: str) -> list[Span]:
    """Start and end of each sentence of a text, white space trimmed, in order, none overlapping.

    Line ends always end one: headlines and datelines have no full stop. `language` is a BCP 47
    tag; for one that the library does not know it falls back on its general rules.
    """
    tag = primary(language)
    # The library takes UTF-8: what cannot be written in it stands for one character there too.
    readable = body.encode(errors="replace").decode()
    found: list[Span] = []
    for line in _LINE.finditer(readable):
        for segment in sentencex.get_sentence_boundaries(tag, line[0]):
            start = line.start() + segment["start_index"]
            end = line.start() + segment["end_index"]
            words = body[start:end]
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            if start < end:
                found.append((start, end))
    return found


def coverage(
    spans: Iterable[Span], passages: Iterable[Span], passed_over: Iterable[Span], body: str
) -> list[Sentence]:
    """The sentences at `spans`, in their order, each with its state.

    `spans` are those of `sentences`; passages and what was passed over are starts and ends, in
    any order. Raises ValueError for a span that is not in the text. What is punctuation alone
    counts as covered, as it does for `quotes.uncovered`.
    """
    passages, passed_over = list(passages), list(passed_over)
    unread = _Letters(body, quotes.uncovered(body, [*passages, *passed_over]))
    unanchored = _Letters(body, quotes.uncovered(body, passages))
    found = []
    for start, end in spans:
        letters = sum(map(str.isalnum, body[start:end]))
        left, outside = unread.within(start, end), unanchored.within(start, end)
        if left and left == letters:
            state = State.OPEN
        elif left:
            state = State.PARTLY
        elif outside and outside == letters:
            state = State.PASSED_OVER
        else:
            state = State.CARRYING if outside < letters else _of_marks(start, end, passages)
        found.append(Sentence(start, end, state))
    return found


def counts(covered: Iterable[Sentence]) -> dict[State, int]:
    """How many sentences are in each state, every state named."""
    counted = Counter(sentence.state for sentence in covered)
    return {state: counted[state] for state in State}


def _of_marks(start: int, end: int, passages: list[Span]) -> State:
    """The state of a sentence without a letter ("* * *"): nothing of it is left to read."""
    carried = any(meet((start, end), passage) for passage in passages)
    return State.CARRYING if carried else State.PASSED_OVER


class _Letters:
    """The letters and digits in some stretches of a text, to be counted in span after span."""

    def __init__(self, body: str, stretches: list[Span]) -> None:
        self._body = body
        self._stretches = stretches
        self._next = 0

    def within(self, start: int, end: int) -> int:
        """How many there are from `start` to `end`; asked of spans in ascending order."""
        while self._next < len(self._stretches) and self._stretches[self._next][1] <= start:
            self._next += 1
        number, at = 0, self._next
        while at < len(self._stretches) and self._stretches[at][0] < end:
            begin, stop = self._stretches[at]
            number += sum(map(str.isalnum, self._body[max(begin, start) : min(stop, end)]))
            at += 1
        return number
