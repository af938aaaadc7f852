"""A user's second factor, beside the user: whether there is one, and the way to remove it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims.admin.users import EditorUserAdmin

from . import second_factor
from .forms import WhyForm

# They would show the keys themselves.
admin.site.unregister(TOTPDevice)
admin.site.unregister(StaticDevice)
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(EditorUserAdmin):
    """As claims has it; with the second factor."""

    readonly_fields = ("second_factor",)

    @admin.display(description="Second factor")
    def second_factor(self, user: Any) -> str:
        device = second_factor.device_of(user)
        if device is None:
            asked = second_factor.is_required(user)
            return "None yet: asked for at the next sign-in." if asked else "None."
        return format_html(
            'Set up on {}. <a href="{}">Remove it</a>, where the telephone is lost.',
            device.created_at.strftime("%-d %B %Y") if device.created_at else "a day unknown",
            reverse("admin:auth_user_second_factor", args=[user.pk]),
        )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None:
            fieldsets.insert(1, ("Signing in", {"fields": ["second_factor"]}))
        return fieldsets

    def get_urls(self) -> list[Any]:
        remove = self.admin_site.admin_view(self.remove_second_factor)
        return [
            path("<int:pk>/second-factor/", remove, name="auth_user_second_factor"),
            *super().get_urls(),
        ]

    def remove_second_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.get_object(request, str(pk))
        if user is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))  # type: ignore[attr-defined]
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if user.pk == request.user.pk:  # there the password is asked
            return HttpResponseRedirect(reverse("admin:second_factor"))
        form = WhyForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            if second_factor.remove(user, request.user, form.cleaned_data["why"]):
                told = f"{user} has no second factor now, and is signed out everywhere."
                self.message_user(request, told, messages.SUCCESS)
            else:
                self.message_user(request, f"{user} had none.", messages.WARNING)
            return HttpResponseRedirect(reverse("admin:auth_user_change", args=[user.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Remove the second factor of {user}",
            "opts": self.opts,
            "user_it_is_of": user,
            "form": form,
        }
        return TemplateResponse(request, "admin/people/remove.html", context)
