"""The writes of single records, those of `loaddata` and of cascades among them, recorded."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from .recording import Before, record, record_added


def connect() -> None:
    """Of every kind of record that is `Kept`."""
    from claims.models.base import Kept

    for model in apps.get_app_config("claims").get_models():
        if issubclass(model, Kept):
            pre_save.connect(_before, sender=model, dispatch_uid=f"history {model.__name__}")
            post_save.connect(_after, sender=model, dispatch_uid=f"history {model.__name__}")
            pre_delete.connect(_before, sender=model, dispatch_uid=f"history {model.__name__}")
            post_delete.connect(_gone, sender=model, dispatch_uid=f"history {model.__name__}")


def _before(sender: Any, instance: Any, **kwargs: Any) -> None:
    instance.before = Before(sender, [instance.pk] if instance.pk else [])


def _after(sender: Any, instance: Any, **kwargs: Any) -> None:
    if instance.before.rows:
        record(instance.before, [instance.pk])
    else:
        record_added(sender, [instance.pk])


def _gone(sender: Any, instance: Any, **kwargs: Any) -> None:
    key = next(iter(instance.before.rows), None)
    if key is not None:
        record(instance.before, [key])
