"""One line of JSON for each request, and for each failure: what was asked of the site, never by
whom or for what.

A line has the route, not the address: `claims/<slug:slug>/`, not which claim; no query, in which a
reader's search stands; no address of a reader, no browser, no name of an editor. What belongs to
one request bears the same `request_id`, which the answer has too (`X-Request-ID`).
"""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from pythonjsonlogger.json import JsonFormatter

_request_id: ContextVar[str] = ContextVar("request_id", default="")
# As nginx makes its $request_id.
_IS_REQUEST_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
logger = logging.getLogger("claimsite.requests")


class LogMiddleware:
    """Stands before all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.monotonic()
        _request_id.set(_proxys_id(request) or uuid.uuid4().hex)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = _request_id.get()
        match = request.resolver_match
        logger.info(
            "request",
            extra={
                "method": request.method if request.method in _METHODS else "other",
                "route": match.route if match else "",
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - began) * 1000),
            },
        )
        return response


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def _proxys_id(request: HttpRequest) -> str:
    """The id that our own proxy gave the request; one that a reader sends is none."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.PROXIES else ""
    return given if _IS_REQUEST_ID.fullmatch(given) else ""


class RequestIdFilter(logging.Filter):
    """Gives each record the id of the request that it belongs to, "" outside of any."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _request_id.get()
        return True


class LineFormatter(JsonFormatter):
    """JSON, from which the site's secrets are taken out wherever they got into it."""

    def format(self, record: logging.LogRecord) -> str:
        # The whole request, which Django puts beside its own words.
        for name in ("request", "status_code", "server_time"):
            record.__dict__.pop(name, None)
        line = super().format(record)
        for secret in _secrets():
            line = line.replace(secret, "…")
        return line


def _secrets() -> list[str]:
    database = settings.DATABASES["default"]
    return [secret for secret in (settings.SECRET_KEY, database.get("PASSWORD")) if secret]


def logging_of(level: str, *, debug: bool) -> dict[str, object]:
    """The `LOGGING` of the site: lines on standard error, where systemd and gunicorn's own go; of
    the site's own those of `level` and above.

    With `debug`, Django's own, for a person at a terminal.
    """
    if debug:
        return {}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "claimsite.logs.RequestIdFilter"}},
        "formatters": {
            "line": {
                "()": "claimsite.logs.LineFormatter",
                "fmt": "{asctime}{levelname}{name}{message}{request_id}",
                "style": "{",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            }
        },
        "handlers": {
            "lines": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["request_id"],
            }
        },
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            "claimsite": {"level": level},
            # A refusal is in the line of its request, and its words may be the reader's.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "CRITICAL"},
            "django": {"handlers": [], "level": "WARNING"},
        },
    }
