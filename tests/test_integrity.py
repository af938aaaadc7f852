"""`check_integrity` names every record that breaks a rule, and nothing else."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction

from claims import integrity
from claims.integrity import records, storage
from claims.models import Claim, CountsAs
from tests import factories as make
from tests.breaks import BROKEN
from tests.breaks_of_filing import MISFILED
from tests.breaks_on_sqlite import ON_SQLITE
from tests.checking import check
from tests.dispute import Dispute
from tests.test_constraints import VIOLATIONS
from tests.written_by_hand import count_as, count_twice, not_as_itself, sql, write_by_hand

SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def dispute(dispute: Dispute) -> Any:
    # What is broken here is broken in a savepoint: the test's own end checks the references.
    with transaction.atomic():
        yield dispute
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


# Clean -------------------------------------------------------------------------------------------


def test_the_dispute_breaks_no_rule(dispute: Dispute) -> None:
    assert check() == []


# One rule broken at a time -----------------------------------------------------------------------


@pytest.mark.parametrize("case", {**BROKEN, **MISFILED, **(ON_SQLITE if SQLITE else {})})
def test_what_breaks_a_rule_is_named(case: str, dispute: Dispute) -> None:
    broken = (BROKEN | MISFILED | ON_SQLITE)[case]
    broken.by_hand(dispute)
    if broken.record.startswith("check "):
        assert any(line.startswith(broken.record) and broken.why in line for line in check())
        return
    found = [str(problem) for problem in broken.rule()]
    assert found, "nothing was found"
    assert [line for line in found if line.startswith(broken.record) and broken.why in line], found
    assert set(found) <= set(check())


def test_every_rule_is_broken_here() -> None:
    broken = {case.rule for case in (BROKEN | MISFILED | ON_SQLITE).values()}
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
def test_a_constraint_that_was_lifted_is_kept_by_the_rules(
    constraint: str, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    lift(constraint)
    record, values = VIOLATIONS[constraint]
    write_by_hand(dispute, record, values)
    row = getattr(dispute, record)
    row.refresh_from_db()
    unique = any(part in constraint for part in ("unique", "_once", "leads_to_one"))
    why = "another record has the same" if unique else f"it breaks the rule {constraint}."
    # Of its own table alone: to ask all tables takes a second.
    monkeypatch.setattr(storage, "WRITTEN", (type(row),))
    monkeypatch.setattr(storage, "DERIVED", ())
    rules = (storage.constraints_hold, storage.unique_records_are_unique)
    told = [str(problem) for rule in rules for problem in rule()]
    assert [line for line in told if line.startswith(f"{records.name(row)}: {why}")], told


def test_only_what_is_broken_is_named(dispute: Dispute) -> None:
    write_by_hand(dispute, "claim", {"evidence_status": "verified"})
    write_by_hand(dispute, "mention", {"title": "Prime Minister"})
    assert [line.partition(":")[0] for line in check()] == [
        "mention claim/drones/iran/claimant/no-drones/1/16/93",
        "claim drones",
        # Lists go by the status that it had.
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
