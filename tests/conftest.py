"""What the tests share."""

import copy
import gc
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests import pseudo
from tests.dispute import make_dispute
from tests.editing import make_editor
from tests.kept_pages import a_reader
from tests.once import for_all

DEMO = Path(__file__).parent.parent / "fixtures" / "demo.json"


# Looking for garbage among all that Django keeps takes a tenth of the time, and finds little.
gc.set_threshold(100_000, 50, 100)


def pytest_addoption(parser):
    parser.addoption(
        "--write-permissions",
        action="store_true",
        help="write tests/permissions.csv anew; see tests/permission_table.py",
    )
    parser.addoption(
        "--of-the-database",
        action="store_true",
        help="only tests that ask a database, and what it has a say in (mark: one_database)",
    )


def pytest_collection_modifyitems(config, items):
    if config.getoption("--of-the-database"):
        items[:] = [item for item in items if _asks_a_database(item)]


def pytest_collection_finish(session):
    # Nor is it looked for by whoever asks for it now: a long list does, each few hundred records.
    gc.collect()
    gc.freeze()


def _asks_a_database(item):
    if item.get_closest_marker("one_database") is not None:
        return False
    fixtures = {"db", "transactional_db", "live_server", "served"}
    marked = item.get_closest_marker("django_db") is not None
    return marked or not fixtures.isdisjoint(item.fixturenames)


@pytest.fixture(scope="module")
def demo_once(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests of a module: for those that only read.

    The tests are to be marked with `django_db`: without any such test pytest-django makes no
    database for tests, and this would be the site's own.
    """
    name = str(connection.settings_dict["NAME"])
    assert "memory" in name or name.startswith("test_"), "mark the tests with django_db"
    with django_db_blocker.unblock():
        call_command("loaddata", DEMO, verbosity=0)
        try:
            yield
        finally:
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def dispute_once(django_db_setup, django_db_blocker):
    """A dispute (`tests.dispute`), made once for all tests of a module."""
    with for_all(django_db_blocker):
        yield make_dispute()


@pytest.fixture
def dispute(dispute_once, db):
    """The module's dispute; the objects are the test's own."""
    return copy.deepcopy(dispute_once)


@pytest.fixture(scope="module")
def served(django_db_setup, django_db_blocker):
    """A dispute and an editor, written for good, as a site's records are: outside of any
    transaction.

    One test of the module at least is to be marked with `django_db`, for the reason that
    `demo_once` gives.
    """
    name = str(connection.settings_dict["NAME"])
    assert "memory" in name or name.startswith("test_"), "mark a test with django_db"
    with django_db_blocker.unblock():
        try:
            dispute = make_dispute()
            make_editor()
            yield dispute
        finally:
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def reader(served):
    """A browser of somebody who reads English, and is not signed in."""
    return a_reader()


@pytest.fixture
def desk(served):
    """A browser in which the editor is signed in."""
    client = Client()
    assert client.login(username="editor", password="editor")
    return client


@pytest.fixture
def pseudo_language():
    """The site speaks the language of `tests.pseudo`."""
    with pseudo.spoken():
        yield


@pytest.fixture
def editor(client, db):
    """A browser in which somebody is logged in who may do anything."""
    client.force_login(make_editor())
    return client


@pytest.fixture(scope="module")
def demo_for_all(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests of a module, who may do to it what they like."""
    with for_all(django_db_blocker):
        call_command("loaddata", DEMO, verbosity=0)
        yield


@pytest.fixture
def demo(db):
    """The demo, loaded as a newcomer loads it."""
    call_command("loaddata", DEMO, verbosity=0)
