"""What a supervisor asks: whether the process answers, and whether it can serve."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from claimsite.logs import LineFormatter


@pytest.mark.django_db
def test_a_site_whose_database_has_all_migrations_is_ready(client):
    assert client.get("/readyz").content == b"ready\n"


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_named(client):
    MigrationRecorder(connection).record_unapplied("claims", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response.content.decode() == (
        "Migrations are missing: claims.0001_initial. Run manage.py migrate.\n"
    )


@pytest.mark.django_db
def test_a_migration_of_a_later_release_is_no_hindrance(client):
    MigrationRecorder(connection).record_applied("claims", "9999_of_tomorrow")
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_it_is_not_asked_once_for_all(client):
    first, second = client.get("/readyz"), client.get("/readyz")
    assert "ETag" not in first
    assert "no-store" in second["Cache-Control"]


def test_a_database_that_does_not_answer_is_told_without_its_words(client, django_db_blocker):
    def refuse(execute, sql, *rest):
        raise DatabaseError("server at 192.0.2.1 with a name and a user")

    with django_db_blocker.unblock(), connection.execute_wrapper(refuse):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content == b"The database does not answer.\n"


def test_a_secret_is_taken_out_of_whatever_is_logged(settings):
    import logging

    settings.SECRET_KEY = "the-key-of-all"
    record = logging.LogRecord("x", 30, "x", 1, "it is %s", ("the-key-of-all",), None)
    assert "the-key-of-all" not in LineFormatter("{message}", style="{").format(record)
