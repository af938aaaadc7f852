"""The forms in which a password or a code is tried: each is counted before."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from . import second_factor
from .throttling import tried


class LoginForm(AdminAuthenticationForm):
    """Django's."""

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


class _OfUser(forms.Form):
    """Filled in by whoever is signed in."""

    required_css_class = "required"

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: Any = request.user


def _code(label: str) -> forms.CharField:
    # Letters too: recovery codes have them.
    looks = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(
        label=label, max_length=40, widget=forms.TextInput(attrs={**looks, "size": 12})
    )


class CodeForm(_OfUser):
    """A code of the second factor, or one for recovery. `device` is what took it."""

    code = _code("Code")
    code.widget.attrs.update({"autofocus": True, "aria-describedby": "code-help"})
    device: Any = None

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        with tried(self.request, self.user.get_username(), "code"):
            self.device = second_factor.accepted(self.user, code)
            if self.device is None:
                raise ValidationError(
                    "This code is not right, or was used before. Wait for the next one.",
                    code="wrong_code",
                )
        return code


class PasswordForm(_OfUser):
    """The password once more, before something is changed that the account rests on."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        with tried(self.request, self.user.get_username()):
            if not self.user.check_password(password):
                raise ValidationError("This is not your password.", code="wrong_password")
        return password


class SetUpForm(PasswordForm):
    """The password, and a code that shows that the key has arrived. `step` is the code's."""

    code = _code("Code that it shows")
    field_order = ("code", "password")
    step: int

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = key

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        step = second_factor.step_of(self.key, code)
        if step is None:
            raise ValidationError(
                "This is not the code of this key at this moment. Is the clock of the telephone "
                "right?",
                code="wrong_code",
            )
        self.step = step
        return code


class WhyForm(forms.Form):
    """Why somebody's second factor is removed by somebody else."""

    why = forms.CharField(
        label="Why",
        max_length=300,
        help_text="It is kept in the history of the user. How do you know who asked you?",
        widget=forms.TextInput(attrs={"class": "wide"}),
    )
