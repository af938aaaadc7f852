"""Tables of any dialect and encoding, row by row."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator
from itertools import chain

from charset_normalizer import from_bytes

from claims.intake.decoding import ENCODINGS

from .opening import Unreadable

_SAMPLE = 256 * 1024
"""Bytes from which the encoding is told."""
_SAMPLE_OF_DIALECT = 4 * 1024
"""Characters from which the dialect is told, where the header does not: clevercsv looks at all ways
of cutting them."""
_LONGEST_CELL = 32 * 1024 * 1024
_DELIMITERS = ",\t;|"
_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}

Row = tuple[int, list[str]]
"""The line on which a row ends, and its cells."""


def table(file: io.BufferedReader, wanted: Collection[str]) -> tuple[list[str], Iterator[Row]]:
    """The header, which has the `wanted` columns, and the rows, as they are.

    Raises Unreadable where the file is no table, or lacks a column. Bytes that are not of its
    encoding are lone surrogates in their cells.
    """
    lines = io.TextIOWrapper(file, _encoding(file), errors="surrogateescape", newline="")
    # To the end of a line: the rest is read line by line.
    start = lines.read(_SAMPLE_OF_DIALECT) + lines.readline(_LONGEST_CELL)
    if not start.strip():
        raise Unreadable("The file is empty.")
    csv.field_size_limit(_LONGEST_CELL)
    dialect = _dialect(start, wanted)
    reader = csv.reader(chain(io.StringIO(start, newline=""), lines), dialect)
    header = [name.strip() for name in next(_told(reader), (0, []))[1]]
    missing = sorted(set(wanted) - set(header))
    if missing:
        raise Unreadable(
            f"The table has no column {', '.join(missing)}, which the mapping names. Its columns: "
            f"{', '.join(header)[:500]}."
        )
    return header, _told(reader)


def _told(reader: Iterator[list[str]]) -> Iterator[Row]:
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"After line {number} the table cannot be read: {error}.") from error
        number = reader.line_num  # type: ignore[attr-defined]
        if cells:
            yield number, cells


def _encoding(file: io.BufferedReader) -> str:
    """That of the byte order mark, else UTF-8 where it fits, else the likeliest of those that
    tables are saved in."""
    # As much as the buffer holds: the file may be a stream, which cannot be set back.
    sample = file.peek(_SAMPLE)
    for mark, encoding in _MARKS.items():
        if sample.startswith(mark):
            return encoding
    try:
        # The last character may be cut.
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        best = from_bytes(sample, cp_isolation=[*ENCODINGS]).best()
        if best is None:
            raise Unreadable(
                "The file is text in no encoding that is known: save it as UTF-8."
            ) from None
        return best.encoding
    return "utf-8"


def _dialect(start: str, wanted: Collection[str]) -> type[csv.Dialect] | csv.Dialect:
    """The one in which the header has the wanted columns; where there is none, clevercsv's."""
    for delimiter in _DELIMITERS:
        header = next(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), [])
        if set(wanted) <= {name.strip() for name in header}:
            return _of(delimiter)
    import clevercsv  # it takes half a second, and every process would wait for it

    try:
        sample = start[: 4 * _SAMPLE_OF_DIALECT]
        found = clevercsv.Sniffer().sniff(sample, delimiters=_DELIMITERS)
        return found.to_csv_dialect() if found and found.delimiter else csv.excel
    except clevercsv.exceptions.Error:
        return csv.excel


def _of(delimiter: str) -> type[csv.Dialect]:
    return type("Own", (csv.excel,), {"delimiter": delimiter})
