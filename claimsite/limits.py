"""What may be asked, how often, and how much at a time: docs/limits.md has all of it.

What is too long is refused before it is read (400, 413, 414), who asks too often is told when to
come again (429), and so is whoever asks for one long list more than are sent at a time (503).
Editors who are signed in ask as often as they like.
"""

import logging
import math
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views import defaults

from claims.api.middleware import PREFIX

from . import rates, slots
from .budgets import is_of_a_file
from .client_address import client_address
from .unavailable import plainly

log = logging.getLogger(__name__)
# What watches the site asks as often as it likes.
_WATCHED = ("/healthz", "/readyz")
_ADMIN = "/admin/"
# In how many seconds one of the lists that are being sent may be done.
_LIST_AGAIN = 10


class LimitsMiddleware:
    """Stands before whatever asks the database, and behind what chooses the language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        if (refused := too_long(request) or too_often(request)) is not None:
            return refused
        request.slot = None
        response: Any = self.get_response(request)
        if request.slot is not None:
            if response.streaming:
                response._resource_closers.append(request.slot.release)
            else:
                request.slot.release()
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.EXPORTS_AT_ONCE or not is_of_a_file(request.resolver_match):
            return None
        most, most_of_one = settings.EXPORTS_AT_ONCE, settings.EXPORTS_AT_ONCE_ADDRESS
        try:
            request.slot = slots.take(client_address(request), most, most_of_one)
        except OSError as error:
            _note(error)
            return None
        if request.slot is not None:
            return None
        said = _("Whole lists are long, and others are being sent. Come again in a moment.")
        title = _("Too many lists at once")
        return plainly(request, 503, title, [said], retry_after=_LIST_AGAIN)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Django's handler of what cannot be read: a form that is too long, too."""
    if isinstance(exception, RequestDataTooBig):
        return _body_too_long(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    if isinstance(exception, TooManyFieldsSent):
        return _too_many(request, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
    return defaults.bad_request(request, exception)


def too_long(request: HttpRequest) -> HttpResponse | None:
    query = request.META.get("QUERY_STRING", "")
    if (most := settings.LONGEST_QUERY) and len(query) > most:
        name = max(query.split("&"), key=len).partition("=")[0][:60]
        said = _(
            "What follows the “?” has %(number)s characters; at most %(most)s are read. The "
            "longest parameter is “%(name)s”."
        )
        words = said % {"number": len(query), "most": most, "name": name}
        return plainly(request, 414, _("The address is too long"), [words])
    if (most := settings.MOST_PARAMETERS) and query.count("&") >= most:
        return _too_many(request, most)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if request.path.startswith(_ADMIN):
        most = settings.BODY_MEGABYTES * 1_000_000
    length = request.META.get("CONTENT_LENGTH") or "0"
    if most and length.isdecimal() and int(length) > most:
        return _body_too_long(request, most)
    return None


def _too_many(request: HttpRequest, most: int) -> HttpResponse:
    said = _("It has more than %(most)s parameters. Nothing was changed.") % {"most": most}
    return plainly(request, 400, _("The request cannot be read"), [said])


def _body_too_long(request: HttpRequest, most: int) -> HttpResponse:
    said = _("What you sent is longer than %(most)s bytes. Nothing was changed.")
    return plainly(request, 413, _("That is too much at once"), [said % {"most": f"{most:,}"}])


def too_often(request: HttpRequest) -> HttpResponse | None:
    kind, per_minute = _rate(request)
    if not per_minute or request.path in _WATCHED or not (address := client_address(request)):
        return None
    try:
        wait = rates.wait(kind, address, per_minute)
    except OSError as error:
        _note(error)
        return None
    if not wait or _is_editor(request):
        return None
    said = _(
        "More than %(number)s requests a minute came from your address. Come again in a moment; "
        "whoever needs all of the records takes them as a file."
    )
    return plainly(
        request,
        429,
        _("You ask too often"),
        [said % {"number": f"{per_minute:,}"}],
        retry_after=math.ceil(wait),
    )


def _note(error: OSError) -> None:
    """Better that somebody takes too much than that nobody gets anything."""
    log.error("Nothing is counted of how often and how much is asked: %s", error)


def _rate(request: HttpRequest) -> tuple[str, int]:
    """What it counts as, and how many of these may come in a minute."""
    if request.path.startswith(PREFIX):
        return "api", settings.API_PER_MINUTE
    if "." in request.path.rpartition("/")[2]:
        return "file", settings.FILES_PER_MINUTE
    return "page", settings.PAGES_PER_MINUTE


def _is_editor(request: Any) -> bool:
    """Asked of those alone who ask too often: a public page needs no session."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not key:
        return False
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user: Any = get_user(request)
    return bool(user.is_active and user.is_staff)
