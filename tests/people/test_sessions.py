"""Sessions that end."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.people.codes import half_in, is_in
from tests.people.signing_in import RIGHT, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def browser(ada):
    return half_in(ada)


def passed(browser, *, since_it_began=0.0, since_it_was_used=0.0):
    """Of the session so many seconds lie further back."""
    session = browser.session
    session["began"] -= since_it_began
    session["seen"] -= since_it_was_used
    session.save()


def test_a_session_that_is_not_used_ends(browser, settings):
    assert is_in(browser)
    passed(browser, since_it_was_used=settings.SESSION_COOKIE_AGE + 1)
    assert not is_in(browser)


def test_one_that_is_used_goes_on(browser, settings):
    for _ in range(4):
        passed(browser, since_it_was_used=settings.SESSION_COOKIE_AGE * 0.6)
        assert is_in(browser)
    ends = Session.objects.get().expire_date - timezone.now()
    assert settings.SESSION_COOKIE_AGE - ends.total_seconds() < 60


def test_one_that_is_used_ends_too(browser, settings):
    passed(browser, since_it_began=settings.SESSION_LONGEST - 60)
    assert is_in(browser)
    passed(browser, since_it_began=61)
    assert not is_in(browser)
    assert not Session.objects.exists()


def test_one_of_before_sessions_ended_begins_as_it_is_next_used(browser):
    session = browser.session
    del session["began"], session["seen"]
    session.save()
    assert is_in(browser)
    assert time.time() - browser.session["began"] < 60


def test_it_is_not_written_at_each_request(browser, django_assert_num_queries):
    before = Session.objects.get().session_data
    assert is_in(browser)
    assert Session.objects.get().session_data == before


def test_a_page_for_readers_neither_uses_it_nor_makes_it_longer(browser, settings):
    passed(browser, since_it_was_used=settings.SESSION_COOKIE_AGE * 0.6)
    assert browser.get("/about/").cookies == {}
    assert time.time() - browser.session["seen"] > settings.SESSION_COOKIE_AGE * 0.5


def test_a_new_password_ends_all_sessions_but_the_one_that_gave_it(ada, browser):
    other = half_in(ada)
    new = "a very new password"
    posted = {"old_password": RIGHT, "new_password1": new, "new_password2": new}
    assert browser.post("/admin/password_change/", posted).status_code == 302
    assert (is_in(browser), is_in(other)) == (True, False)


def test_who_is_made_inactive_is_out_at_once(ada, browser):
    ada.is_active = False
    ada.save()
    assert not is_in(browser)


def test_signing_in_gives_the_session_another_key(ada):
    browser = Client()
    browser.cookies["sessionid"] = "planted-by-somebody-else-0000000"
    sign_in("ada", browser=browser)
    assert browser.cookies["sessionid"].value != "planted-by-somebody-else-0000000"


def test_the_cookie_is_read_by_no_script_and_sent_from_no_other_site(ada):
    cookie = sign_in("ada").cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert int(cookie["max-age"]) == 12 * 3600


def test_what_has_ended_is_cleared_away_by_djangos_command(browser):
    Session.objects.update(expire_date=timezone.now())
    call_command("clearsessions")
    assert not Session.objects.exists()
