"""Sentences in several scripts, with the words by which they are found.

A language has a few words of its own, the frequent ones, and many made of syllables, by Zipf's law.
Some are written with combining characters, some with code points beyond 16 bits, some with
characters that nobody sees. A sentence is put together from words of which the folding is known:
to fold each sentence anew (`claims.folding.words`) would take longer than all the rest.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from claims import folding

from .shape import Draw, Zipf

_MADE = 3000
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "st")
_RHYMES = ("a", "e", "i", "o", "u", "an", "el", "ir", "on", "us", "ar", "en")


class Said(NamedTuple):
    """Words as they are written, and as they are found: folded, with a space between."""

    text: str
    folded: str


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    return " ".join(folding.words(text))


def written(text: str) -> Said:
    return Said(text, folded(text))


def joined(parts: Iterable[Said], gap: str = " ") -> Said:
    """The parts one after the other. No part may begin or end so that it runs into the next."""
    parts = list(parts)
    return Said(
        gap.join([part.text for part in parts]), " ".join([p.folded for p in parts if p.folded])
    )


def syllables(number: int) -> str:
    """A word of Latin letters for each number from 0 on, another for another."""
    found = ""
    while number >= 0:
        number, rhyme = divmod(number, len(_RHYMES))
        number, onset = divmod(number, len(_ONSETS))
        found += _ONSETS[onset] + _RHYMES[rhyme]
        number -= 1
    return found


class Language:
    """A language of articles: `tag` is BCP 47, `letters` those that stand for a to z."""

    def __init__(
        self, tag: str, words: str, *, letters: str = "", said: str, also: str, stop: str = ".",
        gap: str = " ",
    ) -> None:  # fmt: skip
        self.tag = tag
        self.said, self.also, self.stop = written(said), written(also), Said(stop, "")
        self.gap = gap
        spelt = letters.split() or list(_LATIN)
        self._letters = str.maketrans(dict(zip(_LATIN, spelt, strict=True)))
        own = words.split()
        made = (self.spelt(syllables(number)) for number in range(300, 300 + _MADE))
        self._words = [written(word) for word in (*own, *made)]
        self._often = Zipf(len(self._words))

    def spelt(self, latin: str) -> str:
        """A word in the letters of the language."""
        return latin.translate(self._letters)

    def name(self, latin: str) -> str:
        """A name in the letters of the language, each word with a capital where it has them."""
        spelt = self.spelt(latin.lower())
        return " ".join([word[:1].upper() + word[1:] for word in spelt.split(" ")])

    def word(self, draw: Draw) -> Said:
        return self._words[self._often.draw(draw)]

    def phrase(self, draw: Draw) -> list[Said]:
        """Six to twelve words."""
        return [self.word(draw) for _ in range(6 + int(draw() * 7))]

    def sentence(self, parts: Iterable[Said]) -> Said:
        said = joined(parts, self.gap)
        return Said(said.text[:1].upper() + said.text[1:] + self.stop.text, said.folded)
