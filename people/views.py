"""The pages of the admin that are about whoever uses it."""

from typing import Any

import django_otp
import segno
from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView, RedirectURLMixin
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.views.generic import FormView
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from . import known_browsers, second_factor
from .forms import ChangePasswordForm, CodeForm, PasswordForm, SetUpForm
from .sessions import end_all

# How long the page with a new key may be open.
_KEY_LASTS = 3600
_KEY_SALT = "people.second_factor"


class ChangePassword(PasswordChangeView):
    """Django's. The browser stays one that the account knows; all others are strangers now."""

    form_class = ChangePasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        known_browsers.remember(self.request, response, form.user)
        return response


class _PageOfUser(RedirectURLMixin, FormView):
    """A form of the admin `site` for whoever is signed in; then on to `next`, if it is ours."""

    site: Any = None
    title = ""
    next_page = "admin:index"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **self.site.each_context(self.request),
            **super().get_context_data(**kwargs),
            "title": self.title,
            "next": self.get_redirect_url(),
        }

    def elsewhere(self, page: str) -> HttpResponse:
        """To another page of these, which goes on to the same one."""
        following = {"next": self.get_redirect_url()} if self.get_redirect_url() else {}
        return HttpResponseRedirect(f"{reverse(page)}?{urlencode(following)}")


def _settle(request: HttpRequest, device: Any) -> None:
    """The session has given its second factor, and a key that nobody has seen before."""
    django_otp.login(request, device)
    request.session.cycle_key()


class Code(_PageOfUser):
    """The second step of signing in."""

    form_class = CodeForm
    template_name = "admin/people/code.html"
    title = "Your second factor"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if second_factor.is_settled(request):
            return HttpResponseRedirect(self.get_success_url())
        if second_factor.device_of(request.user) is None:
            return self.elsewhere("admin:second_factor_set_up")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        request = self.request
        _settle(request, form.device)
        if not isinstance(form.device, TOTPDevice):
            left = second_factor.codes_left(request.user)
            messages.warning(request, f"Recovery codes that are left: {left}.")
        response = super().form_valid(form)
        known_browsers.remember(request, response, request.user)
        return response


class SetUp(_PageOfUser):
    """A new second factor: its key, which counts once a code of it was given."""

    form_class = SetUpForm
    template_name = "admin/people/set_up.html"
    title = "Set up your second factor"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        there = second_factor.device_of(request.user)
        if there is not None and not second_factor.is_settled(request):
            return self.elsewhere("admin:second_factor_code")
        self.signed = request.POST.get("key") or signing.dumps(
            [request.user.pk, default_key()], salt=_KEY_SALT
        )
        try:
            user, self.key = signing.loads(self.signed, salt=_KEY_SALT, max_age=_KEY_LASTS)
        except signing.BadSignature:
            user = None
        if user != request.user.pk:
            messages.warning(request, "The page was open for too long. Here is another key.")
            return self.elsewhere("admin:second_factor_set_up")
        if there is not None and there.key == self.key:
            return HttpResponseRedirect(reverse("admin:second_factor"))  # the page is loaded anew
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "key": self.key}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        device = TOTPDevice(user=self.request.user, key=self.key)
        secret = device.config_url.split("secret=")[1].split("&")[0]
        return {
            **super().get_context_data(**kwargs),
            "key": self.signed,
            "qr": _drawn(device.config_url),
            "secret": [secret[place : place + 4] for place in range(0, len(secret), 4)],
            "is_required": second_factor.is_required(self.request.user),
            "replaces": second_factor.device_of(self.request.user) is not None,
        }

    def form_valid(self, form: SetUpForm) -> HttpResponse:
        request = self.request
        device, codes = second_factor.set_up(request.user, self.key, form.step)
        _settle(request, device)
        end_all(request.user, but=request.session.session_key)
        response = _codes(self, codes)
        known_browsers.remember(request, response, request.user)
        return response


class SecondFactor(_PageOfUser):
    """What there is of it, new recovery codes, and the way to be rid of it."""

    form_class = PasswordForm
    template_name = "admin/people/second_factor.html"
    title = "Your second factor"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "device": second_factor.device_of(user),
            "codes_left": second_factor.codes_left(user),
            "is_required": second_factor.is_required(user),
        }

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        user = self.request.user
        if second_factor.device_of(user) is not None:
            if "codes" in self.request.POST:
                return _codes(self, second_factor.renew_codes(user))
            if "remove" in self.request.POST and not second_factor.is_required(user):
                second_factor.remove(user, user, "by its owner.")
                messages.success(self.request, "You are asked for no code any more.")
        return HttpResponseRedirect(reverse("admin:second_factor"))


def _codes(page: _PageOfUser, codes: list[str]) -> HttpResponse:
    context = {
        **page.site.each_context(page.request),
        "title": "Your recovery codes",
        "codes": [f"{code[:4]} {code[4:]}" for code in codes],
        "next": page.get_success_url(),
    }
    return TemplateResponse(page.request, "admin/people/recovery_codes.html", context)


def _drawn(address: str) -> str:
    """The QR code of the address: black on white whatever the page is, without a style."""
    drawn = segno.make(address, micro=False, error="m")
    return mark_safe(drawn.svg_inline(scale=5, light="#fff"))  # noqa: S308
