"""Claims, denials and evidence over time: what fits the filters of the URL, in three lanes."""

from .drawing import timeline

__all__ = ["timeline"]
