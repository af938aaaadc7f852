"""The two records that are to be merged, as the database has them now, and nobody else's."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

Record = TypeVar("Record", bound=models.Model)


def take(model: type[Record], kept: Any, merged: Any) -> tuple[Record, Record]:
    """Both, locked until the transaction ends; two editors who merge the same take turns.

    Raises ValidationError where they are the same, or one of them is gone.
    """
    if kept.pk == merged.pk:
        raise ValidationError("Choose two different records: one is not merged into itself.")
    rows = model._default_manager.filter(pk__in=[kept.pk, merged.pk])
    found = {row.pk: row for row in rows.order_by("pk").select_for_update(of=("self",))}
    for record in (kept, merged):
        if record.pk not in found:
            raise ValidationError(
                "“%(record)s” is gone: somebody deleted it or merged it meanwhile. Look at the "
                "list again.",
                code="gone",
                params={"record": record},
            )
    return found[kept.pk], found[merged.pk]
