"""What is counted when somebody tries a password, or a code: the account and the address, or else
the browser that the account knows."""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

from claimsite.client_address import client_address

from . import known_browsers, tries
from .accounts import account

# Argon2 takes 100 MB for each password. One at a time is tried in a process for strangers, and one
# for browsers that are known, lest a flood of tries takes all of the memory, or keeps people out.
_AT_ONCE = {"strangers": threading.Lock(), "known": threading.Lock()}
_LONGEST_QUEUE = 10.0
"""Seconds."""


@contextmanager
def tried(request: HttpRequest, name: str, what: str = "password") -> Iterator[None]:
    """Within it, one password (or one of `what` else) is tried for the account `name`.

    It counts if the block ends by an exception, as with a wrong one. Raises ValidationError before
    the block, and marks the request for `answered`, where nothing more may be tried for now: the
    same whether or not there is such an account.
    """
    whose = account(name)
    browser = known_browsers.known(request, whose)
    taken = tries.take(_limits(request, whose, browser, what))
    if isinstance(taken, tries.Wait):
        request.must_wait = taken.seconds  # type: ignore[attr-defined]
        raise ValidationError(
            f"Too many tries: nothing more is tried for {in_words(taken.seconds)}. "
            f"Trying again before that changes nothing, and the right {what} works after it.",
            code="too_many_tries",
        )
    queue = _AT_ONCE["known" if browser else "strangers"]
    if not queue.acquire(timeout=_LONGEST_QUEUE):
        taken.give_back()
        request.must_wait = _LONGEST_QUEUE  # type: ignore[attr-defined]
        raise ValidationError(
            "Too many are signing in at this moment. Try again in a few seconds.", code="busy"
        )
    try:
        yield
    finally:
        queue.release()
    taken.give_back()


def answered(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response; with status 429 (RFC 6585), and when to come again, where somebody has to
    wait."""
    seconds = getattr(request, "must_wait", 0)
    if seconds:
        response.status_code = 429
        response.headers["Retry-After"] = str(math.ceil(seconds))
    return response


def in_words(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"


def _limits(request: HttpRequest, whose: str, browser: str | None, what: str) -> dict[str, int]:
    """How many of `what` may be tried, by the key that counts them."""
    if browser:
        return {_key(what, "browser", browser): settings.LOGIN_TRIES}
    return {
        _key(what, "account", whose): settings.LOGIN_TRIES,
        _key(what, "address", client_address(request)): settings.LOGIN_TRIES_ADDRESS,
    }


def _key(*parts: str) -> str:
    return salted_hmac("people.tries", "\0".join(parts), algorithm="sha256").hexdigest()
