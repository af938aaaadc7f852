"""Databases that are made quickly from one that is there already, on both engines."""

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from ._whole_database import Whole, of_postgresql, of_sqlite
from .servers import Postgres

EMPTY = "empty"


class OnSqlite:
    """Files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, name: str) -> str:
        return f"sqlite:///{self._file(name)}"

    def copy(self, of: str, name: str) -> None:
        """A database `name` that is as `of` is, or has no tables if that is EMPTY."""
        self.drop(name)
        if of != EMPTY:
            shutil.copy(self._file(of), self._file(name))

    def drop(self, name: str) -> None:
        for part in self.folder.glob(f"{name}.sqlite3*"):
            part.unlink()

    def look(self, name: str) -> Whole:
        return of_sqlite(self._file(name)) if self._file(name).exists() else Whole()

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"


class OnPostgresql:
    """Databases of one server."""

    name = "PostgreSQL"

    def __init__(self, server: Postgres) -> None:
        self.server = server

    def url(self, name: str) -> str:
        return self.server.url(name)

    def copy(self, of: str, name: str) -> None:
        self.drop(name)
        template = "template0" if of == EMPTY else of
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def drop(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def look(self, name: str) -> Whole:
        """Once nobody is connected: the server ends what it is at before it sees that whoever
        asked is gone."""
        until = time.monotonic() + 60
        asked = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'"
        while self._run(asked) != 0:
            assert time.monotonic() < until, "What was killed is still connected after a minute."
            time.sleep(0.02)
        return of_postgresql(self.url(name))

    def _run(self, sql: str) -> object:
        folder = urlsplit(self.server.url()).path.rpartition("/")[0]
        with contextlib.closing(
            psycopg.connect(
                host=f"/{folder.lstrip('/')}",
                port=5432,
                user="claims",
                dbname="postgres",
                autocommit=True,
            )
        ) as asked:
            cursor = asked.execute(sql)
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None


Sites = OnSqlite | OnPostgresql


@contextlib.contextmanager
def both(folder: Path) -> Iterator[list[Sites]]:
    """SQLite, and a PostgreSQL server of one's own."""
    with Postgres() as server:
        yield [OnSqlite(folder), OnPostgresql(server)]
