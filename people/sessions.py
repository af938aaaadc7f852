"""Sessions that end: after so long without a request to the admin, and after so long in any case.

They end too where the password is changed, everywhere but in the browser that changed it, and at
once where a user is made inactive: Django sees to both.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

_BEGAN, _SEEN = "began", "seen"
# Of the time that a session may idle: so much of it passes before the session is written again.
_WRITTEN_AFTER = 0.05


class SessionsThatEnd:
    """Looks at sessions in the admin alone: no other page asks whose it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        if "admin" not in request.resolver_match.namespaces or not request.user.is_authenticated:
            return
        if _BEGAN not in request.session:  # it is of before sessions ended
            _begin(request)
        now = time.time()
        # Of a clock that was put back, too: a session that is to begin has ended.
        age, idle = (abs(now - request.session[then]) for then in (_BEGAN, _SEEN))
        if age > settings.SESSION_LONGEST or idle > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif idle > settings.SESSION_COOKIE_AGE * _WRITTEN_AFTER:
            # What is written lasts for `SESSION_COOKIE_AGE` from now.
            request.session[_SEEN] = now


def _begin(request: Any) -> None:
    request.session[_BEGAN] = request.session[_SEEN] = time.time()


def connect() -> None:
    user_logged_in.connect(_on_sign_in, dispatch_uid="people.sessions")


def _on_sign_in(sender: Any, request: Any, **kwargs: Any) -> None:
    _begin(request)


def end_all(user: Any, *, but: str | None = None) -> None:
    """End all sessions of the user, except the one with the key `but`."""
    # Only who works here has a session: they are few.
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        theirs = session.get_decoded().get(SESSION_KEY) == str(user.pk)
        if theirs and session.session_key != but:
            session.delete()
