"""The command that writes a corpus: the same for the same seed, all of it or nothing."""

import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from claims.corpus import loading
from claims.models import Actor, ArticleText, Attribution, Claim
from tests import factories as make
from tests.checking import check

pytestmark = pytest.mark.django_db


def make_corpus(claims: int, seed: int = 0, **options: object) -> None:
    call_command("make_corpus", claims=claims, seed=seed, verbosity=0, **options)


def told(claims: int, seed: int) -> list[list[tuple]]:
    """What a corpus says, but for numbers; it is taken back."""
    with transaction.atomic():
        make_corpus(claims, seed)
        found = [
            list(Claim.objects.order_by("pk").values_list("text", "date", "words__everything")),
            list(ArticleText.objects.order_by("pk").values_list("body", "article__published")),
            list(Attribution.objects.order_by("pk").values_list("role", "actor__name")),
        ]
        transaction.set_rollback(True)
    return found


def indexes() -> set[str]:
    """What the database itself says of its indexes and constraints."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
            )
        else:
            cursor.execute(
                "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() UNION ALL "
                "SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) "
                "FROM pg_constraint"
            )
        return {text for (text,) in cursor.fetchall()}


def test_the_same_seed_makes_the_same_corpus_and_another_makes_another(db):
    once, again, other = told(40, 1), told(40, 1), told(40, 2)
    assert len(once[0]) == 40
    assert once == again
    assert not set(once[0]) & set(other[0])


def test_a_database_with_claims_is_left_as_it_is(db):
    make.make_claim()
    with pytest.raises(CommandError, match="The database has claims"):
        make_corpus(5)
    assert Claim.objects.count() == 1


def test_with_add_claims_come_beside_those_that_are_there(db):
    there = make.make_claim()
    make_corpus(10, add=True)
    make_corpus(10, add=True)
    assert Claim.objects.filter(pk__gt=there.pk).count() == 20
    assert check() == []
    # The next record that somebody adds has a number of its own.
    make.make_claim()
    assert Claim.objects.count() == 22


def test_interrupted_it_leaves_nothing_and_every_index(db):
    before = indexes()

    def interrupt(what: str, done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        loading.load(20, 0, interrupt)
    assert not Actor.objects.exists()
    assert not Claim.objects.exists()
    assert indexes() == before


def test_every_index_and_constraint_is_there_again_after_it(db):
    before = indexes()
    make_corpus(20)
    assert indexes() == before


@pytest.mark.parametrize("number", ["0", "-1", "many", "1.5"])
def test_a_number_of_claims_that_is_none_is_refused(number):
    with pytest.raises(CommandError, match="a number from 1 to"):
        call_command("make_corpus", "--claims", number)


def test_on_a_terminal_it_shows_how_far_it_is(db, monkeypatch):
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    shown, said = Terminal(), StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    call_command("make_corpus", claims=20, stdout=said)
    assert "20 of 20" in shown.getvalue()
    assert "20 claims are written" in said.getvalue()
    quiet = Terminal()
    monkeypatch.setattr(sys, "stderr", quiet)
    make_corpus(20, add=True)
    assert quiet.getvalue() == ""
