"""One at a time migrates a database: two that began together would each make the same tables."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # where there is no such lock, as on Windows
    fcntl = None  # type: ignore[assignment]

# Of PostgreSQL's advisory locks, by a number that nobody else takes by chance.
_LOCK = 0x636C61696D73
# Asked for again and again, as whoever waits in a statement is waited for by an index that is made
# while others write (CREATE INDEX CONCURRENTLY), which a migration may be at.
_SECONDS = 0.25


@contextlib.contextmanager
def alone(connection: Any, say: Callable[[str], object]) -> Iterator[None]:
    """In the block nobody else is in such a block with this database, of any process on any
    machine; `say` is told once if that has to be waited for.

    The lock goes with the process that holds it, however that ends: on PostgreSQL it is that of a
    connection of its own, on SQLite that of the folder in which the file lies.
    """
    if connection.vendor == "postgresql":
        with _on_postgresql(connection) as take:
            _wait(take, say)
            yield
    elif fcntl and (folder := _folder(str(connection.settings_dict["NAME"]))):
        opened = os.open(folder, os.O_RDONLY)
        try:
            _wait(lambda: _flocked(opened), say)
            yield
        finally:
            os.close(opened)
    else:
        yield


@contextlib.contextmanager
def _on_postgresql(connection: Any) -> Iterator[Callable[[], bool]]:
    own = connection.copy()

    def take() -> bool:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            return bool(cursor.fetchone()[0])

    try:
        yield take
    finally:
        own.close()


def _folder(name: str) -> Path | None:
    """That of a database that is a file; one in memory has nobody else."""
    return None if ":memory:" in name or "mode=memory" in name else Path(name).resolve().parent


def _flocked(opened: int) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait(take: Callable[[], bool], say: Callable[[str], object]) -> None:
    if take():
        return
    say("Somebody else migrates this database. Waiting …")
    while not take():
        time.sleep(_SECONDS)
