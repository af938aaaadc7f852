"""Two processes that migrate one database at once: the second waits for the first."""

import pytest
from django.db import connection

from tests.imports.sites import Server

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(tmp_path):
    """A site whose database has no tables."""
    server = Server(tmp_path)
    if connection.vendor == "sqlite":
        # Server.site would make its tables.
        (tmp_path / "migrated.sqlite3").touch()
    yield server.site(empty=True)
    server.end()


def test_the_second_waits_and_then_finds_nothing_left_to_do(empty):
    both = [empty.started("manage.py", "migrate") for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    first, second = sorted((said for said, _ in told), key=lambda said: "Waiting" in said)
    assert "Waiting" not in first
    assert "Applying claims.0001_initial... OK" in first
    assert second.startswith("Somebody else migrates this database. Waiting …")
    assert "No migrations to apply." in second


def test_the_lock_goes_with_the_process_that_holds_it(empty):
    holder = empty.started(
        "-c",
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "from claims.migrating import alone\n"
        "import sys, time\n"
        "with alone(connection, print):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(600)\n",
    )
    assert holder.stdout.readline() == "held\n"
    empty.environment["PYTHONUNBUFFERED"] = "1"
    waiting = empty.started("manage.py", "migrate")
    try:
        assert "Waiting" in waiting.stdout.readline()
        holder.kill()
        holder.communicate()
        assert "Operations to perform" in waiting.stdout.readline()
    finally:
        waiting.kill()
        waiting.communicate()
