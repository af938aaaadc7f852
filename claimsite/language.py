"""The language of the interface: `lang` of the URL, else what the reader chose before, else what
the browser asks for. Quotes, names and headlines stay in their own.

A cookie keeps what was chosen. It is set as the choice is made, and only where there is one: a page
that sets a cookie is for one reader, and is kept by no proxy.
"""

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers


class LanguageMiddleware(LocaleMiddleware):
    """`LocaleMiddleware`, and a language that the URL names, which a cookie then keeps."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if named := self._named(request):
            translation.activate(named)
            request.LANGUAGE_CODE = named

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response = super().process_response(request, response)
        if len(settings.LANGUAGES) < 2:
            return response
        patch_vary_headers(response, ("Cookie",))
        named = self._named(request)
        if named and named != request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                named,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=settings.HTTPS_ONLY,
                httponly=True,
            )
            patch_cache_control(response, private=True)
        return response

    @staticmethod
    def _named(request: HttpRequest) -> str | None:
        """The language that the URL names, if the interface speaks it."""
        try:
            named = request.GET.get("lang")
        except TooManyFieldsSent:
            return None  # refused by the page, if it reads any
        return named if named in dict(settings.LANGUAGES) else None
