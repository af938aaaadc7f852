"""A request for another host is refused before anything looks at it.

Django asks for the host where an address is built, and so a page that builds none would answer to
any name: a proxy could be made to keep it under that. A port in the name is one more part that is
told back in every absolute address, and no part of what a proxy keeps a page by.
"""

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase


class HostMiddleware:
    """Stands behind the headers, and before whatever answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Raises DisallowedHost, which is answered by status 400."""
        _, port = split_domain_port(request.get_host())
        if request.is_secure() and port not in ("", "443"):
            raise DisallowedHost("The port of the host is not that of https")
        return self.get_response(request)
