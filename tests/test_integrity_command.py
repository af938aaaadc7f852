"""The command that checks every rule: what it finds nothing in, what it asks, how it ends."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import integrity
from claims.models import Claim
from tests import factories as make
from tests.checking import check
from tests.dispute import make_dispute
from tests.written_by_hand import sql

SQLITE = connection.vendor == "sqlite"


def test_many_claims_break_no_rule(db: None) -> None:
    make.make_many_claims(150)
    assert check() == []


def test_an_empty_database_breaks_no_rule(db: None) -> None:
    assert check() == []


def test_the_demo_breaks_no_rule(demo: None) -> None:
    assert check() == []
    assert Claim.objects.exists()


def test_queries_do_not_grow_with_the_rows_of_a_batch(db: None) -> None:
    make.make_many_claims(20)
    with CaptureQueriesContext(connection) as few:
        assert check() == []
    make.make_many_claims(200)
    with CaptureQueriesContext(connection) as many:
        assert check() == []
    # Texts go by twenty, and claims by 500.
    assert len(many) <= len(few) + 4


def test_queries_do_not_grow_with_the_problems_of_a_batch(db: None) -> None:
    make.make_many_claims(200)
    with CaptureQueriesContext(connection) as clean:
        assert check() == []
    sql(
        "UPDATE claims_claim SET evidence_status = 'contested', latest_on = '2031-01-01' "
        "WHERE date <> ''"
    )
    sql(
        "UPDATE claims_actor SET name = name || chr(7)"
        if not SQLITE
        else "UPDATE claims_actor SET name = name || char(7)"
    )
    with CaptureQueriesContext(connection) as broken:
        assert len(check()) >= 300
    assert len(broken) <= len(clean) + 12


@pytest.mark.django_db(transaction=True)
def test_the_database_is_seen_as_at_one_moment() -> None:
    make_dispute()
    found = integrity.problems()
    assert list(found) == []
    # Nothing is left open.
    assert not connection.in_atomic_block
    sql("UPDATE claims_claim SET evidence_status = 'verified' WHERE slug = 'drones'")
    # And lists go by the status that it had.
    assert [line.partition(":")[0] for line in check()] == ["claim drones", "claim drones"]


def test_the_command_exits_with_one_or_zero(tmp_path: Path) -> None:
    database = tmp_path / "claims.sqlite3"
    root = Path(__file__).parent.parent

    def manage(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        return subprocess.run(
            [sys.executable, root / "manage.py", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert manage("migrate", "--verbosity=0").returncode == 0
    clean = manage("check_integrity")
    assert (clean.returncode, clean.stdout, clean.stderr) == (
        0,
        f"No problem found by {len(integrity.CHECKS)} rules.\n",
        "",
    )
    with closing(sqlite3.connect(database)) as by_hand, by_hand:
        by_hand.execute("INSERT INTO claims_countsas (actor_id, principal_id) VALUES (1, 2)")
    broken = manage("check_integrity")
    assert broken.returncode == 1
    assert broken.stdout.startswith("counts as #1: its actor is actor #1, which does not exist.")
    assert "3 problems found" in broken.stderr
