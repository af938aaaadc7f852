"""What the tests share."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests import pseudo

DEMO = Path(__file__).parent.parent / "fixtures" / "demo.json"


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


@pytest.fixture
def pseudo_language():
    """The site speaks the language of `tests.pseudo`."""
    with pseudo.spoken():
        yield


@pytest.fixture
def demo(db):
    """The demo, loaded as a newcomer loads it."""
    call_command("loaddata", DEMO, verbosity=0)
