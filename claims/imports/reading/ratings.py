"""For which side of a claim a reviewer's rating speaks: by its words, or by the ends of its scale.

Nothing is guessed. A rating whose words are not on the list, and which is not at an end of a sound
scale, speaks for neither side.
"""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_LIST = Path(__file__).with_name("ratings.yaml")


@cache
def _sides() -> dict[str, str]:
    given = YAML(typ="safe", pure=True).load(_LIST.read_text())
    return {words.casefold(): side for side, several in given.items() for words in several}


def side(words: str, value: Any = None, worst: Any = None, best: Any = None) -> str:
    """“for”, “against” or “neither”. The numbers are those of schema.org's Rating."""
    known = _sides().get(words.casefold().strip(" .!"))
    if known:
        return known
    numbers = [_number(one) for one in (value, worst, best)]
    rating, low, high = numbers
    if rating is None or low is None or high is None or low >= high:
        return "neither"
    return {low: "against", high: "for"}.get(rating, "neither")


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
