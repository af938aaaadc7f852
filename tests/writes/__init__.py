"""One write to the database by each path that the product has, out of the many it could be."""

from . import evidence, statements, ties
from .paths import WRITES, NothingThere

__all__ = ["WRITES", "NothingThere", "evidence", "statements", "ties"]
