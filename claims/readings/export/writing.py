"""Values to YAML that reads back to the same values, and that a person reads as easily.

All scalars are texts to the reader (`claims.readings.loading`): a date or a number needs no
quotation marks. What nobody can see is written as an escape.
"""

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.tag import Tag

from ..exactly import SECTION
from ..loading import MOST_BYTES_OF_YAML, Document, parse_yaml
from ..problems import Problems

_NARROW = 96
"""Code points, up to which a list or a mapping may stand on one line."""
# What other readers of YAML take for something else than text.
_NO_TEXT = re.compile(r"(?i:y|n|yes|no|on|off|null|~)|True|TRUE|False|FALSE|=|<<")
_TEXT = Tag(suffix="tag:yaml.org,2002:str")

Way = tuple[str, ...]


class TooLarge(ValueError):
    """A file would be larger than what is read."""


class _Emitter(Emitter):
    MAX_SIMPLE_KEY_LENGTH = 1000  # a slug has up to 160 characters


def to_yaml(value: dict[str, Any], comment: str, file: Path) -> tuple[str, Document]:
    """The text of a YAML file that holds `value`, after a comment, and what is read of it.

    Raises TooLarge.
    """
    for careful in (False, True):
        text = "".join(_parts(value, comment, careful))
        if len(text) > MOST_BYTES_OF_YAML or len(text.encode()) > MOST_BYTES_OF_YAML:
            raise TooLarge(
                f"{file} would have more than {MOST_BYTES_OF_YAML:,} bytes, which are not read: "
                "export fewer articles at once."
            )
        problems = Problems()
        read = parse_yaml(text, file, problems)
        if read is not None and not problems.errors and read.value == value:
            return text, read
    raise AssertionError(f"{file} does not read back as it was written: {problems.errors}")


def _parts(value: dict[str, Any], comment: str, careful: bool) -> Iterator[str]:
    """The comment and the entries, with blank lines between them."""
    yield "".join(f"# {line}\n" if line else "#\n" for line in comment.splitlines())
    if not value:
        yield "\n{}\n"
    for key, part in value.items():
        yield "\n"
        if key not in ("passages", SECTION) or not part:
            yield _dumped({key: part}, careful)
            continue
        yield f"{key}:\n"
        for number, entry in enumerate(part):
            yield "\n" if number and key == "passages" else ""
            yield _dumped([entry], careful)


def _dumped(value: Any, careful: bool) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.Emitter = _Emitter
    yaml.width = 2**31 - 1
    yaml.allow_unicode = True
    stream = io.StringIO()
    yaml.emit(_document(value, careful), stream)
    # Between double quotation marks, for so `_style` puts what has such characters.
    return "".join(_escaped(char) if _is_unseen(char) else char for char in stream.getvalue())


def _document(value: Any, careful: bool) -> Iterator[Event]:
    yield StreamStartEvent()
    yield DocumentStartEvent(explicit=False)
    yield from _events(value, careful, ())
    yield DocumentEndEvent(explicit=False)
    yield StreamEndEvent()


def _events(value: Any, careful: bool, way: Way) -> Iterator[Event]:
    if isinstance(value, str):
        style = '"' if careful else _style(value)
        yield ScalarEvent(None, _TEXT, (True, True), value, style=style)
        return
    flat = _is_flat(value, way)
    if isinstance(value, list):
        yield SequenceStartEvent(None, None, True, flow_style=flat)
        for item in value:
            yield from _events(item, careful, (*way, "-"))
        yield SequenceEndEvent()
        return
    yield MappingStartEvent(None, None, True, flow_style=flat)
    for key, item in value.items():
        yield from _events(key, careful, way)
        yield from _events(item, careful, (*way, key))
    yield MappingEndEvent()


def _is_flat(value: Any, way: Way) -> bool:
    """Whether a list or a mapping stands on one line: those that a person would put so, where they
    fit."""
    if not value:
        return True
    if isinstance(value, list):
        texts = all(isinstance(item, str) for item in value)
        return texts and (way[-1] in ("record", "without") or _width(value) <= _NARROW)
    may = (
        (way[:1] == ("cast",) and len(way) == 2)
        or bool({"acts_for", "denies", "corrections"} & set(way))
        or "nothing" in value
        or "without" in value
    )
    return may and (_width(value) <= _NARROW or "without" in value)


def _width(value: Any) -> int:
    """How wide it is on one line, or wider than any line where it cannot be on one."""
    if isinstance(value, str):
        return len(value) if "\n" not in value else 10_000
    if isinstance(value, list):
        return 2 + sum(_width(item) + 2 for item in value)
    return 2 + sum(len(key) + _width(item) + 4 for key, item in value.items())


def _style(text: str) -> str | None:
    """Double quotation marks where an escape may be needed, single ones around what others would
    not read as text, or what is easily overlooked; otherwise what YAML asks for."""
    if any(_is_unseen(char) or char == "\n" for char in text):
        return '"'
    if text and unicodedata.category(text[0])[0] == "M":
        return '"'
    return "'" if not text or _NO_TEXT.fullmatch(text) else None


def _is_unseen(char: str) -> bool:
    return not (char.isprintable() or char == "\n")


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
