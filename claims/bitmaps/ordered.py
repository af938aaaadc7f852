"""Pages of a list, by the index: the same order, and the same cursors, as `claims.paging`."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from pyroaring import BitMap

from claims import paging

from . import keys as k
from .days import BEGINNING, ENDING, by_day
from .few import Few
from .finding import Found
from .shelf import Shelf

AT_ONCE = paging.PAGE_SIZE + 1
LARGEST = 2**32 - 1


def in_order(
    shelf: Shelf,
    records: BitMap,
    *,
    newest: bool,
    backwards: bool,
    beyond: tuple[int | None, int] | None = None,
    few: Few | None = None,
) -> Iterator[int]:
    """Primary keys of `records`: by the last day, newest first, then by key, descending; or by the
    first day and key, ascending; those without a date last. `backwards`: the other way round.
    `beyond`: from the next one on after this day (None: undated) and key. `few`: what has the
    records among its own."""
    descending = newest != backwards
    side = ENDING if newest else BEGINNING
    day, pk = beyond if beyond else (None, None)
    undated = records - shelf[k.DATED]

    def of_day(found: BitMap, after: int | None) -> Iterator[int]:
        if after is None:
            return reversed(found) if descending else iter(found)
        after = min(after, LARGEST)
        if descending:
            return reversed(found[: found.rank(after - 1)]) if after else iter(())
        return iter(found[found.rank(after) :])

    def dated() -> Iterator[int]:
        days = (
            few.by_day(records, side, descending=descending)
            if few
            else by_day(shelf, records, side, descending=descending, start=day, at_once=AT_ONCE)
        )
        for here, found in days:
            if day is None or here == day or (here < day) == descending:
                yield from of_day(found, pk if here == day else None)

    # Where it begins: among the undated, or else at either end, or at a day.
    among_undated = beyond is not None and day is None
    at_a_day = beyond is not None and not among_undated
    if backwards:
        if not at_a_day:
            yield from of_day(undated, pk)
        yield from dated()
    else:
        if not among_undated:
            yield from dated()
        yield from of_day(undated, pk if among_undated else None)


def page(
    found: Found, tiers: list[BitMap], rows: Any, *, newest: bool, cursor: paging.Cursor | None
) -> paging.Page:
    """The page that `cursor` names, of what was found, one tier after another. `rows`:
    the records as they are to be shown, in the order that the cursor is of; those of the page are
    fetched by primary key."""
    backwards = cursor is not None and cursor.backwards
    numbers = list(enumerate(tiers))
    if backwards:
        numbers.reverse()
    tier: list[Any] = []
    day: date | None = None
    pk: int | None = None
    if cursor is not None and cursor.values:
        *tier, day, pk = cursor.values
        if tier:
            past = min if backwards else max
            numbers = [one for one in numbers if past(one[0], *tier) == one[0]]

    def keys() -> Iterator[tuple[int, int]]:
        for number, records in numbers:
            beyond = None
            if pk is not None and (not tier or number == tier[0]):
                beyond = (day.toordinal() if day else None, pk)
            for key in in_order(
                found.shelf,
                records,
                newest=newest,
                backwards=backwards,
                beyond=beyond,
                few=found.few(),
            ):
                yield number, key

    some = list(islice(keys(), AT_ONCE))
    at_hand = rows.order_by().in_bulk([key for _, key in some[: paging.PAGE_SIZE]])
    shown = []
    for number, key in some[: paging.PAGE_SIZE]:
        if row := at_hand.get(key):  # it may be gone since the index was read
            row.tier = number
            shown.append(row)
    return paging.around(rows, shown, cursor, more=len(some) > paging.PAGE_SIZE)
