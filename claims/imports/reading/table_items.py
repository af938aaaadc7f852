"""Rows of a table into items, by a mapping."""

import io
import re
from collections.abc import Iterator

from claims.imports.items import Item, Named, Piece, Refused

from . import ratings
from .mapping import Cell, Date, Evidence, Mapping, People, Words
from .tables import table
from .values import address, day, key, name, once, text
from .wrong import Wrong

Row = dict[str, str]


def items(
    file: io.BufferedReader, mapping: Mapping, *, source: str, after: int
) -> Iterator[Item | Refused]:
    """The rows after the first `after`; blank lines are none. Raises Unreadable."""
    header, rows = table(file, mapping.columns())
    for number, (line, cells) in enumerate(rows, 1):
        if number <= after:
            continue
        place = f"line {line}"
        row = dict(zip(header, cells, strict=False))
        try:
            if len(cells) != len(header):
                raise Wrong(
                    "", f"The row has {len(cells)} cells, and the header has {len(header)}."
                )
            yield _item(row, mapping, source, number, place)
        except Wrong as wrong:
            yield Refused(number, place, wrong.field, wrong.why, row)


def _item(row: Row, mapping: Mapping, source: str, number: int, place: str) -> Item:
    words = text(_cell(row, mapping.text))
    if not words:
        raise Wrong(mapping.text.column, "There is no claim: the cell is empty.")
    url = address(_cell(row, mapping.url))
    if not url:
        raise Wrong(
            mapping.url.column, "There is no http or https address of at most 1,000 characters."
        )
    date, note = _date(row, mapping.date)
    return Item(
        source=source or mapping.source,
        key=key(*(row[column] for column in mapping.key)),
        number=number,
        place=place,
        text=words,
        kind=mapping.kind,
        url=url,
        date=date,
        date_basis=mapping.date_basis if date else "",
        date_note=note,
        language=text(_cell(row, mapping.language)),
        claimants=once(one for part in mapping.claimants for one in _people(row, part)),
        subjects=once(one for part in mapping.subjects for one in _people(row, part)),
        appearances=tuple(
            dict.fromkeys(
                found
                for part in mapping.appearances
                for one in _parts(row, part)
                if (found := address(one))
            )
        ),
        tags=tuple(dict.fromkeys(one for part in mapping.tags for one in _parts(row, part))),
        evidence=tuple(piece for part in mapping.evidence for piece in _evidence(row, part)),
        original=row,
    )


def _cell(row: Row, cell: Cell | None) -> str:
    if cell is None:
        return ""
    return row[cell.column] if cell.column else cell.value


def _date(row: Row, given: Date | None) -> tuple[str, str]:
    """The date, and a note where the cell has one that cannot be told."""
    written = text(_cell(row, given))
    found = day(written, given.formats) if given else ""
    return found, f"given as “{written}”"[:300] if written and not found else ""


def _parts(row: Row, words: Words) -> Iterator[str]:
    cell = _cell(row, words)
    for part in re.split(words.split, cell) if words.split else [cell]:
        if found := text(part):
            yield found


def _people(row: Row, people: People) -> Iterator[Named]:
    for part in _parts(row, people):
        for pattern in people.strip:
            part = re.sub(pattern, "", part, flags=re.IGNORECASE).strip()
        if found := name(part):
            yield Named(found, people.kinds.get(found) or people.kind or "")


def _evidence(row: Row, part: Evidence) -> Iterator[Piece]:
    # As it is but for blanks at its ends: paragraphs are the reviewer's own.
    words = "\n".join(map(text, _cell(row, part.words).strip().splitlines()))
    if not words:
        return
    what = _by_rule(words, part)
    if what is None:
        return
    side, kind, state = what
    date, _ = _date(row, part.date)
    yield Piece(
        words=words,
        side=side,
        kind=kind,
        state=state,
        sources=once(_people(row, part.source)),
        url=address(_cell(row, part.url)),
        date=date,
        date_basis="reported" if date else "",
    )


def _by_rule(words: str, part: Evidence) -> tuple[str, str, str] | None:
    if not part.rules:
        return ratings.side(words), "assessment", "presented"
    for rule in part.rules:
        if re.search(rule.pattern, words, re.IGNORECASE):
            return rule.side, rule.kind, rule.state
    return None
