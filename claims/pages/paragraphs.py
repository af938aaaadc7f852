"""A text cut into its paragraphs, every letter kept, and the way each of them is read. Pure."""

import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

# A line of a text that was broken by hand is about as long as these; a paragraph on one line is
# longer, a headline or an entry of a list shorter.
BROKEN_BY_HAND = range(50, 91)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each paragraph, in order: joined, they are the text to the letter. What is
    blank after a paragraph belongs to it.

    A line is a paragraph by itself, unless its length says that it was broken by hand and that
    the next line goes on with it.
    """
    lines = _lines(text)
    start = end = 0
    last_words = ""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        end += len(line)
        blank = not line.strip()
        last_words = last_words if blank else line.strip()
        broken = not blank and len(last_words) in BROKEN_BY_HAND
        goes_on = not following.strip() or broken or not last_words
        if following and goes_on:
            continue
        yield start, end
        start, last_words = end, ""


def _lines(text: str) -> list[str]:
    """The lines with their LF. `splitlines` would cut at other characters too."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return [line for line in lines if line]


def direction(words: str, otherwise: str = "ltr") -> str:
    """rtl or ltr, by most of the letters; `otherwise` for words that have no say in it.

    The first letter is no good guide: a Persian sentence may begin with “BBC”.
    """
    classes = [unicodedata.bidirectional(letter) for letter in words]
    leftward, rightward = sum(c in ("R", "AL") for c in classes), classes.count("L")
    if leftward == rightward:
        return otherwise
    return "rtl" if leftward > rightward else "ltr"
