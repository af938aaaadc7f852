"""Sites with a database of their own, on which the command is run as a process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)
TOLD = """
from tests.imports.given import database
import hashlib; print(hashlib.sha256(repr(database()).encode()).hexdigest())
"""


class Site:
    """A database of its own, and the command on it."""

    def __init__(self, url: str, files: Path, name: str = "") -> None:
        self.name = name
        self.environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DEBUG": "on",
            "DJANGO_SETTINGS_MODULE": "claimsite.settings",
        }
        self.files = files

    def begin(self, *options: str) -> subprocess.Popen[str]:
        given = ["--format=csv", f"--mapping={self.files / 'feed.yaml'}", "--publish", *options]
        return self.started("manage.py", "import_claims", str(self.files / "feed.csv"), *given)

    def run(self, *options: str, timeout: float | None = 300) -> tuple[int, str]:
        process = self.begin(*options)
        told, wrong = process.communicate(timeout=timeout)
        return process.returncode, told + wrong

    def hash(self) -> str:
        return self.told(TOLD)

    def told(self, code: str) -> str:
        """What a program prints that asks the site's database."""
        process = self.started("-c", f"import django; django.setup()\n{code}")
        told, wrong = process.communicate(timeout=300)
        assert process.returncode == 0, wrong
        return told.strip()

    def migrate(self) -> "Site":
        process = self.started("manage.py", "migrate", "--verbosity=0")
        told = process.communicate(timeout=300)
        assert process.returncode == 0, told
        return self

    def started(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


class Server:
    """As many empty databases of the engine that is tested as are asked for."""

    def __init__(self, files: Path) -> None:
        self.files = files
        self.made: list[str] = []

    def site(self, *, empty: bool = False) -> Site:
        """One whose tables are made; on PostgreSQL with `empty`, one that has none."""
        name = f"killed_{os.getpid()}_{len(self.made)}"
        self.made.append(name)
        if connection.vendor == "postgresql":
            with self._admin() as admin:
                admin.execute(f'CREATE DATABASE "{name}"')
            site = Site(self._url(name), self.files, name)
            return site if empty else site.migrate()
        path, migrated = (self.files / f"{one}.sqlite3" for one in (name, "migrated"))
        if not migrated.exists():
            Site(f"sqlite:///{migrated}", self.files).migrate()
        shutil.copy(migrated, path)
        return Site(f"sqlite:///{path}", self.files, name)

    def end(self) -> None:
        if connection.vendor == "postgresql":
            with self._admin() as admin:
                for name in self.made:
                    admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _admin(self) -> psycopg.Connection:
        known = connection.settings_dict
        own = {"host": known["HOST"], "user": known["USER"], "port": known["PORT"] or None}
        return psycopg.connect(
            dbname="postgres", password=known["PASSWORD"] or None, autocommit=True, **own
        )

    def _url(self, name: str) -> str:
        """As that of the tests' own database, which comes last in it but for options."""
        url, _, options = settings.DATABASE_URL.partition("?")
        return f"{url.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
