"""PostgreSQL has no connection left for somebody: others, that are kept for nothing, make room."""

import functools
import multiprocessing
import os
import tempfile
import threading
import time

import pytest
from django.db import OperationalError, connection, connections

from claims.bitmaps.keys import DATED
from claims.bitmaps.shelf import Bitmaps
from claimsite import crowded, kept

pytestmark = pytest.mark.usefixtures("uncrowded")


def _is_crowded():
    return crowded.is_so(time.monotonic())


def test_that_there_is_no_room_is_told_to_every_process():
    assert not _is_crowded()
    other = multiprocessing.get_context("fork").Process(target=crowded.tell)
    other.start()
    other.join()
    assert other.exitcode == 0
    assert _is_crowded()
    assert not crowded.is_so(time.monotonic() + crowded.SECONDS)


def test_what_was_told_before_the_machine_was_started_counts_for_nothing(monkeypatch):
    crowded.tell()
    monkeypatch.setattr(crowded, "_until", 0.0)
    assert _is_crowded()
    ago = time.monotonic() - 3600
    monkeypatch.setattr(time, "monotonic", lambda: ago)
    assert not _is_crowded()


def test_a_process_that_can_share_nothing_knows_what_it_met_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert not _is_crowded()
    crowded.tell()
    assert _is_crowded()


if connection.vendor == "postgresql":

    @pytest.fixture
    def one_at_a_time(db):
        """Makes connections as threads of the site do, for somebody who may have but one."""
        made, name = [], f"alone_{os.getpid()}"

        def make(**settings):
            wrapper = type(connections["default"])
            one = wrapper({**connection.settings_dict, **settings}, alias=f"other {len(made)}")
            one.inc_thread_sharing()
            made.append(one)
            return one

        # What is made in the test's transaction, nobody else would see.
        with make().cursor() as cursor:
            cursor.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'alone' CONNECTION LIMIT 1")
        yield functools.partial(make, USER=name, PASSWORD="alone")
        for one in made:
            one.close()
        with make().cursor() as cursor:
            cursor.execute(f"DROP ROLE {name}")
        made[-1].close()

    @pytest.fixture
    def server(monkeypatch):
        monkeypatch.setattr(kept, "_is_server", True)
        monkeypatch.setattr(kept, "ROOM_SECONDS", 1.0)

    def test_an_idle_connection_makes_room(one_at_a_time, server):
        idle, asking = one_at_a_time(), one_at_a_time()
        idle.ensure_connection()
        idle.idle_since = time.monotonic()
        asking.ensure_connection()
        assert idle.connection.closed
        assert asking.is_usable()

    def test_one_that_is_given_back_in_time_is_waited_for(one_at_a_time, server):
        busy, asking = one_at_a_time(), one_at_a_time()
        busy.ensure_connection()
        at_work = threading.Timer(0.3, busy.close)
        at_work.start()
        asking.ensure_connection()
        at_work.join()
        assert asking.is_usable()

    def test_one_that_is_at_work_is_not_taken_away(one_at_a_time, server):
        busy, asking = one_at_a_time(), one_at_a_time()
        busy.ensure_connection()
        begun = time.monotonic()
        with pytest.raises(OperationalError, match="too many connections"):
            asking.ensure_connection()
        assert kept.ROOM_SECONDS / 2 < time.monotonic() - begun < kept.ROOM_SECONDS + 3
        assert busy.is_usable()
        assert _is_crowded(), "so that no thread keeps one that is idle"

    def test_a_command_is_told_at_once(one_at_a_time, monkeypatch):
        waited = []
        monkeypatch.setattr(time, "sleep", waited.append)
        busy, asking = one_at_a_time(), one_at_a_time()
        busy.ensure_connection()
        with pytest.raises(OperationalError, match="too many connections"):
            asking.ensure_connection()
        assert waited == []

    @pytest.mark.django_db(transaction=True)
    def test_whoever_waits_for_one_holds_up_nobody_who_has_one(monkeypatch):
        """Those who have one wait for the bitmaps otherwise, and give none back meanwhile."""
        bitmaps, held = Bitmaps(most=2**20), []
        wrapper = connections["default"]
        connect = wrapper.get_new_connection

        def wait(parameters):
            held.append(bitmaps._lock.locked())
            return connect(parameters)

        monkeypatch.setattr(wrapper, "get_new_connection", wait)
        for ask in (bitmaps.catch_up, lambda: bitmaps.get([DATED])):
            connection.close()
            ask()
        assert held == [False, False]
