"""Backups: whole and checked, or not there. `script/torture restore` restores and compares."""

import contextlib
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.backups import BackupError, back_up, keeping, restore
from claims.backups import sqlite as sqlite_backups

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)
SQLITE = connection.vendor == "sqlite"


@pytest.fixture(autouse=True)
def database(db, tmp_path, monkeypatch):
    """Of SQLite's database in memory, the one in a file that a site has."""
    if SQLITE:
        file = tmp_path / "claims.sqlite3"
        with contextlib.closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
        monkeypatch.setattr(sqlite_backups, "_file", lambda: file)
        return file
    return None


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def kept(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_a_backup_is_named_by_its_time_and_only_its_owner_reads_it(folder):
    made = back_up(folder, 30, NOW)
    assert made.stem == "claimsite-2026-11-27T02-30-00Z"
    assert kept(folder) == [made.name]
    assert made.stat().st_mode & 0o077 == 0


def test_the_oldest_go_when_a_new_one_is_there_and_nothing_else_does(folder):
    folder.mkdir()
    (folder / "notes.txt").write_text("Who has the key.")
    made = [back_up(folder, 2, NOW + timedelta(days=n)).name for n in range(3)]
    assert kept(folder) == sorted([*made[1:], "notes.txt"])


def spoilt(backup, how):
    if how == "its end is missing":
        os.truncate(backup, backup.stat().st_size * 3 // 4)
    elif how == "it is empty":
        os.truncate(backup, 0)
    else:
        backup.write_bytes(b"x" * 10_000)


@pytest.mark.parametrize("how", ["its end is missing", "it is empty", "it is something else"])
def test_a_backup_that_does_not_read_is_not_kept_and_costs_no_good_one(folder, monkeypatch, how):
    good = back_up(folder, 1, NOW)
    engine = keeping._ENGINES[connection.vendor]
    write = engine.write
    monkeypatch.setattr(engine, "write", lambda part: (write(part), spoilt(part, how)))
    with pytest.raises(BackupError):
        back_up(folder, 1, NOW + timedelta(days=1))
    assert kept(folder) == [good.name]


@pytest.mark.parametrize("how", ["its end is missing", "it is empty", "it is something else"])
def test_a_backup_that_does_not_read_is_not_restored(folder, how):
    made = back_up(folder, 30, NOW)
    spoilt(made, how)
    with pytest.raises(BackupError):
        restore(made, overwrite=True)


def test_a_full_disk_is_said_before_anything_is_written(folder, monkeypatch):
    back_up(folder, 30, NOW)
    usage = shutil.disk_usage(folder)._replace(free=15_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(BackupError, match="is full: 15 MB are free, and a backup needs"):
        back_up(folder, 30, NOW + timedelta(days=1))
    assert len(kept(folder)) == 1


def test_two_backups_at_once_do_not_meet(folder):
    folder.mkdir()
    with keeping._alone(folder), pytest.raises(BackupError, match="under way"):
        back_up(folder, 30, NOW)


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="No backup is made"):
        call_command("backup", tmp_path / "file" / "backups")


def test_what_is_there_is_overwritten_only_if_that_is_said(folder):
    made = back_up(folder, 30, NOW)
    with pytest.raises(CommandError, match="say --overwrite"):
        call_command("restore", made)
    with pytest.raises(CommandError, match="There is no backup"):
        call_command("restore", folder / "none")


if SQLITE:  # PostgreSQL restores as the owner of the tables, who is no superuser

    def test_what_is_restored_is_what_was(folder, database, capsys):
        call_command("backup", folder)
        made = next(folder.glob("claimsite-*"))
        with contextlib.closing(sqlite3.connect(database)) as spoiling:
            spoiling.executescript("DROP TABLE claims_alias; DELETE FROM auth_permission")
        call_command("restore", made, overwrite=True)
        with (
            contextlib.closing(sqlite3.connect(database)) as now,
            contextlib.closing(sqlite3.connect(made)) as then,
        ):
            assert list(now.iterdump()) == list(then.iterdump())
            assert now.execute("SELECT count(*) FROM auth_permission").fetchone()[0]
