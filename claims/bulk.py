"""Many rows into a table at once, past the ORM: by COPY into PostgreSQL, in one statement into
SQLite.

Nothing is checked but what the database checks, nothing is derived and nothing told to the
history: that is the caller's, who writes rows of which it knows all that follows from them.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


class Encoded(str):
    """A value of a JSONField, as JSON already."""

    __slots__ = ()


def write(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write `rows`, each with the values of `columns` as the driver takes them: JSON as text, and
    for SQLite days and times as ISO 8601 has them."""
    rows = iter(rows)
    first = list(islice(rows, 1))
    if not first:
        return
    rows = chain(first, rows)
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
    connection.connection.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)  # noqa: S608


def write_all(model: type[models.Model], records: Collection[models.Model]) -> None:
    """Write new records of one model that are known to be valid, each with its values as `save`
    would, but for what `pre_save` sets and for what the fields refuse. Their keys are given by
    `take_keys`, or are the database's to give, of all of them."""
    if not records:
        return
    keyed = next(iter(records)).pk is not None
    fields = [field for field in model._meta.concrete_fields if keyed or not field.primary_key]
    values = itemgetter(*(field.attname for field in fields))
    # Each record's __dict__ holds them all: it is new, and no field of it is deferred.
    _write(model, fields, (values(vars(record)) for record in records), valid=True)


def write_values(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Write `rows`, each with the values of the model's attributes `names` as `save` would."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    _write(model, [fields[name] for name in names], rows)


def _write(
    model: type[models.Model], fields: Sequence[Any], rows: Iterable[Row], *, valid: bool = False
) -> None:
    prepared = [prepare if (prepare := _preparing(field, valid)) else None for field in fields]
    write(model, [str(field.column) for field in fields], _prepared(iter(rows), prepared))


def _prepared(
    rows: Iterator[Row], prepared: Sequence[Callable[[Any], Any] | None]
) -> Iterator[Row]:
    """The rows as the driver takes them. Some at a time, column by column, which is quicker; and no
    more, so that PostgreSQL works on these meanwhile."""
    while some := list(islice(rows, _AT_ONCE)):
        columns = [
            map(prepare, column) if prepare else column
            for prepare, column in zip(prepared, zip(*some, strict=True), strict=True)
        ]
        yield from zip(*columns, strict=True)


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
_TEXT = (models.CharField, models.TextField)
_OF_FEW_VALUES = (models.UUIDField, models.DateField, models.CharField)
_AT_ONCE = 500
_MOST_REMEMBERED = 10_000


def _preparing(field: Any, valid: bool) -> Callable[[Any], Any] | None:
    """What makes of a value of the field one that the driver takes; None where it is one."""
    if isinstance(field, models.JSONField):
        encode = (field.encoder or json.JSONEncoder)().encode
        return lambda value: value if value is None or isinstance(value, Encoded) else encode(value)
    if isinstance(field, _PLAIN) or (valid and isinstance(field, _TEXT)):
        return None

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return _Remembered(prepare).__getitem__ if isinstance(field, _OF_FEW_VALUES) else prepare


class _Remembered(dict[Any, Any]):
    """What was worked out of a value before."""

    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, value: Any) -> Any:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        found = self[value] = self._work_out(value)
        return found
