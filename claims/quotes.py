"""Quotes in a text: where one stands, what stands around it, where it went in a corrected text.

Offsets count Unicode code points, as Python's indices and the W3C's TextPositionSelector do; an
end is exclusive. A quote is exact: same words, same case, same marks. Prefix and suffix are those
of the W3C's TextQuoteSelector: the text that stands immediately before and after
(https://www.w3.org/TR/annotation-model/#text-quote-selector).
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz

MOST_OCCURRENCES = 100
"""How many occurrences of an ambiguous quote are listed."""
NEAREST_IN, NEAREST_TO = 200_000, 500
"""Code points, from the start, of a text and of a quote, among which the nearest is sought."""

_NEAR = 70.0  # rapidfuzz's percentage; unrelated English sentences reach 60
_LIKE, _SHIFT = 75.0, 8  # of two stretches of 32 code points: at most a short word is new
_SAME, _CLEARLY = 120.0, 20.0  # what is identical is clearly more so than any likeness
_CONTEXT = 32  # code points, as annotation clients store them
_TOO_MANY = 1_000  # occurrences among which nobody looks for the right one
_LONGEST_WORD = 40

_MARKS = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ`´‹›", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "..."}
)
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# What a quote may differ in and still be the same words to a reader. None of them makes the
# beginning of a text longer than the whole of it, which `_lookalike` relies on.
_FOLDS: dict[str, Callable[[str], str]] = {
    "invisible characters": lambda text: text.translate(_INVISIBLE),
    "Unicode normalisation (NFC, NFD)": lambda text: unicodedata.normalize("NFD", text),
    "upper and lower case": str.casefold,
    "apostrophes, quotation marks or dashes": lambda text: text.translate(_MARKS),
    "spaces or line breaks": lambda text: " ".join(text.split()),
}


class QuoteError(ValueError):
    """A quote that marks no passage. The message is for a person, and says the remedy."""


class QuoteAbsent(QuoteError):
    """The quote does not occur. `nearest` is the text most like it that does, or None."""

    def __init__(self, message: str, nearest: str | None) -> None:
        super().__init__(message)
        self.nearest = nearest


class QuoteAmbiguous(QuoteError):
    """The quote occurs more than once.

    `positions` are the starts, ascending; `contexts` the text before and after each, fit to be
    given as prefix and suffix. Both stop at MOST_OCCURRENCES.
    """

    def __init__(self, message: str, positions: list[int], contexts: list[tuple[str, str]]) -> None:
        super().__init__(message)
        self.positions = positions
        self.contexts = contexts


def find(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Start and end of the one occurrence of `quote` between `prefix` and `suffix`.

    Raises QuoteAbsent or QuoteAmbiguous, and QuoteError for a blank quote. Occurrences that
    overlap are counted. The nearest text is sought within NEAREST_IN and NEAREST_TO only.
    """
    if not quote.strip():
        raise QuoteError("The quote is blank: give the words that the record rests on.")
    found = occurrences(text, prefix + quote + suffix, MOST_OCCURRENCES + 1)
    positions = [position + len(prefix) for position in found]
    if not positions:
        raise _absent(text, quote)
    if len(positions) > 1:
        raise _ambiguous(text, quote, positions, bool(prefix or suffix))
    return positions[0], positions[0] + len(quote)


def context(text: str, start: int, end: int, width: int = _CONTEXT) -> tuple[str, str]:
    """Up to `width` code points before and after a span: a TextQuoteSelector's prefix, suffix."""
    _check_span(text, start, end)
    return text[max(0, start - width) : start], text[end : end + width]


def sentence_around(text: str, start: int, end: int, limit: int = 200) -> tuple[str, str]:
    """The rest of a span's paragraph before and after it, to be read around it.

    Paragraphs end at LF. A side longer than `limit` is cut at a word and marked with an
    ellipsis; the spaces next to the span are kept.
    """
    _check_span(text, start, end)
    before = text[max(0, start - limit - 1) : start].rpartition("\n")[2]
    after = text[end : end + limit + 1].partition("\n")[0]
    return _cut(before, limit), _cut(after[::-1], limit)[::-1]


def reanchor(old: str, start: int, end: int, new: str) -> tuple[int, int] | None:
    """Where the passage `old[start:end]` stands in `new`, a correction of `old`; None if unsure.

    The words must be the same to the letter, and the 32 code points on either side must tell that
    it is the same place. Where the words occur once, these do if one side is identical, and unique
    in both texts, or if both sides are much alike; where they occur several times, if both sides
    are. They don't if another occurrence, in either text, answers nearly as well, or if a side
    that is only alike stood somewhere else in `old`.

    So what was rewritten all around is left to an editor: a note moved to a neighbouring sentence
    puts words into the wrong mouth (hypothesis/client issue 7571).
    """
    _check_span(old, start, end)
    quote = old[start:end]
    if old == new:
        return start, end
    here = context(old, start, end)
    places = occurrences(new, quote, _TOO_MANY + 1)
    rivals = [place for place in occurrences(old, quote, _TOO_MANY + 1) if place != start]
    if not quote.strip() or not places or max(len(places), len(rivals)) > _TOO_MANY:
        return None
    around = {place: context(new, place, place + len(quote)) for place in places}
    best, *others = sorted(places, key=lambda place: -_likeness(here, around[place]))
    there = around[best]
    rivalry = [_likeness(here, around[other]) for other in others]
    rivalry += [_likeness(context(old, rival, rival + len(quote)), there) for rival in rivals]
    if _likeness(here, there) < max(rivalry, default=0.0) + _CLEARLY:
        return None
    proved = not others and any(
        ours == theirs and _singular(ours, old) and _singular(ours, new)
        for ours, theirs in zip(here, there, strict=True)
    )
    return (best, best + len(quote)) if proved or _much_alike(old, start, end, there) else None


def uncovered(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of text that no span covers, in order, spans being starts and ends.

    White space and punctuation are trimmed from their ends; what has neither letter nor digit
    is left out.
    """
    covered = sorted(span for span in spans if span[0] != span[1])
    stretches, reached = list[tuple[int, int]](), 0
    for start, end in [*covered, (len(text), len(text))]:
        _check_span(text, start, end)
        stretch = _trimmed(text, reached, start)
        if any(char.isalnum() for char in text[slice(*stretch)]):
            stretches.append(stretch)
        reached = max(reached, end)
    return stretches


def occurrences(text: str, words: str, limit: int) -> list[int]:
    """Where `words` start in a text, overlapping ones too, ascending, at most `limit` of them."""
    starts: list[int] = []
    at = text.find(words)
    while at >= 0 and len(starts) < limit:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts


def _check_span(text: str, start: int, end: int) -> None:
    """ValueError unless the text has this span: Python would count negative offsets backwards."""
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"no span {start} to {end} in a text of {len(text)} code points")


def _cut(before: str, limit: int) -> str:
    """Text before a span without its outer spaces, or from a word on if it exceeds `limit`."""
    if len(before) <= limit:
        return before.lstrip()
    # What has no spaces (Chinese, a URL) is cut anywhere.
    word = re.search(r"\s(?=\S)", before[: _LONGEST_WORD + 1])
    return "…" + before[word.end() if word else 1 :]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, punctuation and control characters at its ends."""
    while start < end and unicodedata.category(text[start])[0] in "ZPC":
        start += 1
    while start < end and unicodedata.category(text[end - 1])[0] in "ZPC":
        end -= 1
    return start, end


def _likeness(here: tuple[str, str], there: tuple[str, str]) -> float:
    """How alike the surroundings of two occurrences are: 0 to 240, the sum of both sides."""
    sides = zip(here, there, strict=True)
    return sum(_SAME if ours == theirs else fuzz.ratio(ours, theirs) for ours, theirs in sides)


def _singular(side: str, text: str) -> bool:
    """Whether a stretch of words stands once in a text, so that it tells the place."""
    return any(char.isalnum() for char in side) and len(occurrences(text, side, 2)) == 1


def _much_alike(old: str, start: int, end: int, there: tuple[str, str]) -> bool:
    """Whether both sides are like the old ones, and none stood at another place of the old text."""
    sides = zip(context(old, start, end), there, (start - len(there[0]), end), strict=True)
    changed = [(ours, theirs, at) for ours, theirs, at in sides if ours != theirs]
    return all(
        fuzz.ratio(ours, theirs) >= _LIKE
        and all(abs(found - at) <= _SHIFT for found in occurrences(old, theirs, _CONTEXT))
        for ours, theirs, at in changed
    )


def _absent(text: str, quote: str) -> QuoteAbsent:
    """The error for a quote that is not in the text, or not with its prefix and suffix."""
    if starts := occurrences(text, quote, MOST_OCCURRENCES):
        return QuoteAbsent(
            f"{_shown(quote)} occurs, but not with this prefix and suffix, which are the text "
            f"immediately before and after it: {_listed(text, quote, starts)}",
            quote,
        )
    window = text[:NEAREST_IN]
    absent = f"{_shown(quote)} does not occur in the text"
    if like := _lookalike(window, quote):
        nearest = window[slice(*like)]
        differ = [name for name in _FOLDS if _folded(nearest, name) != _folded(quote, name)]
        return QuoteAbsent(
            f"{absent}, but {_shown(nearest)} does: they differ only in "
            f"{' and '.join(differ or ['characters that look alike'])}. Write it as the text does.",
            nearest,
        )
    near = fuzz.partial_ratio_alignment(quote[:NEAREST_TO], window, score_cutoff=_NEAR)
    if near is None:
        return QuoteAbsent(f"{absent}, nor does anything like it. Is it the right article?", None)
    nearest = window[slice(*_whole_words(window, near.dest_start, near.dest_end))].strip()
    return QuoteAbsent(f"{absent}. The nearest that does is {_shown(nearest)}.", nearest)


def _ambiguous(text: str, quote: str, starts: list[int], surrounded: bool) -> QuoteAmbiguous:
    """The error for a quote that occurs more than once, even between a prefix and a suffix."""
    listed = starts[:MOST_OCCURRENCES]
    times = f"{'more than ' if len(starts) > len(listed) else ''}{len(listed)} times"
    remedy = "a longer prefix or suffix" if surrounded else "a prefix or suffix"
    return QuoteAmbiguous(
        f"{_shown(quote)} occurs {times}; give {remedy}, the text immediately before or after it: "
        f"{_listed(text, quote, listed)}",
        listed,
        [context(text, start, start + len(quote)) for start in listed],
    )


def _listed(text: str, quote: str, starts: list[int]) -> str:
    """The first occurrences of a quote in their contexts, for a message."""
    around = [context(text, start, start + len(quote)) for start in starts[:10]]
    marked = quote if len(quote) <= 60 else "…"
    more = f"; and {len(starts) - 10} more" if len(starts) > 10 else ""
    return "; ".join(_shown(f"{before}[{marked}]{after}") for before, after in around) + more


def _lookalike(text: str, quote: str) -> tuple[int, int] | None:
    """Start and end of what reads like the quote but for what `_FOLDS` evens out."""
    wanted = _folded(quote)
    at = _folded(text).find(wanted) if wanted else -1
    if at < 0:
        return None
    offsets = range(len(text) + 1)
    start = bisect_right(offsets, at, key=lambda offset: len(_folded(text[:offset]))) - 1
    end = bisect_left(offsets, at + len(wanted), key=lambda offset: len(_folded(text[:offset])))
    # A match may begin or end within a character: "cafe" in the decomposed "café".
    return (start, end) if _folded(text[start:end]) == wanted else None


def _folded(text: str, without: str = "") -> str:
    """The text with all that `_FOLDS` evens out evened out, but for one of its names."""
    for name, fold in _FOLDS.items():
        if name != without:
            text = fold(text)
    return text


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, widened to the ends of the words that it cuts, if they are not endless."""
    for _ in range(_LONGEST_WORD):
        start -= _inside_word(text, start)
        end += _inside_word(text, end)
    return start, end


def _inside_word(text: str, at: int) -> bool:
    """Whether an offset parts two letters, digits or marks that combine with them."""
    return 0 < at < len(text) and all(
        unicodedata.category(char)[0] in "LNM" for char in text[at - 1 : at + 1]
    )


def _shown(text: str) -> str:
    """Text as a message quotes it: on one line, short, without characters that break a page."""
    kept = (text if len(text) <= 160 else f"{text[:120]}…{text[-39:]}").replace("\n", "\\n")
    return '"' + "".join(char if char.isprintable() else "\ufffd" for char in kept) + '"'
