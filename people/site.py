"""What an admin site asks of those who come in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from . import known_browsers
from .throttling import answered

View = Callable[..., HttpResponseBase]


class SiteOfPeople(admin.AdminSite):
    """An admin site to which nobody guesses their way, and where a password alone may not do."""

    def has_permission(self, request: HttpRequest) -> bool:
        from . import second_factor

        if not self.is_signed_in(request):
            return False
        match = request.resolver_match
        if match is not None and match.view_name == "admin:logout":
            return True  # the way out is open to whoever came half the way in
        return second_factor.is_settled(request)

    def is_signed_in(self, request: HttpRequest) -> bool:
        """Whether the password was given, whatever else is asked."""
        return super().has_permission(request)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        from .forms import LoginForm

        half_the_way = self.is_signed_in(request) and not self.has_permission(request)
        if request.method == "GET" and half_the_way:
            following = {"next": request.GET.get("next", reverse("admin:index"))}
            code = reverse("admin:second_factor_code")
            return HttpResponseRedirect(f"{code}?{urlencode(following)}")
        self.login_form = LoginForm
        response: HttpResponseBase = super().login(request, extra_context)
        if request.method == "POST" and self.has_permission(request):
            known_browsers.remember(request, response, request.user)
        return answered(request, response)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        from .views import ChangePassword

        view = ChangePassword.as_view(
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        request.current_app = self.name
        return answered(request, view(request))

    def get_urls(self) -> list[Any]:
        from . import views

        def page(view: type[Any]) -> View:
            shown: View = view.as_view(site=self)
            return lambda request: answered(request, shown(request))

        return [
            path(
                "second-factor/",
                self.admin_view(page(views.SecondFactor)),
                name="second_factor",
            ),
            path(
                "second-factor/code/",
                self._half_the_way(page(views.Code)),
                name="second_factor_code",
            ),
            path(
                "second-factor/set-up/",
                self._half_the_way(page(views.SetUp)),
                name="second_factor_set_up",
            ),
            *super().get_urls(),
        ]

    def _half_the_way(self, view: View) -> View:
        """For whoever has given the password; what else they need, the view knows."""

        @wraps(view)
        def asked(request: HttpRequest) -> HttpResponseBase:
            if self.is_signed_in(request):
                return view(request)
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))

        return never_cache(csrf_protect(asked))
