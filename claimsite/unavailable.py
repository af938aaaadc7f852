"""What is answered while the database cannot: status 503, in plain words, to whoever asks.

A list that was begun cannot be taken back: there the connection is cut, so that what came is told
from a whole file. The server does that (chunked encoding, RFC 9112, section 7.1), as long as the
error comes through to it.
"""

import contextlib
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from claims.api.middleware import PREFIX
from claims.api.problems import problem

from . import faults
from .faults import Fault

log = logging.getLogger(__name__)
_SAFE = ("GET", "HEAD", "OPTIONS")


class FaultMiddleware:
    """Stands before whatever asks the database, and sees what the views raise. What is raised on
    the way to them, or back, comes to `server_error`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            parts: Any = iter(response.streaming_content)  # type: ignore[arg-type]
            response.streaming_content = _told_of(request, parts)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer(request, error)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler of what nobody caught: 503 where the database cannot, else 500."""
    error = sys.exc_info()[1]
    unavailable = answer(request, error) if error is not None else None
    return unavailable or defaults.server_error(request)


def answer(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """None where `error` says something else than that the database cannot."""
    if (fault := faults.fault(error)) is None:
        return None
    _note(request, fault, error)
    said = [str(fault.advice)]
    if request.method not in _SAFE:
        said.append(what_became_of_it(request, error))
    return plainly(request, 503, str(fault.title), said, retry_after=fault.retry_after)


def what_became_of_it(request: HttpRequest, error: BaseException) -> str:
    """Of what was sent to be saved. `request.if_cut_short` says it, where a view saves in parts."""
    if words := getattr(request, "if_cut_short", ""):
        return str(words)
    if faults.lost_while_committing(error):
        return _(
            "The database went away just as it was saving. Look whether what you sent is there "
            "before you send it again."
        )
    return _(
        "Nothing of what you sent was saved. Go back in your browser, where it still stands, and "
        "send it again."
    )


def plainly(
    request: HttpRequest, status: int, title: str, said: list[str], *, retry_after: int = 0
) -> HttpResponse:
    """An answer that asks nothing of anybody: a page, or where a program asks what it can read."""
    if request.path.startswith(PREFIX):
        response = problem(request, status, " ".join([f"{title}.", *said]))
    elif "." in request.path.rpartition("/")[2]:
        text = "\n".join([f"{title}.", *said, ""])
        response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    else:
        page = render_to_string("plain.html", {"title": title, "said": said})
        response = HttpResponse(page, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    response["Cache-Control"] = "no-store"
    return response


def _told_of(request: HttpRequest, parts: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from parts
    except Exception as error:
        if fault := faults.fault(error):
            _note(request, fault, error)
        raise


def _note(request: HttpRequest, fault: Fault, error: BaseException) -> None:
    """One line, and a connection that is of no use is no more. Whoever asks a second time shall
    not meet it."""
    match = request.resolver_match
    log.warning(
        "The database cannot: %s: %s",
        fault.value,
        faults.in_a_line(error),
        extra={"route": match.route if match else "", "fault": fault.value},
    )
    if fault is Fault.AWAY:
        for connection in connections.all(initialized_only=True):
            if not connection.in_atomic_block:
                with contextlib.suppress(DatabaseError):
                    connection.close()
