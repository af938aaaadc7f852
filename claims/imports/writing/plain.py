"""Items as plain values, as the database keeps them, and by what two of them are compared."""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from typing import Any

from claims.imports.items import Item, Named, Piece

_REFUSED = re.compile("[\x00\ud800-\udfff]")
_PARTS = (Named, Piece)
_OF_THE_FILE = ("number", "place", "original")
"""What a record has of its place in a file, and what is kept beside it."""
_OF_AN_EXPORT = frozenset(("slug", "changed"))
"""What only a record has that a site like this one exported; blank, it is left out."""


def plain(item: Item) -> dict[str, Any]:
    """The item as JSON has it, without its place in the file and its original."""
    return _fields(item, _OF_THE_FILE)


def plain_piece(piece: Piece) -> dict[str, Any]:
    values: dict[str, Any] = kept(piece)
    return values


def kept(value: Any) -> Any:
    """The value, people and pieces among it, as JSON in a database can be: a NUL, and half of a
    pair of surrogates, which PostgreSQL refuses, are each the replacement character; so are numbers
    that are none."""
    if isinstance(value, str):
        return value if value.isprintable() else _REFUSED.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, _PARTS):
        return _fields(value)
    if isinstance(value, Mapping):
        return {kept(str(name)): kept(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [kept(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "\N{REPLACEMENT CHARACTER}"
    return value


def _fields(of: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        name: kept(value)
        for name in of.__slots__
        if name not in without and ((value := getattr(of, name)) or name not in _OF_AN_EXPORT)
    }


def digest(values: dict[str, Any]) -> str:
    """SHA-256 of the values, in hexadecimal digits: the same for the same values."""
    written = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
