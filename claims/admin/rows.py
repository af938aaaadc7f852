"""What admins and the rows inside their forms share: who may change them, how one chooses."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from claims.roles import may_change

from .fields import RecordChoice, RecordSelect


class WithRecordChoices:
    """Foreign keys are chosen by autocomplete, and called by their labels. Admins and inlines."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = RecordSelect(db_field, self.admin_site)  # type: ignore[attr-defined]
            kwargs["form_class"] = RecordChoice
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class OfWhatOneMayChange:
    """Django asks for the permission of the table; beside it `claims.roles` is asked for that of
    the record, or of the one whose form a row stands in. Admins and inlines."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_change_permission(request, obj)  # type: ignore[misc]
        return bool(may) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_delete_permission(request, obj)  # type: ignore[misc]
        return bool(may) and (obj is None or may_change(request.user, obj))


class NamedCells:
    """A formset shown as a table: its fields are called by the heads of their columns, and so have
    no labels of their own for those who hear them."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)  # type: ignore[misc]
        for bound in form:
            if not bound.is_hidden:
                widget = bound.field.widget
                # The one inside of that which adds links to it.
                attrs = getattr(widget, "widget", widget).attrs
                attrs.setdefault("aria-label", str(bound.label))


class Rows(OfWhatOneMayChange, WithRecordChoices):
    """Rows inside a form. More than Django takes fields for are refused before they are built:
    a form that says it has 10³⁰ would take a minute."""

    max_num: int | None = 200

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_add_permission(request, obj)  # type: ignore[misc]
        return bool(may) and (obj is None or may_change(request.user, obj))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **{"absolute_max": 200, **kwargs})  # type: ignore[misc]
        if isinstance(self, admin.TabularInline):
            return type(formset.__name__, (NamedCells, formset), {})
        return formset
