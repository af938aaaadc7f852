"""A telephone as the second factor: set up, replaced, given up, lost."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.people.codes import CODE, SET_UP, code, code_of, give, half_in, is_in, with_telephone
from tests.people.signing_in import RIGHT, person

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def key_on(page):
    """(signed, as hexadecimal) of the key that the page offers."""
    import base64

    signed = re.search('name="key" value="([^"]+)"', page)[1]
    secret = "".join(re.findall("<span>([A-Z2-7]{1,4})</span>", page))
    return signed, base64.b32decode(secret).hex()


def set_up(browser, password=RIGHT):
    """The answer, and the key that was set up."""
    signed, key = key_on(browser.get(SET_UP).content.decode())
    posted = {"key": signed, "code": code_of(key), "password": password, "next": "/admin/"}
    return browser.post(SET_UP, posted), key


def test_it_is_set_up_by_a_code_and_shows_ten_recovery_codes_once(ada, settings):
    settings.SECOND_FACTOR = "everybody"
    browser = half_in(ada)
    answer, key = set_up(browser)
    codes = re.findall("<code>([a-z2-7]{4} [a-z2-7]{4})</code>", answer.content.decode())
    assert len(set(codes)) == 10
    assert TOTPDevice.objects.get(user=ada).key == key
    assert is_in(browser)
    assert codes[0] not in browser.get("/admin/second-factor/").content.decode()
    elsewhere = half_in(ada)
    give(elsewhere, codes[0])
    assert is_in(elsewhere)


def test_the_code_that_set_it_up_does_not_work_again(ada):
    browser = half_in(ada)
    _, key = set_up(browser)
    other = half_in(ada)
    give(other, code_of(key))
    assert not is_in(other)


def test_a_wrong_code_or_a_wrong_password_sets_up_nothing(ada):
    browser = half_in(ada)
    assert set_up(browser, password="wrong")[0].status_code == 200
    signed, key = key_on(browser.get(SET_UP).content.decode())
    wrong = f"{(int(code_of(key)) + 5) % 10**6:06d}"
    answer = browser.post(SET_UP, {"key": signed, "code": wrong, "password": RIGHT})
    assert key_on(answer.content.decode())[1] == key, "the telephone has it already"
    assert not TOTPDevice.objects.exists()


def test_a_key_that_this_page_did_not_give_to_this_user_is_refused(ada):
    signed, key = key_on(half_in(person("ben")).get(SET_UP).content.decode())
    for made_up in (signed, "x", "61" * 20):
        posted = {"key": made_up, "code": code_of(key), "password": RIGHT}
        assert half_in(ada).post(SET_UP, posted)["Location"].startswith(SET_UP)
    assert not TOTPDevice.objects.exists()


def test_the_picture_and_the_key_in_text_need_no_style_of_their_own(ada):
    page = half_in(ada).get(SET_UP).content.decode()
    assert "<svg" in page.split('class="qr"')[1]
    assert not re.search(r"\sstyle=|<style|\sonclick=", page)


def test_who_has_not_given_a_code_cannot_set_up_another_telephone(ada):
    with_telephone(ada)
    browser = half_in(ada)
    assert browser.get(SET_UP)["Location"].startswith(CODE)
    assert browser.post(SET_UP, {"password": RIGHT})["Location"].startswith(CODE)


def test_another_telephone_takes_the_place_of_the_first_and_ends_other_sessions(ada):
    codes = with_telephone(ada)
    browser, other = half_in(ada), half_in(ada)
    give(browser, code(ada))
    give(other, codes[1])
    before = TOTPDevice.objects.get().key
    answer, key = set_up(browser)
    assert (answer.status_code, key != before) == (200, True)
    assert [device.key for device in TOTPDevice.objects.all()] == [key]
    assert StaticToken.objects.count() == 10
    assert not StaticToken.objects.filter(token__in=codes).exists()
    assert (is_in(browser), is_in(other)) == (True, False)
    assert "_auth_user_id" not in other.session


def test_new_recovery_codes_and_no_second_factor_ask_for_the_password(ada):
    codes = with_telephone(ada)
    browser = half_in(ada)
    give(browser, code(ada))
    own = "/admin/second-factor/"
    for button in ("codes", "remove"):
        assert browser.post(own, {button: "", "password": "wrong"}).status_code == 200
    assert StaticToken.objects.filter(token=codes[0]).exists()
    assert (
        'class="recovery-codes"'
        in browser.post(own, {"codes": "", "password": RIGHT}).content.decode()
    )
    assert not StaticToken.objects.filter(token=codes[0]).exists()
    browser.post(own, {"remove": "", "password": RIGHT})
    assert not TOTPDevice.objects.exists()
    assert is_in(browser)


def test_who_has_to_have_one_does_not_remove_it(ada, settings):
    settings.SECOND_FACTOR = "everybody"
    with_telephone(ada)
    browser = half_in(ada)
    give(browser, code(ada))
    browser.post("/admin/second-factor/", {"remove": "", "password": RIGHT})
    assert TOTPDevice.objects.exists()


# A telephone that is lost ------------------------------------------------------------------------


def remove_address(user):
    return f"/admin/auth/user/{user.pk}/second-factor/"


def test_an_administrator_removes_it_says_why_and_the_history_of_the_user_tells(ada):
    with_telephone(ada)
    theirs = half_in(ada)
    give(theirs, code(ada))
    browser = half_in(person("chief", "administrator"))
    assert remove_address(ada) in browser.get(f"/admin/auth/user/{ada.pk}/change/").content.decode()
    assert browser.post(remove_address(ada), {"why": ""}).status_code == 200
    assert TOTPDevice.objects.exists()
    answer = browser.post(remove_address(ada), {"why": "She rang me, I know her voice."})
    assert answer.status_code == 302
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert not is_in(theirs), "who has the telephone may have the browser"
    history = browser.get(f"/admin/auth/user/{ada.pk}/history/").content.decode()
    assert "Removed the second factor: She rang me, I know her voice." in history
    assert "chief" in history


def test_nobody_else_removes_it_and_no_administrator_that_of_a_superuser(ada):
    root = person("root", is_superuser=True)
    with_telephone(ada)
    with_telephone(root)
    for group in ("reader", "contributor", "editor"):
        answer = half_in(person(group, group)).post(remove_address(ada), {"why": "I want to."})
        assert answer.status_code in (302, 403)
    half_in(person("chief", "administrator")).post(remove_address(root), {"why": "I want to."})
    assert TOTPDevice.objects.count() == 2


def test_the_pages_of_users_show_no_key(ada):
    with_telephone(ada)
    root = person("root", is_superuser=True)
    browser = half_in(root)
    key = TOTPDevice.objects.get().key
    assert key not in browser.get(f"/admin/auth/user/{ada.pk}/change/").content.decode()
    assert browser.get("/admin/otp_totp/totpdevice/").status_code == 404


def test_a_command_removes_that_of_the_last_administrator_and_records_it(ada, capsys):
    with_telephone(ada)
    browser = half_in(ada)
    give(browser, code(ada))
    call_command("remove_second_factor", "ada")
    assert not TOTPDevice.objects.exists()
    assert "_auth_user_id" not in browser.session
    entry = LogEntry.objects.latest("pk")
    assert entry.change_message == "Removed the second factor: by a command on the server."
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("remove_second_factor", "ada")
    with pytest.raises(CommandError, match="no user nobody"):
        call_command("remove_second_factor", "nobody")


def test_a_stranger_is_shown_none_of_these_pages():
    for page in (SET_UP, CODE, "/admin/second-factor/"):
        assert Client().get(page)["Location"].startswith("/admin/login/?next=")
