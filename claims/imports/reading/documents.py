"""JSON-LD in whatever shape it comes, taken apart into the objects of one type in it.

One object, an array, `@graph`, a DataFeed, JSON Lines, the scripts of a saved web page: an object
is given out as soon as it is complete, so that a file of any size takes the memory of one of them.
"""

import io
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import ijson
from lxml import etree, html

from .opening import Unreadable

# The elements of what stands under these are records of their own, not parts of one.
_ENVELOPES = frozenset(("@graph", "dataFeedElement", "itemListElement"))
_LARGEST_RECORD = 32 * 1024 * 1024
"""Bytes of one value: it is in memory as a whole before anybody sees it."""
_LARGEST_PAGE = 64 * 1024 * 1024
_DEEPEST = 200


class Document(NamedTuple):
    """A value of the file, and where it stands; `broken` says why there is none."""

    place: str
    value: Any
    broken: str = ""


def documents(file: io.BufferedReader) -> Iterator[Document]:
    """The values of the file, in its order. Raises Unreadable where it is none of these shapes, or
    from some place on no JSON."""
    start = file.peek(64 * 1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise Unreadable("The file is empty.")
    if start.startswith(b"<"):
        return _of_page(file)
    if start[:1] not in b"{[":
        raise Unreadable("The file is no JSON and no web page: it begins with neither {, [ nor <.")
    if file.peek(3).startswith(b"\xef\xbb\xbf"):
        file.read(3)
    return _of_lines(file) if _is_lines(start) else _of_json(file)


def _is_lines(start: bytes) -> bool:
    """Whether the first line is a value by itself, and another follows it."""
    first, _, rest = start.partition(b"\n")
    if not rest.strip():
        return False
    try:
        json.loads(first)
    except ValueError:
        return False
    return True


def _of_lines(file: io.BufferedReader) -> Iterator[Document]:
    number = 0
    while line := file.readline(_LARGEST_RECORD):
        number += 1
        place = f"line {number}"
        if not line.strip():
            continue
        try:
            yield Document(place, json.loads(line))
        except (ValueError, RecursionError) as error:
            yield Document(place, None, f"The line is no JSON: {error}.")


def _of_json(file: io.BufferedReader) -> Iterator[Document]:
    number = 0
    bounded = _Bounded(file)
    try:
        for value in _records(ijson.basic_parse(bounded, multiple_values=True, use_float=True)):
            number += 1
            bounded.since = 0
            yield Document(f"object {number}", value)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise Unreadable(
            f"After object {number} the file is no JSON ({_first_line(error)}). Get it again, or "
            "mend it there; what came before is imported."
        ) from error


class _Bounded:
    """The file, until more than a record's bytes were read and none of them was complete: a few
    bytes that were compressed may be gigabytes of one string."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.file = file
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        part = self.file.read(size)
        self.since += len(part)
        if self.since > _LARGEST_RECORD:
            raise ijson.JSONError(f"an object has more than {_LARGEST_RECORD:,} bytes")
        return part


def _first_line(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    said = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return (said.splitlines() or ["it breaks off"])[0].strip() or "it breaks off"


class _Open:
    """A list or an object that is not complete yet; with `records`, a list whose elements are
    given out."""

    def __init__(self, value: Any, *, records: bool = False) -> None:
        self.value = value
        self.records = records
        self.key = ""


def _records(events: Any) -> Iterator[Any]:
    """Complete values: those at the top, those of an array at the top, those in an envelope before
    what is around it."""
    stack: list[_Open] = []
    for event, given in events:
        if event == "map_key":
            stack[-1].key = given
            continue
        if event in ("start_map", "start_array"):
            if len(stack) >= _DEEPEST:
                raise ijson.JSONError(f"it has more than {_DEEPEST} lists and objects in a row")
            around = stack[-1] if stack else None
            top = around is None or around.records
            in_envelope = around is not None and around.key in _ENVELOPES
            if event == "start_array":
                stack.append(_Open([], records=around is None or (not top and in_envelope)))
            else:
                stack.append(_Open({}))
            continue
        if event in ("end_map", "end_array"):
            done = stack.pop()
            if done.records:
                continue
            given = done.value
        if not stack or stack[-1].records:
            yield given
        elif isinstance(stack[-1].value, list):
            stack[-1].value.append(given)
        else:
            stack[-1].value[stack[-1].key] = given


def _of_page(file: io.BufferedReader) -> Iterator[Document]:
    page = file.read(_LARGEST_PAGE + 1)
    if len(page) > _LARGEST_PAGE:
        raise Unreadable(f"The page has more than {_LARGEST_PAGE:,} bytes: cut it into parts.")
    try:
        tree = html.document_fromstring(page)
    except (etree.ParserError, ValueError) as error:
        raise Unreadable(f"The page cannot be read: {error}.") from error
    scripts = [
        script
        for script in tree.iter("script")
        if str(script.get("type", "")).split(";")[0].strip().lower() == "application/ld+json"
    ]
    if not scripts:
        raise Unreadable('The page has no <script type="application/ld+json">.')
    for number, script in enumerate(scripts, 1):
        place = f"script {number}"
        try:
            yield Document(place, json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError) as error:
            yield Document(place, None, f"The script is no JSON: {error}.")


def of_type(value: Any, wanted: str) -> Iterator[dict[str, Any]]:
    """The objects of the schema.org type in `value`, itself among them, in its order; what is in
    one of them is a part of it."""
    waiting = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, dict) and wanted in types(one):
            yield one
        elif depth < _DEEPEST:
            inner = list(one.values()) if isinstance(one, dict) else one
            if isinstance(inner, list):
                waiting.extend((part, depth + 1) for part in reversed(inner))


def types(value: dict[str, Any]) -> list[str]:
    """The names of its types, without the vocabulary's."""
    given = value.get("@type", value.get("type"))
    names = given if isinstance(given, list) else [given]
    return [
        name.rsplit("/", 1)[-1].removeprefix("schema:") for name in names if isinstance(name, str)
    ]
