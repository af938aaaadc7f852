"""A list of claims as Apache Parquet (https://parquet.apache.org/docs/file-format/), for notebooks.

The columns of the table (`table.COLUMNS`). What may be several values in one cell is a list of
texts; the first and last day are dates, the last change is a moment in UTC; the rest are texts.
Nothing is escaped: no spreadsheet runs it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from .described import Record
from .table import COLUMNS, Column

AT_ONCE = 2_000
"""Claims in a row group: as many are in memory at a time."""
_DAYS = ("earliest", "latest")
_MOMENT = "changed"


class _Sent:
    """A file of which what was written since the last time is taken."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def write(self, part: Any) -> int:
        self._parts.append(bytes(part))
        self._length += len(part)
        return len(part)

    def tell(self) -> int:
        return self._length

    def flush(self) -> None:
        """There is nobody to flush to."""

    def close(self) -> None:
        """Who takes the parts has them all."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def written(claims: Iterable[Record]) -> Iterator[bytes]:
    """The file's bytes, a row group at a time; its footer comes last."""
    import pyarrow as pa  # it takes a third of a second, and every process would wait for it
    import pyarrow.parquet as pq

    schema = pa.schema([pa.field(one.name, _type(one, pa)) for one in COLUMNS])
    file = _Sent()
    rows = iter(claims)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(rows, AT_ONCE)):
            arrays = [
                pa.array([_value(one, claim) for claim in some], schema.field(one.name).type)
                for one in COLUMNS
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            yield file.taken()
    yield file.taken()


def _type(column: Column, pa: Any) -> Any:
    if column.many:
        return pa.list_(pa.string())
    if column.name in _DAYS:
        return pa.date32()
    return pa.timestamp("ms", tz="UTC") if column.name == _MOMENT else pa.string()


def _value(column: Column, claim: Record) -> Any:
    given: Any = column.value(claim)
    if column.many:
        return list(given)
    if column.name in _DAYS:
        return date.fromisoformat(given) if given else None
    if column.name == _MOMENT:
        return datetime.fromisoformat(given) if given else None
    return given
