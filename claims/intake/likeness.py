"""How like two texts are: found by a SimHash, then measured word by word.

A SimHash (Charikar, 2002) has 64 bits. Each pair of neighbouring words casts a vote on each bit,
so texts that share most of their pairs differ in few bits: on average 3 where 99 % of the pairs
are shared, 6 where 95 % are, 9 where 90 % are; texts that have nothing to do with each other
differ in 32. Pairs, for a corrected word spoils two of them where it would spoil three runs of
three; single words would take the words that every text has for likeness.

The words are those that a search finds (`claims.folding.words`): case, accents and compatibility
forms make no difference, a letter of Chinese or Japanese is a word, and the marks of Hindi or
Arabic do not cut one. trafilatura's own SimHash passes over words with such marks, takes a clause
of Chinese for one word, and looks at single words. The pairs are hashed with BLAKE2b, which is the
same in each process and on each machine, as `hash()` is not.
"""

from hashlib import blake2b
from itertools import pairwise

from rapidfuzz.distance import Indel

from claims import folding

RUN = 2
"""Words of a run."""
BANDS = 4
BITS_OF_A_BAND = 16
NEARLY = 0.75
"""From which share on two texts are called nearly the same."""
MOST_WORDS_COMPARED = 20_000

Bands = tuple[int, int, int, int]

# The bits of each byte, so far apart that the sums of as many of them as there are do not meet.
_APART = 32
_BITS_APART = [sum(1 << _APART * bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def pairs(words: list[str]) -> set[str]:
    """The pairs of neighbouring words; of a single word, the word; of none, none."""
    if len(words) < 2:
        return set(words)
    return {f"{one} {next_one}" for one, next_one in pairwise(words)}


def simhash(text: str) -> int:
    """64 bits; 0 for a text without words."""
    return simhash_of(folding.words(text))


def simhash_of(words: list[str]) -> int:
    """64 bits; 0 for no words."""
    found = pairs(words)
    hashes = b"".join([blake2b(pair.encode(), digest_size=8).digest() for pair in found])
    value = 0
    for place in range(8):
        # Eight sums in one: a text of a megabyte has more pairs than Python likes to loop over.
        votes = sum(map(_BITS_APART.__getitem__, hashes[place::8]))
        for bit in range(8):
            if (votes >> _APART * bit & (1 << _APART) - 1) * 2 > len(found):
                value |= 1 << 8 * place + bit
    return value


def bands(value: int) -> Bands:
    """The four sixteens of bits of a SimHash, the lowest first."""
    first, second, third, fourth = (
        value >> BITS_OF_A_BAND * place & 0xFFFF for place in range(BANDS)
    )
    return first, second, third, fourth


def near_bands(band: int) -> list[int]:
    """`band`, and those that differ from it in one bit. Of two SimHashes that differ in at most
    seven bits, one band at least is near. Of texts that share 90 % of their pairs three of four
    meet, of those that share 97 % 98 of 100, and of all others one of a thousand."""
    return [band, *(band ^ 1 << bit for bit in range(BITS_OF_A_BAND))]


def distance(one: Bands, other: Bands) -> int:
    """In how many of 64 bits two SimHashes differ."""
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=True))


def share(one: str, other: str) -> float:
    """The share of the words of two texts that both have, in the same order: 1.0 where nothing
    but white space, punctuation, case or accents differs. 0.0 for less than NEARLY, and for texts
    without words. Of longer texts the first MOST_WORDS_COMPARED words are compared."""
    first = folding.words(one)[:MOST_WORDS_COMPARED]
    second = folding.words(other)[:MOST_WORDS_COMPARED]
    if not first or not second:
        return 0.0
    return float(Indel.normalized_similarity(first, second, score_cutoff=NEARLY))
