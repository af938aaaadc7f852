"""The names and titles that the words of a quote offer, to be chosen and not typed. Pure."""

from collections.abc import Collection, Iterator

MOST_OFFERED = 30
_LONGEST = 200

# Small words that join a name: "Ministry of Defence", "Osama bin Laden".
_JOINING = frozenset(["of", "the", "de", "der", "van", "von", "al", "bin", "for", "and"])
_OPENING, _CLOSING = "\"'“‘«([", "\"'”’»)].,;:!?…"
_POSSESSIVE = ("'s", "’s")


def offered(quote: str, known: Collection[str]) -> list[str]:
    """What may be a name or a title in the quote: those `known` that occur in it; phrases in
    capitals; and what of these is left beside a known name. Each once, MOST_OFFERED at most."""
    here = [words for words in known if words in quote]
    found = list(here)
    for phrase in filter(quote.__contains__, phrases(quote)):
        found.append(phrase)
        for name in here:
            before, name_in_it, after = phrase.partition(name)
            if name_in_it:
                found += [before.strip(), after.strip()]
    kept = dict.fromkeys(words for words in found if words and len(words) <= _LONGEST)
    return list(kept)[:MOST_OFFERED]


def phrases(quote: str) -> list[str]:
    """Runs of words with a capital each, "Iranian Defense Minister", in the order of the text,
    each as it stands in the quote."""
    found, run = list[str](), list[str]()
    for word, ends in _words(quote):
        if word[:1].isupper() or (run and word in _JOINING):
            run.append(word)
        elif run:
            found.append(_joined(run))
            run = []
        if ends and run:
            found.append(_joined(run))
            run = []
    return [*found, _joined(run)] if run else found


def _words(quote: str) -> Iterator[tuple[str, bool]]:
    """Each word without the marks around it, and whether a phrase ends with it."""
    for line in quote.split("\n"):
        # One space and no other: a phrase is to occur in the quote as it is.
        for chunk in line.split(" "):
            opened = chunk.lstrip(_OPENING)
            word = opened.rstrip(_CLOSING)
            ends = word != opened or not word
            if word.endswith(_POSSESSIVE):
                word, ends = word[:-2], True
            yield word, ends
        yield "", True


def _joined(run: list[str]) -> str:
    while run[-1] in _JOINING:
        run = run[:-1]
    return " ".join(run)
