"""SQLite's backups: the file as it is at one moment, whoever writes meanwhile."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from .said import BackupError

SUFFIX = ".sqlite3"
_WAIT_FOR_LOCKS = 60


def least_size() -> float:
    file = _file()
    return float(file.stat().st_size if file.exists() else 0)


def write(part: Path) -> None:
    if not _file().is_file():
        raise BackupError(f"There is no database {_file()}.")
    with _opened(_file(), "ro") as database, _opened(part, "rw") as copy:
        database.backup(copy)
        # So that it is one file, and reading it makes no others.
        copy.execute("PRAGMA journal_mode = delete")


def check(backup: Path) -> None:
    """Raises BackupError unless every page and reference of it is whole, and it is of this site."""
    with _opened(backup, "ro") as copy:
        tables = "SELECT count(*) FROM sqlite_master WHERE name = 'claims_change'"
        if not copy.execute(tables).fetchone()[0]:
            raise BackupError(f"{backup} is no backup of such a site: it has no history.")
        wrong = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if wrong != "ok":
            raise BackupError(f"{backup} is not whole: {wrong}")
        if broken := copy.execute("PRAGMA foreign_key_check").fetchone():
            raise BackupError(f"{backup} is not whole: a row of {broken[0]} leads nowhere.")


def has_tables() -> bool:
    if not _file().exists():
        return False
    with _opened(_file(), "ro") as database:
        return bool(database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def restore(backup: Path) -> None:
    """By SQLite itself, which makes one transaction of it and waits for whoever writes."""
    connection.close()
    with _opened(backup, "ro") as copy, _opened(_file(), "rwc") as database:
        copy.backup(database)


def _file() -> Path:
    return Path(connection.settings_dict["NAME"])


@contextlib.contextmanager
def _opened(file: Path, how: str) -> Iterator[sqlite3.Connection]:
    try:
        opened = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode={how}", uri=True, timeout=_WAIT_FOR_LOCKS
        )
        with contextlib.closing(opened):
            yield opened
    except sqlite3.Error as error:
        raise BackupError(f"{file}: {error}.") from error
