"""Which of many texts are nearly the same, without comparing each with each.

An exact set-similarity join by prefixes (Bayardo, Ma, Srikant: Scaling up all pairs similarity
search, 2007): two sets that share most of their words share one of their rarest. Texts are taken by
length, and looked up by their rare words alone.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import ceil
from typing import NamedTuple

from claims import folding

LEAST = 0.7
"""Of two texts: how many of all their words both have, at least (Jaccard similarity)."""
FEWEST_WORDS = 3
"""A text of fewer words says too little to be like another one."""


class Pair(NamedTuple):
    """Two keys, the smaller first, and the similarity of their words: LEAST to 1."""

    first: int
    second: int
    similarity: float


def joined(texts: Iterable[tuple[int, str]], least: float = LEAST) -> Iterator[Pair]:
    """All pairs of texts, by key, that are alike, in no order; of several texts with the very same
    words each with the first. Memory: some hundred bytes a text."""
    keys: list[int] = []
    numbers: dict[str, int] = {}
    sets: list[array[int]] = []
    met: Counter[int] = Counter()
    for key, text in texts:
        words = {numbers.setdefault(word, len(numbers)) for word in folding.words(text)}
        if len(words) >= FEWEST_WORDS:
            keys.append(key)
            sets.append(array("I", words))
            met.update(words)
    del numbers
    # The rarest first; of equally rare ones, in any order that is the same for all.
    sets = [array("I", sorted(own, key=lambda word: (met[word], word))) for own in sets]
    order = sorted(range(len(sets)), key=lambda number: (len(sets[number]), number))
    index: dict[int, array[int]] = defaultdict(lambda: array("I"))
    firsts: dict[bytes, int] = {}
    for number in order:
        own = sets[number]
        same = firsts.setdefault(own.tobytes(), number)
        if same != number:
            yield _pair(keys[same], keys[number], 1.0)
            continue
        size = len(own)
        beginning = own[: size - ceil(least * size) + 1]
        near = {other for word in beginning for other in index.get(word, ())}
        words = set(own)
        for other in near:
            theirs = sets[other]
            if len(theirs) < least * size:
                continue
            common = sum(1 for word in theirs if word in words)
            similarity = common / (size + len(theirs) - common)
            if similarity >= least:
                yield _pair(keys[other], keys[number], similarity)
        for word in beginning:
            index[word].append(number)


def _pair(one: int, other: int, similarity: float) -> Pair:
    return Pair(min(one, other), max(one, other), similarity)
