"""What an admin site asks of those who come in."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from . import known_browsers
from .throttling import answered


class SiteOfPeople(admin.AdminSite):
    """An admin site to which nobody guesses their way."""

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        from .forms import LoginForm

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
