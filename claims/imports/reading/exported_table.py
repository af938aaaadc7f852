"""The table that a site like this one exports (`claims.exports.table`), into items."""

import io
from collections.abc import Iterator

from claims.exports.table import BETWEEN, BETWEEN_PEOPLE, COLUMNS, split, undone
from claims.imports.items import Item, Named, Piece, Refused

from .tables import table
from .values import host
from .wrong import Wrong

BY_ITS_READING = (
    "It rests on articles, which are not in this file: export their reading where it comes from, "
    "and load that here."
)
_WANTED = {column.name for column in COLUMNS}
_OF_ARTICLES = ("passages", "denial_forms")
_OF_ARTICLES_BY_PIECE = ("evidence_passages", "evidence_others")
_OF_A_PIECE = {
    "side": "evidence_sides",
    "kind": "evidence_kinds",
    "state": "evidence_states",
    "words": "evidence_words",
    "url": "evidence_urls",
    "date": "evidence_dates",
    "date_basis": "evidence_date_bases",
    "date_note": "evidence_date_notes",
    "slug": "evidence_slugs",
}
_OF_ITS_SOURCES = ("evidence_sources", "evidence_source_slugs")

Row = dict[str, str]


def items(file: io.BufferedReader, *, source: str, after: int) -> Iterator[Item | Refused]:
    """The rows after the first `after`. Raises Unreadable."""
    header, rows = table(file, _WANTED)
    for number, (line, cells) in enumerate(rows, 1):
        if number <= after:
            continue
        place = f"line {line}"
        row = dict(zip(header, map(undone, cells), strict=False))
        try:
            if len(cells) != len(header):
                raise Wrong(
                    "", f"The row has {len(cells)} cells, and the header has {len(header)}."
                )
            yield _item(row, source, number, place)
        except Wrong as wrong:
            yield Refused(number, place, wrong.field, wrong.why, row)


def _item(row: Row, source: str, number: int, place: str) -> Item:
    for column in _OF_ARTICLES:
        if row[column]:
            raise Wrong(column, BY_ITS_READING)
    if not row["slug"]:
        raise Wrong("slug", "It is empty.")
    return Item(
        source=source or host(row["url"]),
        key=row["slug"],
        number=number,
        place=place,
        claimants=_people(row, "claimants", "claimant_slugs"),
        subjects=_people(row, "subjects", "subject_slugs"),
        evidence=tuple(_pieces(row)),
        original=row,
        url=row["source_url"],
        slug=row["slug"],
        text=row["text"],
        kind=row["kind"],
        date=row["date"],
        date_basis=row["date_basis"],
        date_note=row["date_note"],
        changed=row["changed"],
    )


def _people(row: Row, names: str, slugs: str) -> tuple[Named, ...]:
    if not row[names] and not row[slugs]:
        return ()
    return _named(split(row[names], BETWEEN), split(row[slugs], BETWEEN), names)


def _named(names: list[str], slugs: list[str], column: str) -> tuple[Named, ...]:
    if len(names) != len(slugs) or not all((*names, *slugs)):
        raise Wrong(column, "Each name needs a slug, and each slug a name.")
    return tuple(Named(name, slug=slug) for name, slug in zip(names, slugs, strict=True))


def _pieces(row: Row) -> Iterator[Piece]:
    if not row["evidence_sides"]:
        return
    number = len(split(row["evidence_sides"], BETWEEN))
    columns = (*_OF_A_PIECE.values(), *_OF_ITS_SOURCES, *_OF_ARTICLES_BY_PIECE)
    values = {column: split(row[column], BETWEEN) for column in columns}
    for column, several in values.items():
        if len(several) != number:
            raise Wrong(column, f"There are {len(several)} values, and {number} of evidence.")
        if column in _OF_ARTICLES_BY_PIECE and any(several):
            raise Wrong(column, BY_ITS_READING)
    for nth in range(number):
        names, slugs = (values[column][nth] for column in _OF_ITS_SOURCES)
        yield Piece(
            sources=_named(split(names, BETWEEN_PEOPLE), split(slugs, BETWEEN_PEOPLE), "evidence")
            if names or slugs
            else (),
            **{name: values[column][nth] for name, column in _OF_A_PIECE.items()},
        )
