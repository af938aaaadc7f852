"""Django's admin, on our own site; and what the site connects at start."""

from django.contrib.admin.apps import AdminConfig


class EditorsConfig(AdminConfig):
    default_site = "claimsite.admin.EditorSite"

    def ready(self) -> None:
        super().ready()
        from . import budgets, kept

        budgets.connect()
        kept.connect()
