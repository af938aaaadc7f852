"""The claims of a list, for one who takes all of them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from claims.models import Claim

AT_ONCE = 100
"""How many claims are in memory at a time, with all that is written of them."""


def claims(keys: Iterable[int]) -> Iterator[Any]:
    """The published claims with these primary keys, in their order, each with its people, passages,
    denials and evidence. A claim that is withdrawn or deleted meanwhile is left out.

    Asks the same number of queries for every `AT_ONCE` of them, and keeps no transaction open: who
    reads slowly, or goes away, holds nothing up.
    """
    keys = iter(keys)
    while some := list(islice(keys, AT_ONCE)):
        found = Claim.objects.published().with_all_parts().in_bulk(some)
        for key in some:
            if claim := found.get(key):
                yield claim
