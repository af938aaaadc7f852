"""From files to items: formats, encodings, mappings. Knows no database."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from claims.imports.items import Item, Refused

from .claimreview import items as of_claimreview
from .exported import items as of_exported
from .mapping import MAPPINGS, Mapping, load, parse
from .opening import Unreadable, opened
from .table_items import items as of_table

FORMATS = ("claimreview", "csv", "exported")

__all__ = ["FORMATS", "MAPPINGS", "Mapping", "Unreadable", "parse", "read"]


def read(
    file: BinaryIO,
    *,
    format: str,
    mapping: Mapping | str | Path | None = None,
    source: str = "",
    after: int = 0,
) -> Iterator[Item | Refused]:
    """The records of the file after the first `after`, in its order, as items; those that are none
    with the reason. The file is read from its beginning as far as it is asked for, a record at a
    time. `mapping`, of a table: one, or the name of one of MAPPINGS, or a YAML file.

    Raises Unreadable, for a person, where the file or the mapping as a whole is wrong: at once, or
    after the records before the place from which on it is.
    """
    if format == "claimreview":
        return of_claimreview(opened(file), source=source or "claimreview", after=after)
    if format == "exported":
        return of_exported(opened(file), source=source, after=after)
    if not mapping:
        raise Unreadable(
            "A table needs a mapping, which says what its columns are: one of "
            f"{', '.join(MAPPINGS)}, or a YAML file (see docs/import.md)."
        )
    known = mapping if isinstance(mapping, Mapping) else load(mapping)
    return of_table(opened(file), known, source=source, after=after)
