"""The records that an export holds, read from the database and linked to one another."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import models

from claims.one_moment import at_one_moment
from claims.querysets.exporting import Belonging

from ..kinds import KINDS, Rows, collected


def kept(articles: Collection[int] | None) -> Rows:
    """The records that belong to the articles with these primary keys; of all articles and of
    all besides, if None. What belongs to an article: `claims.querysets.exporting`."""
    read: dict[type[models.Model], dict[int, Any]] = {}
    with at_one_moment():
        found = Belonging(articles) if articles is not None else None
        for kind in KINDS.values():
            rows = found.rows(kind.model) if found else _all(kind.model)
            read[kind.model] = {record.pk: record for record in rows}
    for records in read.values():
        for record in records.values():
            _link(record, read)
    return collected(record for records in read.values() for record in records.values())


def _all(model: type[models.Model]) -> Iterator[Any]:
    return model._default_manager.order_by("pk").iterator(chunk_size=2000)


def _link(record: Any, read: dict[type[models.Model], dict[int, Any]]) -> None:
    """Let the record know those that it refers to: a join for each would be slower."""
    for field in record._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            key = getattr(record, field.attname)
            if key is not None:
                target: Any = field.related_model
                field.set_cached_value(record, read[target][key])
