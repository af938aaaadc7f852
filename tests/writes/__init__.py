"""One write to the database by each path that the product has, out of the many it could be."""

from . import evidence, names, statements, ties
from .paths import WRITES, NothingThere

__all__ = ["WRITES", "NothingThere", "evidence", "names", "statements", "ties"]
