"""What the site's pages hold as linked data, beside that of a claim: what is on the page, in the
terms of `linked`."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from . import described, linked
from .described import Absolute


def of_list(
    title: str, url: str, found: int, rows: Iterable[Any], absolute: Absolute
) -> SafeString:
    """A page of a list: how many there are in all, and where those on the page stand."""
    items = [
        {"@type": "ListItem", "position": place, "url": absolute(row.get_absolute_url())}
        for place, row in enumerate(rows, 1)
    ]
    return linked.in_page(
        {
            "@id": url,
            "@type": "CollectionPage",
            "name": title,
            "mainEntity": {
                "@type": "ItemList",
                "numberOfItems": found,
                "itemListElement": items,
            },
        },
        absolute,
    )


def of_article(article: Any, absolute: Absolute) -> SafeString:
    """An article, fetched with its publisher."""
    return linked.in_page(linked.article(described.article_in_short(article, absolute)), absolute)


def of_actor(actor: Any, absolute: Absolute) -> SafeString:
    """An actor, fetched with its aliases, and for whom it acts (PROV-O actedOnBehalfOf)."""
    ties = actor.affiliations.select_related("principal")
    urls = sorted({absolute(tie.principal.get_absolute_url()) for tie in ties})
    return linked.in_page(
        {
            **linked.agent(described.actor_in_short(actor, absolute)),
            "alternateName": [alias.name for alias in actor.aliases.all()],
            "prov:actedOnBehalfOf": [{"@id": url} for url in urls],
        },
        absolute,
    )


def of_site(absolute: Absolute) -> SafeString:
    """The site, for a page that is about nothing else."""
    url = absolute(reverse("home"))
    return linked.in_page({"@id": url, "@type": "WebSite", "name": "claimsite"}, absolute)
