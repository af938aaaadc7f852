"""The pages of the admin that are about whoever uses it."""

from typing import Any

from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse

from . import known_browsers
from .forms import ChangePasswordForm


class ChangePassword(PasswordChangeView):
    """Django's. The browser stays one that the account knows; all others are strangers now."""

    form_class = ChangePasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        known_browsers.remember(self.request, response, form.user)
        return response
