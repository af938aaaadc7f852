"""From the fixture to the database: `loaddata` and `load_demo`."""

import json

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from claims.models import Actor, Article, Change, Claim, Denial, Evidence, KeyChunk, KeyCount

from .once import for_all
from .readings import FIXTURES, change, copy_of_the_fixtures

NO_EVIDENCE = "ukraine-gave-no-evidence-at-joint-meeting"
USES = "russia-uses-iranian-drones"


@pytest.fixture
def root(tmp_path):
    return copy_of_the_fixtures(tmp_path)


def everything():
    """All rows of the claims, derived ones too, but for when they were written; not the history,
    which only grows, and of the bitmap index what a claim is filed under, without its chunks, which
    tell when they were written too."""
    return {
        model._meta.label: sorted(
            json.dumps({**row, "id": None, "changed_at": None}, default=str)
            for row in model.objects.values()
        )
        for model in apps.get_app_config("claims").get_models()
        if model not in (Change, KeyChunk, KeyCount)
    }


@pytest.mark.django_db
def test_loading_the_fixture_twice_gives_the_same_rows():
    call_command("loaddata", FIXTURES / "demo.json", verbosity=0)
    once, told = everything(), Change.objects.count()
    call_command("loaddata", FIXTURES / "demo.json", verbosity=0)
    assert everything() == once
    assert Change.objects.count() == told > 0


def test_an_empty_database_takes_the_demo(db, capsys):
    call_command("load_demo")
    assert Claim.objects.count() == 15
    assert "The demo is loaded." in capsys.readouterr().out


def test_one_actor_is_a_record_to_keep(db):
    Actor.objects.create(slug="somebody", name="Somebody", kind="person")
    call_command("load_demo")
    assert not Claim.objects.exists()


def test_a_missing_fixture_is_named_with_the_command_that_builds_it(db, root, settings):
    settings.FIXTURES_ROOT = root
    (root / "demo.json").unlink()
    with pytest.raises(CommandError, match=r"does not exist: build it with manage\.py build_fix"):
        call_command("load_demo")


@pytest.fixture(scope="class")
def demo_for_class(django_db_setup, django_db_blocker):
    with for_all(django_db_blocker):
        call_command("loaddata", FIXTURES / "demo.json", verbosity=0)
        yield


@pytest.mark.usefixtures("demo_for_class", "db")
class TestWhereTheDemoIs:
    def test_what_the_demo_loads_is_published(self):
        for model in (Article, Claim, Denial, Evidence):
            assert model.objects.published().count() == model.objects.count() > 0

    def test_a_database_with_records_is_kept_as_it_is(self, capsys):
        Claim.objects.filter(slug=USES).update(text="As an editor put it.")
        Claim.objects.filter(slug=NO_EVIDENCE).update(publication_state="draft")
        before = everything()
        call_command("load_demo")
        assert everything() == before
        shown = capsys.readouterr().out
        assert "kept as they are" in shown
        assert "manage.py load_demo --overwrite" in shown

    def test_the_demo_is_loaded_over_what_is_there_when_told_to(self):
        before = everything()
        Claim.objects.filter(slug=USES).update(text="As an editor put it.", date="", date_basis="")
        call_command("load_demo", overwrite=True)
        assert everything() == before

    def test_a_fixture_that_the_database_refuses_leaves_it_as_it_was(self, root, settings):
        settings.FIXTURES_ROOT = root
        # A passage: the records before it in the file have been written by then.
        change(root / "demo.json", '"end": 476', '"end": 477')
        before = everything()
        with pytest.raises(CommandError, match="was not loaded, and nothing was changed"):
            call_command("load_demo", overwrite=True)
        assert everything() == before
