"""Items as plain values, as the database keeps them, and by what two of them are compared."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from claims.imports.items import Item, Piece

_OF_THE_FILE = ("number", "place", "original")
"""What a record has of its place in a file, and what is kept beside it."""


def plain(item: Item) -> dict[str, Any]:
    """The item as JSON has it, without its place in the file and its original."""
    values: dict[str, Any] = json.loads(json.dumps(asdict(item)))
    return {name: value for name, value in values.items() if name not in _OF_THE_FILE}


def plain_piece(piece: Piece) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(json.dumps(asdict(piece)))
    return values


def digest(values: dict[str, Any]) -> str:
    """SHA-256 of the values, in hexadecimal digits: the same for the same values."""
    written = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
