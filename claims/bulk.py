"""Many rows into a table at once, past the ORM: by COPY into PostgreSQL, in one statement into
SQLite.

Nothing is checked but what the database checks, nothing is derived and nothing told to the
history: that is the caller's, who writes rows of which it knows all that follows from them.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import itemgetter
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
    names = [field.attname for field in fields]
    # Each record's __dict__ holds them all: it is new, and no field of it is deferred.
    write_values(model, names, [itemgetter(*names)(vars(record)) for record in records])


def write_values(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Write `rows`, each with the values of the model's attributes `names` as `save` would."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    wanted = [fields[name] for name in names]
    prepared = [(n, prepare) for n, field in enumerate(wanted) if (prepare := _preparing(field))]

    def prepare_all(row: Row) -> Row:
        values = list(row)
        for number, prepare in prepared:
            values[number] = prepare(values[number])
        return values

    write(model, [str(field.column) for field in wanted], [prepare_all(row) for row in rows])


def take_keys(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Give new records the keys that the database would give them next. On SQLite in a transaction
    that has written: nobody else does meanwhile."""
    if not records:
        return
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
        encode = (field.encoder or json.JSONEncoder)().encode
        return lambda value: None if value is None else encode(value)
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
