"""An import that ended early goes on where it was, and ends as if nothing had happened."""

from contextlib import contextmanager
from random import Random

import pytest
from django.db import transaction

from claims.imports.items import Named, Refused
from claims.imports.writing import NothingToResume, importing, preparing
from claims.models import Claim, ImportRun

from .given import SAID_FALSE, counts, database, imported, item

pytestmark = pytest.mark.django_db


class EndedEarly(Exception):
    """The plug was pulled."""


def records(seed, number=40):
    """Records with repetitions, other values under one key, and names in different spellings."""
    random = Random(seed)
    found = []
    for _ in range(number):
        name = random.choice(["The Courier", "THE COURIER", "The Herald", "the herald", "Gazette"])
        found.append(
            item(
                str(random.randrange(number // 2)),
                text=random.choice(["It was closed", "It was opened", "It is so", "", "x" * 2001]),
                claimants=(Named(name, random.choice(["", "news_organisation", "person"])),),
                evidence=(SAID_FALSE,) * random.randrange(3),
            )
        )
        if random.random() < 0.1:
            found.append(Refused(0, "", "title", "It is no claim."))
    return found


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def ending_after(number, monkeypatch):
    """The database goes away in the batch after so many."""
    take, left = importing.Importing.take, [number]

    def take_some(self, batch):
        take(self, batch)
        if not left[0]:
            raise EndedEarly
        left[0] -= 1

    with monkeypatch.context() as patch:
        patch.setattr(importing.Importing, "take", take_some)
        yield


@pytest.mark.parametrize("seed", range(4))
def test_it_ends_with_the_same_database_wherever_it_was_interrupted(seed, monkeypatch):
    given = records(seed)
    with undone():
        whole = counts(imported(*given))
        expected = database()
    random = Random(seed)
    for times in (1, 3):
        with undone():
            begun = False
            for _ in range(times):
                monkeypatch.setattr(preparing, "AT_ONCE", random.randrange(1, 12))
                with ending_after(random.randrange(3), monkeypatch), pytest.raises(EndedEarly):
                    imported(*given, resume=begun)
                begun = True
            assert counts(imported(*given, resume=True)) == whole
            assert database() == expected


def test_how_many_are_written_at_once_makes_no_difference(monkeypatch):
    given = records(7)
    found = []
    for at_once in (1, 7, 500):
        monkeypatch.setattr(preparing, "AT_ONCE", at_once)
        with undone():
            imported(*given)
            found.append(database())
    assert found[0] == found[1] == found[2]


def test_how_long_the_records_are_makes_no_difference(monkeypatch):
    given = records(8)
    found = []
    for largest in (1, 3000, 16_000_000):
        monkeypatch.setattr(preparing, "LARGEST", largest)
        with undone():
            imported(*given)
            found.append(database())
    assert found[0] == found[1] == found[2]


def test_a_batch_ends_earlier_where_records_are_long(monkeypatch):
    monkeypatch.setattr(preparing, "LARGEST", 10_000)
    long = [item(str(number), original={"body": "x" * 6000}) for number in range(5)]
    found = preparing.batches(lambda: iter(long), publish=False)
    assert [len(batch) for batch in found] == [2, 2, 1]


def test_nothing_of_a_batch_that_failed_is_there(monkeypatch):
    with ending_after(0, monkeypatch), pytest.raises(EndedEarly):
        imported(item("1"))
    run = ImportRun.objects.get()
    assert (run.position, run.new, run.ended_at) == (0, 0, None)
    assert not Claim.objects.exists()


def test_what_ended_is_not_resumed():
    imported(item("1"))
    with pytest.raises(NothingToResume, match="was interrupted"):
        imported(item("1"), resume=True)


def test_another_file_is_not_resumed(monkeypatch):
    with ending_after(0, monkeypatch), pytest.raises(EndedEarly):
        imported(item("1"))
    with pytest.raises(NothingToResume, match=r"other\.csv"):
        imported(item("1"), name="other.csv", resume=True)


def test_an_import_of_other_options_is_not_resumed(monkeypatch):
    with ending_after(0, monkeypatch), pytest.raises(EndedEarly):
        imported(item("1"))
    with pytest.raises(NothingToResume):
        imported(item("1"), publish=True, resume=True)
