"""Pages of a list by cursor: the next page begins after the last row of this one.

No library that is alive both keeps NULLs last on SQLite and PostgreSQL and refuses a forged
cursor with an error of its own; and the cost of a page must not grow with its number.
"""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from claims.dates import Span
from claims.models.fields import refuse_control_characters

PAGE_SIZE = 25
LARGEST_KEY = 2**63 - 1


class CursorError(ValueError):
    """A cursor that is none of this list's; the message is for the reader."""


@dataclass(frozen=True)
class Key:
    """One column of the order."""

    name: str
    descending: bool
    nulls_last: bool


@dataclass(frozen=True)
class Cursor:
    """A row to begin after (or, `backwards`, to end before): its values of the order's columns.
    `order`: a mark of that order and of what is listed (`_order`)."""

    order: str
    backwards: bool
    values: tuple[Any, ...]

    def encoded(self) -> str:
        values = [value.isoformat() if isinstance(value, date) else value for value in self.values]
        whole = [self.order, int(self.backwards), *values]
        text = json.dumps(whole, separators=(",", ":"), ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Page:
    """Rows, and the cursors (encoded) of the pages around them, None where there is none."""

    rows: list[Any]
    next: str | None = None
    previous: str | None = None


def _keys(rows: QuerySet[Any]) -> list[Key]:
    """The columns by which `rows` are ordered."""
    keys = []
    order: Any
    for order in rows.query.order_by:
        if isinstance(order, str):
            keys.append(Key(order.lstrip("-"), order.startswith("-"), False))
        else:
            keys.append(Key(order.expression.name, order.descending, bool(order.nulls_last)))
    return keys


def _order(rows: QuerySet[Any]) -> str:
    """A short mark of what `rows` are and how they are ordered."""
    keys = ",".join(f"{'-' if key.descending else ''}{key.name}" for key in _keys(rows))
    return f"{zlib.crc32(f'{rows.model._meta.label_lower} {keys}'.encode()):08x}"


def decode(text: str, rows: QuerySet[Any]) -> Cursor:
    """The cursor that `text` encodes, for the order of `rows`. Raises CursorError."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        order, backwards, *values = json.loads(
            base64.b64decode(padded, altchars=b"-_", validate=True)
        )
        keys = _keys(rows)
        whole = len(values) == len(keys) or (backwards and not values)
        if order != _order(rows) or backwards not in (0, 1) or not whole:
            raise ValueError("another list, order or shape")
        return Cursor(order, bool(backwards), tuple(map(_value, keys, values)))
    except (ValueError, TypeError, ValidationError, binascii.Error, RecursionError) as error:
        raise CursorError(
            gettext("This page marker belongs to no page of this list: begin at the first page.")
        ) from error


def _value(key: Key, value: Any) -> Any:
    """`value` as the type that the column of `key` has."""
    if value is None and key.nulls_last:
        return None
    if key.name.endswith("_on"):
        return date.fromisoformat(value)
    if key.name in ("name", "headline"):
        if not isinstance(value, str):
            raise ValueError("no text")
        # What a record may be called: with a joiner that nobody sees, too.
        refuse_control_characters(value)
        return value
    if type(value) is not int or not 0 <= value <= LARGEST_KEY:
        raise ValueError("no key")
    return value


def page(rows: QuerySet[Any], cursor: Cursor | None, size: int = PAGE_SIZE) -> Page:
    """The rows of the page that `cursor` names, in their own order; one query."""
    backwards = cursor is not None and cursor.backwards
    found = rows if cursor is None else rows.filter(_beyond(_keys(rows), cursor))
    some = list((found.reverse() if backwards else found)[: size + 1])
    return around(rows, some[:size], cursor, more=len(some) > size)


def around(rows: QuerySet[Any], some: list[Any], cursor: Cursor | None, *, more: bool) -> Page:
    """The page of `some` rows, which were found from `cursor` on, in the direction that it has;
    `more`: whether others lie beyond them."""
    backwards = cursor is not None and cursor.backwards
    if backwards:
        some.reverse()
    if not some:
        return Page([])
    at_an_end = cursor is None or not cursor.values
    return Page(
        some,
        next=_at(rows, some[-1], False) if (not at_an_end if backwards else more) else None,
        previous=_at(rows, some[0], True) if (more if backwards else not at_an_end) else None,
    )


def at(rows: QuerySet[Any], days: Span) -> Cursor:
    """The cursor of the page of `rows`, which are in the order of dates, that begins with these
    days."""
    descending = _keys(rows)[0].descending
    first = (days.latest, LARGEST_KEY) if descending else (days.earliest, 0)
    return Cursor(_order(rows), False, first)


def end(rows: QuerySet[Any]) -> str:
    """The cursor of the last page of any list in this order."""
    return Cursor(_order(rows), True, ()).encoded()


def _at(rows: QuerySet[Any], row: Any, backwards: bool) -> str:
    return Cursor(
        _order(rows), backwards, tuple(getattr(row, key.name) for key in _keys(rows))
    ).encoded()


def _beyond(keys: list[Key], cursor: Cursor) -> Q:
    """The condition that a row stands after the cursor's, or before it."""
    condition = Q()
    equal = Q()
    if not cursor.values:
        return condition  # all, from the end
    for key, value in zip(keys, cursor.values, strict=True):
        beyond = _past(key, value, cursor.backwards)
        if beyond is not None:
            condition |= equal & beyond
        equal &= Q(**{f"{key.name}__isnull": True}) if value is None else Q(**{key.name: value})
    return condition


def _past(key: Key, value: Any, backwards: bool) -> Q | None:
    """The condition that a row's column comes later in the order than `value`; None: never."""
    if value is None:
        return Q(**{f"{key.name}__isnull": False}) if backwards else None
    downwards = key.descending != backwards
    condition = Q(**{f"{key.name}__{'lt' if downwards else 'gt'}": value})
    if key.nulls_last and not backwards:
        condition |= Q(**{f"{key.name}__isnull": True})
    return condition
