"""Many rows into a table at once, past the ORM: by COPY into PostgreSQL, in one statement into
SQLite.

Nothing is checked but what the database checks, nothing is derived and nothing told to the
history: that is the caller's, who writes rows of which it knows all that follows from them.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


def write(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write `rows`, each with the values of `columns` as the driver takes them: JSON as text, and
    for SQLite days and times as ISO 8601 has them."""
    table = connection.ops.quote_name(model._meta.db_table)
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    # The driver's own: Django's would look at each row.
    connection.connection.executemany(
        f"INSERT INTO {table} ({quoted}) VALUES ({marks})",
        rows if isinstance(rows, list) else list(rows),
    )


def write_all(model: type[models.Model], records: Collection[models.Model]) -> None:
    """Write new records of one model, each with its values as `save` would, but for what `pre_save`
    sets. Their keys are given by `take_keys`, or are the database's to give, of all of them."""
    if not records:
        return
    keyed = next(iter(records)).pk is not None
    fields = [field for field in model._meta.concrete_fields if keyed or not field.primary_key]
    prepared = [_preparing(field) for field in fields]
    names = [field.attname for field in fields]
    write(
        model,
        [str(field.column) for field in fields],
        [
            tuple(
                prepare(getattr(record, name)) if prepare else getattr(record, name)
                for name, prepare in zip(names, prepared, strict=True)
            )
            for record in records
        ],
    )


def take_keys(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Give new records the keys that the database would give them next. On SQLite in a transaction
    that has written: nobody else does meanwhile."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, column, len(records)],
            )
            keys = [key for (key,) in cursor.fetchall()]
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or [0])[0]
            keys = list(range(last + 1, last + 1 + len(records)))
    for record, key in zip(records, keys, strict=True):
        record.pk = key


_PLAIN = (models.IntegerField, models.BooleanField, models.ForeignKey)
_OF_FEW_VALUES = (models.UUIDField, models.DateField, models.CharField)
_MOST_REMEMBERED = 10_000


def _preparing(field: Any) -> Callable[[Any], Any] | None:
    """What makes of a value of the field one that the driver takes; None where it is one."""
    if isinstance(field, models.JSONField):
        encoder = field.encoder
        return lambda value: None if value is None else json.dumps(value, cls=encoder)
    if isinstance(field, _PLAIN):
        return None
    if not isinstance(field, _OF_FEW_VALUES):
        return lambda value: field.get_db_prep_save(value, connection)
    known: dict[Any, Any] = {}

    def prepare(value: Any) -> Any:
        if value not in known:
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            known[value] = field.get_db_prep_save(value, connection)
        return known[value]

    return prepare
