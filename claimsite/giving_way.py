"""A list that is sent as a file gives way to pages: it takes minutes, and they take moments.

Both are Python's work, which one thread at a time does in a process. The list works for some
milliseconds, and then lets whoever makes a page go first.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# For so long a list works before it looks whether anybody waits, in seconds of its own work.
AT_A_TIME = 0.02
# It stands still for at most so many times as long: pages that never end do not end it.
TIMES = 20

_pages = threading.Condition()
_number = 0


@contextmanager
def making_a_page() -> Iterator[None]:
    """In the block a page is made, for which lists wait."""
    global _number
    with _pages:
        _number += 1
    try:
        yield
    finally:
        with _pages:
            _number -= 1
            if not _number:
                _pages.notify_all()


def giving_way(parts: Iterator[Any], must_hurry: Callable[[], bool]) -> Iterator[Any]:
    """The parts, each when no page is made in this process, or a while after; at once where it
    `must_hurry`."""
    begun = time.thread_time()
    for part in parts:
        yield part
        worked = time.thread_time() - begun
        if worked < AT_A_TIME:
            continue
        if not must_hurry():
            with _pages:
                _pages.wait_for(lambda: not _number, timeout=TIMES * worked)
        begun = time.thread_time()
