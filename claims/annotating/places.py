"""Places in a text: as an address gives them, what of a sentence is left, an end one word on. Pure.

Offsets count Unicode code points; an end is exclusive.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any

from claims.suggestions.sentences import Span, meet

__all__ = [
    "Span",
    "gaps",
    "is_number",
    "last_end",
    "last_start",
    "meet",
    "next_end",
    "next_start",
    "span_of",
    "trimmed",
]

_LONGEST_WORD = 100  # code points; what has no end within so many is cut
_AFTER_WORDS = ",;:.!?)]”’»…"
_APOSTROPHES = "'’ʼ"


def span_of(body: str, start: Any, end: Any) -> Span | None:
    """The span that two texts name; None where the body has none, or nothing to read in it."""
    if not (is_number(start) and is_number(end)):
        return None
    first, last = int(start), int(end)
    if not 0 <= first < last <= len(body) or not body[first:last].strip():
        return None
    return first, last


def is_number(text: Any) -> bool:
    """Whether a text is a number that can be an offset or a key: digits, and not too many."""
    return isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) <= 18


def trimmed(body: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    words = body[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def gaps(body: str, start: int, end: int, covered: Iterable[Span]) -> list[Span]:
    """The stretches of `body[start:end]` that no span of `covered` has a part of, in order, white
    space trimmed, and what ended the words before. None without a letter or digit."""
    found, reached = list[Span](), start
    for begins, ends in [*sorted(covered), (end, end)]:
        if begins > reached:
            first, last = trimmed(body, reached, min(begins, end))
            while first < last and reached > start and body[first] in _AFTER_WORDS:
                first += 1
            if any(map(str.isalnum, body[first:last])):
                found.append(trimmed(body, first, last))
        reached = max(reached, ends)
        if reached >= end:
            break
    return found


def next_end(body: str, at: int) -> int:
    """The next offset after `at` at which a word, or a mark of punctuation, ends; `at` itself
    where none is left."""
    here = at
    while here < len(body) and body[here].isspace():
        here += 1
    if here >= len(body):
        return at
    here += 1
    while here < len(body) and here - at < _LONGEST_WORD and _same_word(body, here):
        here += 1
    return here


def next_start(body: str, at: int) -> int:
    """The start of the word, or mark, after the one that begins at `at`."""
    here = next_end(body, at)
    while here < len(body) and body[here].isspace():
        here += 1
    return here if here < len(body) else at


def last_start(body: str, at: int) -> int:
    """The offset before `at` at which a word, or a mark, starts; `at` where there is none."""
    here = at
    while here > 0 and body[here - 1].isspace():
        here -= 1
    if here == 0:
        return at
    here -= 1
    while here > 0 and at - here < _LONGEST_WORD and _same_word(body, here):
        here -= 1
    return here


def last_end(body: str, at: int) -> int:
    """The end of the word, or mark, before the one that ends at `at`."""
    here = last_start(body, at)
    while here > 0 and body[here - 1].isspace():
        here -= 1
    return here if here > 0 else at


def _same_word(body: str, at: int) -> bool:
    """Whether the characters on both sides of `at` belong to one word."""
    before, after = body[at - 1], body[at]
    if _is_of_a_word(after) and _is_of_a_word(before):
        return True
    if after in _APOSTROPHES:
        return _is_of_a_word(before) and at + 1 < len(body) and _is_of_a_word(body[at + 1])
    if before in _APOSTROPHES:
        return _is_of_a_word(after) and at > 1 and _is_of_a_word(body[at - 2])
    return False


def _is_of_a_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM" or char in "_\u200c\u200d"
