"""The filter is the URL: each parameter of a list, and the QuerySet method that answers it."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims import paging, search
from claims.models import Actor, Article, ClaimKind, DenialForm, EvidenceState, EvidenceStatus, Role
from claims.parameters import (
    NOBODY,
    AnyOfField,
    DayField,
    OneField,
    OneOfField,
    RecordField,
    RecordsField,
    WordsField,
)

# The roles that have a parameter of their own. A disputer is found by `actor`.
ROLES = tuple(role for role in Role.values if role != Role.DISPUTER)


def actors() -> QuerySet[Any]:
    return Actor.objects.published()


def articles() -> QuerySet[Any]:
    return Article.objects.published()


def languages() -> list[str]:
    return [code for code, name in settings.LANGUAGES]


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


class ListForm(forms.Form):
    """The parameters together."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        after, before = values.get("after"), values.get("before")
        if after and before and after.earliest > before.latest:
            self.add_error("after", _("“After” is later than “before”: exchange them."))
        if values.get("sort") == "relevance" and not values.get("q") and "q" not in self.errors:
            self.add_error("sort", _("Only a search can be sorted by relevance: give words in q."))
        return values


class ListFilter(django_filters.FilterSet):
    """What every list takes: a page, and the language of the interface."""

    cursor = Parameter()
    lang = Choice(values=languages)

    class Meta:
        form = ListForm

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        known = (data or QueryDict()).copy()
        # What does not exist is named, and goes into no address of the page.
        self.unknown = [name for name in known if name not in self.filters]
        for name in self.unknown:
            known.pop(name)
        self.data = known

    def rows(self, without: Collection[str] = (), of: QuerySet[Any] | None = None) -> Any:
        """The list under its filters, less those of the parameters in `without`; no row at all
        where a parameter was refused. `of`: the rows to filter, if not the list's own: the
        denials that fit what was asked of claims, say."""
        rows = self.queryset if of is None else of
        if not self.is_valid():
            return rows.none()
        for name, value in self.form.cleaned_data.items():
            if name not in without:
                rows = self.filters[name].filter(rows, value)
        return rows

    def ordered(self, rows: Any) -> Any:
        """`rows` in the order that the URL asks for, total and the same on every page."""
        return rows.newest_first()

    @cached_property
    def page(self) -> paging.Page:
        """The rows of the page that the URL asks for; one query. A cursor that is no page's
        counts as a refused parameter."""
        rows = self.ordered(self.rows())
        text = self.form.cleaned_data.get("cursor") if self.is_valid() else None
        try:
            cursor = paging.decode(text, rows) if text else None
        except paging.CursorError as error:
            self.form.add_error("cursor", ValidationError(str(error)))
            return paging.Page([])
        return paging.page(rows, cursor) if self.is_valid() else paging.Page([])


class StatementFilter(ListFilter):
    """The parameters that claims and evidence share (DESIGN, The URL)."""

    q = Matching()
    actor = Involving()
    claimant = Involving(Role.CLAIMANT, or_nobody=True)
    subject = Involving(Role.SUBJECT)
    denier = Involving(Role.DENIER)
    source = Involving(Role.SOURCE)
    holder = Involving(Role.HOLDER)
    requester = Involving(Role.REQUESTER)
    examiner = Involving(Role.EXAMINER)
    acting_for = Choice(values=["1"])
    after = After()
    before = Before()
    evidence = HavingStatus(values=EvidenceStatus.values)
    state = HavingEvidenceIn(values=EvidenceState.values)
    kind = OfKind(values=ClaimKind.values)
    denial = DeniedAs(values=[*DenialForm.values, "any", "none"])
    publisher = ReportedBy(records=actors, missing=_("There is no publisher “%(slug)s” here."))
    article = ReportedIn(records=articles, missing=_("There is no article “%(slug)s” here."))
    sort = Choice(values=["newest", "oldest", "relevance"])

    def ordered(self, rows: Any) -> Any:
        values = self.form.cleaned_data if self.is_valid() else {}
        if values.get("sort") == "oldest":
            return rows.oldest_first()
        if values.get("sort") == "relevance":
            return search.most_relevant_first(rows, values["q"], claim=f"{rows.to_claim}pk")
        return rows.newest_first()


class ArticleFilter(ListFilter):
    """The list of articles."""


class NamedLike(Parameter):
    """The beginnings of words of a name."""

    field_class = OneField

    def apply(self, qs: Any, value: Any) -> Any:
        return qs.named_like(value)


class ActorFilter(ListFilter):
    """The list of actors."""

    q = NamedLike()

    def ordered(self, rows: Any) -> Any:
        return rows.by_name()
