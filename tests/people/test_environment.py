"""What the environment says of the people, as the site reads it."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from claimsite.environment import number, one_of
from tests.test_settings import PRODUCTION, setting


def test_editors_have_to_have_a_second_factor_unless_one_debugs():
    assert setting("SECOND_FACTOR", **PRODUCTION) == "editors"
    assert setting("SECOND_FACTOR", DEBUG="on") == "off"


def test_who_has_to_have_one_is_said_in_words_that_are_known(monkeypatch):
    monkeypatch.setenv("SECOND_FACTOR", "Everybody")
    assert one_of("SECOND_FACTOR", ("off", "everybody"), default="off") == "everybody"
    monkeypatch.setenv("SECOND_FACTOR", "no")
    with pytest.raises(ImproperlyConfigured, match=r"SECOND_FACTOR=no .* one of: off, everybody"):
        one_of("SECOND_FACTOR", ("off", "everybody"), default="off")


def test_no_tries_at_all_are_refused(monkeypatch):
    monkeypatch.setenv("LOGIN_TRIES", "0")
    with pytest.raises(ImproperlyConfigured, match="LOGIN_TRIES=0 is too few"):
        number("LOGIN_TRIES", of="tries", default=10, least=1)


def test_over_https_no_other_host_sets_the_cookies_of_this_one():
    assert setting("SESSION_COOKIE_NAME", **PRODUCTION) == "__Host-sessionid"
    assert setting("CSRF_COOKIE_NAME", **PRODUCTION) == "__Host-csrftoken"


def test_what_the_document_says_is_what_is_so_where_nothing_else_is_set():
    told = (settings.BASE_DIR / "docs" / "people.md").read_text()
    for name, value in re.findall(r"^\| `(LOGIN_\w+)` .* \| (\d+) \|$", told, re.MULTILINE):
        assert getattr(settings, name) == int(value), name
    assert f"`SESSION_IDLE`, in seconds: {settings.SESSION_COOKIE_AGE}" in told
    assert f"`SESSION_LONGEST`: {settings.SESSION_LONGEST}" in told


def test_the_demo_asks_nobody_for_a_code():
    demo = (settings.BASE_DIR / "script" / "demo").read_text()
    assert 'export SECOND_FACTOR="${SECOND_FACTOR:-off}"' in demo
