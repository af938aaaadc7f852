"""PostgreSQL's backups: what pg_dump writes in its own format, of one moment, compressed."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from .said import BackupError

SUFFIX = ".dump"
# Of a database of text: what is left of it when its indexes are not dumped and it is compressed.
_COMPRESSED = 0.2
_WAIT_FOR_LOCKS = 60
_PRIVILEGES = settings.BASE_DIR / "deploy" / "privileges.sql"
# Of its owner's: the rest of the database is not this site's. Locks are waited for, and not for
# ever: a transaction that somebody left open would hold all of it.
_EMPTY = f"SET lock_timeout = '{_WAIT_FOR_LOCKS}s'; DROP OWNED BY CURRENT_USER CASCADE"


def least_size() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size: int = cursor.fetchone()[0]
    return size * _COMPRESSED


def write(part: Path) -> None:
    _run(
        *("pg_dump", "--format=custom", f"--file={part}"),
        f"--lock-wait-timeout={_WAIT_FOR_LOCKS}s",
    )


def check(backup: Path) -> None:
    """Raises BackupError unless it reads from its first byte to its last, and is of this site."""
    listed = _run("pg_restore", "--list", str(backup))
    if " TABLE DATA public claims_change " not in listed:
        raise BackupError(f"{backup} is no backup of such a site: it has no history.")
    _run("pg_restore", "--file=/dev/null", str(backup))


def has_tables() -> bool:
    return bool(connection.introspection.table_names())


def restore(backup: Path) -> None:
    """All in one transaction of psql's, with the privileges of the web's role at its end.

    Only its last word keeps what came before: whoever is killed on the way says none, and psql
    takes an end of what it reads for an end.
    """
    privileges = _PRIVILEGES.read_bytes() if _has_role() else b""
    connection.close()
    reading = subprocess.Popen(
        [_found("pg_restore"), "--file=-", "--no-owner", str(backup)],
        env=_surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    writing = subprocess.Popen(
        [_found("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"],
        env=_surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert reading.stdout
    assert writing.stdin
    with contextlib.suppress(BrokenPipeError):  # psql ended early, and says why
        writing.stdin.write(f"BEGIN;\n{_EMPTY};\n".encode())
        shutil.copyfileobj(reading.stdout, writing.stdin, 1 << 20)
        if not reading.wait():
            writing.stdin.write(privileges + b"\nCOMMIT;\n")
            writing.stdin.flush()
    # Whoever still writes is told that nobody reads.
    reading.stdout.close()
    _, said_reading = reading.communicate()
    with contextlib.suppress(BrokenPipeError):
        writing.stdin.close()
    said_writing = writing.stderr.read() if writing.stderr else b""
    if writing.wait() or reading.returncode:
        raise BackupError(
            "Nothing is restored, and the database is as it was: "
            f"{_in_words(said_writing or said_reading)}"
        )


def _has_role() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'claimsite_web')")
        return bool(cursor.fetchone()[0])


def _run(program: str, *options: str) -> str:
    done = subprocess.run(
        [_found(program), *options], env=_surroundings(), capture_output=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {_in_words(done.stderr)}")
    return done.stdout.decode(errors="replace")


def _found(program: str) -> str:
    found = shutil.which(program)
    if not found:
        raise BackupError(f"{program} is missing. On Debian: apt-get install postgresql-client")
    return found


def _surroundings() -> dict[str, str]:
    """Where the database is, and who asks, as libpq's variables: a password is not to be seen
    among the options of a process."""
    given = connection.settings_dict
    _, secret = DatabaseClient.settings_to_cmd_args_env(given, [])
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGDATABASE": "NAME"}
    told = {name: str(given[key]) for name, key in names.items() if given[key]}
    return {**os.environ, **told, **(secret or {})}


def _in_words(said: bytes) -> str:
    """The first thing that a program says of its failure."""
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else "it says nothing of why."
