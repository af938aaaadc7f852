"""Several writes that belong together: what follows from them is worked out once, in the end."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction

from .memberships import Filed

Borne = dict[int, bool]
"""The claims that some records bear on, by key, and whether a reader may see it."""


class Waiting:
    """What was written and not refreshed yet: the records, by kind, and what they bore on."""

    def __init__(self) -> None:
        self.keys: dict[type[models.Model], dict[Any, None]] = {}
        self.before: dict[type[models.Model], Borne] = {}
        # What of new claims is told already, and not filed yet.
        self.filed: Filed = {}

    def take(self, model: type[models.Model], keys: Collection[Any], before: Borne) -> None:
        self.keys.setdefault(model, {}).update(dict.fromkeys(keys))
        kept = self.before.setdefault(model, {})
        for claim, seen in before.items():
            kept[claim] = kept.get(claim, False) or seen

    def take_all(self, other: "Waiting") -> None:
        for model, keys in other.keys.items():
            self.take(model, list(keys), other.before[model])
        self.filed.update(other.filed)


_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


def waiting() -> Waiting | None:
    """Where a write leaves word of itself; None where it is refreshed at once."""
    return _waiting.get()


@contextmanager
def together() -> Iterator[None]:
    """One transaction, refreshed as it ends. Inside another one it is a part of that, and what it
    wrote is forgotten if it fails.

    What is derived is not to be read inside: it is that of before.
    """
    from .refresh import refresh_waiting

    around, here = _waiting.get(), Waiting()
    with transaction.atomic():
        token = _waiting.set(here)
        try:
            yield
        finally:
            _waiting.reset(token)
        if around is None:
            refresh_waiting(here)
        else:
            around.take_all(here)
