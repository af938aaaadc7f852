"""The connections to PostgreSQL that the threads of a process keep between two requests.

Django closes one that is old when its thread has a request again, which may be never: a thread that
is idle would keep from another what the server has but few of. And nobody ends the wait for a
server that holds the connection and says nothing: its own timeouts are its own. So one thread of
each process looks after the others' connections, twice a second.
"""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Generator
from typing import Any
from weakref import WeakSet

from django.core.signals import request_finished
from django.db import connections
from django.db.backends.signals import connection_created

from . import crowded

IDLE_SECONDS = 10.0
"""How long a connection is kept of whose thread nobody asks anything."""
SILENT_SECONDS = 5.0
"""How much longer than a statement may take its answer is waited for: the server should have ended
it by then."""
ROOM_SECONDS = 1.5
"""How long whoever is given no connection waits for one that somebody else keeps."""
_EACH = 0.5
_AGAIN = 0.1
_ALL: "WeakSet[Any]" = WeakSet()
_LOCK = threading.Lock()
_TURN = threading.Lock()
_is_server = False
_looking_after: int | None = None


def connect() -> None:
    """Know of each connection, and of when a request ends."""
    connection_created.connect(_know, dispatch_uid="kept")
    request_finished.connect(_put_by, dispatch_uid="kept")


def _know(connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "postgresql":
        connection.idle_since = connection.silent_at = None
        with _LOCK:
            _ALL.add(connection)


def take(statement: float) -> None:
    """This thread is at work with its connection, if it has one. The check whether it still holds
    comes first, and is waited for as a statement is."""
    connection: Any = connections["default"]
    if connection.vendor == "postgresql":
        with _LOCK:
            connection.idle_since = None
            connection.silent_at = _by_when(statement)
        _look_after()


def asking(connection: Any, statement: float) -> None:
    """A statement goes out, which may take so many seconds; 0: as many as it likes."""
    connection.silent_at = _by_when(statement)


def answered(connection: Any) -> None:
    connection.silent_at = None


def again(until: float) -> Generator[None]:
    """The server gave this thread no connection: whenever to ask once more, before `until`. Others
    that are idle are closed first, here at once, and by other processes when they next look.

    One thread of a process asks at a time: fifty that do take all of its time, and get no more.
    """
    crowded.tell()
    left = until - time.monotonic()
    if not _is_server or left <= 0 or not _TURN.acquire(timeout=left):
        return
    try:
        while time.monotonic() < until:
            look_once(time.monotonic())
            yield
            time.sleep(_AGAIN)
    finally:
        _TURN.release()


def _by_when(statement: float) -> float | None:
    return time.monotonic() + statement + SILENT_SECONDS if statement else None


def _put_by(**kwargs: Any) -> None:
    connection: Any
    for connection in connections.all(initialized_only=True):
        if connection.vendor != "postgresql":
            continue
        in_use = connection.in_atomic_block
        if not in_use and crowded.is_so(time.monotonic()):
            connection.close()
        with _LOCK:
            connection.silent_at = None
            connection.idle_since = None if in_use else time.monotonic()


def look_after() -> None:
    """From the first request on: this process is a server's, or its children are."""
    global _is_server
    _is_server = True


def _look_after() -> None:
    global _looking_after
    # A process that was forked has no thread of its parent's.
    if _is_server and _looking_after != os.getpid():
        _looking_after = os.getpid()
        threading.Thread(target=_look, name="kept connections", daemon=True).start()


def _look() -> None:
    while True:
        time.sleep(_EACH)
        look_once(time.monotonic())


def look_once(now: float) -> None:
    """Close what is kept for nothing, and end what is waited for in vain."""
    is_crowded = crowded.is_so(now)
    with _LOCK:
        for connection in list(_ALL):
            driver = connection.connection
            idle, silent = connection.idle_since, connection.silent_at
            if driver is None or driver.closed:
                continue
            if idle is not None and (is_crowded or now > idle + IDLE_SECONDS):
                # Whatever began a transaction since is no request, and still at it.
                if driver.info.transaction_status.name == "IDLE":
                    driver.close()  # its thread sees that, and makes another
            elif silent is not None and now > silent:
                _cut(driver)


def _cut(driver: Any) -> None:
    """Whoever waits gets an error. Closing it would take from under them what they wait at."""
    with (
        contextlib.suppress(OSError),
        socket.socket(fileno=os.dup(driver.pgconn.socket)) as connected,
    ):
        connected.shutdown(socket.SHUT_RDWR)
