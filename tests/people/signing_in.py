"""Somebody at the login form, in a browser of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.signals import user_login_failed
from django.test import Client

from people.models import Tries

LOGIN = "/admin/login/"
RIGHT = "the right password"
REFUSED, WRONG, IN = 429, 200, 302


def sign_in(
    name: str, password: str = RIGHT, *, browser: Client | None = None, **headers: str
) -> Any:
    """The answer to what is typed into the form, by default in a browser that nobody has used."""
    browser = browser or Client()
    return browser.post(
        LOGIN, {"username": name, "password": password, "next": "/admin/"}, **headers
    )


def elsewhere(number: int) -> dict[str, str]:
    """The address of somebody else, another for each number."""
    return {"REMOTE_ADDR": f"198.51.{number // 250}.{number % 250 + 1}"}


def guess(name: str, times: int, **more: Any) -> list[int]:
    """Wrong passwords, each from another address; the statuses."""
    return [sign_in(name, f"guess {n}", **elsewhere(n), **more).status_code for n in range(times)]


def later(seconds: float) -> None:
    """What was tried lies so much further back."""
    for row in Tries.objects.all():
        row.times = [at - seconds for at in row.times]
        row.save()


@contextmanager
def counting() -> Iterator[list[str]]:
    """The names for which a password was tried and found wrong."""
    tried: list[str] = []

    def note(credentials: Any, **kwargs: Any) -> None:
        tried.append(credentials["username"])

    user_login_failed.connect(note)
    try:
        yield tried
    finally:
        user_login_failed.disconnect(note)


def person(name, group=None, **more):
    user = User.objects.create_user(name, password=RIGHT, is_staff=True, **more)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def known_browser(name="ada"):
    browser = Client()
    assert sign_in(name, browser=browser).status_code == IN
    browser.post("/admin/logout/")
    return browser
