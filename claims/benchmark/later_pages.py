"""Pages of a list far from its first, as links lead to them: by cursor."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claims import paging
from claims.models import Claim

from .conditions import Asked
from .databases import Database

_DEEP = 1_000


def later_pages(
    asked: Asked, database: Database, found: int
) -> Iterator[tuple[str, str, list[str]]]:
    """(name, cursor, slugs that the page should show) of a page deep in the list and of its last
    one. Two of every list, so that those of two databases go by pairs: of a short list they may
    be its first page."""
    order = Claim.objects.newest_first()
    last = paging.end(order)
    number = max(1, min(_DEEP, found // paging.PAGE_SIZE // 2 + 1))
    before = (number - 1) * paging.PAGE_SIZE
    if before:
        where, parameters = asked.where(database)
        ((day, key),) = database.rows(
            f"SELECT c.latest_on, c.id FROM claims_claim AS c WHERE {where}"  # noqa: S608
            f" ORDER BY c.latest_on DESC NULLS LAST, c.id DESC LIMIT 1 OFFSET {before - 1}",
            parameters,
        )
        at = (None if day is None else date.fromisoformat(str(day)), key)
        deep = replace(paging.decode(last, order), backwards=False, values=at).encoded()
    else:
        deep = ""
    yield f"page {number:,}", deep, _rows(asked, database, before)
    yield "last page", last, _rows(asked, database, max(0, found - paging.PAGE_SIZE))


def _rows(asked: Asked, database: Database, before: int) -> list[str]:
    where, parameters = asked.where(database)
    rows = database.rows(
        f"SELECT c.slug FROM claims_claim AS c WHERE {where} ORDER BY c.latest_on DESC NULLS LAST,"  # noqa: S608
        f" c.id DESC LIMIT {paging.PAGE_SIZE} OFFSET {before}",
        parameters,
    )
    return [slug for (slug,) in rows]
