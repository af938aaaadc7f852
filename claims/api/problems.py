"""Errors as problem details (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457)."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

CONTENT_TYPE = "application/problem+json"


class Refused(Exception):
    """Parameters that a list does not take: by name, why."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__("refused")
        self.errors = errors


def problem(
    request: HttpRequest, status: int, detail: str = "", errors: Mapping[str, list[str]] = {}
) -> HttpResponse:
    known = HTTPStatus(status)
    given: dict[str, Any] = {
        "type": "about:blank",
        "title": known.phrase,
        "status": status,
        "detail": detail or known.description or known.phrase,
        "instance": request.path,
        "errors": [
            {"parameter": name, "message": message}
            for name, messages in errors.items()
            for message in messages
        ],
    }
    return HttpResponse(json.dumps(given), status=status, content_type=CONTENT_TYPE)
