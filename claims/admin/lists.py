"""The lists of the admin, as quick for a million records as for ten.

No click counts a whole table, sorts by what has no index, or asks a question for each row.
"""

import copy
from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from claims.models import Change
from claims.querysets.finding import MOST_FOUND

from .labels import shortened

MOST_COUNTED = MOST_FOUND - 1
# What one action may be done to: each record of it is written by itself, in one transaction.
MOST_AT_ONCE = 1_000


class Some(int):
    """How many there are: up to MOST_COUNTED exactly; one more stands for all that are more."""

    def __str__(self) -> str:
        return f"more than {MOST_COUNTED:,}" if self > MOST_COUNTED else super().__repr__()

    __repr__ = __str__


class SomePages(Paginator):
    """The pages of the first MOST_COUNTED rows; what is further down is to be searched for."""

    _counted: Some | None = None

    # A property, for that is what the parent's stub has; kept, as the parent keeps it.
    @property
    def count(self) -> int:
        if self._counted is None:
            rows: Any = self.object_list
            # The keys alone: what is selected along with them is not to be joined and counted.
            self._counted = Some(rows.order_by().values("pk")[: MOST_COUNTED + 1].count())
        return self._counted


class RecordList(ChangeList):
    """A page of records, and what its columns say beyond the records' own fields."""

    most_at_once = MOST_AT_ONCE

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: Any = list(self.result_list)
        own: Any = self.model_admin
        own.fill_in(rows)
        self.result_list = rows


class FilterByKnown(admin.ChoicesFieldListFilter, ABC):
    """A filter by the values of a field without choices, for which Django would go through the
    whole table; `known` says them."""

    def __init__(self, field: Any, *args: Any, **kwargs: Any) -> None:
        field = copy.copy(field)  # the model's own stays without choices
        field.choices = self.known()
        super().__init__(field, *args, **kwargs)

    @abstractmethod
    def known(self) -> list[tuple[str, str]]:
        """(value, words)."""


class Listed(admin.ModelAdmin):
    """An admin whose list, and the autocomplete that chooses from it, are bounded."""

    paginator = SomePages
    list_per_page = 50
    list_max_show_all = 0
    # Neither a count of the whole table beside that of what was found, nor one for each filter.
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    # Only what an index holds in order.
    sortable_by: ClassVar[Any] = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordList

    def fill_in(self, rows: list[Any]) -> None:
        """Give the records of a page what its columns say beyond their own fields. A fixed number
        of queries."""
        if "written_by" in self.list_display:
            kind, keys = str(self.opts.model_name), [row.pk for row in rows]
            authors = Change.objects.authors_of(kind, keys)
            for row in rows:
                row.author = authors.get(row.pk, "")

    @admin.display(description="written by", empty_value="–")
    def written_by(self, record: Any) -> str:
        """The user who added it; nobody for what a file or an import brought."""
        return getattr(record, "author", "")

    # Finding -------------------------------------------------------------------------------------

    def found(self, rows: Any, typed: str) -> Any:
        """Those of `rows` that somebody looks for who typed `typed`."""
        return rows.found_by(typed)

    # Actions -------------------------------------------------------------------------------------

    def response_action(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """As Django's; but "all that were found" are not more than can be done at once."""
        if request.POST.get("select_across", "0") != "0":
            number = queryset.order_by().values("pk")[: MOST_AT_ONCE + 1].count()
            if number > MOST_AT_ONCE:
                self.message_user(
                    request,
                    f"Nothing is done: more than {MOST_AT_ONCE:,} records were chosen. Filter or "
                    "search the list first, or go page by page.",
                    messages.ERROR,
                )
                return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset)


def several(names: list[str], most: int = 4) -> str:
    """The first of the names, and how many more there are."""
    shown = ", ".join(shortened(name, 60) for name in names[:most])
    return f"{shown}, and {len(names) - most} more" if len(names) > most else shown
