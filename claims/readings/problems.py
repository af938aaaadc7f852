"""What is wrong with the sources, with file, line and remedy; and what is worth a look."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple


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

    def add(self, place: Place, message: str) -> None:
        self.errors.append(Problem(place, message))

    def note(self, place: Place, message: str) -> None:
        self.notes.append(Problem(place, message))


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
