"""The folder of backups: one file each, named by its time, none of them half written."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.db import connection

from . import postgresql, sqlite
from .said import BackupError

_ENGINES: dict[str, ModuleType] = {"postgresql": postgresql, "sqlite": sqlite}
# Free beyond what the last backup took: the database grows, and others write to the disk too.
_MORE_THAN_THE_LAST = 1.2
_ALWAYS_FREE = 20_000_000


def back_up(folder: Path, keep: int, now: datetime) -> Path:
    """Write a backup into `folder`, check it, and delete the oldest beyond the newest `keep`. Where
    it is.

    Raises BackupError where it cannot be written or does not read: the backups that are there stay.
    """
    engine = _ENGINES[connection.vendor]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(folder):
            _refuse_a_full_disk(folder, engine)
            made = folder / f"claimsite-{now:%Y-%m-%dT%H-%M-%S}Z{engine.SUFFIX}"
            _write(made, engine)
            for old in _backups(folder, engine)[:-keep]:
                old.unlink()
    except OSError as error:
        raise BackupError(f"{error.filename or folder}: {error.strerror}.") from error
    return made


def restore(backup: Path, *, overwrite: bool) -> None:
    """Put what `backup` holds in the place of all that the database holds. Stop the site before.

    Raises BackupError, and changes nothing, where the backup does not read; and where the database
    has tables already, unless they are to be overwritten.
    """
    engine = _ENGINES[connection.vendor]
    if not backup.is_file():
        raise BackupError(f"There is no backup {backup}.")
    engine.check(backup)
    if not overwrite and engine.has_tables():
        raise BackupError(
            "The database has tables already. To put the backup in their place, say --overwrite."
        )
    engine.restore(backup)


def _write(made: Path, engine: ModuleType) -> None:
    """Under its name there is a whole backup, on the disk, or nothing."""
    if made.exists():
        raise BackupError(f"{made} is there already.")
    part = made.with_name(f".{made.name}.part")
    part.unlink(missing_ok=True)
    try:
        # It holds all that the site knows of its editors.
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        engine.write(part)
        engine.check(part)
        _to_disk(part)
        part.rename(made)
        _to_disk(made.parent)
    finally:
        part.unlink(missing_ok=True)


def _backups(folder: Path, engine: ModuleType) -> list[Path]:
    """The oldest first: their names are their times."""
    return sorted(folder.glob(f"claimsite-*{engine.SUFFIX}"))


def _refuse_a_full_disk(folder: Path, engine: ModuleType) -> None:
    last = _backups(folder, engine)[-1:]
    size = last[0].stat().st_size * _MORE_THAN_THE_LAST if last else engine.least_size()
    needed, free = int(size) + _ALWAYS_FREE, shutil.disk_usage(folder).free
    if free < needed:
        raise BackupError(
            f"The disk of {folder} is full: {free // 1_000_000} MB are free, and a backup needs "
            f"{needed // 1_000_000} MB. The {len(_backups(folder, engine))} backups that are there "
            "are untouched. Make room, or keep fewer of them."
        )


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"Another backup into {folder} is under way.") from error
        yield


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
