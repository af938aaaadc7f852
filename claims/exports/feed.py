"""The first claims of a list as an Atom feed (RFC 4287), by Django's own generator."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from .described import Record

LENGTH = 50
"""How many claims a feed has: the first of the list, the newest unless asked otherwise."""


def written(
    claims: Iterable[Record], *, title: str, list_url: str, feed_url: str, description: str
) -> str:
    """The feed. `list_url`: the page of the same claims, which is the feed's own id: it stays as
    long as the filters mean the same. An entry's id is the address of its claim's page."""
    feed: Any = Atom1Feed(
        title=title,
        link=list_url,
        feed_url=feed_url,
        description=description,
        author_name="claimsite",
    )
    for claim in claims:
        feed.add_item(
            title=claim["text"],
            link=claim["url"],
            unique_id=claim["url"],
            description=in_words(claim),
            updateddate=_changed(claim),
            author_name=", ".join(person["name"] for person in claim["claimants"]) or None,
        )
    return str(feed.writeString("utf-8"))


def in_words(claim: Record) -> str:
    """Whose word it is, and the words themselves."""
    claimants = ", ".join(person["name"] for person in claim["claimants"])
    by = (
        _("According to %(names)s.") % {"names": claimants}
        if claimants
        else _("No source says who claims it.")
    )
    quotes = (f"“{passage['exact']}” ({_named(passage)})" for passage in claim["passages"])
    return " ".join([by, *quotes])


def _named(passage: Record) -> str:
    article = passage["article"]
    return f"{article['publisher']['name']}: {article['headline']}"


def _changed(claim: Record) -> datetime:
    if claim["changed"]:
        return datetime.fromisoformat(claim["changed"])
    # What nobody knows the change of was there before anything: a feed has to give some time.
    return datetime(1970, 1, 1, tzinfo=timezone.get_default_timezone())
