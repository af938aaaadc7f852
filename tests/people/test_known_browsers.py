"""A browser in which the owner of an account has signed in before, and a password that changes."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from people import known_browsers
from people.accounts import account
from tests.people.signing_in import IN, REFUSED, RIGHT, WRONG, guess, known_browser, sign_in

pytestmark = pytest.mark.django_db


def test_a_browser_in_which_the_owner_signed_in_before_signs_in_during_an_attack(ada):
    browser = known_browser()
    assert guess("ada", 11)[-1] == REFUSED
    assert sign_in("ada", browser=browser).status_code == IN


def test_it_signs_in_from_an_address_that_has_tried_too_much(ada):
    browser = known_browser()
    statuses = [sign_in(f"name {n}", "guess").status_code for n in range(21)]
    assert statuses[-1] == REFUSED
    assert sign_in("ada", browser=browser).status_code == IN


def test_it_has_ten_tries_of_its_own_and_no_more(ada):
    browser = known_browser()
    statuses = [sign_in("ada", "guess", browser=browser).status_code for _ in range(11)]
    assert statuses == [WRONG] * 10 + [REFUSED]
    assert sign_in("ada").status_code == IN, "and takes none from others"


def test_it_is_known_to_no_other_account(ada):
    User.objects.create_user("ben", password=RIGHT, is_staff=True)
    browser = known_browser()
    guess("ben", 10)
    assert sign_in("ben", browser=browser).status_code == REFUSED


def test_the_cookie_of_one_account_is_none_of_another(ada):
    ben = User.objects.create_user("ben", password=RIGHT, is_staff=True)
    browser = known_browser()
    own, other = (known_browsers.cookie_name(account(name)) for name in ("ada", ben.username))
    browser.cookies[other] = browser.cookies[own].value
    guess("ben", 10)
    assert sign_in("ben", browser=browser).status_code == REFUSED


def test_two_people_who_share_a_browser_are_both_known(ada):
    User.objects.create_user("ben", password=RIGHT, is_staff=True)
    browser = known_browser()
    sign_in("ben", browser=browser)
    guess("ada", 10)
    assert sign_in("ada", browser=browser).status_code == IN


def test_it_is_a_stranger_once_the_password_is_another(ada):
    browser = known_browser()
    ada.set_password("another password")
    ada.save()
    guess("ada", 10)
    assert sign_in("ada", "another password", browser=browser).status_code == REFUSED


def test_a_cookie_that_somebody_made_up_is_worth_nothing(ada):
    browser = known_browser()
    name = next(name for name in browser.cookies if name.startswith("known-browser"))
    guess("ada", 10)
    signed = browser.cookies[name].value
    for made_up in ("", "x", signed[:-1] + ("A" if signed[-1] != "A" else "B"), signed + "A"):
        browser.cookies[name] = made_up
        assert sign_in("ada", browser=browser).status_code == REFUSED


def test_the_cookie_is_for_the_admin_of_this_site_alone_and_no_script_reads_it(ada, settings):
    settings.HTTPS_ONLY = True
    answer = sign_in("ada")
    cookie = next(c for name, c in answer.cookies.items() if name.startswith("known-browser"))
    assert (cookie["path"], cookie["httponly"], cookie["secure"]) == ("/admin/", True, True)
    assert cookie["samesite"] == "Strict"


# Changing the password ---------------------------------------------------------------------------


def change(browser, old, new="a very new password"):
    posted = {"old_password": old, "new_password1": new, "new_password2": new}
    return browser.post("/admin/password_change/", posted)


def test_who_finds_a_browser_signed_in_does_not_guess_the_password_there(ada):
    browser = Client()
    browser.force_login(ada)
    statuses = [change(browser, f"guess {n}").status_code for n in range(11)]
    assert statuses == [WRONG] * 10 + [REFUSED]
    assert sign_in("ada").status_code == REFUSED, "they count as those of the login form"


def test_who_changes_the_password_is_known_by_the_new_one_and_others_no_more(ada):
    browser, other = known_browser(), known_browser()
    sign_in("ada", browser=browser)
    assert change(browser, RIGHT).status_code == IN
    browser.post("/admin/logout/")
    guess("ada", 10)
    assert sign_in("ada", "a very new password", browser=browser).status_code == IN
    assert sign_in("ada", "a very new password", browser=other).status_code == REFUSED
