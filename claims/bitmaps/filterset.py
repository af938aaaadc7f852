"""The filters of a list, answered by the index."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import cached_property
from pyroaring import BitMap

from claims import paging
from claims.filters import StatementFilter

from . import ordered
from .counted import Counted
from .dated import Dated
from .finding import MODELS, Found, with_words

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

    def keys(self) -> Iterator[int]:
        """The primary keys of a valid list's rows, in its order."""
        for records in self._tiers():
            yield from ordered.in_order(
                self.found.shelf,
                records,
                newest=self._newest,
                backwards=False,
                few=self.found.few(),
            )

    def page_at(self, cursor: paging.Cursor | None) -> paging.Page:
        return ordered.page(
            self.found,
            self._tiers(),
            self.ordered(self.queryset),
            newest=self._newest,
            cursor=cursor,
        )

    @property
    def _newest(self) -> bool:
        return bool(self.form.cleaned_data.get("sort") != "oldest")

    def _tiers(self) -> list[BitMap]:
        """The rows, the best matches apart from the others where the list is sorted by that."""
        values = self.form.cleaned_data
        rows = self.found.rows()
        if values.get("sort") != "relevance":
            return [rows]
        in_sentence = with_words(values["q"], self.found.shelf, "sentence")
        return [rows & in_sentence, rows - in_sentence]
