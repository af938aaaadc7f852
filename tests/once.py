"""Records that are made once for many tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def for_all(blocker: Any) -> Iterator[None]:
    """In a fixture of a module or a class, which asks for `django_db_setup` too and gives its
    `django_db_blocker`: what is written within is seen by each test that has a database, whether
    it asks for the fixture or not, and undone after the last. What a test does to it is undone in
    that test's end, as ever."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
