"""The benchmark runs from end to end, and leaves no process behind. What it measures is nobody's to
assert."""

import contextlib
import io
import json
import os
import re
import secrets
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from claims.benchmark import asking, serving
from claims.benchmark.databases import Database
from tests import factories as make

FILTERS = [
    *("none", "popular-actor", "middling-actor", "rare-actor", "acting-for", "month", "mid-month"),
    *("status", "actor-year-status", "common-word", "rare-word", "publisher", "unanswered"),
    *("accuses", "three"),
]


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, tmp_path_factory):
    """The URL of a small database that another process sees too."""
    with django_db_blocker.unblock():
        make.make_many_claims(27)
        try:
            if connection.vendor == "sqlite":
                file = tmp_path_factory.mktemp("benchmark") / "claims.sqlite3"
                with contextlib.closing(sqlite3.connect(file)) as copy:
                    connection.connection.backup(copy)
                yield f"sqlite:///{file}"
            else:
                name = connection.settings_dict["NAME"]
                yield f"{settings.DATABASE_URL.rpartition('/')[0]}/{name}"
        finally:
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    processes = []
    start = subprocess.Popen

    def remember(*args, **kwargs):
        processes.append(start(*args, **kwargs))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)
    return processes


def benchmark(url, monkeypatch, *options):
    monkeypatch.setenv("DATABASE_URL", url)
    written = io.StringIO()
    call_command("benchmark", *options, stdout=written, stderr=io.StringIO())
    return written.getvalue()


def assert_ended(processes):
    (process,) = processes
    assert process.poll() is not None
    # Nor is there one of those that it started itself.
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.django_db
def test_every_filter_is_printed_with_its_floors_and_ratios_and_no_process_is_left(
    database, monkeypatch, started, tmp_path
):
    file = tmp_path / "figures.json"
    printed = benchmark(database, monkeypatch, "--repeat=2", f"--json={file}").splitlines()

    head = next(line for line in printed if line.startswith("filter"))
    assert re.split("  +", head) == [
        *("filter", "claims", "SQL floor", "framework", "response", "p95", "first byte"),
        *("/SQL", "/framework"),
    ]
    rows = [line.split() for line in printed[printed.index(head) + 1 :][: len(FILTERS)]]
    assert [row[0] for row in rows] == FILTERS
    assert all(len(row) == 9 and float(row[-2]) > 0 and float(row[-1]) > 0 for row in rows)
    found = {row[0]: int(row[1]) for row in rows}
    # Of each three one is not denied, and each of twelve actors claims every twelfth.
    assert (found["none"], found["unanswered"], found["popular-actor"]) == (27, 9, 3)
    assert not [line for line in printed if "WRONG" in line]
    assert "none, last page" in "\n".join(printed)
    (measured,) = json.loads(file.read_text())["databases"]
    assert [len(one["times"]["response"]) for one in measured["filters"]] == [2] * len(FILTERS)
    assert_ended(started)


@pytest.fixture
def somebody_writes(database, monkeypatch):
    """Whoever asks whether a page is as it was is forestalled by so many writes; the writes that
    are left."""
    left = []
    ask = asking.Reader.get

    def get(reader, address, **headers):
        if headers and left:
            left.pop()
            write(database)
        return ask(reader, address, **headers)

    monkeypatch.setattr(asking.Reader, "get", get)
    return left


def write(url):
    """As another database of the same server is written to, where there is a server."""
    if connection.vendor == "sqlite":
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as other:
            other.execute(f"PRAGMA user_version = {secrets.randbits(31)}")
    else:
        with contextlib.closing(
            Database({**connection.settings_dict, "NAME": "postgres"})
        ) as other:
            other.rows("SELECT pg_current_xact_id()")


@pytest.mark.django_db
def test_where_somebody_writes_the_page_as_it_is_by_then_is_asked_for(
    database, monkeypatch, somebody_writes
):
    somebody_writes.extend(range(3))
    printed = benchmark(database, monkeypatch, "--filters=none", "--repeat=2")
    assert somebody_writes == []
    assert re.search(r"^not modified \(304\): [\d.]+ ms", printed, re.M)


@pytest.mark.django_db
def test_an_error_leaves_no_process_behind(database, monkeypatch, started):
    # In the server's place a process that does not end by itself, and answers nothing.
    endless = "import time; print('Sorry', flush=True); time.sleep(600)"
    monkeypatch.setattr(serving, "COMMAND", [sys.executable, "-c", endless])
    monkeypatch.setattr(serving, "_LONGEST_START", 0.3)
    with pytest.raises(CommandError, match=r"(?s)does not start.*wrote last:\nSorry"):
        benchmark(database, monkeypatch, "--filters=none")
    assert_ended(started)


@pytest.mark.django_db
def test_a_filter_that_there_is_not_is_named(database, monkeypatch, started):
    with pytest.raises(CommandError, match=r"no filter nothing\. Give some of: none, popular"):
        benchmark(database, monkeypatch, "--filters=none,nothing")
    assert started == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--repeat=0"], "0 is no number from 1 on"),
        (["--against=mysql://x/y"], "DATABASE_URL cannot be read"),
        (["--load=1", "--against=sqlite:///x"], "Give --load or --against, not both"),
        (["--json=/nowhere/at/all.json"], "There is no folder /nowhere/at"),
    ],
)
def test_options_that_mean_nothing_are_refused(options, message, monkeypatch, tmp_path):
    file = tmp_path / "empty.sqlite3"
    file.touch()
    with pytest.raises(CommandError, match=message):
        benchmark(f"sqlite:///{file}", monkeypatch, *options)


def test_a_database_that_is_not_there_is_said_and_not_made(monkeypatch, tmp_path):
    with pytest.raises(CommandError, match="unable to open"):
        benchmark(f"sqlite:///{tmp_path}/none.sqlite3", monkeypatch)
    assert not list(tmp_path.iterdir())


# Figures -----------------------------------------------------------------------------------------
