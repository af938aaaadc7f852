"""A list of claims as CSV (RFC 4180), one row a claim, for a spreadsheet.

UTF-8 with a byte order mark, without which Excel takes it for another encoding; commas, CRLF. A
cell that a spreadsheet would run as a formula (OWASP, CSV Injection) has an apostrophe before it:
`undone` takes it away again.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .described import Record

BETWEEN = " | "
"""What stands between several values of one cell."""

# What a spreadsheet takes for the beginning of a formula, and what is undone as if it were one.
_RUN = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


@dataclass(frozen=True)
class Column:
    """A column by its name: what stands in it, and how it is got from a described claim; with
    `many`, any number of values."""

    name: str
    says: str
    value: Callable[[Record], str | Iterable[str]]
    many: bool = True


def _plain(name: str, says: str) -> Column:
    return Column(name, says, lambda claim: claim[name], many=False)


def _names(role: str) -> Callable[[Record], Iterable[str]]:
    return lambda claim: (person["name"] for person in claim[role])


def _slugs(role: str) -> Callable[[Record], Iterable[str]]:
    return lambda claim: (person["slug"] for person in claim[role])


def _of_passages(value: Callable[[Record], str]) -> Callable[[Record], Iterable[str]]:
    return lambda claim: dict.fromkeys(map(value, claim["passages"]))


def _of_parts(part: str, value: Callable[[Record], str]) -> Callable[[Record], Iterable[str]]:
    return lambda claim: map(value, claim[part])


def _who(role: str) -> Callable[[Record], str]:
    return lambda part: ", ".join(person["name"] for person in part[role])


COLUMNS = (
    _plain("url", "the claim's page"),
    _plain("slug", "its name in addresses, which is unique"),
    _plain("text", "the claim in one sentence"),
    _plain("kind", "what kind of claim it is"),
    _plain("date", "its date, EDTF"),
    _plain("date_basis", "of what that is the date: said, happened or reported"),
    _plain("date_note", "how the source gives the date"),
    _plain("earliest", "the first day that the date covers"),
    _plain("latest", "the last day that it covers"),
    _plain("evidence_status", "where its evidence stands, which is no verdict"),
    Column("claimants", "who claims it; empty where no source says who", _names("claimants")),
    Column("claimant_slugs", "the same, as addresses name them", _slugs("claimants")),
    Column("subjects", "about whom it is", _names("subjects")),
    Column("subject_slugs", "the same, as addresses name them", _slugs("subjects")),
    Column(
        "passages",
        "the words on which it rests, verbatim, one passage after another",
        _of_passages(lambda passage: passage["exact"]),
    ),
    Column(
        "passage_urls",
        "where these words stand on this site",
        _of_passages(lambda passage: passage["url"]),
    ),
    Column(
        "articles",
        "the headlines of the articles that have them",
        _of_passages(lambda passage: passage["article"]["headline"]),
    ),
    Column(
        "article_urls",
        "the addresses of the articles at their publishers",
        _of_passages(lambda passage: passage["article"]["source_url"]),
    ),
    Column(
        "publishers",
        "who published the articles",
        _of_passages(lambda passage: passage["article"]["publisher"]["name"]),
    ),
    _plain("source_url", "the page that an imported claim rests on"),
    Column("denial_forms", "the form of each denial", _of_parts("denials", lambda d: d["form"])),
    Column("deniers", "who denies, denial by denial", _of_parts("denials", _who("deniers"))),
    Column("denial_dates", "when, denial by denial", _of_parts("denials", lambda d: d["date"])),
    Column(
        "evidence_sides",
        "for which side each piece of evidence is brought forward",
        _of_parts("evidence", lambda e: e["side"]),
    ),
    Column(
        "evidence_kinds",
        "of which kind each piece of evidence is",
        _of_parts("evidence", lambda e: e["kind"]),
    ),
    Column(
        "evidence_states",
        "what is said to have become of it, piece by piece",
        _of_parts("evidence", lambda e: e["state"]),
    ),
    Column(
        "evidence_sources",
        "who says so, piece by piece",
        _of_parts("evidence", _who("sources")),
    ),
    _plain("changed", "when the claim, or what belongs to it, last changed here"),
)


class _Line:
    """A file of which each line is taken as it is written."""

    def write(self, line: str) -> str:
        return line


def written(claims: Iterable[Record]) -> Iterator[str]:
    """The table's lines, the first of which names the columns; each as soon as it is there."""
    writer: Any = csv.writer(_Line())
    yield "\N{BOM}" + writer.writerow([column.name for column in COLUMNS])
    for claim in claims:
        yield writer.writerow([_cell(column.value(claim)) for column in COLUMNS])


def _cell(value: str | Iterable[str]) -> str:
    return harmless(value if isinstance(value, str) else BETWEEN.join(value))


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet runs. Reversible, by `undone`."""
    return f"'{text}" if _RUN.match(text) else text


def undone(cell: str) -> str:
    """The text of which `harmless` made the cell."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell
