"""A browser in which somebody has signed in before: its tries are counted apart from everybody's
else, so that no attack on an account keeps its owner out of it.

It is known by a cookie, which a sign-in sets and renews: signed, for one account, and worth nothing
once the password is another. Who steals it gains ten tries of their own and nothing more.
"""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from .accounts import account

_SALT = "people.known_browsers"
KEPT = 400 * 24 * 3600
"""Seconds: as long as a browser keeps any cookie (RFC 6265bis, section 5.5)."""


def cookie_name(whose: str) -> str:
    """Of the account `whose`: several people may share a browser."""
    return f"known-browser-{whose[:16]}"


def known(request: HttpRequest, whose: str) -> str | None:
    """What the browser is called, if somebody signed in with it to the account `whose`, with the
    password that it has now."""
    signed = request.COOKIES.get(cookie_name(whose), "")
    try:
        said = signing.loads(signed, salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    user = get_user_model()._default_manager.filter(pk=said["user"]).first()
    if user is None or account(user.get_username()) != whose:
        return None
    return said["browser"] if constant_time_compare(said["password"], _print(user)) else None


def remember(request: HttpRequest, response: HttpResponseBase, user: Any) -> None:
    """The browser that gets the response is one in which the user has signed in."""
    whose = account(user.get_username())
    said = {
        "user": user.pk,
        "browser": known(request, whose) or secrets.token_urlsafe(18),
        "password": _print(user),
    }
    response.set_cookie(
        cookie_name(whose),
        signing.dumps(said, salt=_SALT),
        max_age=KEPT,
        path=reverse("admin:index"),
        secure=settings.HTTPS_ONLY,
        httponly=True,
        samesite="Strict",
    )


def _print(user: Any) -> str:
    """Another one for each password, and for each time that it is set."""
    return salted_hmac(_SALT, user.password, algorithm="sha256").hexdigest()[:32]
