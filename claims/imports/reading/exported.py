"""Claims as a site like this one exports them, as linked data or as a table (`claims.exports`),
into items: so that what went out comes in as it was, addresses and all.

Not all of a claim can come in by such a file. Passages are of articles, which are not in it, and
denials and what else is said of evidence rest on these: such a claim comes in by the reading of its
article (`manage.py export_reading`), and is refused here.
"""

import io
from collections.abc import Iterator
from itertools import count
from typing import Any

from claims.imports.items import Item, Named, Piece, Refused

from .documents import documents, types
from .exported_table import BY_ITS_READING
from .exported_table import items as of_table
from .opening import Unreadable
from .values import address, host
from .wrong import Wrong

_OF_ARTICLES = ("appearance", "passages", "comment")
_ROLES = ("holder", "requester", "disputer", "examiner")

Object = dict[str, Any]


def items(file: io.BufferedReader, *, source: str, after: int) -> Iterator[Item | Refused]:
    """The claims of the file after the first `after`. Raises Unreadable, also where no site like
    this one has exported it."""
    start = file.peek(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"[", b"<"):
        return _linked(file, source, after)
    return of_table(file, source=source, after=after)


def _linked(file: io.BufferedReader, source: str, after: int) -> Iterator[Item | Refused]:
    numbers = count(1)
    number = 0
    for place, value, broken in documents(file):
        if not broken and not _is_claim(value):
            continue
        number = next(numbers)
        if number <= after:
            continue
        try:
            if broken:
                raise Wrong("", broken)
            yield _item(value, source, number, place)
        except Wrong as wrong:
            original = value if isinstance(value, dict) else None
            yield Refused(number, place, wrong.field, wrong.why, original)
    if not number:
        raise Unreadable(
            "There is no claim in the file as a site like this one exports it (/claims.jsonld)."
        )


def _is_claim(value: Any) -> bool:
    return isinstance(value, dict) and "Claim" in types(value)


def _item(claim: Object, source: str, number: int, place: str) -> Item:
    for term in _OF_ARTICLES:
        if claim.get(term):
            raise Wrong(term, BY_ITS_READING)
    page = address(claim.get("@id"))
    if not page:
        raise Wrong("@id", "There is no address of the claim's page.")
    slug = _text(claim, "identifier")
    if not slug:
        raise Wrong("identifier", "There is no slug.")
    evidence = _objects(claim, "subjectOf")
    return Item(
        source=source or host(page),
        key=slug,
        number=number,
        place=place,
        text=_text(claim, "text"),
        kind=_code(claim, "site:kind"),
        url=_page(claim),
        date=_text(claim, "site:date"),
        date_basis=_code(claim, "site:date_basis"),
        date_note=_text(claim, "site:date_note"),
        claimants=_people(claim, "author"),
        subjects=_people(claim, "about"),
        evidence=tuple(map(_piece, evidence)),
        original=claim,
        slug=slug,
        changed=_text(claim, "dateModified"),
    )


def _piece(evidence: Object) -> Piece:
    if any(evidence.get(f"site:role-{role}") for role in _ROLES) or evidence.get("passages"):
        raise Wrong("subjectOf", BY_ITS_READING)
    return Piece(
        words=_text(evidence, "text"),
        side=_code(evidence, "site:side"),
        kind=_code(evidence, "site:evidence_kind"),
        state=_code(evidence, "site:state"),
        sources=_people(evidence, "author"),
        url=_page(evidence),
        slug=_text(evidence, "identifier"),
        date=_text(evidence, "site:date"),
        date_basis=_code(evidence, "site:date_basis"),
        date_note=_text(evidence, "site:date_note"),
    )


def _page(statement: Object) -> str:
    """The page on which it rests."""
    return next((_text(one, "@id") for one in _objects(statement, "isBasedOn")), "")


def _people(statement: Object, term: str) -> tuple[Named, ...]:
    return tuple(
        Named(
            _text(one, "name"),
            _code(one, "site:actor_kind"),
            tuple(_text(same, "@id") for same in _objects(one, "sameAs")),
            _text(one, "identifier"),
        )
        for one in _objects(statement, term)
    )


def _text(given: Object, term: str) -> str:
    """The text, as it is: it was written by a site, not by a person."""
    value = given.get(term, "")
    if not isinstance(value, str):
        raise Wrong(term, "It is no text.")
    return value


def _objects(given: Object, term: str) -> list[Object]:
    value = given.get(term, [])
    found = [value] if isinstance(value, dict) else value
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Wrong(term, "It is no list of objects.")
    return found


def _code(given: Object, term: str) -> str:
    """The code for which a place of the site's glossary stands: `fact` of “site:kind-fact”."""
    for place in _objects(given, term):
        return _text(place, "@id").removeprefix(f"{term}-")
    return ""
