"""Connections to PostgreSQL that threads keep: none for nothing, and none is waited at for ever."""

import time

import pytest
from django.db import OperationalError, connection, transaction

from claimsite import budgets, crowded, kept
from tests.faults import provoking
from tests.kept_pages import QUICK


@pytest.mark.django_db
def test_a_command_is_waited_for(client):
    """The first test of the module asks for a database, as `served` wants it."""
    provoking.run("SELECT 1")
    assert getattr(connection, "silent_at", None) is None


if connection.vendor == "postgresql":

    def test_a_connection_is_closed_whose_thread_nobody_asks(reader):
        reader.get(QUICK)
        kept.look_once(time.monotonic() + kept.IDLE_SECONDS - 2)
        assert not connection.connection.closed
        kept.look_once(time.monotonic() + kept.IDLE_SECONDS + 2)
        assert connection.connection.closed
        connection.close()  # as Django does before the next request of a server

    def test_none_is_closed_that_is_in_a_transaction(reader):
        reader.get(QUICK)
        with transaction.atomic():
            provoking.run("SELECT 1")
            kept.look_once(time.monotonic() + kept.IDLE_SECONDS + 2)
            provoking.run("SELECT 1")

    def test_a_request_that_asked_nothing_leaves_nothing_that_is_waited_for(reader):
        with transaction.atomic():
            assert reader.get("/nowhere/").status_code == 404
            kept.look_once(time.monotonic() + kept.SILENT_SECONDS + 60)
            provoking.run("SELECT 1")

    def test_none_is_kept_while_the_server_has_no_room(reader, uncrowded):
        reader.get(QUICK)
        assert connection.connection is not None
        crowded.tell()
        reader.get(QUICK)
        assert connection.connection is None

    def test_a_server_that_says_nothing_is_given_up(served, monkeypatch):
        """As one that hangs: what it would say comes too late."""
        kept.take(1)
        known = kept.asking

        def ask(connection, statement):
            known(connection, statement)
            kept.look_once(time.monotonic() + statement + kept.SILENT_SECONDS + 1)
            assert not connection.connection.closed, "it is cut, for somebody waits at it"

        monkeypatch.setattr(kept, "asking", ask)
        with budgets.spending(budgets.of_pages()), pytest.raises(OperationalError):
            provoking.run("SELECT 1")
        connection.close()
