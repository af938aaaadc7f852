"""The history: each change of each record, field by field, and nothing where nothing changed."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from claims import history
from claims.history.telling import ERASED
from claims.models import Actor, Alias, Attribution, Change, Claim, Passage
from tests import factories as make
from tests.telling import so_far, told

pytestmark = pytest.mark.django_db


def test_a_new_record_is_told_with_all_that_it_holds():
    iran = Actor.objects.create(slug="iran", name="Iran", kind="state")
    assert told() == [
        (
            "actor",
            "added",
            {
                "slug": [None, "iran"],
                "name": [None, "Iran"],
                "kind": [None, "state"],
                "vague": [None, False],
                "wikidata_id": [None, ""],
                "to_review": [None, False],
            },
        )
    ]
    assert Change.objects.get().key == iran.pk


def test_a_change_tells_the_fields_that_changed_and_no_others():
    claim = make.make_claim(text="They met.", date="2022-12-12")
    since = so_far()
    claim.text = "They did not meet."
    claim.date = "2022-12"
    claim.save()
    assert told(since) == [
        (
            "claim",
            "changed",
            {"text": ["They met.", "They did not meet."], "date": ["2022-12-12", "2022-12"]},
        )
    ]


def test_a_save_that_changes_nothing_leaves_no_trace():
    claim = make.make_claim()
    since = so_far()
    claim.save()
    Claim.objects.filter(pk=claim.pk).update(text=claim.text)
    Claim.objects.bulk_update([claim], ["text", "kind"])
    assert told(since) == []


def test_what_goes_along_with_a_record_is_told_too():
    claim = make.make_claim(claimants=[make.make_actor(name="Iran")])
    make.mention(attribution=Attribution.objects.get(), passage=Passage.objects.get(), name="")
    since = so_far()
    claim.delete()
    removed = [(kind, action) for kind, action, _ in told(since)]
    assert ("claim", "removed") in removed
    assert ("attribution", "removed") in removed
    assert ("anchor", "removed") in removed
    assert removed.count(("mention", "removed")) == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda actor: Actor.objects.filter(pk=actor.pk).update(name="Persia"),
        lambda actor: Actor.objects.update_or_create(pk=actor.pk, defaults={"name": "Persia"}),
        lambda actor: (
            setattr(actor, "name", "Persia"),
            Actor.objects.bulk_update([actor], ["name"]),
        ),
        lambda actor: (setattr(actor, "name", "Persia"), actor.save(update_fields=["name"])),
    ],
    ids=["update", "update_or_create", "bulk_update", "save of a field"],
)
def test_every_way_to_change_a_record_is_told_alike(write):
    actor = make.make_actor(name="Iran")
    since = so_far()
    write(actor)
    assert told(since) == [("actor", "changed", {"name": ["Iran", "Persia"]})]


def test_what_is_added_in_bulk_is_told_one_by_one():
    iran = make.make_actor(name="Iran")
    since = so_far()
    Alias.objects.bulk_create([Alias(actor=iran, name="Persia"), Alias(actor=iran, name="Tehran")])
    assert [(kind, action, fields["name"]) for kind, action, fields in told(since)] == [
        ("alias", "added", [None, "Persia"]),
        ("alias", "added", [None, "Tehran"]),
    ]


def test_what_is_rolled_back_was_never_written():
    iran = make.make_actor(name="Iran")
    since = so_far()

    @transaction.atomic
    def rename_and_fail():
        Actor.objects.filter(pk=iran.pk).update(name="Persia")
        Actor.objects.create(slug="iran", name="Iran", kind="state")

    with pytest.raises(IntegrityError):
        rename_and_fail()
    assert told(since) == []


def test_a_fixture_is_the_source_of_what_it_loads(tmp_path):
    fixture = tmp_path / "persons.json"
    row = {"slug": "iran", "name": "Iran", "kind": "state"}
    fixture.write_text(json.dumps([{"model": "claims.actor", "fields": row}]))
    call_command("loaddata", fixture, verbosity=0)
    change = Change.objects.get()
    assert (change.source, change.by, change.action) == ("fixture persons.json", None, "added")


def test_who_writes_why_and_what_together_is_kept():
    user = User.objects.create_user("ada")
    with history.acting(by=user, source="admin", comment="A slip of the pen"):
        make.make_actor(name="Iran")
        make.make_actor(name="Iraq")
    make.make_actor(name="Ireland")
    first, second, third = Change.objects.order_by("pk")
    assert (first.by, first.source, first.comment) == (user, "admin", "A slip of the pen")
    assert first.edit == second.edit != third.edit
    assert third.by is None


def test_a_denial_that_moves_to_another_claim_is_told_with_what_it_takes_along():
    denial = make.make_denial()
    other = make.make_claim()
    was = denial.claim_id
    since = so_far()
    denial.claim = other
    denial.save()
    changes = told(since)
    assert ("denial", "changed", {"claim": [was, other.pk]}) in changes
    assert ("attribution", "changed", {"claim": [was, other.pk]}) in changes
    assert ("anchor", "changed", {"claim": [was, other.pk]}) in changes
    assert len(changes) == 3


def test_the_history_is_neither_changed_nor_deleted_by_its_own_means():
    make.make_actor()
    change = Change.objects.get()
    for write in (
        change.save,
        change.delete,
        Change.objects.all().delete,
        lambda: Change.objects.update(source="me"),
    ):
        with pytest.raises(TypeError, match="history"):
            write()


# The database's own part --------------------------------------------------------------------------


def by_hand(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_change SET source = 'me'",
        "UPDATE claims_change SET at = '2001-01-01 00:00:00'",
        "UPDATE claims_change SET by_id = NULL, action = 'changed'",
        "UPDATE claims_change SET fields = '{}'",
        """UPDATE claims_change SET fields = '{"name": [null, "Other"]}'""",
        "UPDATE claims_change SET comment = 'Other'",
        "UPDATE claims_change SET claim_key = 1",
    ],
)
def test_the_database_lets_nobody_rewrite_the_history_by_hand(sql):
    make.make_actor()
    with pytest.raises(IntegrityError, match="history is not changed"):
        by_hand(sql)


@pytest.mark.parametrize(
    "instead",
    [
        {"name": [ERASED, "Other"]},
        {"name": [None, "Other"], "kind": [None, ERASED]},
        {"name": ERASED},
        {"name": [None, ERASED, "Other"]},
        {"name": [None, None]},
        {"name": [None, {"erased": True, "name": "Other"}]},
        {"name": [None, '{"erased":true}']},
        {"name": [None, ERASED], "more": [None, ERASED]},
        {"name": [None, ERASED], "more": "Other"},
    ],
)
def test_the_mark_of_an_erasure_excuses_no_other_change(instead):
    actor = make.make_actor(name="Iran")
    rows = Change.objects.filter(kind="actor", key=actor.pk)
    fields = rows.get().fields
    with pytest.raises(IntegrityError, match="history is not changed"), transaction.atomic():
        QuerySet.update(rows, fields=fields | instead)
    with pytest.raises(IntegrityError, match="history is not changed"), transaction.atomic():
        QuerySet.update(rows, fields={"name": [None, ERASED]})
    QuerySet.update(rows, fields=fields | {"name": [None, ERASED]})
    assert rows.get().fields == fields | {"name": [None, ERASED]}


if connection.vendor == "postgresql":  # SQLite empties a table by deleting from it

    def test_the_database_lets_nobody_delete_from_the_history_by_hand(db):
        make.make_actor()
        with pytest.raises(IntegrityError, match="history is not changed"):
            by_hand("DELETE FROM claims_change")
