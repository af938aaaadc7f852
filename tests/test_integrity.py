"""`check_integrity` names every record that breaks a rule, and nothing else."""

import io
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from claims import integrity
from claims.integrity import records, storage
from claims.models import Claim, CountsAs
from tests import factories as make
from tests.breaks import BROKEN
from tests.breaks_on_sqlite import ON_SQLITE
from tests.dispute import Dispute, make_dispute
from tests.test_constraints import VIOLATIONS
from tests.written_by_hand import count_as, count_twice, not_as_itself, sql, write_by_hand

SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def dispute(db: None) -> Any:
    # What is broken here is broken in a savepoint: the test's own end checks the references.
    with transaction.atomic():
        yield make_dispute()
        transaction.set_rollback(True)
    if SQLITE:
        sql("PRAGMA ignore_check_constraints = OFF")


def lift(constraint: str) -> None:
    """Do away with a constraint, as somebody with the database's own tools can."""
    model, rule = next(
        (model, rule)
        for model in records.WRITTEN
        for rule in model._meta.constraints
        if rule.name == constraint
    )
    if isinstance(rule, models.UniqueConstraint) and rule.condition:
        sql(f"DROP INDEX {constraint}")
    elif SQLITE:
        assert isinstance(rule, models.CheckConstraint)
        sql("PRAGMA ignore_check_constraints = ON")
    else:
        # With a check the other checks of the table go, as on SQLite: one value breaks several.
        checks = [r.name for r in model._meta.constraints if isinstance(r, models.CheckConstraint)]
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        for name in checks if constraint in checks else [constraint]:
            sql(f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT {name}")
        sql("SET CONSTRAINTS ALL DEFERRED")


def check() -> list[str]:
    """The lines that the command prints."""
    printed = io.StringIO()
    summary = ""
    try:
        call_command("check_integrity", stdout=printed)
    except CommandError as error:
        summary = str(error)
    lines = printed.getvalue().splitlines()
    if not summary:
        assert len(lines) == 1
        assert lines[0].startswith("No problem found")
        return []
    assert summary.startswith(f"{len(lines)} problem")
    return lines


# Clean -------------------------------------------------------------------------------------------


def test_the_dispute_breaks_no_rule(dispute: Dispute) -> None:
    assert check() == []


def test_many_claims_break_no_rule(db: None) -> None:
    make.make_many_claims(150)
    assert check() == []


def test_an_empty_database_breaks_no_rule(db: None) -> None:
    assert check() == []


def test_the_demo_breaks_no_rule(demo: None) -> None:
    assert check() == []
    assert Claim.objects.exists()


# One rule broken at a time -----------------------------------------------------------------------


@pytest.mark.parametrize("case", {**BROKEN, **(ON_SQLITE if SQLITE else {})})
def test_what_breaks_a_rule_is_named(case: str, dispute: Dispute) -> None:
    broken = {**BROKEN, **ON_SQLITE}[case]
    broken.by_hand(dispute)
    if broken.record.startswith("check "):
        assert any(line.startswith(broken.record) and broken.why in line for line in check())
        return
    found = [str(problem) for problem in broken.rule()]
    assert found, "nothing was found"
    assert [line for line in found if line.startswith(broken.record) and broken.why in line], found
    assert set(found) <= set(check())


def test_every_rule_is_broken_here() -> None:
    broken = {case.rule for case in (BROKEN | ON_SQLITE).values()}
    # These two are broken by every violation of a constraint, below.
    assert broken | {storage.constraints_hold, storage.unique_records_are_unique} == set(
        integrity.CHECKS
    )


# SQLite makes an unconditional unique constraint part of its table: it cannot be dropped.
LIFTABLE = [
    name
    for name in VIOLATIONS
    if not SQLITE
    or not any(
        isinstance(rule, models.UniqueConstraint) and rule.name == name and not rule.condition
        for model in records.WRITTEN
        for rule in model._meta.constraints
    )
]


@pytest.mark.parametrize("constraint", LIFTABLE)
def test_a_constraint_that_was_lifted_is_kept_by_the_command(
    constraint: str, dispute: Dispute
) -> None:
    lift(constraint)
    assert check() == []
    record, values = VIOLATIONS[constraint]
    write_by_hand(dispute, record, values)
    row = getattr(dispute, record)
    row.refresh_from_db()
    unique = "unique" in constraint or "given_once" in constraint
    why = "another record has the same" if unique else f"it breaks the rule {constraint}."
    named = [line for line in check() if line.startswith(f"{records.name(row)}: {why}")]
    assert named, check()


def test_only_what_is_broken_is_named(dispute: Dispute) -> None:
    write_by_hand(dispute, "claim", {"evidence_status": "verified"})
    write_by_hand(dispute, "mention", {"title": "Prime Minister"})
    assert [line.partition(":")[0] for line in check()] == [
        "mention claim/drones/iran/claimant/no-drones/1/16/93",
        "claim drones",
    ]


def test_drafts_may_lack_passages_and_attributions(dispute: Dispute) -> None:
    make.make_claim(publication_state="draft", anchored=False)
    make.make_evidence(publication_state="draft", anchored=False)
    assert check() == []


def test_an_imported_claim_rests_on_the_address_of_its_source(dispute: Dispute) -> None:
    imported = make.make_claim(
        anchored=False, claimants=[dispute.iran], source_url="https://b.example"
    )
    assert check() == []
    imported.source_url = ""
    imported.save()
    assert len(check()) == 1


def test_a_message_stays_one_line(dispute: Dispute) -> None:
    write_by_hand(dispute, "iran", {"name": "I\nran\x1b[31m"})
    lines = check()
    assert lines
    assert all(line.isprintable() for line in lines)


def test_refresh_derives_anew_what_was_changed_by_hand(dispute: Dispute) -> None:
    write_by_hand(dispute, "claim", {"evidence_status": "verified"})
    sql("DELETE FROM claims_claimwords")
    not_as_itself(dispute)
    count_twice(dispute)
    count_as("2022-01-01")(dispute)
    if SQLITE:
        ON_SQLITE["an entry of no claim"].by_hand(dispute)
    assert check() != []
    call_command("check_integrity", refresh=True, stdout=io.StringIO())
    assert Claim.objects.get(slug="drones").evidence_status == "presented"
    assert CountsAs.objects.filter(actor=dispute.minister).count() == 3


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
    assert len(check()) == 1


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
