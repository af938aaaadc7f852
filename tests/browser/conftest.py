"""A real Chromium, Debian's, against the site as it is served."""

import os
import time

import pytest
from django.db import connection, connections
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from claims.models import AlikeClaims, Claim, ImportRun
from tests import factories as make
from tests.browser import watching
from tests.browser.signing_in import sign_in
from tests.browser.the_admin import last
from tests.editing import make_editor

# Playwright's own loop runs in this thread: Django would take it for an asynchronous view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A test is of what comes, not of how soon: a machine with much to do takes more than five seconds.
expect.set_options(timeout=30_000)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest test first: while one worker is at it, the other does the rest."""
    items.sort(key=lambda item: "test_whole_article" not in item.nodeid)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell"),
        # The suite may run as root, and where nothing but the loopback is reached.
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="module")
def served(demo_once):
    """The address of a running site with the demo, loaded once for all tests of a module: for
    those that only read."""
    # A thread of the server may close its connection a moment after the server has stopped.
    for each in connections.all():
        each.inc_thread_sharing()
    server = LiveServer("localhost")
    server._live_server_modified_settings.enable()
    yield server.url
    server.stop()
    _wait_until_alone()
    server._live_server_modified_settings.disable()


@pytest.fixture(scope="module")
def window(browser):
    """A browser window whose pages tell what goes wrong (`tests.browser.watching`)."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(watching.SCRIPT)
    yield context
    context.close()


@pytest.fixture(scope="module")
def desk(served, django_db_blocker, window):
    """The address of the site, with an editor in `window` who is logged in."""
    with django_db_blocker.unblock():
        editor = make_editor()
        draft = make.make_claim(text="A draft that waits.", publication_state="draft")
        AlikeClaims.objects.create(first=last(Claim), second=draft, score=0.8)
        run = ImportRun.objects.create(file="feed.csv", size=1, by=editor, format="csv")
        run.refusals.create(number=1, place="line 2", field="title", why="There is no claim.")
        sign_in(window, served, editor)
    return served


@pytest.fixture
def tab(window):
    page = window.new_page()
    yield page
    page.close()


def _wait_until_alone() -> None:
    """Until the threads of the server have let go of the database, which is dropped in the end."""
    for _ in range(100):
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
