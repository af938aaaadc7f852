"""Claims that may be the same: found by their words, offered to an editor, never merged by
themselves."""

from .finding import find
from .joining import Pair, joined

__all__ = ["Pair", "find", "joined"]
