"""What each parameter of the URL asks, and the QuerySet method that answers it."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims.models import Actor
from claims.parameters import (
    NOBODY,
    AnyOfField,
    CursorField,
    DayField,
    OneField,
    OneOfField,
    RecordField,
    RecordsField,
    WordsField,
)


def actors() -> QuerySet[Any]:
    return Actor.objects.published()


class Parameter(django_filters.Filter):
    """One parameter of the URL. Those that filter say how in `apply`."""

    field_class: type[forms.Field] = OneField

    def __init__(self, **options: Any) -> None:
        super().__init__(label="", **options)

    def filter(self, qs: Any, value: Any) -> Any:
        return qs if value in (None, []) else self.apply(qs, value)

    def apply(self, qs: Any, value: Any) -> Any:
        """`qs`, filtered. What only orders or pages the list leaves it as it is."""
        return qs


class Page(Parameter):
    """A page of the list, by its marker (`claims.paging`)."""

    field_class = CursorField


class Involving(Parameter):
    """Actors in a role, all of them; `role=None`: in any. With `or_nobody`, `none` asks for
    the records in which no source names anybody."""

    field_class = RecordsField

    def __init__(self, role: str | None = None, *, or_nobody: bool = False) -> None:
        self.role = role
        missing = _("There is no actor “%(slug)s” here.")
        super().__init__(records=actors, missing=missing, or_nobody=or_nobody)

    def apply(self, qs: Any, value: Any) -> Any:
        acting_for = self.parent.form.cleaned_data.get("acting_for") == "1"
        for actor in value:
            if actor is NOBODY:
                qs = qs.involving_nobody(self.role)
            else:
                qs = qs.involving(actor, self.role, acting_for=acting_for)
        return qs


class After(Parameter):
    field_class = DayField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.during(after=value)


class Before(Parameter):
    field_class = DayField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.during(before=value)


class StartingAt(Parameter):
    """With which days the page begins."""

    field_class = DayField


class HavingStatus(Parameter):
    field_class = AnyOfField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.with_evidence_status(value)


class HavingEvidenceIn(Parameter):
    field_class = AnyOfField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.with_evidence_in(value)


class OfKind(Parameter):
    field_class = AnyOfField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.of_claim_kind(value)


class DeniedAs(Parameter):
    field_class = AnyOfField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.denied_as(value)


class ReportedBy(Parameter):
    field_class = RecordField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.reported_by(value)


class ReportedIn(Parameter):
    field_class = RecordField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.reported_in(value)


class Matching(Parameter):
    field_class = WordsField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.matching(value)


class Choice(Parameter):
    """One of a closed list, which does not filter."""

    field_class = OneOfField


class NamedLike(Parameter):
    """The beginnings of words of a name."""

    field_class = OneField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.named_like(value)
