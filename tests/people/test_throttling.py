"""How often a password may be tried: so seldom that nobody guesses it, and never so that its owner
is kept out."""

import threading
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client

from people import second_factor, throttling, tries
from people.models import Tries
from tests.people.codes import code, with_telephone
from tests.people.signing_in import (
    IN,
    LOGIN,
    REFUSED,
    RIGHT,
    WRONG,
    counting,
    elsewhere,
    guess,
    known_browser,
    later,
    sign_in,
)

pytestmark = pytest.mark.django_db


def test_after_ten_wrong_passwords_nothing_more_is_tried_for_the_account(ada):
    with counting() as tried:
        assert guess("ada", 12) == [WRONG] * 10 + [REFUSED] * 2
        assert sign_in("ada", RIGHT, **elsewhere(99)).status_code == REFUSED
    assert len(tried) == 10


def test_the_refusal_is_the_login_form_with_the_wait_in_words_and_in_seconds(ada):
    guess("ada", 10)
    answer = sign_in("ada", RIGHT)
    page = answer.content.decode()
    assert "Too many tries: nothing more is tried for 15 minutes." in page
    assert 'id="login-form"' in page
    assert 890 <= int(answer["Retry-After"]) <= 900
    assert answer["Cache-Control"].find("no-store") >= 0


def test_after_the_wait_the_right_password_works(ada, settings):
    guess("ada", 10)
    later(settings.LOGIN_WAIT - 60)
    refused = sign_in("ada")
    assert (refused.status_code, int(refused["Retry-After"]) <= 60) == (REFUSED, True)
    assert "for a minute." in refused.content.decode()
    later(60)
    assert sign_in("ada").status_code == IN


def test_trying_during_the_wait_does_not_make_it_longer(ada, settings):
    guess("ada", 10)
    later(settings.LOGIN_WAIT / 2)
    assert set(guess("ada", 12)) == {REFUSED}
    later(settings.LOGIN_WAIT / 2)
    assert sign_in("ada").status_code == IN


def test_the_ten_are_of_any_fifteen_minutes_not_of_those_that_the_clock_counts(ada, settings):
    guess("ada", 5)
    later(settings.LOGIN_WAIT * 0.6)
    assert guess("ada", 7) == [WRONG] * 5 + [REFUSED] * 2
    later(settings.LOGIN_WAIT * 0.6)  # the first five count no more
    assert guess("ada", 7) == [WRONG] * 5 + [REFUSED] * 2


@pytest.mark.parametrize(
    "name", ["Ada", " ADA ", "\uff41\uff44\uff41", "a\u200bda", "a d a", "ad\xada"]
)
def test_another_spelling_is_the_same_account(ada, name, settings):
    settings.LOGIN_TRIES = 1
    guess("ada", 1)
    with counting() as tried:
        assert sign_in(name, "guess").status_code == REFUSED
    assert tried == []


@pytest.mark.parametrize(
    ("composed", "otherwise"),
    [("\xe9", "e\u0301"), ("\ufb01", "fi"), ("\xdf", "SS"), ("\xc5", "\u212b")],
)
def test_forms_of_a_letter_are_one_account(composed, otherwise, settings):
    settings.LOGIN_TRIES = 1
    guess(f"ren{composed}", 1)
    assert sign_in(f"ren{otherwise}", "guess", **elsewhere(99)).status_code == REFUSED


def test_what_is_answered_does_not_tell_whether_there_is_such_an_account(ada):
    User.objects.create_user("reader", password=RIGHT)  # who may not come in
    User.objects.create_user("gone", password=RIGHT, is_staff=True, is_active=False)

    def answers(name):
        found = []
        for number in range(11):
            answer = sign_in(name, "guess", **elsewhere(number))
            page = answer.content.decode().replace(name, "NAME")
            found.append((answer.status_code, page.split('id="content-start"')[1]))
        return [(status, page.split("csrfmiddlewaretoken")[0]) for status, page in found]

    there = answers("ada")
    assert there == answers("nobody") == answers("reader") == answers("gone")
    assert there[-1][0] == REFUSED


def test_a_password_is_hashed_for_an_account_that_is_not_there_too(ada, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(password) or encode(self, password, salt),
    )
    sign_in("ada", "one guess")
    sign_in("nobody", "another")
    assert hashed == ["one guess", "another"]


def test_an_address_tries_twenty_passwords_whoever_they_are_for():
    with counting() as tried:
        statuses = [sign_in(f"name {n}", "guess").status_code for n in range(22)]
    assert statuses == [WRONG] * 20 + [REFUSED] * 2
    assert len(tried) == 20


def test_an_address_that_is_forged_counts_for_nothing(ada, settings):
    settings.LOGIN_TRIES_ADDRESS = 3
    for proxies, real in ((0, "{forged}"), (1, "{forged}, 203.0.113.7")):
        settings.PROXIES = proxies
        statuses = []
        for n in range(5):
            forwarded = real.format(forged=f"10.0.0.{n}")
            answer = sign_in(f"name {proxies} {n}", "guess", HTTP_X_FORWARDED_FOR=forwarded)
            statuses.append(answer.status_code)
        assert statuses == [WRONG] * 3 + [REFUSED] * 2


def test_a_right_password_uses_up_nothing(ada):
    guess("ada", 9)
    for number in range(12):
        assert sign_in("ada", **elsewhere(number)).status_code == IN
    assert guess("ada", 2) == [WRONG, REFUSED]


def test_a_form_without_a_password_uses_up_nothing(ada):
    for _ in range(11):
        Client().post(LOGIN, {"username": "ada", "password": ""})
    assert Tries.objects.count() == 0


def test_one_at_a_time_is_tried_lest_they_take_all_of_the_memory(ada, monkeypatch):
    monkeypatch.setattr(throttling, "_LONGEST_QUEUE", 0.01)
    browser = known_browser()
    with throttling._AT_ONCE["strangers"], counting() as tried_by:
        answer = sign_in("ada", "guess")
        assert (answer.status_code, int(answer["Retry-After"])) == (REFUSED, 1)
        assert "Too many are signing in at this moment." in answer.content.decode()
        assert sign_in("ada", browser=browser).status_code == IN, "whom the account knows"
    assert tried_by == []
    assert guess("ada", 11) == [WRONG] * 10 + [REFUSED], "it used up nothing"


# What is kept ------------------------------------------------------------------------------------


def test_what_counts_no_more_is_deleted(ada, settings):
    guess("ada", 5)
    later(settings.LOGIN_WAIT)
    Tries.objects.update(latest=datetime(2020, 1, 1, tzinfo=UTC))
    sign_in("nobody", "guess", **elsewhere(50))
    assert Tries.objects.count() == 2  # an account and an address


def test_nothing_kept_says_who_was_tried_or_from_where(ada):
    sign_in("ada", "guess", REMOTE_ADDR="203.0.113.99")
    kept = repr(list(Tries.objects.values()))
    assert "ada" not in kept
    assert "203.0.113.99" not in kept


def test_a_clock_that_was_put_back_keeps_nobody_waiting_for_longer(ada, settings):
    guess("ada", 10)
    later(-365 * 24 * 3600)
    assert int(sign_in("ada")["Retry-After"]) <= settings.LOGIN_WAIT
    later(settings.LOGIN_WAIT)
    assert sign_in("ada").status_code == IN


if connection.vendor == "postgresql":  # SQLite has one writer at a time, whoever they are

    def at_once(number, task):
        """What the task returns for each number, all begun at the same moment."""
        start, found = threading.Barrier(number), []

        def run(one):
            start.wait(10)
            try:
                found.append(task(one))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run, args=[one]) for one in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert len(found) == number
        return found

    @pytest.mark.django_db(transaction=True)
    def test_of_thirty_two_at_once_ten_are_tried():
        def take(number):
            return isinstance(tries.take({"account": 10, f"address {number % 5}": 20}), tries.Slot)

        assert sum(at_once(32, take)) == 10
        # Those that were refused do not make the wait longer.
        assert len(Tries.objects.get(key="account").times) == 10

    @pytest.mark.django_db(transaction=True)
    def test_of_several_who_give_the_same_code_at_once_one_is_let_in():
        user = User.objects.create_user("ada")
        for given in (*with_telephone(user), code(user)):
            found = at_once(8, lambda _, given=given: second_factor.accepted(user, given))
            assert sum(device is not None for device in found) == 1
