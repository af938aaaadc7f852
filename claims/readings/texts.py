"""The words of an article, by revision: each in a file of its own, or in the reading itself."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from claims.models import ArticleText

from .loading import Document, load_text
from .problems import Place, Problems, known, shown
from .records import ArticleEntry
from .values import check, number


class Texts(Protocol):
    """Where the texts of articles are, by the names of their files."""

    @property
    def called(self) -> str:
        """As messages call it."""

    def names(self) -> list[str]: ...

    def load(self, name: str, problems: Problems) -> str | None:
        """The text, to the character; None, with a problem, where it cannot be taken."""


@dataclass(frozen=True)
class Folder:
    """The text files in a folder."""

    path: Path

    @property
    def called(self) -> str:
        return f"{self.path.name}/"

    def names(self) -> list[str]:
        return [file.name for file in self.path.glob("*.txt")] if self.path.is_dir() else []

    def load(self, name: str, problems: Problems) -> str | None:
        return load_text(self.path / name, problems)


@dataclass(frozen=True)
class InMemory:
    """Texts that are in no folder yet."""

    bodies: dict[str, str]
    called: str = "articles/"

    def names(self) -> list[str]:
        return list(self.bodies)

    def load(self, name: str, problems: Problems) -> str | None:
        return self.bodies[name]


def read_texts(
    entry: ArticleEntry, document: Document, texts: Texts, problems: Problems
) -> dict[int, str] | None:
    """The bodies by revision, the one that the reading reads first; {} where there is no text.
    None, with problems, where one cannot be taken."""

    def at(*path: str) -> Place:
        return Place(document.file, document.line("article", *path), "article")

    latest = _revision(entry.revision, at("revision"), problems)
    named: list[tuple[int | None, str, Place]] = []
    if entry.file is not None:
        named.append((latest, entry.file, at("file")))
    for written, name in entry.earlier.items():
        place = at("earlier", written)
        named.append((_revision(written, place, problems), name, place))
    found: dict[int, str] = {}
    lost = False
    for revision, name, place in named:
        body = _load(name, texts, place, problems)
        if body is None or revision is None:
            lost = True
        elif revision in found:
            problems.add(place, f"revision {revision} has two texts: keep one of them.")
        else:
            found[revision] = body
    for written, body in entry.words.items():
        place = at("words", written)
        revision = _revision(written, place, problems)
        if revision is None or not check(
            ArticleText, "body", body, place, problems, called="words"
        ):
            lost = True
        elif revision in found:
            problems.add(place, f"revision {revision} has two texts: keep one of them.")
        elif not body.strip(" "):
            problems.add(place, "words: they are spaces alone: write the text, or remove them.")
        else:
            found[revision] = body
    if lost or latest is None:
        return None
    if found and latest not in found:
        problems.add(at("revision"), f"revision {latest} has no text: add its file.")
        return None
    return {latest: found[latest], **found} if found else {}


def _revision(written: str, place: Place, problems: Problems) -> int | None:
    revision = number(written, least=1)
    if revision is None:
        problems.add(place, f"“{shown(written)}” is no number of a revision: count from 1.")
    return revision


def _load(name: str, texts: Texts, place: Place, problems: Problems) -> str | None:
    plain = Path(name).name == name and "\\" not in name
    if not plain or name not in texts.names():
        near = known(name, texts.names(), f"files in {texts.called}")
        problems.add(place, f"there is no text “{shown(name)}” in {texts.called}: {near}")
        return None
    return texts.load(name, problems)
