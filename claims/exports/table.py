"""A list of claims as CSV (RFC 4180), one row a claim, for a spreadsheet.

UTF-8 with a byte order mark, without which Excel takes it for another encoding; commas, CRLF. A
cell that a spreadsheet would run as a formula (OWASP, CSV Injection) has an apostrophe before it:
`undone` takes it away again, as `split` takes the values of a cell apart.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from .described import Record

BETWEEN = "|"
"""The sign that stands, between blanks, between several values of one cell."""
BETWEEN_PEOPLE = "+"
"""Likewise between several people, or passages, of one denial or of one piece of evidence."""

# Who may have a part in evidence beside those who say what became of it.
_OTHERS = ("holders", "requesters", "disputers", "examiners")
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


def _who(role: str, what: str = "name") -> Callable[[Record], str]:
    return lambda part: _together(person[what] for person in part[role])


def _others(evidence: Record) -> str:
    return _together(
        f"{role[:-1]}: {person['name']}" for role in _OTHERS for person in evidence[role]
    )


def _together(several: Iterable[str]) -> str:
    return joined(several, BETWEEN_PEOPLE)


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
    Column(
        "evidence_source_slugs",
        "the same, as addresses name them",
        _of_parts("evidence", _who("sources", "slug")),
    ),
    Column(
        "evidence_others",
        "who else has a part in it, and which, piece by piece",
        _of_parts("evidence", _others),
    ),
    Column(
        "evidence_words",
        "its source's own words, piece by piece: a reviewer's rating, an answer",
        _of_parts("evidence", lambda e: e["words"]),
    ),
    Column(
        "evidence_passages",
        "the words of articles on which it rests, piece by piece",
        _of_parts("evidence", lambda e: _together(one["exact"] for one in e["passages"])),
    ),
    Column(
        "evidence_urls",
        "the page on which imported evidence rests, piece by piece",
        _of_parts("evidence", lambda e: e["source_url"]),
    ),
    Column("evidence_slugs", "its name in addresses", _of_parts("evidence", lambda e: e["slug"])),
    Column("evidence_dates", "its date, EDTF", _of_parts("evidence", lambda e: e["date"])),
    Column(
        "evidence_date_bases",
        "of what that is the date",
        _of_parts("evidence", lambda e: e["date_basis"]),
    ),
    Column(
        "evidence_date_notes",
        "how the source gives the date",
        _of_parts("evidence", lambda e: e["date_note"]),
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
    if isinstance(value, str):
        return harmless(value)
    return harmless(joined(value, BETWEEN))


def joined(values: Iterable[str], sign: str) -> str:
    """The values with the sign, between blanks, between them; what of it stands alone in a value
    gets one more. Reversible, by `split`, but for no value at all, which is as one that is blank.
    """
    return f" {sign} ".join(_alone(sign).sub(rf"\g<0>{sign}", one) for one in values)


def split(cell: str, sign: str) -> list[str]:
    """The values of which `joined` made the cell; at least one."""
    return [_alone(sign).sub(lambda run: run[0][1:], one) for one in cell.split(f" {sign} ")]


@cache
def _alone(sign: str) -> re.Pattern[str]:
    """The sign, any number of times, between blanks or at an end."""
    return re.compile(rf"(?<![^ ]){re.escape(sign)}+(?![^ ])")


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet runs. Reversible, by `undone`."""
    return f"'{text}" if _RUN.match(text) else text


def undone(cell: str) -> str:
    """The text of which `harmless` made the cell."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell
