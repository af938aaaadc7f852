"""Somebody with a second factor, and the telephone in hand."""

from typing import Any

from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from people import second_factor
from tests.people.signing_in import sign_in

SET_UP, CODE = "/admin/second-factor/set-up/", "/admin/second-factor/code/"


def with_telephone(user: Any) -> list[str]:
    """The user has set up a second factor, some time ago; the recovery codes."""
    return second_factor.set_up(user, default_key(), step=0)[1]


def code_of(key: str, *, later: int = 0) -> str:
    """What the telephone shows; `later` steps of half a minute from now."""
    totp = TOTP(bytes.fromhex(key), drift=later)
    return f"{totp.token():06d}"


def code(user: Any, *, later: int = 0) -> str:
    device = TOTPDevice.objects.get(user=user)
    return code_of(device.key, later=later - device.drift)


def half_in(user: Any) -> Client:
    """A browser in which the password was given, and no code."""
    browser = Client()
    assert sign_in(user.get_username(), browser=browser).status_code == 302
    return browser


def give(browser: Client, code: str, **more: str) -> Any:
    return browser.post(CODE, {"code": code, "next": "/admin/"}, **more)


def is_in(browser: Client) -> bool:
    return browser.get("/admin/").status_code == 200
