"""The article, and what the tests of quotes share."""

from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from claims.quotes import (
    QuoteError,
    find,
)

# Hypothesis takes a slow machine for a failure, unless told otherwise.
unhurried = settings(deadline=None)

ARTICLE = (
    Path(__file__).parents[1].joinpath("fixtures/articles/urdupoint-2022-12-13.txt")
).read_text(encoding="utf-8")
DRONES = "Iranian drones"
HEADLINE = "Kiev Showed No Proof Of Russia Using Iranian Drones - Iranian Defense Minister"
SUBHEAD = "Kiev Showed No Proof of Russia Using Iranian Drones - Iranian Defense Minister"


def passage(text: str, quote: str, prefix: str = "", suffix: str = "") -> str:
    """What `find` points at."""
    start, end = find(text, quote, prefix, suffix)
    return text[start:end]


def found_or_error(
    text: str, quote: str, prefix: str = "", suffix: str = ""
) -> tuple[int, int] | QuoteError:
    """What `find` returns or raises."""
    try:
        return find(text, quote, prefix, suffix)
    except QuoteError as error:
        return error


texts = st.text(st.sampled_from("ab .\nA’é\u0301𝕏"), max_size=40) | st.text(max_size=40)
