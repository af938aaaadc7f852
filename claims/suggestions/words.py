"""The words of a text in any script, for the search of names in it."""

import unicodedata
from dataclasses import dataclass

# Scripts that write no spaces between words: every letter of them, with its marks, stands alone.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_JOINERS = "\u200c\u200d"  # stand within Persian and Indic words
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘", "'"))


@dataclass(frozen=True)
class Word:
    """A run of letters, digits and their marks: `unspaced` where it is one letter of a script
    that writes no spaces."""

    start: int
    end: int
    unspaced: bool = False


def words(text: str) -> list[Word]:
    """The words of a text, in order. Marks, spaces and punctuation part them."""
    found: list[Word] = []
    start: int | None = None
    for at, char in enumerate(text):
        if char.isalnum() or (not char.isascii() and start is not None and _goes_on(char)):
            if is_unspaced(char) and char.isalnum():
                if start is not None:
                    found.append(_word(text, start, at))
                start = at
            elif start is None:
                start = at
            elif char.isalnum() and is_unspaced(text[start]):
                found.append(_word(text, start, at))
                start = at
        elif start is not None:
            found.append(_word(text, start, at))
            start = None
    if start is not None:
        found.append(_word(text, start, len(text)))
    return found


def is_unspaced(char: str) -> bool:
    """Whether a letter is of a script that writes no spaces."""
    return char >= "\u0e00" and any(low <= ord(char) <= high for low, high in _UNSPACED)


def folded(name: str) -> str:
    """A name as it is compared, its case kept: composed, with one kind of apostrophe and space."""
    return " ".join(unicodedata.normalize("NFC", name).translate(_APOSTROPHES).split())


def is_capital(char: str) -> bool:
    """Whether a name may begin with this: a capital, or a letter of a script without any."""
    return char.isalnum() and not char.islower()


def _word(text: str, start: int, end: int) -> Word:
    return Word(start, end, is_unspaced(text[start]))


def _goes_on(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char)[0] == "M"
