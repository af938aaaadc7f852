"""The application, and what it connects at start."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        from . import among, derived, editions, former_slugs, history  # noqa: F401  it registers

        derived.connect()
        history.connect()
        former_slugs.connect()
        editions.connect()
        post_migrate.connect(_forget_what_was_flushed, sender=self)
        post_migrate.connect(_make_groups_anew, sender=self)


def _forget_what_was_flushed(using: str, **kwargs: Any) -> None:
    """`flush` empties the tables of models alone, and then sends this signal."""
    from . import search

    search.forget(using, search.stray(using))


def _make_groups_anew(using: str, **kwargs: Any) -> None:
    """`flush` takes the groups that a migration made. Where one of them is there, they are as
    somebody wants them."""
    from django.apps import apps
    from django.contrib.auth.models import Group

    if not Group.objects.using(using).exists():
        import_module("claims.migrations.0005_groups").make_groups(apps, None)
