"""What a record is called in a message."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models


def name(record: models.Model) -> str:
    """The kind of the record and its natural key; its number, where the key has a gap."""
    kind = record._meta.verbose_name
    try:
        key = record.natural_key()  # type: ignore[attr-defined]
        return f"{kind} {'/'.join(map(str, key))}"
    except (ObjectDoesNotExist, AttributeError):
        return f"{kind} #{record.pk}"
