"""What holds for every address of the API, whatever answers: open to other sites' scripts, in one
language, its errors problem details."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from .problems import CONTENT_TYPE, problem

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
# https://fetch.spec.whatwg.org/#http-cors-protocol
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, Accept, Content-Type",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Access-Control-Max-Age": "86400",
}


class APIMiddleware:
    """Stands behind what chooses the language, and before what answers that nothing changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        with translation.override("en"):
            response = self._answer(request)
        for name, value in CORS.items():
            response.headers[name] = value
        patch_vary_headers(response, ("Accept-Encoding",))
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": METHODS})
        if request.method not in ("GET", "HEAD"):
            refused = problem(request, 405, f"Use one of {METHODS}: nothing is written here.")
            refused["Allow"] = METHODS
            return refused
        # An operation answers to GET alone; of HEAD the server leaves the body out.
        method, request.method = request.method, "GET"
        response = self.get_response(request)
        request.method = method
        kind = response.headers.get("Content-Type", "")
        if response.status_code >= 400 and not kind.startswith(CONTENT_TYPE):
            return problem(request, response.status_code)
        return response
