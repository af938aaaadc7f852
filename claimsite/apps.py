"""Django's admin, on our own site."""

from django.contrib.admin.apps import AdminConfig


class EditorsConfig(AdminConfig):
    default_site = "claimsite.admin.EditorSite"
