"""What two databases share among them, for the suite has a quarter of an hour."""

import os
from collections.abc import Iterable
from typing import Any

from django.db import connection

ALL = bool(os.environ.get("NO_TURNS"))
"""Each database is asked all of it: what `script/torture` sets."""


def by_turns(items: Iterable[Any]) -> list[Any]:
    """Every other one of `items`, in their order: the first, the third, … on SQLite, the second,
    the fourth, … on any other, so that all are asked of one of two."""
    every = list(items)
    return every if ALL else every[connection.vendor != "sqlite" :: 2]


def some(items: Iterable[Any], *, first: int = 0) -> list[Any]:
    """Every other one of those that `by_turns` gives, from the `first` on: where each item is asked
    of several things, or is much like its neighbour. What is left out, `script/torture` asks."""
    mine = by_turns(items)
    return mine if ALL else mine[first % 2 :: 2]
