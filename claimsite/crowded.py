"""Whether the database has had no connection left for somebody: known to all processes together.

While it has few, no process keeps one for nothing. A time in a file that all of them share says
until when that is; where nothing can be shared, each process goes by what it met itself.
"""

import contextlib
import os
import struct
import threading
import time

from . import shared

SECONDS = 10.0
"""How long it counts as such after somebody was given none."""
_TIME = struct.Struct("d")
_opening = threading.Lock()
_opened: int | None = None
_until = 0.0


def tell() -> None:
    """Somebody was given none just now."""
    global _until
    # Of all processes, and set by nobody, but begun anew with the machine.
    _until = time.monotonic() + SECONDS
    with contextlib.suppress(OSError):
        os.pwrite(_file(), _TIME.pack(_until), 0)


def is_so(now: float) -> bool:
    """At `now`, a time of `time.monotonic`."""
    return now < _until or now < _told()


def _told() -> float:
    try:
        found = os.pread(_file(), _TIME.size, 0)
    except OSError:
        return 0.0
    if len(found) < _TIME.size:
        return 0.0
    (until,) = _TIME.unpack(found)
    # What cannot be is of before the machine was started.
    return until if until <= time.monotonic() + SECONDS else 0.0


def _file() -> int:
    global _opened
    with _opening:
        if _opened is None:
            _opened = shared.opened("crowded")
        return _opened
