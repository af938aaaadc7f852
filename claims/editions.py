"""Which edition of the database a page is made from: what changes with every write to it, whoever
makes it, so that what was made of the same edition is the same.

PostgreSQL has one already, the snapshot: which transactions are done, and which are under way. It
is not a number that grows with the history: of two transactions the later may be done first, and
then the largest number stays while the other's rows come into sight. Two snapshots that are
written alike see the same rows of every table, for a transaction that is done stays so, and one
that was under way leaves the list when it is done. Writes to other databases of the same server
change it too, which costs a page and hides none. A server that only repeats another one's writes
knows not which of them are under way, but how far it has come. What was lost in a crash or undone
by a backup is told apart by when the server started.

SQLite counts nothing that outlives a connection. There each statement that writes leaves a mark of
chance in the file's header, within its transaction; a history that grew in the same moment tells
of recorded edits even where two marks are the same, one time in two thousand million.
"""

import secrets
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connections
from django.db.backends.signals import connection_created

_QUESTIONS = {
    "postgresql": (
        "SELECT current_database() || ' ' || extract(epoch FROM pg_postmaster_start_time()) || ' '"
        " || CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text"
        " ELSE pg_current_snapshot()::text END"
    ),
    "sqlite": (
        "SELECT user_version || ' ' || COALESCE((SELECT MAX(id) FROM claims_change), 0)"
        " FROM pragma_user_version"
    ),
}
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def edition(using: str = "default") -> str | None:
    """The edition that the database has now; ask before the page is made, so that a write in
    between makes the page newer than it says, never older. One query.

    None where nobody can say: within a transaction, whose own writes may be taken back, and where
    the database does not answer.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute(_QUESTIONS[connection.vendor])
            return str(cursor.fetchone()[0])
    except DatabaseError:
        return None


def connect() -> None:
    """See to it that what is written to SQLite leaves a mark."""
    connection_created.connect(_mark_writes, dispatch_uid="editions")


def _mark_writes(connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "sqlite" and _marking not in connection.execute_wrappers:
        connection.execute_wrappers.append(_marking)


def _marking(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """After the statement, so that one that is a transaction by itself is not marked before its
    rows are there."""
    found = execute(sql, params, many, context)
    if sql.lstrip()[:7].upper().startswith(_WRITES):
        mark(context["connection"])
    return found


def mark(connection: Any) -> None:
    """Leave a mark in the SQLite database: for what writes to it past Django's cursors."""
    connection.connection.execute(f"PRAGMA user_version = {secrets.randbits(31)}")
