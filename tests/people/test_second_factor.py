"""A code beside the password: asked of those who have to give one, and of those who want to."""

import pytest
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests import permission_table as table
from tests.people.codes import CODE, SET_UP, code, give, half_in, is_in, with_telephone
from tests.people.signing_in import later, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


# Who is asked ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "asked"),
    [
        ("off", []),
        ("editors", ["editor", "administrator"]),
        ("everybody", ["reader", "contributor", "editor", "administrator"]),
    ],
)
def test_the_setting_says_who_has_to_have_one(settings, setting, asked):
    settings.SECOND_FACTOR = setting
    for group in ("reader", "contributor", "editor", "administrator"):
        browser = half_in(person(group, group))
        assert is_in(browser) == (group not in asked), group
        if group in asked:
            answer = browser.get("/admin/", follow=True)
            assert answer.redirect_chain[-1][0] == f"{SET_UP}?next=%2Fadmin%2F"


def test_who_has_set_it_up_is_asked_whatever_the_setting(ada):
    with_telephone(ada)
    browser = half_in(ada)
    answer = browser.get("/admin/claims/claim/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{CODE}?next=%2Fadmin%2Fclaims%2Fclaim%2F"
    assert give(browser, code(ada))["Location"] == "/admin/"
    assert is_in(browser)


def test_without_the_code_no_address_of_the_admin_does_anything(settings):
    scene = table.Scene()
    settings.SECOND_FACTOR = "everybody"
    browser = scene.client("administrator")
    before, open_to_all = table._written(), set()
    for asked in scene.requests():
        if not asked.called.startswith("admin/") or asked.path == "/admin/logout/":
            continue
        for method in ("GET", "POST"):
            sent = {"data": asked.data} if method == "POST" else {}
            answer = getattr(browser, method.lower())(asked.path, **sent)
            to_sign_in = answer.get("Location", "").startswith(("/admin/login/", SET_UP, CODE))
            if not to_sign_in:
                open_to_all.add(asked.path)
    assert open_to_all == {"/admin/login/", SET_UP}
    assert table._written() == before
    assert TOTPDevice.objects.count() == 0


def test_the_way_out_is_open_to_who_came_half_the_way_in(ada):
    with_telephone(ada)
    browser = half_in(ada)
    assert browser.post("/admin/logout/").status_code == 200
    assert "_auth_user_id" not in browser.session


# Codes -------------------------------------------------------------------------------------------


def test_a_wrong_code_lets_nobody_in(ada):
    with_telephone(ada)
    browser = half_in(ada)
    right = code(ada)
    for wrong in (f"{(int(right) + 5) % 10**6:06d}", right[:5], right + "0", "x", "-1", "²²²²²²"):
        assert give(browser, wrong).status_code == 200
        assert not is_in(browser), wrong


def test_a_code_works_once(ada):
    with_telephone(ada)
    shown = code(ada)
    first, second = half_in(ada), half_in(ada)
    give(first, shown)
    give(second, shown)
    assert (is_in(first), is_in(second)) == (True, False)
    give(second, code(ada, later=1))
    assert is_in(second)


def test_a_code_may_be_written_in_groups(ada):
    with_telephone(ada)
    browser = half_in(ada)
    shown = code(ada)
    give(browser, f" {shown[:3]} {shown[3:]} ")
    assert is_in(browser)


def test_a_recovery_code_works_once_and_says_how_many_are_left(ada):
    codes = with_telephone(ada)
    first, second = half_in(ada), half_in(ada)
    give(first, f"{codes[0][:4]} {codes[0][4:]}".upper())
    assert "Recovery codes that are left: 9." in first.get("/admin/").content.decode()
    give(second, codes[0])
    assert not is_in(second)


def test_nobodys_code_is_anybody_elses(ada):
    codes = with_telephone(ada)
    ben = person("ben")
    with_telephone(ben)
    browser = half_in(ben)
    give(browser, code(ada))
    give(browser, codes[0])
    assert not is_in(browser)
    assert StaticToken.objects.filter(token=codes[0]).exists()


def test_ten_codes_are_tried_and_no_more_until_the_wait_is_over(ada, settings):
    with_telephone(ada)
    wrong = f"{(int(code(ada)) + 5) % 10**6:06d}"
    statuses = []
    for number in range(11):
        address = f"198.51.100.{number}"
        statuses.append(give(half_in(ada), wrong, REMOTE_ADDR=address).status_code)
    assert statuses == [200] * 10 + [429]
    browser = half_in(ada)
    refused = give(browser, code(ada))
    assert refused.status_code == 429
    assert "the right code works after it" in refused.content.decode()
    later(settings.LOGIN_WAIT)
    give(browser, code(ada))
    assert is_in(browser)


def test_who_has_the_password_alone_does_not_keep_the_owner_out(ada):
    with_telephone(ada)
    own = half_in(ada)
    give(own, code(ada))
    own.post("/admin/logout/")
    for _ in range(11):
        give(half_in(ada), "000000")
    sign_in("ada", browser=own)
    give(own, code(ada, later=1))
    assert is_in(own)


def test_a_browser_is_known_once_the_code_was_given_and_not_before(ada):
    with_telephone(ada)
    browser = half_in(ada)
    assert not [name for name in browser.cookies if name.startswith("known-browser")]
    answer = give(browser, code(ada))
    assert [name for name in answer.cookies if name.startswith("known-browser")]


def test_the_session_has_another_key_once_the_code_was_given(ada):
    with_telephone(ada)
    browser = half_in(ada)
    before = browser.session.session_key
    give(browser, code(ada))
    assert browser.session.session_key != before


def test_one_goes_on_to_nowhere_but_this_site(ada):
    with_telephone(ada)
    answer = half_in(ada).post(CODE, {"code": code(ada), "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/admin/"
