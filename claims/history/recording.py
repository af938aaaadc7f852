"""From what rows held before and after to the rows of the history."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone

from claims import bulk

from .acting import now_acting
from .snapshots import KEPT_WHEN_REMOVED, Place, Row, places, snapshot, tracked


class Told(NamedTuple):
    """What a row of the history tells, but for who did it and when; with a comment, that one and
    not the one of who acts."""

    action: str
    kind: str
    key: int
    where: Place
    fields: dict[str, Any]
    comment: str = ""


_COLUMNS = (
    *("edit", "at", "by_id", "source", "comment", "action", "kind", "key", "fields"),
    *Place._fields,
)


class Before:
    """What some records held, and where they belonged, before a write to them."""

    def __init__(self, model: type[models.Model], keys: Collection[Any]) -> None:
        self.model = model
        self.rows = snapshot(model, keys)
        self.places = places(model, self.rows)


def record(before: Before, keys: Collection[Any]) -> None:
    """Write into the history what has become of the records with `keys` since `before`: nothing
    where nothing has."""
    after = snapshot(before.model, keys)
    where = before.places | places(before.model, after)
    kind = str(before.model._meta.model_name)
    _write(_changes(kind, where, before.rows, after, keys))


def record_added(model: type[models.Model], keys: Collection[Any]) -> None:
    """Write into the history that the records with `keys` are new."""
    after = snapshot(model, keys)
    _write(_changes(str(model._meta.model_name), places(model, after), {}, after, keys))


def record_written(records: Collection[Any]) -> None:
    """Write into the history that the records, all of one model and as they were written just now,
    are new; without another look at the database."""
    if not records:
        return
    model: type[models.Model] = type(next(iter(records)))
    names = tracked(model)
    rows = {
        record.pk: {name: getattr(record, column) for name, column in names.items()}
        for record in records
    }
    kind = str(model._meta.model_name)
    _write(_changes(kind, places(model, rows), {}, rows, list(rows)))


def record_return(record: Any, comment: str) -> None:
    """That the record was looked at, and goes back to who wrote it with a comment."""
    _write(iter([_about("returned", record, {}, comment)]))


def record_merge(kept: Any, merged_key: int, merged_slug: str) -> None:
    """That another record of its kind, which had the key and the slug, is now part of `kept`."""
    fields = {"key": [merged_key, kept.pk], "slug": [merged_slug, kept.slug]}
    _write(iter([_about("merged", kept, fields)]))


def record_erasure(record: Any, names: Collection[str], comment: str) -> None:
    """That the values of the fields `names` were erased from the record's history; not which."""
    _write(iter([_about("erased", record, {name: [None, None] for name in names}, comment)]))


def _about(action: str, record: Any, fields: dict[str, Any], comment: str = "") -> Told:
    kind = str(record._meta.model_name)
    where = places(type(record), snapshot(type(record), [record.pk])).get(
        record.pk, Place(kind, record.pk)
    )
    told = Told(action, kind, record.pk, where, fields)
    return told._replace(comment=comment) if comment else told


def _changes(
    kind: str,
    where: dict[int, Place],
    before: dict[int, Row],
    after: dict[int, Row],
    keys: Collection[Any],
) -> Iterator[Told]:
    long = KEPT_WHEN_REMOVED.get(kind, ())
    for key in keys:
        old, new = before.get(key), after.get(key)
        if old is None and new is None:
            continue
        if old is None:
            assert new is not None
            fields = {n: [None, v] for n, v in new.items() if n not in long and v is not None}
            yield Told("added", kind, key, where[key], fields)
        elif new is None:
            fields = {n: [v, None] for n, v in old.items() if v is not None}
            yield Told("removed", kind, key, where[key], fields)
        elif fields := {n: [old[n], v] for n, v in new.items() if old[n] != v}:
            yield Told("changed", kind, key, where[key], fields)


def _write(changes: Iterator[Told]) -> None:
    from claims.models import Change

    who = now_acting()
    acts = (who.edit, timezone.now(), who.user_key(), who.source)
    bulk.write_values(Change, _COLUMNS, ((*acts, *_values(told, who.comment)) for told in changes))


def _values(told: Told, comment: str) -> tuple[Any, ...]:
    return (told.comment or comment, told.action, told.kind, told.key, told.fields, *told.where)
