"""What the admins of all kinds share: nothing refused is half-written, no address breaks a page."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import URLValidator
from django.db import DatabaseError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from claims import derived, history
from claimsite import faults

from .fields import is_key, one_line
from .histories import WithHistory
from .labels import label
from .lists import Listed
from .meeting import Meeting, last_change
from .record_form import RecordForm
from .rows import OfWhatOneMayChange, WithRecordChoices

LONGEST_SEARCH = 200
MOST_WORDS_OF_A_SEARCH = 20

# What a save may raise where two editors meet, or where only the database knows the rule. Django
# puts an error of the connection under DatabaseError too: that one is not for a form to tell.
REFUSALS = (ValidationError, models.ProtectedError, models.RestrictedError)


class RecordAdmin(Listed, OfWhatOneMayChange, WithRecordChoices, Meeting, WithHistory):
    """The admin of one kind of record."""

    form = RecordForm
    formfield_overrides = {
        models.URLField: {
            "assume_scheme": "https",
            "validators": [URLValidator(schemes=["http", "https"])],
        }
    }
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
        it, and the form is shown again, as filled in, with what was said. So it is where somebody
        else saved since the form was made."""
        why = one_line(request.POST.get("_why", "")) if request.method == "POST" else ""
        extra_context = {**(extra_context or {}), "why": why}
        if (answer := self.too_late(request, object_id)) is not None:
            return answer
        try:
            with derived.together(), history.acting(comment=why):
                context = self.with_version(request, object_id, extra_context)
                return super().changeform_view(request, object_id, form_url, context)
        except (*REFUSALS, DatabaseError) as error:
            if request.method != "POST" or not (refusal := reasons(error)):
                raise
            request.refusal = refusal  # type: ignore[attr-defined]
            refused_by = faults.fault(error)
        with transaction.atomic():
            context = self.with_version(request, object_id, extra_context)
            response = super().changeform_view(request, object_id, form_url, context)
        if refused_by is not None and refused_by is not faults.Fault.BUSY:
            response.status_code = 503
            response["Retry-After"] = str(refused_by.retry_after)
        return response

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
            with transaction.atomic():
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
            context = {**(extra_context or {}), "seen": last_change()}
            return super().changelist_view(request, context)
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
        if not search_term.strip():
            return queryset, False
        return self.found(queryset, search_term), False

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Only what the list's own filters and links ask: any field with any lookup, a regular
        expression among them, is a way to break a page or to stop the database."""
        filters = {
            name if isinstance(name, str) else name[0]  # type: ignore[index]
            for name in self.get_list_filter(request)
        }
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
    """Why a write was refused, for the editor; [] if the database is gone, or failed in a way that
    nobody knows."""
    if isinstance(error, ValidationError):
        return list(error.messages)
    if isinstance(error, models.ProtectedError | models.RestrictedError):
        return ["Nothing was deleted, for other records rest on it. Delete or change those first."]
    match faults.fault(error):
        case faults.Fault.AWAY:
            return []  # nor could the form be shown again
        case faults.Fault.BUSY:
            return ["Nothing was saved: somebody else was writing there. Save again."]
        case faults.Fault() as fault:
            return [f"Nothing was saved. {fault.in_a_line()}"]
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
