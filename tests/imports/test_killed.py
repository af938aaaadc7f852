"""The command, killed at random moments as if the plug was pulled, and resumed. `script/torture
import` does it twenty times, with more rows."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from time import perf_counter

import psycopg
import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db
KILLS = int(os.environ.get("IMPORT_KILLS", "1"))
ROWS = int(os.environ.get("IMPORT_ROWS", "1500"))
SEED = int(os.environ.get("IMPORT_SEED", "3"))
ROOT = Path(settings.BASE_DIR)
MAPPING = """
source: feed
key: [link]
text: claim
url: link
date: day
claimants: [{column: who, split: ';', kind: news_organisation}]
evidence:
- {words: rating, source: {column: by}, url: link}
"""
TOLD = """
import django; django.setup()
from tests.imports.given import database
import hashlib; print(hashlib.sha256(repr(database()).encode()).hexdigest())
"""


@pytest.fixture
def files(tmp_path):
    random = Random(1)
    (tmp_path / "feed.yaml").write_text(MAPPING)
    lines = ["claim,link,day,who,rating,by"]
    for number in range(ROWS):
        key = random.randrange(ROWS)
        who = ";".join(f"Courier {random.randrange(40)}" for _ in range(random.randrange(4)))
        rating = random.choice(["False", "True", "Half true", ""])
        words = random.choice(["It was closed", "It was opened", ""])
        lines.append(f"{words},https://feed.example/{key},2018-03-0{number % 12},{who},{rating},A")
    (tmp_path / "feed.csv").write_text("\n".join(lines))
    return tmp_path


class Site:
    """A database of its own, and the command on it."""

    def __init__(self, url: str, files: Path) -> None:
        self.environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DEBUG": "on",
            "DJANGO_SETTINGS_MODULE": "claimsite.settings",
        }
        self.files = files

    def begin(self, *options: str) -> subprocess.Popen[str]:
        given = ["--format=csv", f"--mapping={self.files / 'feed.yaml'}", "--publish", *options]
        return self._started("manage.py", "import_claims", str(self.files / "feed.csv"), *given)

    def run(self, *options: str) -> tuple[int, str]:
        process = self.begin(*options)
        told, wrong = process.communicate(timeout=300)
        return process.returncode, told + wrong

    def hash(self) -> str:
        process = self._started("-c", TOLD)
        told, wrong = process.communicate(timeout=300)
        assert process.returncode == 0, wrong
        return told.strip()

    def migrate(self) -> "Site":
        process = self._started("manage.py", "migrate", "--verbosity=0")
        told = process.communicate(timeout=300)
        assert process.returncode == 0, told
        return self

    def _started(self, *command: str) -> subprocess.Popen[str]:
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

    def site(self) -> Site:
        name = f"killed_{os.getpid()}_{len(self.made)}"
        self.made.append(name)
        if connection.vendor == "postgresql":
            with self._admin() as admin:
                admin.execute(f'CREATE DATABASE "{name}"')
            return Site(self._url(name), self.files).migrate()
        path, empty = (self.files / f"{one}.sqlite3" for one in (name, "empty"))
        if not empty.exists():
            Site(f"sqlite:///{empty}", self.files).migrate()
        shutil.copy(empty, path)
        return Site(f"sqlite:///{path}", self.files)

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


@pytest.fixture
def server(files):
    found = Server(files)
    yield found
    found.end()


def test_killed_at_a_random_moment_and_resumed_it_ends_with_the_same_database(server):
    whole, empty = server.site(), server.site().hash()
    begun = perf_counter()
    code, told = whole.run()
    seconds = perf_counter() - begun
    assert code == 0, told
    assert f"{ROWS:,} records read" in told
    expected = whole.hash()
    assert expected != empty
    random = Random(SEED)
    for _ in range(KILLS):
        site = server.site()
        process = site.begin()
        try:
            process.communicate(timeout=random.uniform(0.2, 0.9) * seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        code, told = site.run("--resume")
        if code:
            # It was killed before it began, or had ended.
            assert "was interrupted" in told
            code, told = site.run()
            assert code == 0, told
            # Nothing was there, or all of it.
            assert " 0 new" in told or " 0 unchanged" in told
        else:
            assert site.hash() == expected
