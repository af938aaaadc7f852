"""What a request may take of the database: a statement, and all of them together."""

import time

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from claimsite import budgets
from tests.faults import provoking
from tests.kept_pages import QUICK

pytestmark = pytest.mark.urls("tests.faults.addresses")


@pytest.mark.django_db
def test_a_command_may_take_what_it_likes(settings):
    """Nor does it keep what a request before it was told, in the same process."""
    settings.QUERY_SECONDS = 0.01
    with budgets.spending(budgets.of_pages()):
        provoking.run("SELECT 1")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("0",)
    provoking.run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)"
        " SELECT MAX(i) FROM n"
    )


@pytest.mark.django_db
def test_a_statement_of_a_request_takes_one_processor_and_a_command_what_the_server_allows():
    if connection.vendor != "postgresql":
        return
    asked = "SELECT setting = boot_val, setting FROM pg_settings WHERE name = %s"
    found = []
    for now in (None, budgets.of_pages(), None):
        with budgets.spending(now), connection.cursor() as cursor:
            cursor.execute(asked, ["max_parallel_workers_per_gather"])
            found.append(cursor.fetchone())
    assert found[0] == found[2] == (True, "2")
    assert found[1] == (False, "0")


def test_many_quick_statements_end_where_the_whole_budget_is_spent(reader, settings):
    settings.PAGE_SECONDS = 0.1
    response = reader.get("/many/")
    assert response.status_code == 503
    assert "This takes longer than the site allows" in response.content.decode()


def test_within_a_transaction_too_after_one_that_was_taken_back(reader, settings):
    settings.QUERY_SECONDS = 0.05
    assert reader.get("/in-a-transaction/").status_code == 503


def test_the_admin_has_a_budget_of_its_own(desk, settings):
    settings.QUERY_SECONDS = settings.PAGE_SECONDS = 0.000001
    settings.ADMIN_QUERY_SECONDS = settings.ADMIN_SECONDS = 60
    assert desk.get("/admin/claims/actor/").status_code == 200
    assert desk.get(QUICK).status_code == 503


def test_a_list_as_a_file_has_a_budget_of_its_own(reader, settings):
    settings.PAGE_SECONDS = 0.000001
    settings.EXPORT_SECONDS = 60
    lines = b"".join(reader.get("/claims.csv").streaming_content).splitlines()
    assert len(lines) > 1
    assert reader.get("/claims.atom").status_code == 503, "one page of it is a page"


def test_a_file_whose_budget_is_spent_on_the_way_is_not_ended_as_if_it_was_whole(reader, settings):
    settings.EXPORT_SECONDS = 60
    response = reader.get("/claims.json")
    response.wsgi_request.spending.begun -= 61
    # The first fifty were fetched with the answer's beginning; there are fewer.
    parts = response.streaming_content
    assert next(parts) == b"["
    with budgets.spending(response.wsgi_request.spending), pytest.raises(budgets.WholeBudgetSpent):
        provoking.run("SELECT 1")


def test_a_clock_that_is_set_changes_no_budget(reader, settings, monkeypatch):
    settings.QUERY_SECONDS, settings.PAGE_SECONDS = 30, 60
    now = time.time
    for jump in (-86_400, 86_400):
        monkeypatch.setattr(time, "time", lambda jump=jump: now() + jump)
        assert reader.get(QUICK).status_code == 200


def test_what_is_cut_off_in_a_transaction_is_taken_back(served, settings):
    from claims.models import Actor

    settings.QUERY_SECONDS = 0.05
    before = Actor.objects.count()

    def write_and_take_long():
        with transaction.atomic():
            Actor.objects.update(name="nobody")
            provoking.take_long()

    with budgets.spending(budgets.of_pages()), pytest.raises(OperationalError):
        write_and_take_long()
    assert Actor.objects.exclude(name="nobody").count() == before
    assert Client().get(QUICK).status_code == 200


if connection.vendor == "postgresql":

    def test_no_limit_is_said_by_nought(reader, settings):
        settings.QUERY_SECONDS = settings.LOCK_SECONDS = settings.PAGE_SECONDS = 0
        assert reader.get("/limits/").content == b"0 0"
        settings.QUERY_SECONDS, settings.LOCK_SECONDS = 7, 3
        assert reader.get("/limits/").content == b"7s 3s"

    def test_whoever_waits_for_a_lock_is_told_that_somebody_writes_there(reader, settings):
        settings.LOCK_SECONDS = 0.05
        with provoking.locked("claims_article"):
            response = reader.get(QUICK)
        assert response.status_code == 503
        assert "Somebody else is writing there" in response.content.decode()
        assert reader.get(QUICK).status_code == 200

    def test_what_is_read_at_one_moment_is_read_within_a_budget(served, settings):
        from claims.one_moment import at_one_moment

        settings.QUERY_SECONDS = 7
        with budgets.spending(budgets.of_pages()), at_one_moment(), connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("7s",)
