"""A claim as others cite it: in words, as BibTeX, as CSL-JSON. Pure.

CSL-JSON is the source of all three (https://docs.citationstyles.org): the words are made of it by
the style in `csl/claim.csl`. The site is named as the place, never as the author: a claim is
somebody's word, and the note says whose.
"""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from citeproc import (  # type: ignore[import-untyped]
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from pybtex.database import BibliographyData, Entry  # type: ignore[import-untyped]
from pybtex.database.output.bibtex import Writer  # type: ignore[import-untyped]

SITE: Final = "claimsite"
STYLE: Final = Path(__file__).parent / "csl" / "claim.csl"
LOCALE: Final = "en-GB"

# What pybtex leaves as it is, though it means something to BibTeX or TeX. A brace must not stand
# by itself, not even escaped: BibTeX counts it.
_IN_TEX: Final = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "$": r"{\textdollar}",
        "^": r"{\textasciicircum}",
        "~": r"{\textasciitilde}",
    }
)
# Two of one of these in a row are read as another sign.
_LIGATURES: Final = "-`'"


@dataclass(frozen=True)
class Cited:
    """What a citation says: the claim's sentence, its address, when it last changed (None where
    nobody knows), when it was read, and in `note` whose word it is and the first article."""

    key: str
    title: str
    url: str
    read_on: datetime.date
    changed_on: datetime.date | None = None
    note: str = ""


def csl_item(cited: Cited) -> dict[str, Any]:
    """The item of CSL-JSON; what is not known is left out."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.title,
        "container-title": SITE,
        "URL": cited.url,
        "accessed": _date(cited.read_on),
    }
    if cited.changed_on:
        item["issued"] = _date(cited.changed_on)
    if cited.note:
        item["note"] = cited.note
    return item


def as_csl_json(cited: Cited) -> str:
    """A list of the one item, as programs for references read it."""
    return json.dumps([csl_item(cited)], ensure_ascii=False, indent=2) + "\n"


def as_bibtex(cited: Cited) -> str:
    """One entry, `@misc`, which every style knows."""
    fields = {
        # Braced once more, or styles would take the capitals out of names.
        "title": f"{{{_in_tex(cited.title)}}}",
        "howpublished": SITE,
        "key": SITE,
        "url": cited.url,
        "urldate": cited.read_on.isoformat(),
    }
    if cited.changed_on:
        fields["year"] = f"{cited.changed_on:%Y}"
        fields["date"] = cited.changed_on.isoformat()
    if cited.note:
        fields["note"] = _in_tex(cited.note)
    # By its name, the writer would be looked for in all packages that are installed, each time.
    written = str(Writer().to_string(BibliographyData({cited.key: Entry("misc", fields)})))
    # An address is verbatim to those who read it; pybtex escapes it like any other words.
    return written.replace(cited.url.replace("_", r"\_"), cited.url)


def as_text(cited: Cited) -> str:
    """In words, in one line."""
    item = csl_item(cited) | {"id": "claim"}
    style = CitationStylesStyle(str(STYLE), locale=LOCALE, validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem("claim")]))
    (line,) = bibliography.bibliography()
    return f"{line}\n"


def _date(day: datetime.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _in_tex(text: str) -> str:
    """The text as TeX prints it to the letter, as far as pybtex does not see to it."""
    escaped = text.translate(_IN_TEX)
    for sign in _LIGATURES:
        while sign * 2 in escaped:
            escaped = escaped.replace(sign * 2, f"{sign}{{}}{sign}")
    return escaped
