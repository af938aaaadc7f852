"""A list of claims as JSON (RFC 8259) and as JSON Lines (https://jsonlines.org)."""

import json
from collections.abc import Iterable, Iterator

from .described import Record


def as_json(claims: Iterable[Record]) -> Iterator[str]:
    """One array; each claim on a line of its own."""
    yield "["
    between = "\n"
    for claim in claims:
        yield between + _written(claim)
        between = ",\n"
    yield "\n]\n"


def as_json_lines(claims: Iterable[Record]) -> Iterator[str]:
    """One claim a line."""
    for claim in claims:
        yield f"{_written(claim)}\n"


def _written(claim: Record) -> str:
    return json.dumps(claim, ensure_ascii=False, separators=(",", ":"))
