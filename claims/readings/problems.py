"""What is wrong with the sources, with file, line and remedy; and what is worth a look."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where something stands: a file, its line (from 1; 0: the file as a whole), the record."""

    file: Path
    line: int = 0
    record: str = ""

    def __str__(self) -> str:
        where = f"{_near(self.file)}:{self.line}" if self.line else str(_near(self.file))
        return f"{where}: {self.record}" if self.record else where


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where, and what to do about it."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass
class Problems:
    """All that is wrong with the sources, and notes on what may be."""

    errors: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    # What stands in passages that could not be read, and whether a whole reading could not: what
    # is named there alone is neither unknown nor unused, and one error is not followed by ten.
    unread: set[str] = field(default_factory=set)
    reading_lost: bool = False

    def add(self, place: Place, message: str) -> None:
        self.errors.append(Problem(place, message))

    def note(self, place: Place, message: str) -> None:
        self.notes.append(Problem(place, message))

    def leave_unread(self, value: Any) -> None:
        """Remember what is named in a value that could not be read."""
        if isinstance(value, str):
            self.unread.add(value)
        else:
            for part in value:
                self.leave_unread(part)
                if isinstance(value, dict):
                    self.leave_unread(value[part])

    def may_name(self, slug: str) -> bool:
        """Whether what could not be read may name the record."""
        return self.reading_lost or slug in self.unread


class BuildError(ValueError):
    """The sources do not build. `errors`: all that is wrong, by file and line, each once."""

    def __init__(self, errors: Iterable[Problem]) -> None:
        self.errors = sorted(set(errors))
        super().__init__("\n".join(map(str, self.errors)))


def known(name: str, names: Iterable[str], of: str) -> str:
    """What to write instead of `name`, which is none of `names`: the nearest, or where to look.

    `of` says what the names are: "actors of actors.yaml".
    """
    names = list(names)
    if near := get_close_matches(name, names, n=1, cutoff=0.6):
        return f"did you mean “{near[0]}”?"
    if 0 < len(names) <= 16:
        return f"use one of the {of}: {', '.join(names)}."
    return f"use one of the {of}, or add it there."


def shown(text: str, most: int = 60) -> str:
    """Text as a message quotes it: on one line, short, without characters that break it."""
    kept = text if len(text) <= most else f"{text[: most - 1]}…"
    return "".join(c if c.isprintable() else "\ufffd" for c in kept.replace("\n", " "))


def _near(file: Path) -> Path:
    """The path as somebody types it here."""
    try:
        return file.absolute().relative_to(Path.cwd())
    except ValueError:
        return file
