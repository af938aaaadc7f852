"""Who writes at this moment, from where, and why."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse

NOBODY_SAID = "the shell, or a program"
"""The source of a write of which nobody said where it comes from."""


@dataclass(frozen=True)
class Acting:
    source: str
    # A user, or something that looks like one once it is asked: `request.user`.
    by: Any = None
    comment: str = ""
    edit: uuid.UUID = field(default_factory=uuid.uuid4)

    def user_key(self) -> int | None:
        return self.by.pk if self.by is not None and self.by.is_authenticated else None


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting(*, source: str = "", by: Any = None, comment: str = "") -> Iterator[None]:
    """What is written inside is one edit: by the user, from the source, with the comment.

    Inside another one, what is not given is as there, and the edit is the same.
    """
    around = _acting.get()
    if around is None:
        now = Acting(source or NOBODY_SAID, by, comment)
    else:
        now = Acting(
            source or around.source,
            by if by is not None else around.by,
            comment or around.comment,
            around.edit,
        )
    token = _acting.set(now)
    try:
        yield
    finally:
        _acting.reset(token)


def now_acting() -> Acting:
    """Who acts now; outside of any `acting`, an edit of its own for each write."""
    return _acting.get() or Acting(NOBODY_SAID)


class HistoryMiddleware:
    """What a request writes is the doing of its user. The user is asked for by a write alone: a
    public page needs no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(source="admin", by=request.user):
            return self.get_response(request)
