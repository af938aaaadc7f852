"""The language of the interface: `lang` of the URL, else what the reader chose before, else what
the browser asks for. Quotes, names and headlines stay in their own."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers


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
        if named := self._named(request):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                named,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=settings.HTTPS_ONLY,
                httponly=True,
            )
        response = super().process_response(request, response)
        patch_vary_headers(response, ("Cookie",))
        return response

    @staticmethod
    def _named(request: HttpRequest) -> str | None:
        """The language that the URL names, if the interface speaks it."""
        named = request.GET.get("lang")
        return named if named in dict(settings.LANGUAGES) else None
