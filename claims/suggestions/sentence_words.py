"""One sentence as `claims.suggestions.speech` reads it: its words, and the actors and dates that
they are part of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .proposals import Who
from .sentences import meet

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_BREAK = re.compile(r"[;:]|\s[-–—]\s")


@dataclass(frozen=True)
class Name:
    """An actor's name in a text: whose it is, of all whom it may mean."""

    start: int
    end: int
    whose: tuple[Who, ...]


@dataclass(frozen=True)
class Token:
    """A word: as printed, in small letters with a straight apostrophe, and what it is part of."""

    start: int
    end: int
    printed: str
    small: str
    name: Name | None
    in_date: bool

    @property
    def capital(self) -> bool:
        return self.printed[0].isupper()

    @property
    def owns(self) -> bool:
        """Whether it is a name in the genitive: "Iran's"."""
        return self.name is not None and self.end > self.name.end


class SentenceWords:
    """The words of a sentence, in order, and what stands between them."""

    def __init__(
        self,
        body: str,
        span: tuple[int, int],
        names: Iterable[Name],
        dated: Iterable[tuple[int, int]],
    ) -> None:
        self.start, self.end = span
        self._body = body
        names, dated = list(names), list(dated)
        self.tokens = [
            Token(
                *found.span(),
                found[0],
                found[0].lower().replace("’", "'"),
                next((n for n in names if meet((n.start, n.end), found.span())), None),
                any(meet(span, found.span()) for span in dated),
            )
            for found in _WORD.finditer(body, *span)
        ]

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, at: int) -> Token:
        return self.tokens[at]

    def before(self, at: int) -> str:
        """What stands between a word and the one before it, or the sentence's beginning."""
        since = self.tokens[at - 1].end if at else self.start
        return self._body[since : self.tokens[at].start]

    def comma_before(self, at: int) -> bool:
        return "," in self.before(at)

    def ends_clause_before(self, at: int) -> bool:
        """Whether a word is the first after a colon, semicolon or dash."""
        return at > 0 and _BREAK.search(self.before(at)) is not None

    def first_of_name(self, at: int) -> int:
        """The place of the first word of the name that the word at `at` is part of."""
        name = self.tokens[at].name
        while at > 0 and name is not None and self.tokens[at - 1].name == name:
            at -= 1
        return at

    def after_name(self, at: int) -> int:
        """The place after the last word of the name that the word at `at` is part of."""
        name = self.tokens[at].name
        while at < len(self.tokens) and name is not None and self.tokens[at].name == name:
            at += 1
        return at
