"""What has to stand beside a quote to say which of its occurrences is meant."""

from claims import quotes

LONGEST = 2_000
"""Code points on one side: in a text that repeats itself for longer, a place is given by number."""


def beside(body: str, start: int, end: int) -> tuple[str, str] | None:
    """The shortest prefix, or else suffix, or else both, of whole words where that does, with
    which `body[start:end]` occurs once; ("", "") where it does so by itself.

    None where the words are blank, or LONGEST does not suffice.
    """
    quote = body[start:end]
    if not quote.strip():
        return None
    if _once(body, quote):
        return "", ""
    width = 1
    while width <= LONGEST:
        before, after = _words_before(body, start, width), _words_after(body, end, width)
        for prefix, suffix in ((before, ""), ("", after), (before, after)):
            if _once(body, prefix + quote + suffix):
                return prefix, suffix
        width *= 2
    return None


def _once(body: str, words: str) -> bool:
    return len(quotes.occurrences(body, words, 2)) == 1


def _words_before(body: str, start: int, width: int) -> str:
    """At least `width` code points before `start`, back to the beginning of a word."""
    at = max(0, start - width)
    while at > 0 and start - at < width + 24 and not body[at - 1].isspace():
        at -= 1
    return body[at:start]


def _words_after(body: str, end: int, width: int) -> str:
    at = min(len(body), end + width)
    while at < len(body) and at - end < width + 24 and not body[at].isspace():
        at += 1
    return body[end:at]
