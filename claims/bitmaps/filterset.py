"""The filters of a list, answered by the index."""

from array import array
from functools import cached_property
from typing import Any

from pyroaring import BitMap

from claims import paging, search
from claims.filters import StatementFilter
from claims.models import Claim

from . import ordered
from .counted import Counted
from .dated import Dated
from .finding import MODELS, Found, of_rows

_KINDS = {model: of for of, model in MODELS.items()}


class IndexedFilter(StatementFilter):
    """As `StatementFilter`, of claims or of evidence: the same parameters, the same answers."""

    @cached_property
    def found(self) -> Found:
        return Found(self, _KINDS[self.queryset.model])

    def found_of(self, model: Any) -> Found:
        """What fits the same filters of another kind, in the same moment."""
        return Found(self, _KINDS[model], at=self.found)

    @cached_property
    def counted(self) -> Any:
        return Counted(self.found)

    @cached_property
    def dated(self) -> Any:
        return Dated.of(self.found)

    def number(self) -> int:
        return len(self.found.rows())

    def _in_sentence(self, query: search.Query) -> BitMap:
        """Those whose claim has the words in its own sentence."""
        if self.queryset.model is Claim:
            return BitMap(array("I", search.claims_with(query, "sentence")))
        published = self.queryset.model.objects.published()
        return of_rows(search.in_sentence(published, query, claim="claim"))

    def page_at(self, cursor: paging.Cursor | None) -> paging.Page:
        values = self.form.cleaned_data
        tiers = [rows := self.found.rows()]
        if values.get("sort") == "relevance":
            in_sentence = self._in_sentence(values["q"])
            tiers = [rows & in_sentence, rows - in_sentence]
        return ordered.page(
            self.found,
            tiers,
            self.ordered(self.queryset),
            newest=values.get("sort") != "oldest",
            cursor=cursor,
        )
