"""A database through its bare driver, on a connection of its own."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import psycopg

Row = tuple[Any, ...]


class DatabaseError(Exception):
    """The database cannot be opened, or has no such tables; the message is the driver's."""


class Database:
    """What Django's settings of a database (`NAME`, `HOST` …) name. The parameters of its SQL are
    question marks, and the days in its rows are text: 2022-11-30."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.vendor: Final = "sqlite" if "sqlite" in settings["ENGINE"] else "postgresql"
        self._connection: Any
        try:
            if self.vendor == "sqlite":
                # Read only: a name that is wrong makes no new file.
                address = Path(settings["NAME"]).absolute().as_uri()
                self._connection = sqlite3.connect(f"{address}?mode=ro", uri=True)
            else:
                self._connection = psycopg.connect(
                    dbname=settings["NAME"],
                    user=settings.get("USER") or None,
                    password=settings.get("PASSWORD") or None,
                    host=settings.get("HOST") or None,
                    port=settings.get("PORT") or None,
                    autocommit=True,
                    # As Django's: a plan for the values at hand each time.
                    prepare_threshold=None,
                )
        except (sqlite3.Error, psycopg.Error) as error:
            raise DatabaseError(str(error).strip()) from error

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        if self.vendor == "postgresql":
            sql = sql.replace("?", "%s")
        try:
            rows: list[Row] = self._connection.execute(sql, parameters).fetchall()
        except (sqlite3.Error, psycopg.Error) as error:
            raise DatabaseError(str(error).strip()) from error
        return rows

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row; None for no row."""
        return next((row[0] for row in self.rows(sql, parameters)), None)

    @property
    def analysed(self) -> bool:
        """Whether the planner has statistics of the claims."""
        if self.vendor == "sqlite":
            return bool(self.one("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'"))
        return bool(self.one("SELECT reltuples >= 0 FROM pg_class WHERE relname = 'claims_claim'"))

    @property
    def join(self) -> str:
        """A join whose right side is looked up for each row of its left. SQLite may do it the
        other way round, and go through a list of keys for each row: minutes for a second's work.
        PostgreSQL chooses well by itself."""
        return "CROSS JOIN" if self.vendor == "sqlite" else "JOIN"

    def cut(self, column: str, letters: int) -> str:
        """The SQL of a day's first letters: 4 for its year, 7 for its month."""
        text = column if self.vendor == "sqlite" else f"CAST({column} AS text)"
        return f"substr({text}, 1, {letters})"

    def close(self) -> None:
        self._connection.close()
