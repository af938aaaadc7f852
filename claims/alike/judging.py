"""A second look at two texts of nearly the same words: what makes them other claims after all."""

import re

from rapidfuzz import fuzz

from claims import folding

# Words of one letter more, or one fewer, that turn a sentence round, in the languages that the
# texts at hand are in.
_NO = frozenset(
    folding.folded(word)
    for words in (
        ("no not never none nobody nothing neither nor without cannot", "en"),
        ("cant dont doesnt didnt isnt wasnt werent arent wont wouldnt couldnt hasnt havent", "en"),
        ("kein keine keinen nicht nie", "de"),
        ("ne pas jamais aucun aucune non", "fr"),
        ("sin nunca ningun ninguna no", "es"),
        ("não nunca sem", "pt"),
        ("non mai senza", "it"),
        ("не нет ни без никогда", "ru"),
        ("ne ni nikdy není nejsou bez", "cs"),
        ("ikke ingen inte inget", "da, no, sv"),
        ("niet geen nooit", "nl"),
        ("nem soha", "hu"),
        ("değil yok", "tr"),
    )
    for word in words[0].split()
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def same(one: str, other: str) -> bool:
    """Whether the texts may be one claim: no other numbers, neither turned round, and not each
    with a name that the other lacks."""
    ours, theirs = _words(one), _words(other)
    if _numbers(ours) != _numbers(theirs) or _turns(ours) != _turns(theirs):
        return False
    own, others = set(map(_plain, ours)), set(map(_plain, theirs))
    return not (_names(ours) - others and _names(theirs) - own)


def score(one: str, other: str, similarity: float) -> float:
    """How alike two texts are, 0 to 1: their words, and the order of these."""
    in_order = fuzz.ratio(" ".join(folding.words(one)), " ".join(folding.words(other))) / 100
    return round((similarity + in_order) / 2, 3)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _plain(word: str) -> str:
    return folding.folded(word.replace("'", "").replace("’", ""))


def _numbers(words: list[str]) -> set[str]:
    return {word for word in words if any(letter.isdigit() for letter in word)}


def _turns(words: list[str]) -> int:
    """How often the text is turned round: twice is another claim than once."""
    return sum(_plain(word) in _NO for word in words)


def _names(words: list[str]) -> set[str]:
    """Words with a capital that do not begin the text. Where all have one, nothing tells."""
    found = {_plain(word) for word in words[1:] if word[0].isupper()}
    return found if len(found) * 2 <= len(words) else set()
