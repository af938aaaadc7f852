"""Files to values: an article's text; a YAML file's mappings, lists and strings with their lines.

Scalars are strings, all of them: plain YAML makes `2022-10-21` a date and `2022-12` text. Files
come from whoever wrote an article's reading, so nothing in one costs more than its size: no
aliases, no tags, no deep nesting.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from claims.models.fields import refuse_control_characters

from .problems import Place, Problems, shown

MOST_BYTES = 2_000_000
"""Of a text that is read: a long book has a million characters."""
MOST_BYTES_OF_YAML = 40_000_000
"""Of a reading or a registry: those of a whole database have a hundred bytes a record."""
DEEPEST = 12
"""How deep lists and mappings may lie in one another: a reading needs six."""

Keys = tuple[str | int, ...]
"""The way to a part of a document: keys, and places in lists from 0."""


@dataclass
class Document:
    """A YAML file: its value, of dicts, lists and strings, and the lines on which parts stand."""

    file: Path
    value: dict[str, Any]
    lines: dict[Keys, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of the part at `path`, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load_text(file: Path, problems: Problems, most: int = MOST_BYTES) -> str | None:
    """The text of a file, to the character; None, with a problem, where it cannot be taken."""
    place = Place(file)
    try:
        if not file.is_file():
            there = "is a directory" if file.is_dir() else "does not exist"
            problems.add(place, f"{there}: put a text file of this name there.")
            return None
        if (size := file.stat().st_size) > most:
            problems.add(
                place,
                f"has {size:,} bytes; at most {most:,} are read: give the article alone, "
                "or divide the file.",
            )
            return None
        content = file.read_bytes()
    except OSError as error:
        problems.add(place, f"cannot be read ({error.strerror}): make it a file you may read.")
        return None
    return _decoded(content, file, problems)


def _decoded(content: bytes, file: Path, problems: Problems) -> str | None:
    """UTF-8 without a byte order mark, LF line ends, no control characters, not blank."""
    first = Place(file, 1)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        problems.add(first, "is UTF-16: save it as UTF-8, without a byte order mark.")
        return None
    if content.startswith(codecs.BOM_UTF8):
        problems.add(first, "begins with a byte order mark (BOM): save it as UTF-8 without one.")
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        problems.add(
            Place(file, line), f"is not UTF-8 (byte {byte:#04x}): save it as UTF-8, not another."
        )
        return None
    if not text.strip():
        problems.add(first, "is empty: write it, or remove the file.")
        return None
    before = len(problems.errors)
    for number, written in enumerate(text.split("\n"), start=1):
        if "\r" in written:
            problems.add(
                Place(file, number),
                "has CR line ends, which would move every offset: save it with LF line ends.",
            )
            break  # they all do
        try:
            refuse_control_characters(written, allowed="\t")
        except ValidationError as error:
            problems.add(Place(file, number), error.messages[0])
    return text if len(problems.errors) == before else None


def load_yaml(file: Path, problems: Problems) -> Document | None:
    """The mapping in a YAML file; None, with a problem, where there is none."""
    text = load_text(file, problems, MOST_BYTES_OF_YAML)
    return None if text is None else parse_yaml(text, file, problems)


def parse_yaml(text: str, file: Path, problems: Problems) -> Document | None:
    """The mapping in a text, that of a file; None, with a problem, where there is none."""
    before = len(problems.errors)
    document = Document(file, {})
    try:
        events = _checked(YAML(typ="safe", pure=True).parse(text))
        value: Any = None
        for event in events:
            if isinstance(event, ScalarEvent | CollectionStartEvent):
                value = _value(event, events, (), document, problems)
    except _Refused as refused:
        problems.add(Place(file, refused.line), str(refused))
        return None
    except YAMLError as error:
        problems.add(Place(file, _line_of(error)), f"is not YAML: {_why(error)}")
        return None
    if len(problems.errors) > before:
        return None
    if not isinstance(value, dict):
        problems.add(Place(file, 1), f"holds {_is(value)}: write keys and values, `key: value`.")
        return None
    document.value = value
    return document


class _Refused(ValueError):
    """What YAML allows and we do not."""

    def __init__(self, event: Event, message: str) -> None:
        self.line = event.start_mark.line + 1
        super().__init__(message)


def _checked(events: Iterator[Event]) -> Iterator[Event]:
    """The events of one plain document. They come as they are read: a bomb never goes off."""
    depth = documents = 0
    for event in events:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(event, "has a YAML anchor or alias (& or *): write the value itself.")
        if isinstance(event, ScalarEvent | CollectionStartEvent) and _tagged(event):
            raise _Refused(event, "has a YAML tag (!): remove it, all values are text.")
        documents += isinstance(event, DocumentStartEvent)
        if documents > 1:
            raise _Refused(event, "has a second document: remove the line ---, use two files.")
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            raise _Refused(event, f"is nested more than {DEEPEST} deep: write it flatter.")
        yield event


def _tagged(event: Any) -> bool:
    """Whether a value has a tag of its own; quoted text has the implied `!`."""
    implicit = event.implicit
    return not (any(implicit) if isinstance(implicit, tuple) else implicit)


def _value(
    event: Any, events: Iterator[Event], path: Keys, document: Document, problems: Problems
) -> Any:
    """The value that begins with `event`. As deep as DEEPEST: `_checked` saw to it."""
    document.lines.setdefault(path, event.start_mark.line + 1)
    if isinstance(event, ScalarEvent):
        return event.value
    found: Any = {} if isinstance(event, MappingStartEvent) else []
    for part in events:
        if isinstance(part, CollectionEndEvent):
            return found
        if isinstance(found, list):
            found.append(_value(part, events, (*path, len(found)), document, problems))
            continue
        if not isinstance(part, ScalarEvent):
            raise _Refused(part, "has a list or mapping as a key: write a plain key.")
        key, line = part.value, part.start_mark.line + 1
        if key in found:
            earlier = document.lines[(*path, key)]
            problems.add(
                Place(document.file, line, _named(path)),
                f"has the key “{shown(key)}” twice (first in line {earlier}): remove or rename it.",
            )
        else:
            document.lines[(*path, key)] = line
        found[key] = _value(next(events), events, (*path, key), document, problems)
    return found


def _named(path: Keys) -> str:
    """A path as a person says it: `passages` 3 `evidence`; the first of a list is 1."""
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _line_of(error: YAMLError) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line + 1 if mark else 1


def _why(error: YAMLError) -> str:
    why = getattr(error, "problem", None) if isinstance(error, MarkedYAMLError) else None
    return (
        f"{why or shown(str(error).splitlines()[0], 120)}. Check the indentation, and put text "
        "that holds a colon, a # or a quotation mark between quotation marks."
    )


def _is(value: Any) -> str:
    return "a list" if isinstance(value, list) else "text"
