"""Where the records are, for search engines (https://www.sitemaps.org/protocol.html), in parts of
equal spans of primary keys: the last part costs what the first does."""

import re
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db.models import Max, QuerySet
from django.urls import reverse

from claims.models import Actor, Article, Claim

SPAN = 25_000
"""How many keys a part covers; a part may have 50,000 addresses at most."""
LARGEST_PART = 2**31 // SPAN


class _Part:
    def __init__(self, rows: Any) -> None:
        self.object_list = rows


class _Parts:
    """As Django's Paginator, as far as a Sitemap asks one."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.rows = rows

    @property
    def num_pages(self) -> int:
        # Of all rows: the largest key is the end of an index, the largest published one is not.
        last = self.rows.model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        return int(last) // SPAN + 1

    def page(self, number: Any) -> _Part:
        # As the list of parts writes it: int() takes other digits too, blanks and underlines.
        if not re.fullmatch("[1-9][0-9]{0,9}", str(number)):
            raise PageNotAnInteger("That is no number of a part.")
        part = int(number)
        if part > LARGEST_PART or part > self.num_pages:
            raise EmptyPage("There is no such part.")
        first = (part - 1) * SPAN
        return _Part(self.rows.filter(pk__gte=first, pk__lt=first + SPAN).order_by("pk"))


class _InParts(Sitemap):
    rows: QuerySet[Any]

    @property
    def paginator(self) -> Any:
        return _Parts(self.rows)

    def get_latest_lastmod(self) -> None:
        """Not asked: it would be a look at every row."""

    def get_urls(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_urls(*args, **kwargs)
        # No date of the last change is given to a whole part (`claimsite.conditional`).
        vars(self).pop("latest_lastmod", None)
        return found


class Claims(_InParts):
    def __init__(self) -> None:
        self.rows = Claim.objects.published().only("slug", "changed_at")

    def lastmod(self, claim: Claim) -> Any:
        return claim.changed_at


class Articles(_InParts):
    def __init__(self) -> None:
        self.rows = Article.objects.published().only("slug")


class Actors(_InParts):
    def __init__(self) -> None:
        self.rows = Actor.objects.published().only("slug")


class Pages(Sitemap):
    """The lists, unfiltered, and the page on method."""

    def items(self) -> list[str]:
        return ["claims", "evidence", "disputes", "timeline", "articles", "actors", "about"]

    def location(self, item: str) -> str:
        return reverse(item)


SECTIONS = {"pages": Pages, "claims": Claims, "articles": Articles, "actors": Actors}
