"""All that a database holds, to be compared: rows by a digest, all else by its words."""

import contextlib
import hashlib
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg


@dataclass
class Whole:
    """`tables` has of each (rows, digest of them in order); `words` has sets of lines by a name."""

    tables: dict[str, tuple[int, str]] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    bytes: int = 0

    @property
    def rows(self) -> int:
        return sum(rows for rows, _ in self.tables.values())

    def size(self) -> str:
        return f"{self.bytes / 1_000_000:.0f} MB"

    def counted(self) -> str:
        parts = [f"{len(self.tables)} tables"]
        return ", ".join([*parts, *(f"{len(found)} {name}" for name, found in self.words.items())])

    def differences(self, other: "Whole") -> list[str]:
        found = [
            f"table {name}: {self.tables.get(name)} and {other.tables.get(name)}"
            for name in sorted({*self.tables, *other.tables})
            if self.tables.get(name) != other.tables.get(name)
        ]
        for name in sorted({*self.words, *other.words}):
            ours, theirs = set(self.words.get(name, [])), set(other.words.get(name, []))
            found += [f"{name}, gone: {line}" for line in sorted(ours - theirs)]
            found += [f"{name}, new: {line}" for line in sorted(theirs - ours)]
        return found


# Of everything in the schema: a line each.
_POSTGRESQL = {
    "columns": "SELECT concat_ws(' ', attrelid::regclass, "
    "row_number() OVER (PARTITION BY attrelid ORDER BY attnum), attname, "
    "format_type(atttypid, atttypmod), attnotnull, attidentity, attacl, "
    "pg_get_expr(adbin, adrelid)) FROM pg_attribute "
    "LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum "
    "JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace "
    "AND relkind = 'r' AND attnum > 0 AND NOT attisdropped",
    "constraints": "SELECT concat_ws(' ', conrelid::regclass, conname, convalidated, condeferrable,"
    " pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT concat(indexdef, ' ', indisvalid) FROM pg_indexes "
    "JOIN pg_index ON indexrelid = format('%I.%I', schemaname, indexname)::regclass "
    "WHERE schemaname = 'public'",
    "triggers": "SELECT concat(pg_get_triggerdef(oid), ' ', tgenabled) FROM pg_trigger "
    "WHERE NOT tgisinternal",
    "functions": "SELECT concat(pg_get_functiondef(oid), proacl, pg_get_userbyid(proowner)) "
    "FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "owners": "SELECT concat_ws(' ', relname, relkind, pg_get_userbyid(relowner)) FROM pg_class "
    "WHERE relnamespace = 'public'::regnamespace",
    # In any order: a list of grants is a set.
    "privileges": "SELECT concat_ws(' ', kind, name, acl) FROM ("
    "SELECT 'relation' AS kind, relname::text AS name, unnest(relacl)::text AS acl FROM pg_class "
    "WHERE relnamespace = 'public'::regnamespace UNION ALL "
    "SELECT 'schema', nspname, unnest(nspacl)::text FROM pg_namespace WHERE nspname = 'public' "
    "UNION ALL SELECT 'database', datname, unnest(datacl)::text FROM pg_database "
    "WHERE datname = current_database() UNION ALL "
    "SELECT 'default', pg_get_userbyid(defaclrole) || defaclobjtype::text, unnest(defaclacl)::text "
    "FROM pg_default_acl) AS granted",
}


# What PostgreSQL prints of an expression it reads again with its casts in other places, once: they
# say the same.
_AS_READ_AGAIN = re.compile(r"::(character varying|text)(\[\])?|[()]")


def of_postgresql(url: str) -> Whole:
    """Of the database `url`, which is as `tests.torture.servers` gives it, by a superuser."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    with psycopg.connect(
        host=f"/{folder.lstrip('/')}", port=5432, user=parts.username, dbname=name
    ) as database:
        return _of_postgresql(database)


def _of_postgresql(database: "psycopg.Connection[tuple[str, ...]]") -> Whole:
    found = Whole()
    tables = database.execute(
        "SELECT relname::text, coalesce((SELECT string_agg(quote_ident(attname), ', ' "
        "ORDER BY array_position(indkey::int2[], attnum)) FROM pg_index JOIN pg_attribute "
        "ON attrelid = indrelid AND attnum = ANY(indkey) "
        "WHERE indrelid = c.oid AND indisprimary), '1') FROM pg_class c "
        "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    ).fetchall()
    for table, key in tables:
        digest, rows = hashlib.sha256(), 0
        copying = f'COPY (SELECT * FROM public."{table}" ORDER BY {key}) TO STDOUT'
        with database.cursor().copy(copying) as copied:
            for part in copied:
                digest.update(part)
                rows += bytes(part).count(b"\n")
        found.tables[table] = rows, digest.hexdigest()
    for name, question in _POSTGRESQL.items():
        found.words[name] = [_AS_READ_AGAIN.sub("", line) for (line,) in database.execute(question)]
    names = "SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public'"
    found.words["sequences"] = [
        f"{name} {database.execute(f'SELECT last_value, is_called FROM public.{name}').fetchone()}"
        for (name,) in database.execute(names).fetchall()
    ]
    size = database.execute("SELECT pg_database_size(current_database())").fetchone()
    found.bytes = int(size[0]) if size else 0
    return found


def of_sqlite(file: Path) -> Whole:
    """`sqlite_sequence`, which has the largest keys there ever were, is one of the tables."""
    found = Whole(bytes=file.stat().st_size)
    with contextlib.closing(sqlite3.connect(file)) as database:
        made = list(database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 2"))
        for kind, name, _ in made:
            if kind == "table":
                columns = len(database.execute(f'PRAGMA table_info("{name}")').fetchall())
                order = ", ".join(map(str, range(1, columns + 1)))
                found.tables[name] = _digest(
                    database.execute(f'SELECT * FROM "{name}" ORDER BY {order}')
                )
        for kind in ("table", "index", "trigger"):
            found.words[f"definitions of a {kind}"] = [
                f"{name}: {sql}" for what, name, sql in made if what == kind
            ]
    return found


def _digest(rows: Iterable[tuple[object, ...]]) -> tuple[int, str]:
    digest, counted = hashlib.sha256(), 0
    for row in rows:
        digest.update(f"{row!r}\n".encode())
        counted += 1
    return counted, digest.hexdigest()
