"""Texts, dates, addresses and names as files have them, into those of an item."""

import hashlib
import html
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import dateparser

from claims import dates
from claims.imports.items import Named

LONGEST_KEY = 500
LONGEST_URL = 1000

# A year, a month or a day at the beginning, whatever time follows.
_ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?=$|[T ]\d|\s*$)")
_WITH_LETTERS = re.compile(r"[^\W\d_]{3}")
# What stands where a name would, and is none.
_NOBODY = frozenset(("unknown", "n/a", "na", "none", "null", "nan", "-", "–", "?", "anonymous"))


def text(value: Any) -> str:
    """The words of a value: HTML entities read, white space folded to single blanks; "" for what
    is no text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(html.unescape(str(value)).split())


def day(value: Any, formats: Iterable[str] = ()) -> str:
    """The date of a value, EDTF, as precise as it is given and without its time of day; "" where
    there is none, or none that leaves no doubt: 3/4/2018 may be of March or of April.

    `formats` are those of `strptime`, and then no others are looked for.
    """
    given = text(value)
    if not given:
        return ""
    if formats := tuple(formats):
        for form in formats:
            try:
                return datetime.strptime(given, form).date().isoformat()
            except ValueError:
                continue
        return ""
    if match := _ISO.match(given):
        return _known("-".join(part.zfill(2) for part in match.groups() if part))
    if _WITH_LETTERS.search(given) and len(given) < 60:
        found = dateparser.parse(given, settings={"STRICT_PARSING": True})
        return found.date().isoformat() if found else ""
    return ""


def _known(edtf: str) -> str:
    try:
        dates.span(edtf)
    except dates.DateError:
        return ""
    return edtf


def address(value: Any) -> str:
    """The value as an address of the web; "" where it is none that can be kept."""
    given = text(value)
    if len(given) > LONGEST_URL or " " in given:
        return ""
    try:
        parts = urlsplit(given)
        host = parts.hostname
    except ValueError:
        return ""
    return given if parts.scheme.lower() in ("http", "https") and host else ""


def name(value: Any) -> str:
    """The value as a name; "" for what only stands in the place of one."""
    given = text(value)
    return "" if given.casefold() in _NOBODY else given


def host(value: str) -> str:
    """The site of an address, as people name it."""
    return (urlsplit(value).hostname or "").removeprefix("www.")


def once(people: Iterable[Named]) -> tuple[Named, ...]:
    """Each name once, as it comes first."""
    found: dict[str, Named] = {}
    for one in people:
        found.setdefault(one.name, one)
    return tuple(found.values())


def key(*parts: str) -> str:
    """What the parts make together, at most LONGEST_KEY characters; a longer one ends in a digest
    of the whole."""
    whole = " ".join(" ".join(parts).split())
    if len(whole) <= LONGEST_KEY:
        return whole
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{whole[: LONGEST_KEY - len(digest) - 1]} {digest}"
