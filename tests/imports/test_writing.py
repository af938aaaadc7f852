"""Imported records in the database: what is written of them, and what is refused."""

from dataclasses import replace
from random import Random

import pytest
from django.contrib.auth.models import User

from claims import integrity
from claims.imports.items import Named, Piece, Refused
from claims.models import (
    Actor,
    Change,
    Claim,
    Evidence,
    ImportedRecord,
)
from tests import factories as make

from .given import REVIEWER, SAID_FALSE, counts, database, imported, item, people, reasons

pytestmark = pytest.mark.django_db


def test_a_new_record_becomes_a_draft_with_all_that_it_says():
    run = imported(item(evidence=(SAID_FALSE,)))
    claim = Claim.objects.get()
    assert counts(run) == {"new": 1}
    assert claim.text == "The bridge 1 was closed by the mayor"
    assert (claim.kind, claim.date, claim.date_basis) == ("fact", "2018-03-01", "reported")
    assert claim.earliest_on.isoformat() == claim.latest_on.isoformat() == "2018-03-01"
    assert claim.source_url == "https://feed.example/1"
    assert claim.publication_state == "draft"
    assert people(claim, "claimant") == ["The Courier"]
    assert people(claim, "subject") == ["Freedonia"]
    evidence = Evidence.objects.get()
    assert (evidence.words, evidence.side, evidence.state) == ("False", "against", "presented")
    assert (evidence.kind, evidence.date) == ("assessment", "2018-03-02")
    assert evidence.source_url == "https://examiner.example/1"
    assert people(claim, "source", evidence) == ["The Examiner"]
    record = ImportedRecord.objects.get()
    assert (record.claim, record.original) == (claim, {"title": "1"})
    assert record.item["tags"] == ["bridges"]


def test_published_are_those_that_have_a_page_and_somebody_to_whom_they_are_attributed():
    imported(
        item("1"),
        item("2", url=""),
        item("3", claimants=(), subjects=()),
        item("4", claimants=(), evidence=(SAID_FALSE,)),
        publish=True,
    )
    states = dict(Claim.objects.values_list("text", "publication_state"))
    assert [states[f"The bridge {n} was closed by the mayor"] for n in "1234"] == [
        *("published", "draft", "draft", "published"),
    ]
    assert Evidence.objects.get().publication_state == "published"


@pytest.mark.parametrize(
    ("side", "state", "status"),
    [
        ("against", "presented", "contested"),
        ("for", "presented", "presented"),
        ("for", "not_shown", "not_shown"),
        ("neither", "presented", "unrecorded"),
    ],
)
def test_the_evidence_status_follows_from_what_came_along(side, state, status):
    imported(item(evidence=(replace(SAID_FALSE, side=side, state=state),)), publish=True)
    assert Claim.objects.get().evidence_status == status


def test_all_that_is_derived_is_as_the_integrity_command_wants_it():
    imported(*(item(str(n), evidence=(SAID_FALSE,) * (n % 3)) for n in range(7)), publish=True)
    assert list(integrity.problems()) == []


@pytest.mark.parametrize("seed", range(6))
def test_so_it_is_whoever_acts_for_whom_whatever_the_dates_and_states(seed):
    random = Random(seed)
    principals = [make.make_actor(name=name) for name in ("Freedonia", "Sylvania")]
    people = [make.make_actor(name=f"Envoy {n}", kind="person") for n in range(4)]
    for person in people:
        since, until = sorted(random.sample(["2018-01", "2018-03-01", "2018-03-02", "2019"], 2))
        make.make_affiliation(
            actor=person,
            principal=random.choice(principals),
            since=random.choice(["", since]),
            until=random.choice(["", until]),
        )
    named = [Named(one.name, one.kind) for one in (*people, *principals)] + [Named("Nobody known")]
    dates = [("", ""), ("2018", "said"), ("2018-03-01", "reported"), ("2017/2018-02", "happened")]

    def some(most):
        return tuple(random.sample(named, random.randrange(most)))

    def piece():
        date, basis = random.choice(dates)
        return replace(
            SAID_FALSE,
            side=random.choice(["for", "against", "neither"]),
            state=random.choice(["presented", "not_shown", "verified", "rejected", "disputed"]),
            sources=some(3),
            date=date,
            date_basis=basis,
        )

    records = [item("nobody's", claimants=(), subjects=())]
    for number in range(12):
        date, basis = random.choice(dates)
        records.append(
            item(
                str(number),
                claimants=some(3),
                subjects=some(3),
                date=date,
                date_basis=basis,
                evidence=tuple(piece() for _ in range(random.randrange(4))),
            )
        )
    imported(*records, publish=True)
    states = set(Claim.objects.values_list("publication_state", flat=True))
    assert states == {"draft", "published"}
    assert list(integrity.problems()) == []


def test_the_history_tells_of_each_row_and_of_the_file():
    editor = User.objects.create_user("editor")
    imported(item(evidence=(SAID_FALSE,)), by=editor)
    told = Change.objects.filter(action="added").values_list("kind", "source", "by")
    kinds = sorted(kind for kind, _, _ in told)
    assert kinds == [*["actor"] * 3, *["attribution"] * 3, "claim", "evidence"]
    assert {(source, by) for _, source, by in told} == {("import of feed.csv", editor.pk)}
    change = Change.objects.get(kind="claim")
    assert change.fields["text"] == [None, "The bridge 1 was closed by the mayor"]
    assert change.claim_key == Claim.objects.get().pk


# What is refused ---------------------------------------------------------------------------------


def test_a_record_that_names_more_than_a_page_can_is_refused():
    crowd = tuple(Named(f"The Courier {number}") for number in range(501))
    run = imported(item(claimants=crowd), item("2"))
    assert counts(run) == {"new": 1, "refused": 1}
    assert "502 claimants and subjects" in str(reasons(run))


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("text", "x" * 2001, "2001 characters"),
        ("text", "   ", ""),
        ("text", "a\x00b", "U+0000"),
        ("url", "javascript:alert(1)", ""),
        ("url", "https://feed.example/" + "x" * 1000, ""),
        ("date", "2018-13", ""),
        ("date_basis", "", "basis"),
        ("kind", "rumour", ""),
    ],
)
def test_a_record_that_cannot_be_kept_is_refused_by_field_and_the_rest_is_kept(field, value, why):
    run = imported(item("1"), item("2", **{field: value}), item("3"))
    assert counts(run) == {"new": 2, "refused": 1}
    ((number, told, reason),) = reasons(run)
    assert (number, told) == (2, "date" if field == "date_basis" else field)
    assert why in reason
    assert counts(imported(item("1"), item("2", **{field: value}), item("3"))) == {
        "unchanged": 2,
        "refused": 1,
    }


def test_what_the_reading_refuses_is_in_the_report():
    run = imported(item("1"), Refused(0, "", "title", "It is empty.", {"title": ""}))
    assert counts(run) == {"new": 1, "refused": 1}
    assert reasons(run) == [(2, "title", "It is empty.")]


def test_evidence_that_cannot_be_kept_refuses_its_record():
    piece = Piece("False", "sideways", "assessment", "presented", (REVIEWER,))
    run = imported(item(evidence=(piece,)))
    assert counts(run) == {"refused": 1}
    assert not Claim.objects.exists()


def test_a_dry_run_counts_and_keeps_nothing():
    before = database()
    run = imported(item("1"), item("1"), item("2", text=""), dry_run=True)
    assert counts(run) == {"new": 1, "repeated": 1, "refused": 1}
    assert database() == before
    assert not Actor.objects.exists()
