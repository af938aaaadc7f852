"""What the admins of all kinds share: nothing refused is half-written, no address breaks a page."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import URLValidator
from django.db import DatabaseError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from claims.models.fields import EDTFField

from .fields import RecordChoice, RecordSelect, is_key
from .labels import label

LONGEST_SEARCH = 200
MOST_WORDS_OF_A_SEARCH = 20

# What a save may raise where two editors meet, or where only the database knows the rule. Django
# puts an error of the connection under DatabaseError too: that one is not for a form to tell.
REFUSALS = (ValidationError, models.ProtectedError, models.RestrictedError)


class RecordForm(forms.ModelForm):
    """A form that also checks what follows from its dates, and that can be told of a refusal."""

    refusal: ClassVar[list[str]] = []

    def clean(self) -> Any:
        cleaned = super().clean()
        for message in self.refusal:
            self.add_error(None, message)
        if {"date", "date_basis"} <= self.fields.keys() - self.errors.keys():
            date, basis = self.cleaned_data.get("date"), self.cleaned_data.get("date_basis")
            if date and not basis:
                self.add_error("date_basis", "A date needs its basis: said, happened or reported.")
            elif basis and not date:
                self.add_error("date", "A basis needs its date.")
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self._check_what_follows()

    def _check_what_follows(self) -> None:
        """The database's conditions on what Django leaves out: the days that a date means, which
        are no fields of the form, and the record that a row belongs to."""
        left_out = self._get_validation_exclusions()  # type: ignore[attr-defined]
        for field in self.instance._meta.concrete_fields:
            if isinstance(field, EDTFField) and field.name in self.fields:
                field.fill(self.instance)
                left_out -= {field.earliest, field.latest}
        for constraint in self.instance._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                check: Any = constraint
                try:
                    check.validate(type(self.instance), self.instance, exclude=left_out)
                except ValidationError as error:
                    self.add_error(None, error)


class WithRecordChoices:
    """Foreign keys are chosen by autocomplete, and called by their labels. Admins and inlines."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = RecordSelect(db_field, self.admin_site)  # type: ignore[attr-defined]
            kwargs["form_class"] = RecordChoice
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class Rows(WithRecordChoices):
    """Rows inside a form. More than Django takes fields for are refused before they are built:
    a form that says it has 10³⁰ would take a minute."""

    max_num: int | None = 200

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, **{"absolute_max": 200, **kwargs})  # type: ignore[misc]


class RecordAdmin(WithRecordChoices, admin.ModelAdmin):
    """The admin of one kind of record."""

    form = RecordForm
    formfield_overrides = {
        models.URLField: {
            "assume_scheme": "https",
            "validators": [URLValidator(schemes=["http", "https"])],
        }
    }
    list_per_page = 50
    # No count of the whole table beside that of what was found.
    show_full_result_count = False
    # The addresses by which the admin's own pages link to a filtered list.
    linked_lookups: ClassVar[frozenset[str]] = frozenset()

    class Media:
        css = {"all": ["claims/admin.css"]}

    def label(self, record: Any) -> str:
        """What an autocomplete calls the record."""
        return label(record)

    # Saving --------------------------------------------------------------------------------------

    def refuse(self, record: Any) -> None:
        """Raise ValidationError if the record, as it and its inlines were just written, breaks a
        rule that only the whole of it can tell."""

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if refusal := getattr(request, "refusal", None):
            return type(form.__name__, (form,), {"refusal": refusal})
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.refuse(form.instance)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """As Django's. What is refused while saving is rolled back with all that was saved before
        it, and the form is shown again, as filled in, with what was said."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (*REFUSALS, DatabaseError) as error:
            if request.method != "POST" or not (refusal := reasons(error)):
                raise
            request.refusal = refusal  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    # Deleting ------------------------------------------------------------------------------------

    def refuse_without(self, records: Iterable[Any]) -> None:
        """Raise ValidationError if something breaks a rule now that `records` are deleted."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self.refuse_without([obj])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        records = list(queryset)
        super().delete_queryset(request, queryset)
        self.refuse_without(records)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except (*REFUSALS, DatabaseError) as error:
            return self._told(request, error)

    # Lists ---------------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if unreadable := unreadable_parameters(request):
            self.message_user(
                request,
                f"The address has parameters that cannot be read, and were left out: "
                f"{', '.join(unreadable)}.",
                messages.ERROR,
            )
            return HttpResponseRedirect(request.path)
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except (*REFUSALS, DatabaseError) as error:
            return self._told(request, error)

    def _told(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """The page again, with why nothing was done."""
        if request.method != "POST" or not (refusal := reasons(error)):
            raise error
        for message in refusal:
            self.message_user(request, message, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        if not is_searchable(search_term):
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Only what the list's own filters and links ask: any field with any lookup, a regular
        expression among them, is a way to break a page or to stop the database."""
        filters = {name for name in self.get_list_filter(request) if isinstance(name, str)}
        return lookup in self.linked_lookups or lookup in {
            f"{name}__{ending}" for name in filters for ending in ("exact", "isnull")
        }

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        """As the address gives it, but for keys that cannot be any."""
        return {
            name: value
            for name, value in super().get_changeform_initial_data(request).items()
            if is_key(value) or not self._is_foreign_key(name)
        }

    def _is_foreign_key(self, name: str) -> bool:
        try:
            return bool(self.opts.get_field(name).is_relation)
        except FieldDoesNotExist:
            return False


def is_searchable(term: str) -> bool:
    """Whether both engines can look for `term`: long patterns and NUL break one or the other."""
    return (
        "\0" not in term
        and len(term) <= LONGEST_SEARCH
        and len(term.split()) <= MOST_WORDS_OF_A_SEARCH
    )


def unreadable_parameters(request: HttpRequest) -> list[str]:
    """The names of the parameters of a list's address, or of the form for its actions, that
    would break one of the engines."""
    found = [
        name.replace("\0", "�")
        for name, values in request.GET.lists()
        if any("\0" in text for text in (name, *values))
        or (name == "q" and not all(map(is_searchable, values)))
    ]
    if not all(map(is_key, request.POST.getlist("_selected_action"))):
        found.append("_selected_action")
    return found


def reasons(error: Exception) -> list[str]:
    """Why a write was refused, for the editor; [] if it was not, but the database failed."""
    if isinstance(error, ValidationError):
        return list(error.messages)
    if isinstance(error, models.ProtectedError | models.RestrictedError):
        return ["Nothing was deleted, for other records rest on it. Delete or change those first."]
    # The constraints' names state the rules.
    said = (str(error).splitlines() or [""])[0]
    match type(error).__name__:
        case "IntegrityError":
            return [
                "Nothing was saved: another record, perhaps one saved a moment ago, stands "
                f"against it ({said}). Look at the records, and save again."
            ]
        case "DataError":
            return [f"Nothing was saved: the database cannot hold this ({said})."]
        case "OperationalError" if "deadlock" in said or "is locked" in said:
            return ["Nothing was saved: somebody else was writing there. Save again."]
    return []


def wide(field: Any) -> Any:
    """The form field, as wide as a sentence. Not a textarea: it is one line."""
    field.widget.attrs["class"] = "vTextField wide"
    return field
