"""What the records of a generated database are made of: odd words, addresses, dates, places."""

from collections.abc import Sequence
from itertools import count
from random import Random
from typing import TypeVar

from claims.models import DateBasis, PublicationState

One = TypeVar("One")

NAMES = (
    *("Iran", "Tehran", "the minister", "ایران", "Україна", "北京", "Ире\u0301на", "O’Neil", "No"),
    *("e\u0301lan", "\u0301lone", "null", "Kiev: capital # 1", " spaced", "- dash", "'quoted'"),
    *('"double"', "\u2067right\u2069", "soft\u00adhyphen", "\U0001f1eb\U0001f1f7", "2022", "~"),
)
WORDS = (
    *NAMES,
    *("said", "denied", "on Monday", "drones", "drones", "ha", "ha", ".", ",", "!", "\u202f"),
    *(
        "\u2028",
        "\u3000",
        "\t",
        "é",
        "e\u0301",
        "ﬁ",
        "\u200f",
        "عَرَبِيّ",
        "हिन्दी",
        "{a: [b]}",
        "%",
        "\ufeff",
    ),
)
ODD = (
    "\u00a0",
    "\u2003\u2028",
    "?",
    "|",
    ">",
    "&a",
    "*a",
    "!t",
    "@",
    "`",
    "%y",
    "---",
    "...",
    "[",
    "{}",
)
NOTES = ("“on Monday”", "he said: so", "# no", " kept ", "Wed\u0301nesday")
DATES = ("2022", "2022-11", "2022-11-30", "2022-11-30/2022-12-02", "2022~", "2021-21", "199X")
SLUGS = ("exactly", "ARTICLE", "no", "123", "Odd_Slug", "a--b", "-", "_", "null", "x" * 90)


class Parts:
    """Draws them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.numbers = count(1)
        self.used: set[tuple[str, str]] = set()

    def pick(self, some: Sequence[One]) -> One:
        return self.random.choice(some)

    def once_in(self, times: int) -> bool:
        return self.random.randrange(times) == 0

    def slug(self, of: str, *usual: str) -> str:
        """An address that nothing of the kind has."""
        wanted = self.pick(SLUGS) if self.once_in(4) else self.pick([*usual, of])
        if (of, wanted) in self.used or (of, wanted) == ("actor", "none"):
            wanted = f"{wanted[:70]}-{next(self.numbers)}"
        self.used.add((of, wanted))
        return wanted

    def line(self, most: int = 80) -> str:
        """One line, not of spaces alone."""
        if self.once_in(8):
            return self.pick(ODD)
        words = [self.pick(WORDS) for _ in range(1 + self.random.randrange(4))]
        line = " ".join(words).replace("\t", " ")[:most]
        return line if line.strip(" ") else "x"

    def body(self) -> str:
        if self.once_in(12):
            return self.pick(("\n", "\t\n", "\u00a0", "\ufeffA mark.", "ha ha ha ha ha ha"))
        words = [self.pick(WORDS) for _ in range(5 + self.random.randrange(40))]
        joined = "".join(word + self.pick((" ", " ", " ", "\n\n", "")) for word in words)
        return joined if joined.strip(" ") else "x"

    def span(self, body: str) -> tuple[int, int]:
        start = self.random.randrange(len(body))
        longest = min(len(body) - start, 60)
        return start, start + 1 + self.random.randrange(longest)

    def state(self) -> str:
        return self.pick(("published", "published", *PublicationState.values))

    def dated(self) -> dict[str, str]:
        if self.once_in(3):
            return {"date_note": self.pick(NOTES)} if self.once_in(3) else {}
        note = "" if self.once_in(3) else self.pick(NOTES)
        basis = self.pick(DateBasis.values)
        return {"date": self.pick(DATES), "date_basis": basis, "date_note": note}
