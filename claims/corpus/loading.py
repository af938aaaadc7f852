"""Writing the corpus: by COPY into PostgreSQL, in batches into SQLite.

All of it is one transaction: whoever interrupts it has the database as it was. Into a database
without claims, the indexes and references of the tables are made when all rows are there; they
belong to the transaction like the rows, and until it ends nobody else reads these tables on
PostgreSQL. Memory holds the rows of CLAIMS_AT_ONCE claims, the actors, and the index of 65,536.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from random import Random

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from claims import search
from claims.bitmaps.building import cardinalities, renew
from claims.bitmaps.writing import CHUNK_BITS
from claims.models import KeyChunk

from .people import People
from .rows import COLUMNS, Filling, Row
from .shape import actors_of
from .stories import Stories

CLAIMS_AT_ONCE = 2000
_COUNTS = ("key", "dimension", "number")
_COUNTS_AT_ONCE = 10_000
_SQLITE_CACHE_KB = 16 * 1024

Progress = Callable[[str, int], None]
"""Is told what is being done, and how many claims are written."""


def load(claims: int, seed: int, progress: Progress) -> dict[str, int]:
    """Write a corpus; the number of rows of each table, by the name of the model.

    IntegrityError where a record that is there has an address that the corpus gives.
    """
    random = Random(seed)  # noqa: S311
    engine = _engine()
    written: dict[str, int] = dict.fromkeys((*COLUMNS, "KeyCount"), 0)
    with engine.prepared(), transaction.atomic():
        keys = {name: _next_key(_model(name)) for name in COLUMNS}
        empty = not _model("Claim")._default_manager.exists()
        if not empty:
            # Chunks of the index are of one writer: begin a new one.
            for name in ("Claim", "Denial", "Evidence"):
                keys[name] = ((keys[name] >> CHUNK_BITS) + 1) << CHUNK_BITS
        first_chunk = keys["KeyChunk"]
        people = People(actors_of(claims), keys["Actor"], random.random)
        filling = Filling(people, keys, random.random)

        def write() -> None:
            for name, rows in filling.rows.items():
                if rows:
                    engine.write(_model(name), COLUMNS[name], rows)
                    written[name] += len(rows)
                    rows.clear()

        with engine.unindexed() if empty else _as_they_are():
            for number, _ in enumerate(filling.actors(), 1):
                if number % CLAIMS_AT_ONCE == 0:
                    write()
            told = kept = 0
            for story in Stories(people, random.random).until(claims):
                filling.story(story)
                told += len(story.claims)
                if told - kept >= CLAIMS_AT_ONCE:
                    write()
                    kept = told
                    progress("Claims", told)
            filling.end()
            write()
            counts: Iterator[Row] = cardinalities(KeyChunk.objects.filter(pk__gte=first_chunk))
            while some := list(islice(counts, _COUNTS_AT_ONCE)):
                if empty:
                    engine.write(_model("KeyCount"), _COUNTS, some)
                else:
                    _add_counts(some)
                written["KeyCount"] += len(some)
            progress("Indexes", told)
        renew()
        _set_sequences()
    progress("Statistics", told)
    engine.analyse()
    return written


def _model(name: str) -> type[models.Model]:
    return apps.get_model("claims", name)


def _tables() -> list[str]:
    return [_model(name)._meta.db_table for name in (*COLUMNS, "KeyCount")]


def _next_key(model: type[models.Model]) -> int:
    """One more than the largest there is, or ever was: the history of what was removed is not
    that of what comes."""
    last = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)",
                [table, column],
            )
        found = cursor.fetchone()
    return max(last, (found and found[0]) or 0) + 1


def _set_sequences() -> None:
    """SQLite sets its own."""
    written = [_model(name) for name in COLUMNS]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)


def _add_counts(rows: list[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO claims_keycount (key, dimension, number) VALUES (%s, %s, %s) "
            "ON CONFLICT (key) DO UPDATE SET number = claims_keycount.number + excluded.number",
            rows,
        )


@contextmanager
def _as_they_are() -> Iterator[None]:
    yield


# The engines -------------------------------------------------------------------------------------


class _Engine(ABC):
    @contextmanager
    def prepared(self) -> Iterator[None]:
        """Around the transaction."""
        yield

    @abstractmethod
    def unindexed(self) -> AbstractContextManager[None]:
        """Within it: the tables have no indexes but their primary keys; in the end they have them
        again."""

    @abstractmethod
    def write(
        self, model: type[models.Model], columns: tuple[str, ...], rows: list[Row]
    ) -> None: ...

    def analyse(self) -> None:
        with connection.cursor() as cursor:
            for table in _tables():
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


class _PostgreSQL(_Engine):
    def write(self, model: type[models.Model], columns: tuple[str, ...], rows: list[Row]) -> None:
        quoted = ", ".join(map(connection.ops.quote_name, columns))
        table = connection.ops.quote_name(model._meta.db_table)
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def unindexed(self) -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            # References first: they rest on what is unique.
            cursor.execute(
                "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) "
                "FROM pg_constraint WHERE contype IN ('f', 'u') AND conrelid = ANY(%s::regclass[]) "
                "ORDER BY contype, conname",
                [_tables()],
            )
            constraints = cursor.fetchall()
            for table, name, _ in constraints:
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            cursor.execute(
                "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
                "WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary ORDER BY 1",
                [_tables()],
            )
            indexes = cursor.fetchall()
            for name, _ in indexes:
                cursor.execute(f"DROP INDEX {name}")
            yield
            for _, definition in indexes:
                cursor.execute(definition)
            for table, name, definition in reversed(constraints):
                cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


class _SQLite(_Engine):
    @contextmanager
    def prepared(self) -> Iterator[None]:
        # Within a test's transaction neither pragma has any effect, nor is it needed.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size")
            (kept,) = cursor.fetchone()
            cursor.execute(f"PRAGMA cache_size = -{_SQLITE_CACHE_KB}")
            unchecked = connection.disable_constraint_checking()
            try:
                yield
            finally:
                if unchecked:
                    connection.enable_constraint_checking()
                cursor.execute(f"PRAGMA cache_size = {kept}")

    def write(self, model: type[models.Model], columns: tuple[str, ...], rows: list[Row]) -> None:
        self._insert(model._meta.db_table, columns, rows)
        if model is _model("ClaimWords"):
            self._insert(search.FTS_TABLE, ("rowid", "sentence", "everything"), rows)

    def _insert(self, table: str, columns: tuple[str, ...], rows: list[Row]) -> None:
        quoted = ", ".join(map(connection.ops.quote_name, columns))
        marks = ", ".join("?" * len(columns))
        # The driver's own: Django's would look at each row.
        connection.connection.executemany(
            f"INSERT INTO {connection.ops.quote_name(table)} ({quoted}) VALUES ({marks})",  # noqa: S608
            rows,
        )

    @contextmanager
    def unindexed(self) -> Iterator[None]:
        with connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(_tables()))
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "  # noqa: S608
                f"AND tbl_name IN ({marks})",
                _tables(),
            )
            indexes = cursor.fetchall()
            for name, _ in indexes:
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
            yield
            for _, definition in indexes:
                cursor.execute(definition)
            connection.check_constraints(_tables())


def _engine() -> _Engine:
    return _PostgreSQL() if connection.vendor == "postgresql" else _SQLite()
