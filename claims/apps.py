"""The application, and what it connects at start."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        from . import derived

        derived.connect()
        post_migrate.connect(_forget_what_was_flushed, sender=self)


def _forget_what_was_flushed(using: str, **kwargs: Any) -> None:
    """`flush` empties the tables of models alone, and then sends this signal."""
    from . import search

    search.forget(using, search.stray(using))
