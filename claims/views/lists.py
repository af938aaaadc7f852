"""Lists: filter, page, render."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from django_filters.views import FilterView

from claims import addresses, chips, facets, paging
from claims.bitmaps.filterset import IndexedFilter
from claims.choosing import ROLES, Choosing
from claims.exports import linked_pages
from claims.filters import ActorFilter, ArticleFilter, ListFilter
from claims.histogram import histogram
from claims.models import Actor, Article, Claim, Evidence

from .grounds import add_deciding_evidence
from .standings import add_standings


class BrowseView(FilterView):
    """A list whose URL is its whole state.

    A refused parameter gets status 400, its message beside the form, and no rows.
    """

    title: Promise

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.filterset = self.get_filterset(self.get_filterset_class())
        self.page = self.filterset.page
        self.object_list = self.page.rows
        valid = self.filterset.is_valid()
        response = self.render_to_response(self.get_context_data(valid=valid))
        response.status_code = 200 if valid else 400
        return response

    def get_filterset_kwargs(self, filterset_class: type[ListFilter]) -> dict[str, Any]:
        return {"data": self.request.GET, "queryset": self.get_queryset(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filterset, data = self.filterset, self.filterset.data
        found = filterset.number() if filterset.is_valid() else 0
        return {
            "view": self,
            "filter": filterset,
            "rows": self.page.rows,
            "found": found,
            "first_page": addresses.removing(data, "cursor"),
            "next_page": addresses.at_page(data, self.page.next),
            "last_page": addresses.at_page(data, self._end() if self.page.next else None),
            "previous_page": addresses.at_page(data, self.page.previous),
            "linked_data": self._linked_data(found),
            **kwargs,
        }

    def _linked_data(self, found: int) -> SafeString | None:
        """Of a refused list there is nothing to say."""
        if not self.filterset.is_valid():
            return None
        absolute = self.request.build_absolute_uri
        # Its address by present slugs, and without what is no filter.
        query = addresses.removing(self.filterset.data, "lang").rstrip("?")
        url = absolute(self.request.path + query)
        return linked_pages.of_list(str(self.title), url, found, self.page.rows, absolute)

    def _end(self) -> str:
        return paging.end(self.filterset.ordered(self.filterset.queryset))


class StatementList(BrowseView):
    """A list of statements: with facets, chips, and the number of undated ones."""

    filterset_class = IndexedFilter
    # The list's own name among the addresses.
    list_name: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        filterset = self.filterset
        valid = filterset.is_valid()
        return context | {
            "chips": chips.chips(filterset),
            "facets": list(facets.facets(filterset)) if valid else [],
            "histogram": histogram(filterset) if valid else None,
            "query": filterset.form.cleaned_data.get("q") if valid else None,
            "undated": filterset.counted.undated() if valid else 0,
            "whole_list": self.request.path,
            "choosing": Choosing.of_list(self.list_name, filterset.data),
            "roles": ROLES,
        }


class ClaimList(StatementList):
    title = gettext_lazy("Claims")
    template_name = "claims/claim_list.html"
    list_name = "claims"

    def get_queryset(self) -> QuerySet[Any]:
        return Claim.objects.published().with_people().with_passages().with_answers()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        add_deciding_evidence(self.page.rows)
        unanswered = addresses.setting(self.filterset.data, "denial", "none")
        return super().get_context_data(unanswered=unanswered, **kwargs)


class EvidenceList(StatementList):
    title = gettext_lazy("Evidence")
    template_name = "claims/evidence_list.html"
    list_name = "evidence"

    def get_queryset(self) -> QuerySet[Any]:
        return Evidence.objects.published().with_answered_claims().with_people().with_passages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        add_standings(self.page.rows, timezone.localdate())
        open_here = sum(row.standing.open for row in self.page.rows)
        newest = Article.objects.published().newest_day()
        return super().get_context_data(open_here=open_here, newest=newest, **kwargs)


class ArticleList(BrowseView):
    title = gettext_lazy("Articles")
    template_name = "claims/article_list.html"
    filterset_class = ArticleFilter

    def get_queryset(self) -> QuerySet[Any]:
        return Article.objects.published().with_publishers().with_claim_counts()


class ActorList(BrowseView):
    title = gettext_lazy("Actors")
    template_name = "claims/actor_list.html"
    filterset_class = ActorFilter

    def get_queryset(self) -> QuerySet[Any]:
        return Actor.objects.published().with_claim_counts().with_aliases()
