"""What a page of the list answers: read from its HTML, and compared with the SQL floor's. Pure."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

ROLES = ("claimant", "subject", "denier", "source")
NOBODY = "none"
# Those of which a page shows the first ten: two with as many may change places there.
OF_RECORDS = (*ROLES, "publisher")
FACETS = ("evidence", "denial", "kind", *OF_RECORDS)


@dataclass
class Answers:
    """`rows`: the slugs of the page's claims; `facets`: numbers by facet and value, in
    the order shown; `bars`: the numbers by date, the oldest first."""

    found: int | None = None
    undated: int = 0
    rows: list[str] = field(default_factory=list)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    bars: list[int] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.answers = Answers()
        self._entry: str | None = None
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        mark = given.get("id") or given.get("class") or ""
        if tag == "a":
            self._entry = mark if mark.startswith(("add-", "bar-")) else None
            in_heading = any("row__claim" in where for _, where in self._open)
            if in_heading and (slug := (given.get("href") or "").rstrip("/").split("/")[-1]):
                self.answers.rows.append(unquote(slug))
        if tag not in ("meta", "link", "input", "br", "img", "rect", "hr"):
            self._open.append((tag, mark))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        tag, mark = self._open[-1] if self._open else ("", "")
        within = [where for _, where in self._open]
        if tag == "b" and "count" in within:
            self.answers.found = _number(text)
        elif mark == "found" and (undated := re.search(r"\d[\d.,\s]*", text)):
            self.answers.undated = _number(undated.group())
        elif mark == "facet__count" and self._entry:
            self._count(self._entry, _number(text))

    def _count(self, entry: str, number: int) -> None:
        kind, name = entry.split("-", 1)
        if kind == "bar":
            self.answers.bars.append(number)
        else:
            facet, value = name.split("-", 1)
            self.answers.facets.setdefault(facet, {})[value] = number


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def of_page(html: str) -> Answers:
    """What the page shows; `found` is None where it shows no number of claims."""
    reader = _Reader()
    reader.feed(html)
    return reader.answers


def differences(page: Answers, floor: Answers) -> list[str]:
    """Where the two do not agree, each in a line; nothing where they do."""
    found = [
        _difference("found", page.found, floor.found),
        _difference("without a date", page.undated, floor.undated),
        _difference("rows", page.rows, floor.rows),
        _difference("dates", page.bars, floor.bars),
    ]
    for name in FACETS:
        of_page, of_floor = _without_zeros(page, name), _without_zeros(floor, name)
        if name in OF_RECORDS:
            found.append(_difference(name, _first(of_page), _first(of_floor)))
            found.append(_difference(name, sorted(of_page.values()), sorted(of_floor.values())))
        else:
            found.append(_difference(name, of_page, of_floor))
    return [line for line in found if line]


def _without_zeros(answers: Answers, facet: str) -> dict[str, int]:
    """A value that is asked for stands on the page even if no claim has it."""
    return {value: n for value, n in answers.facets.get(facet, {}).items() if n}


def _first(numbers: dict[str, int]) -> dict[str, int]:
    """Nobody, and those before the last: with as many as that, others may be shown instead."""
    least = min((n for value, n in numbers.items() if value != NOBODY), default=0)
    return {value: n for value, n in numbers.items() if n > least or value == NOBODY}


def _difference(name: str, of_page: object, of_floor: object) -> str:
    if of_page == of_floor:
        return ""
    return f"{name}: the page says {of_page}, the SQL floor {of_floor}"
