"""What brings a real fault of the database about, on each of the engines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

LONG = {
    "postgresql": "SELECT pg_sleep(20)",
    "sqlite": (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)"
        " SELECT MAX(i) FROM n"
    ),
}


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def take_long() -> None:
    run(LONG[connection.vendor])


def lose_the_connection() -> None:
    """PostgreSQL alone: what SQLite holds in memory would be gone."""
    run("SELECT pg_terminate_backend(pg_backend_pid())")


def find_no_file() -> None:
    run("ATTACH '/nowhere/at/all.sqlite3' AS other")


GO_AWAY: dict[str, Callable[[], None]] = {
    "postgresql": lose_the_connection,
    "sqlite": find_no_file,
}


def go_away() -> None:
    GO_AWAY[connection.vendor]()


@contextmanager
def read_only() -> Iterator[None]:
    if connection.vendor == "postgresql":
        switch = "SET default_transaction_read_only = "
    else:
        switch = "PRAGMA query_only = "
    run(f"{switch} on")
    try:
        yield
    finally:
        run(f"{switch} off")


@contextmanager
def full() -> Iterator[None]:
    """No page more than there are. SQLite alone: of PostgreSQL, see `script/torture disk-full`."""
    run("VACUUM")  # nor any that is free
    with connection.cursor() as cursor:
        most = cursor.execute("PRAGMA max_page_count").fetchone()[0]
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {most}")


def from_elsewhere(statement: str) -> None:
    """As somebody else. PostgreSQL alone."""
    with _elsewhere() as other:
        other.execute(statement)


@contextmanager
def locked(table: str) -> Iterator[None]:
    """Somebody else writes to the table, and does not end. PostgreSQL alone."""
    with _elsewhere() as other:
        other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()


def _elsewhere() -> psycopg.Connection:
    given = connection.get_connection_params()
    wanted = {name: given[name] for name in ("dbname", "user", "host", "port") if name in given}
    return psycopg.connect(**wanted)
