"""What a worker has freed goes back to the system.

The C library gives back what is free at the end of its heap, and nothing in the middle
(mallopt(3)). Holes are left there by the cache of each SQLite connection and by the answers of the
database: a worker would grow for as long as they come to lie elsewhere. malloc_trim(3) gives them
back; it is called between two requests, and not often.
"""

import ctypes
import threading
import time
from typing import Any

from django.core.signals import request_finished

EACH_SECONDS = 10.0

# The GNU C library has it; others do without.
_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
_TURN = threading.Lock()
_last = 0.0


def look_after() -> None:
    """From now on, after requests."""
    request_finished.connect(_give_back, dispatch_uid="memory")


def _give_back(**kwargs: Any) -> None:
    global _last
    if _trim is None or time.monotonic() - _last < EACH_SECONDS:
        return
    # Who comes meanwhile has nothing to wait for.
    if _TURN.acquire(blocking=False):
        try:
            _trim(0)
            _last = time.monotonic()
        finally:
            _TURN.release()
