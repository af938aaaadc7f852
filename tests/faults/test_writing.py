"""Whoever saves while the database cannot is told that nothing was saved, and nothing was."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers.base import DeserializationError
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client

from claims.models import Actor, Article, Claim
from tests.conftest import DEMO
from tests.editing import change_address, opened, save
from tests.faults import provoking
from tests.imports.reading import REVIEW


@pytest.mark.django_db
def test_a_mistake_in_a_file_is_not_said_to_be_the_database(tmp_path):
    """The first test of the module asks for a database, as `served` wants it."""
    (tmp_path / "broken.json").write_text("{broken")
    with pytest.raises(DeserializationError):
        call_command("loaddata", tmp_path / "broken.json", verbosity=0)


@pytest.fixture
def actor(served):
    """Somebody whose name is as it was before the test."""
    actor = Actor.objects.order_by("pk").first()
    kept = actor.name
    yield actor
    Actor.objects.filter(pk=actor.pk).update(name=kept)


def said_to_be_unsaved(page):
    """Beside the form, or where the form itself needs to write, on a page instead of it."""
    return "Nothing was saved." in page or "Nothing of what you sent was saved." in page


def test_a_database_that_takes_no_changes_says_so_to_who_saves(desk, actor):
    with provoking.read_only():
        posted = {**opened(desk, actor), "name": "Typed at length"}
        response = desk.post(change_address(actor), posted)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    page = response.content.decode()
    assert "The database takes no changes at the moment" in page
    assert said_to_be_unsaved(page)
    assert Actor.objects.get(pk=actor.pk).name == actor.name
    assert save(desk, change_address(actor), name="Saved later").status_code == 302


def test_who_saves_while_the_database_goes_is_told_and_saves_again(desk, actor):
    posted = {**opened(desk, actor), "name": "Typed"}

    def go(sender, **kwargs):
        post_save.disconnect(go, sender=Actor)
        provoking.go_away()

    post_save.connect(go, sender=Actor)
    response = desk.post(change_address(actor), posted)
    assert response.status_code == 503
    assert "Nothing of what you sent was saved" in response.content.decode()
    assert Actor.objects.get(pk=actor.pk).name == actor.name
    assert save(desk, change_address(actor), name="Typed").status_code == 302


def test_a_command_says_it_in_a_line(served, tmp_path):
    file = tmp_path / "feed.json"
    file.write_text(json.dumps(REVIEW))
    commands = (
        ("loaddata", DEMO),
        ("load_demo", "--overwrite"),
        ("make_corpus", "--claims=20", "--add"),
        ("import_claims", file, "--format=claimreview"),
    )
    before = Article.objects.count(), Claim.objects.count()
    for command, *options in commands:
        with provoking.read_only(), pytest.raises(CommandError) as refused:
            call_command(command, *options, verbosity=0)
        said = str(refused.value)
        assert said.startswith("The database takes no changes at the moment ("), command
        assert "\n" not in said
    assert (Article.objects.count(), Claim.objects.count()) == before


if connection.vendor == "postgresql":

    def test_who_saves_as_the_database_goes_is_told_to_look_whether_it_is_there(
        desk, actor, monkeypatch
    ):
        posted = {**opened(desk, actor), "name": "Typed"}
        commit = connection._commit

        def go_and_commit():
            monkeypatch.undo()
            pid = connection.connection.info.backend_pid
            provoking.from_elsewhere(f"SELECT pg_terminate_backend({pid}, 5000)")
            commit()

        monkeypatch.setattr(connection, "_commit", go_and_commit)
        response = desk.post(change_address(actor), posted)
        assert response.status_code == 503
        page = response.content.decode()
        assert "Look whether what you sent is there" in page
        assert "Nothing" not in page


if connection.vendor == "sqlite":

    def test_a_full_disk_is_said_and_what_was_typed_is_saved_once_there_is_room(desk, actor):
        with provoking.full():
            for number in range(50):  # until the last page is full
                name = f"Typed {number}"
                response = save(desk, change_address(actor), name=name, _why="why " * 60)
                if response.status_code != 302:
                    break
        assert response.status_code == 503
        page = response.content.decode()
        assert "There is no room left to write" in page
        assert said_to_be_unsaved(page)
        assert save(desk, change_address(actor), name="Saved later").status_code == 302
        assert Client().get("/actors/").status_code == 200

    def test_a_command_meets_a_full_disk_and_leaves_nothing(served):
        before = Claim.objects.count()
        with provoking.full(), pytest.raises(CommandError, match="no room left to write"):
            call_command("make_corpus", "--claims=500", "--add", verbosity=0)
        assert Claim.objects.count() == before
        call_command("check_integrity", verbosity=0)
