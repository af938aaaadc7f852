"""The claims of a list, or its evidence, for one who takes all of them."""

import gc
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from claims.models import Claim, Evidence

AT_ONCE = 250
"""How many claims are in memory at a time, with all that is written of them."""
AT_FIRST = 50
"""How many are fetched at first, twice as many the next time, and so on: who waits sees that
something comes, and who takes all of them waits for few queries."""


def claims(keys: Iterable[int]) -> Iterator[Any]:
    """The published claims with these primary keys, in their order, each with its people, passages,
    denials and evidence. A claim that is withdrawn or deleted meanwhile is left out.

    Asks the same number of queries each time, and keeps no transaction open: who reads slowly, or
    goes away, holds nothing up.
    """
    return _in_order(keys, lambda: Claim.objects.published().with_all_parts())


def evidence(keys: Iterable[int]) -> Iterator[Any]:
    """Likewise the published evidence, each with its claim, its people and its passages."""
    return _in_order(
        keys,
        lambda: Evidence.objects.published().with_answered_claims().with_people().with_passages(),
    )


def _in_order(keys: Iterable[int], rows: Callable[[], Any]) -> Iterator[Any]:
    keys = iter(keys)
    number = min(AT_FIRST, AT_ONCE)
    while some := list(islice(keys, number)):
        number = min(2 * number, AT_ONCE)
        found = rows().in_bulk(some)
        for key in some:
            if record := found.pop(key, None):
                yield record
        # What a prefetch finds knows what it was found for, and that knows it: they go only when
        # Python looks for cycles. By itself it waits until three times as many are there.
        gc.collect()
