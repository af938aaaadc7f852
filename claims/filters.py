"""The filter is the URL: which parameters each list takes, and what they give together."""

from collections.abc import Collection
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from claims import paging, search
from claims.criteria import (
    After,
    Before,
    Choice,
    DeniedAs,
    HavingEvidenceIn,
    HavingStatus,
    Involving,
    Matching,
    NamedLike,
    OfKind,
    Page,
    ReportedBy,
    ReportedIn,
    StartingAt,
    actors,
)
from claims.models import Article, ClaimKind, DenialForm, EvidenceState, EvidenceStatus, Role
from claims.parameters import RecordField, RecordsField

# The roles that have a parameter of their own. A disputer is found by `actor`.
ROLES = tuple(role for role in Role.values if role != Role.DISPUTER)


def articles() -> QuerySet[Any]:
    return Article.objects.published()


def languages() -> list[str]:
    return [code for code, name in settings.LANGUAGES]


class ListForm(forms.Form):
    """The parameters together."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        after, before = values.get("after"), values.get("before")
        if after and before and after.earliest > before.latest:
            self.add_error("after", _("“After” is later than “before”: exchange them."))
        if values.get("sort") == "relevance" and not values.get("q") and "q" not in self.errors:
            self.add_error("sort", _("Only a search can be sorted by relevance: give words in q."))
        if values.get("at") and values.get("sort") == "relevance":
            self.add_error("at", _("A page can begin at a date only where dates give the order."))
        return values


class ListFilter(django_filters.FilterSet):
    """What every list takes: a page, and the language of the interface."""

    cursor = Page()
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

    def is_valid(self) -> bool:
        """As Django's. Of a valid list, `data` then has the present slugs of the records that the
        URL names by former ones: so have its chips and links."""
        valid: bool = super().is_valid()
        if valid:
            for name, value in self.form.cleaned_data.items():
                if value and isinstance(self.form.fields[name], RecordField | RecordsField):
                    records = value if isinstance(value, list) else [value]
                    present = [record.slug for record in records]
                    if {given.strip() for given in self.data.getlist(name)} - {"", *present}:
                        self.data.setlist(name, present)
        return valid

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
        if not self.is_valid():
            return paging.Page([])
        text = self.form.cleaned_data.get("cursor")
        try:
            cursor = paging.decode(text, self.ordered(self.queryset)) if text else None
        except paging.CursorError as error:
            self.form.add_error("cursor", ValidationError(str(error)))
            return paging.Page([])
        if cursor is None and (day := self.form.cleaned_data.get("at")):
            cursor = paging.at(self.ordered(self.queryset), day)
        return self.page_at(cursor)

    def page_at(self, cursor: paging.Cursor | None) -> paging.Page:
        """The page of a valid list that the cursor names."""
        return paging.page(self.ordered(self.rows()), cursor)

    def number(self) -> int:
        """How many rows a valid list has."""
        return int(self.rows().count())


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
    at = StartingAt()
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


class ActorFilter(ListFilter):
    """The list of actors."""

    q = NamedLike()

    def ordered(self, rows: Any) -> Any:
        return rows.by_name()
