"""How long a request may keep the database: a statement, and all of them together.

PostgreSQL ends a statement by itself (`statement_timeout`), SQLite is asked as it works (its
progress handler). Both say so by an error that `faults` knows, and the reader is told. What a
whole request may take is looked at before each statement. All of it is counted by a clock that
nobody sets (`time.monotonic`).

A command has no budget: whoever starts it can end it.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.backends.signals import connection_created
from django.db.utils import OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse

from . import kept
from .faults import BudgetSpent
from .giving_way import giving_way, making_a_page

# How many steps SQLite takes between two looks at the clock: some milliseconds. Each look needs
# Python's lock, for which it waits where another thread is at work.
_STEPS = 500_000
# The addresses of lists as files; a feed has a page of the list, and is one.
_FILES = ("export", "export-evidence")
_FEED = "atom"


class WholeBudgetSpent(BudgetSpent, OperationalError):
    """Django rolls back what was begun, as after any error of the database."""


@dataclass
class Spending:
    """What a request may take, in seconds (0: any), and until when."""

    statement: float
    whole: float
    begun: float = field(default_factory=time.monotonic)
    # On SQLite, of the statement that is at work.
    statement_ends: float = 0.0

    def is_over(self) -> bool:
        return bool(self.whole) and time.monotonic() > self.begun + self.whole

    def must_hurry(self) -> bool:
        """Whether a quarter of it is gone."""
        return bool(self.whole) and time.monotonic() > self.begun + self.whole / 4

    def limits(self) -> tuple[str, ...]:
        """What PostgreSQL is told, in the order of `_TOLD`; times in ms."""
        seconds = (self.statement, settings.LOCK_SECONDS, self.whole)
        # A statement of one reader that takes all processors leaves none for another's.
        return (*(str(int(1000 * one)) for one in seconds), "0")


_spending: ContextVar[Spending | None] = ContextVar("spending", default=None)
_TOLD = (
    "statement_timeout",
    "lock_timeout",
    "idle_in_transaction_session_timeout",
    "max_parallel_workers_per_gather",
)
_NONE = ("0", "0", "0", "DEFAULT")


@contextmanager
def spending(now: Spending | None) -> Iterator[None]:
    """What is asked of the database in the block is asked within this budget."""
    token = _spending.set(now)
    try:
        yield
    finally:
        _spending.reset(token)


def of_pages() -> Spending:
    return Spending(settings.QUERY_SECONDS, settings.PAGE_SECONDS)


def of_admin() -> Spending:
    return Spending(settings.ADMIN_QUERY_SECONDS, settings.ADMIN_SECONDS)


def of_exports() -> Spending:
    return Spending(settings.EXPORT_QUERY_SECONDS, settings.EXPORT_SECONDS)


def is_of_a_file(match: Any) -> bool:
    """Whether the address is that of a whole list."""
    return match.url_name in _FILES and match.kwargs["form"] != _FEED


class BudgetMiddleware:
    """Stands before whatever asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        request.spending = of_pages()
        kept.take(settings.QUERY_SECONDS)
        with spending(request.spending), making_a_page():
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            parts: Any = iter(response.streaming_content)  # type: ignore[arg-type]
            within = _within(request.spending, parts)
            response.streaming_content = giving_way(within, request.spending.must_hurry)
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        kind = of_admin if "admin" in match.namespaces else None
        if is_of_a_file(match):
            kind = of_exports
        if kind is not None:
            other = kind()
            request.spending.statement, request.spending.whole = other.statement, other.whole


def _within(now: Spending, parts: Iterator[Any]) -> Iterator[Any]:
    """The parts, each made within the budget. Whoever sends them does so outside of it."""
    while True:
        with spending(now):
            try:
                part = next(parts)
            except StopIteration:
                return
        yield part


# The connections ---------------------------------------------------------------------------------


def connect() -> None:
    """See to it that each connection keeps within the budget of whoever asks."""
    connection_created.connect(_bound, dispatch_uid="budgets")


def _bound(connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(_is_too_long, _STEPS)
    # What the server was told, of this connection and of the transaction that is under way.
    connection.limits, connection.limits_here = _NONE, None
    if _bounded not in connection.execute_wrappers:
        connection.execute_wrappers.append(_bounded)


def _is_too_long() -> bool:
    """Whether SQLite is to end the statement."""
    now = _spending.get()
    return now is not None and bool(now.statement) and time.monotonic() > now.statement_ends


def _bounded(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    now, connection = _spending.get(), context["connection"]
    if now is not None:
        if now.is_over():
            raise WholeBudgetSpent(f"All of it takes longer than {now.whole:g} s.")
        now.statement_ends = time.monotonic() + now.statement
    if connection.vendor == "postgresql":
        wanted = _NONE if now is None else now.limits()
        if connection.limits != wanted or connection.limits_here is not None:
            _tell(connection, wanted)
        if now is not None:
            kept.asking(connection, now.statement)
            try:
                return execute(sql, params, many, context)
            finally:
                kept.answered(connection)
    return execute(sql, params, many, context)


def _tell(connection: Any, wanted: tuple[str, ...]) -> None:
    """Have the server keep these limits: of the connection, or where a transaction is under way of
    that alone. What was told in one is forgotten where it is rolled back, and then nobody knew."""
    driver = connection.connection
    status = driver.info.transaction_status.name
    if status == "IDLE":
        connection.limits_here = None
    known = connection.limits_here or connection.limits
    if known == wanted or status == "INERROR":
        return
    here = not driver.autocommit
    local = "LOCAL " if here else ""
    told = "; ".join(
        f"SET {local}{name} = {value}" for name, value in zip(_TOLD, wanted, strict=True)
    )
    with connection.wrap_database_errors:
        driver.execute(told, prepare=False)
    if here:
        connection.limits_here = wanted
    else:
        connection.limits = wanted
