"""The users, kept by administrators; who is above them is not theirs to change."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest, HttpResponseRedirect

from claims.admin.base import unreadable_parameters
from claims.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR, READER

GROUPS = (READER, CONTRIBUTOR, EDITOR, ADMINISTRATOR)

admin.site.unregister(User)
admin.site.unregister(Group)


class Guarded(admin.ModelAdmin):
    """A list that no address breaks: only its own filters, and what both engines can read."""

    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if unreadable_parameters(request):
            self.message_user(request, "The address cannot be read.", messages.ERROR)
            return HttpResponseRedirect(request.path)
        return super().changelist_view(request, extra_context)

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        own = {name for name in self.get_list_filter(request) if isinstance(name, str)}
        endings = ("exact", "id__exact", "isnull")
        return lookup in {f"{name}__{ending}" for name in own for ending in endings}


@admin.register(User)
class EditorUserAdmin(Guarded, UserAdmin):
    """As Django's, but that what a user may do comes from groups, and that nobody makes themselves
    or others a superuser who is none. A user who wrote something is made inactive, not deleted:
    the history names them."""

    list_display = ["username", "email", "is_active", "is_staff", "last_login"]

    def get_queryset(self, request: HttpRequest) -> Any:
        users = super().get_queryset(request)
        return users if request.user.is_superuser else users.filter(is_superuser=False)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if not obj or request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return [
            (None, {"fields": ["username", "password"]}),
            ("Person", {"fields": ["first_name", "last_name", "email"]}),
            ("May", {"fields": ["is_active", "is_staff", "groups"]}),
            ("Dates", {"fields": ["last_login", "date_joined"]}),
        ]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        user = form.instance
        if not user.is_staff and user.groups.filter(name__in=GROUPS).exists():
            user.is_staff = True
            user.save(update_fields=["is_staff"])
            self.message_user(request, f"{user} may log in here now, for the group asks for it.")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "last_login", "date_joined"]


@admin.register(Group)
class EditorGroupAdmin(Guarded, GroupAdmin):
    """The four groups are as `claims.roles` says; a superuser may make others."""
