"""What a server process does once, before its first request."""

import gc

from django.urls import get_resolver

from . import kept, memory


def settle() -> None:
    """Load all that the addresses lead to, and have Python look for cycles in it no more.

    Whoever sends a long list makes and drops so many objects that Python, looking each time through
    all that was ever loaded, spends a third of the time on that. Workers that are forked later
    share what is not looked at.
    """
    kept.look_after()
    memory.look_after()
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
