"""A page that a reader, or a proxy, has already is not made again: status 304, at the price of one
query.

Each public page bears a tag of all that it is made from: the edition of the database, the release
of the site, the day (what is open is open for so many days), the language, and the address. The
address is in it so that a tag tells that this very page was there: one of another page, or of
another filter, says nothing of whether here is one. Who asks is not in it: whoever is signed in
sees the same public pages as everybody.

A date of the last change (`Last-Modified`) is not given. It counts in seconds, and so it would
call a page unchanged that was edited twice in one; and on PostgreSQL a write may come into sight
long after the moment that it bears.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from claims.editions import edition

from .release import release

# A proxy may keep the page, and asks each time whether it is still so.
KEPT_AND_ASKED = "public, max-age=0, must-revalidate"
# Of addresses that belong to no part with a name of its own, as the admin has: those that are none
# of a page.
_NO_PAGES = ("healthz", "readyz")


class ConditionalMiddleware:
    """Stands behind what chooses the language, and before whatever costs much."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        release()  # now, as the code is that which was loaded

    def __call__(self, request: Any) -> HttpResponseBase:
        request.tag = None
        asked = _asked(request)
        if any(map(_is_ours, asked)):
            request.tag = _tag(request)
            if request.tag in asked:
                return _not_modified(request.tag)
        response = self.get_response(request)
        if request.tag is None or not _is_for_everybody(request, response):
            if not 300 <= response.status_code < 400:
                response.headers.setdefault("Cache-Control", "no-store")
            return response
        if "*" in asked:
            return _not_modified(request.tag)
        return _marked(response, request.tag)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        """Before the page is made: a write while it is has to change the tag of the next one."""
        match = request.resolver_match
        public = match.namespaces in ([], ["api"])
        is_page = public and match.url_name not in _NO_PAGES
        if not is_page or request.method not in ("GET", "HEAD"):
            request.tag = None
        elif request.tag is None:
            request.tag = _tag(request)


def _is_for_everybody(request: Any, response: HttpResponseBase) -> bool:
    """Whether it is a page, and one that is the same whoever asks."""
    session = getattr(request, "session", None)
    asked_who = session is not None and session.accessed
    return response.status_code == 200 and not response.cookies and not asked_who


def _asked(request: HttpRequest) -> list[str]:
    """The tags of the pages that whoever asks has already, or "*"; weak or not is all one here."""
    if request.method not in ("GET", "HEAD"):
        return []
    tags = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    return [f"W/{tag}" if tag.startswith('"') else tag for tag in tags]


def _is_ours(tag: str) -> bool:
    return tag.startswith('W/"c-')


def _tag(request: HttpRequest) -> str | None:
    """Weak: the same page may be compressed or not. None where the edition is unknown."""
    if (now := edition()) is None:
        return None
    parts = (
        now,
        release(),
        str(timezone.localdate()),
        translation.get_language(),
        # As they came: a host that is not ours is refused later on, and has no page.
        str(request.scheme),
        request.META.get("HTTP_HOST", ""),
        request.path,
        request.META.get("QUERY_STRING", ""),
    )
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
    return f'W/"c-{urlsafe_b64encode(digest[:18]).decode()}"'


def _not_modified(tag: str) -> HttpResponseBase:
    return _marked(HttpResponseNotModified(), tag)


def _marked(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = KEPT_AND_ASKED
    patch_vary_headers(response, ("Accept-Encoding",))
    return response
