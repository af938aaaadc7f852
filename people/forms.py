"""The forms in which a password is tried."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.http import HttpRequest

from .throttling import tried


class LoginForm(AdminAuthenticationForm):
    """Django's, whose passwords are counted before they are tried."""

    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if name is None or not self.cleaned_data.get("password"):
            return super().clean()  # nothing to try
        with tried(self.request, name):
            return super().clean()


class ChangePasswordForm(AdminPasswordChangeForm):
    """Django's. Who sits down at a browser that somebody else left does not guess for ever."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        with tried(self.request, self.user.get_username()):
            return super().clean_old_password()
