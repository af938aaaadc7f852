"""The actors that a text names: which strings to look up in the registry, and what was found.

Names are known ones, names and aliases. The one exception is a person's surname, after the whole
name in the same text, as news writes it.
"""

import re
import string
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from .proposals import NamedActor, Who, Words
from .words import Word, folded, is_capital, words

MOST_WORDS = 8
"""Of a name that is looked up. In scripts without spaces a word is one letter with its marks."""
MOST_NAMES = 20_000
"""Different strings that are looked up for one text; those after them in the text are not."""

Lookup = Callable[[Collection[str]], Iterable[tuple[str, Who]]]
"""From strings in small letters, to each name or alias that is one of them, and whose it is."""

_LONGEST_NAME = 200
_SHORT = 4  # letters: an initial, "St.", "Gen.", after which a full stop ends no name
_BETWEEN = re.compile(r"[ \t\u00a0\u202f.'’ʼ‘&/·\-‐‑]{0,3}")
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
# Where a report was written, not who acts: "MOSCOW (UrduPoint - …", "TEHRAN, Dec. 13 — ".
_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[ .'’/-]){2,40}?)"
    r"(?:(?:, [\w. ]{3,24})? ?\(|, [\w. ]{0,20}\d[\w. ]{0,10}(?: ?[-–—]{1,2} |:))",
    re.MULTILINE,
)


def names_to_look_up(body: str) -> dict[str, list[tuple[int, int]]]:
    """The strings of a text that may be names, as compared and in small letters, each with where
    it stands. In the order of the text; at most MOST_NAMES of them."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in _runs(body):
        key = folded(body[start:end]).lower()
        if key in found:
            found[key].append((start, end))
        elif len(found) < MOST_NAMES:
            found[key] = [(start, end)]
    return found


def spellings(name: str) -> set[str]:
    """What a registry is asked for a name as printed: each as a database writes it in small
    letters. SQLite's small letters are those of ASCII alone, PostgreSQL's depend on its locale."""
    of_capitals = {name, name.title()} if name.isupper() else {name}
    written = {form for one in of_capitals for form in (one.lower(), one.translate(_SMALL))}
    return written | {form.replace("'", "’") for form in written}


def named(
    body: str, lookup: Lookup, *, ordinary: frozenset[str], but: Iterable[tuple[int, int]] = ()
) -> tuple[NamedActor, ...]:
    """The actors that the text names, in the order of their first names.

    Whole words, the longest first: "UN Security Council" is no "UN". Case is as printed, but a
    headline's capitals may be added. `ordinary` words are no acronyms in a line of capitals.
    A name that overlaps a span of `but` is none ("May 5"), nor is the place of a dateline.
    """
    places = names_to_look_up(body)
    datelines = [match.span("place") for match in _DATELINE.finditer(body)]
    # Without small letters nothing tells a place in capitals from any other word.
    where = [span for span in datelines if body[slice(*span)].isupper()]
    taken = _Taken(len(body), [*but, *where])
    asked = {
        form
        for spans in places.values()
        for start, end in spans[:1]
        for form in spellings(folded(body[start:end]))
    } | {form for key in places for form in spellings(key)}
    known: dict[str, set[tuple[str, Who]]] = defaultdict(set)
    for name, who in lookup(asked):
        known[folded(name).lower()].add((folded(name), who))
    hits = [
        (start, end, whose)
        for key in known
        for start, end in places.get(key, ())
        if (whose := _whose(folded(body[start:end]), known[key]))
        and not _is_ordinary(body, start, end, ordinary)
    ]
    chosen: list[tuple[int, int, frozenset[Who]]] = []
    for start, end, whose in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if taken.take(start, end):
            chosen.append((start, end, whose))
    chosen += _surnames(body, chosen, taken)
    return _by_actor(body, chosen)


def _runs(body: str) -> Iterable[tuple[int, int]]:
    """Start and end of each run of words that may be a name."""
    found = words(body)
    for first, word in enumerate(found):
        if not _may_begin(body, found, first):
            continue
        for last in range(first, min(first + MOST_WORDS, len(found))):
            if last > first and not _goes_on(body, found[last - 1], found[last]):
                break
            start, end = word.start, found[last].end
            if end - start > _LONGEST_NAME:
                break
            if last == first and word.unspaced:
                continue  # one letter of Chinese names too much
            yield start, end
            if body[end : end + 1] == "." and "." in body[start:end]:
                yield start, end + 1  # U.S.


def _may_begin(body: str, found: list[Word], at: int) -> bool:
    """Whether a name may begin with a word: a capital, or "al-Qaeda", "von der Leyen"."""
    return any(is_capital(body[word.start]) for word in found[at : at + 3])


def _goes_on(body: str, word: Word, following: Word) -> bool:
    """Whether two words, one after the other, may belong to one name."""
    between = body[word.end : following.start]
    if word.unspaced != following.unspaced and not between:
        return True
    if "." in between and " " in between and word.end - word.start > _SHORT:
        return False
    return _BETWEEN.fullmatch(between) is not None


def _whose(printed: str, known: Iterable[tuple[str, Who]]) -> frozenset[Who]:
    """Whose name the printed words are: those of the very name, else of one less capitals."""
    very = frozenset(who for name, who in known if name == printed)
    return very or frozenset(who for name, who in known if _with_capitals(printed, name))


def _with_capitals(printed: str, name: str) -> bool:
    """Whether the words are the name, perhaps with capitals added, as headlines do. None taken
    away: "the who" is no band."""
    return len(printed) == len(name) and all(
        mine == theirs or (mine != mine.lower() and mine.lower() == theirs)
        for mine, theirs in zip(printed, name, strict=True)
    )


def _is_ordinary(body: str, start: int, end: int, ordinary: frozenset[str]) -> bool:
    """Whether the words are an ordinary one in a line of capitals: "US" in "THEY TOLD US"."""
    if body[start:end].lower() not in ordinary:
        return False
    line = body[body.rfind("\n", 0, start) + 1 : (body.find("\n", end) + 1 or len(body) + 1) - 1]
    return line.isupper() and len(line.split()) > 1


def _surnames(
    body: str, chosen: list[tuple[int, int, frozenset[Who]]], taken: "_Taken"
) -> list[tuple[int, int, frozenset[Who]]]:
    """The surnames alone of persons named in full before, and whose they are: of one, or of
    several who share it."""
    first: dict[str, tuple[int, set[Who]]] = {}
    for start, end, whose in sorted(chosen, key=lambda name: name[:2]):
        parts = body[start:end].split()
        if len(whose) == 1 and len(parts) > 1 and next(iter(whose)).kind == "person":
            surname = parts[-1]
            if len(surname) > 2 and is_capital(surname[0]):
                first.setdefault(surname, (end, set()))[1].update(whose)
    if not first:
        return []
    pattern = re.compile(
        r"(?<![\w\u0300-\u036f])(?:" + "|".join(map(re.escape, first)) + r")(?![\w\u0300-\u036f])"
    )
    found = []
    for match in pattern.finditer(body):
        since, whose_name = first[match[0]]
        start, end = match.span()
        # "Anna-Ashtiani" and "Ashtiani-Smith" are other names.
        hyphened = "-" in (body[start - 1 : start], body[end : end + 1])
        if start >= since and not hyphened and taken.take(start, end):
            found.append((start, end, frozenset(whose_name)))
    return found


def _by_actor(body: str, chosen: list[tuple[int, int, frozenset[Who]]]) -> tuple[NamedActor, ...]:
    """The names, put together by whose they are."""
    by_actor: dict[frozenset[Who], list[Words]] = {}
    for start, end, whose in sorted(chosen, key=lambda name: name[:2]):
        by_actor.setdefault(whose, []).append(Words(start, end, body[start:end]))
    return tuple(
        NamedActor(tuple(sorted(whose, key=lambda who: (who.name, who.slug))), tuple(names))
        for whose, names in by_actor.items()
    )


class _Taken:
    """The characters of a text that belong to something already."""

    def __init__(self, length: int, spans: Iterable[tuple[int, int]]) -> None:
        self._taken = bytearray(length)
        for start, end in spans:
            self._mark(start, end)

    def take(self, start: int, end: int) -> bool:
        """Take a span, if all of it is free; whether it was."""
        free = not any(self._taken[start:end])
        if free:
            self._mark(start, end)
        return free

    def _mark(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\x01" * (end - start)
