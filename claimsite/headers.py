"""The headers that every answer bears, whatever answers: a page, a file, a refusal, a failure.

Those of the Content-Security-Policy are django-csp's; HSTS, nosniff, the referrer and the opener
are Django's SecurityMiddleware's. What both leave out is here.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# What a page may never ask a browser for. Those that the standard lists, and Chromium and Firefox
# know: https://github.com/w3c/webappsec-permissions-policy/blob/main/features.md
_NEVER_ASKED_FOR = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
    *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment"),
    *("picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb"),
    *("xr-spatial-tracking", "browsing-topics"),
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NEVER_ASKED_FOR),
    # No other site shows what is here as its own. Scripts that ask by CORS, as the API allows, are
    # not what this is about (https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header).
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What an editor sees is kept by nobody, where it leads to included.
_NOT_KEPT = "no-store, private"


class HeadersMiddleware:
    """Stands before everything that answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if request.path_info.startswith("/admin/"):
            response.headers["Cache-Control"] = _NOT_KEPT
        else:
            # No form is sent there. Django gives one to whoever sends one that is malformed.
            response.cookies.pop(settings.CSRF_COOKIE_NAME, None)
        return response
