"""The first records of a list as an Atom feed (RFC 4287), by Django's own generator."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import ActorKind, EvidenceKind, EvidenceState

from .described import Record

LENGTH = 50
"""How many records a feed has: the first of the list, the newest unless asked otherwise."""


class Entry(NamedTuple):
    """What a feed says of a record. Its address is its id; `changed` is ISO 8601, or ""."""

    title: str
    url: str
    words: str
    author: str
    changed: str


def written(
    entries: Iterable[Entry], *, title: str, list_url: str, feed_url: str, description: str
) -> str:
    """The feed. `list_url`: the page of the same records, which is the feed's own id: it stays as
    long as the filters mean the same."""
    feed: Any = Atom1Feed(
        title=title,
        link=list_url,
        feed_url=feed_url,
        description=description,
        author_name="claimsite",
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            unique_id=entry.url,
            description=entry.words,
            updateddate=_moment(entry.changed),
            author_name=entry.author or None,
        )
    return str(feed.writeString("utf-8"))


def of_claim(claim: Record) -> Entry:
    """Whose word it is, and the words themselves."""
    claimants = _people(claim["claimants"])
    by = (
        _("According to %(names)s.") % {"names": claimants}
        if claimants
        else _("No source says who claims it.")
    )
    words = " ".join([by, *_quotes(claim)])
    return Entry(claim["text"], claim["url"], words, claimants, claim["changed"])


def of_evidence(evidence: Record) -> Entry:
    """What is said to have become of it, whose word that is, and the words themselves."""
    kind, state = EvidenceKind(evidence["kind"]).label, EvidenceState(evidence["state"]).label
    sources = _people(evidence["sources"])
    by = [_("According to %(names)s.") % {"names": sources}] if sources else []
    about = _("About the claim: %(claim)s") % {"claim": evidence["claim"]["text"]}
    own = [f"“{evidence['words']}”"] if evidence["words"] else []
    words = " ".join([*by, about, *own, *_quotes(evidence)])
    return Entry(f"{kind}: {state}", evidence["url"], words, sources, evidence["changed"])


def of_article(article: Record) -> Entry:
    """Who published it, and how many claims rest on it."""
    publisher = article["publisher"]["name"]
    claims = article["claims"]
    told = ngettext("One claim rests on it.", "%(number)s claims rest on it.", claims)
    words = _("Published by %(name)s.") % {"name": publisher} + " " + told % {"number": claims}
    return Entry(article["headline"], article["url"], words, publisher, article["changed"])


def of_actor(actor: Record) -> Entry:
    """What it is, and in how many claims it has a part."""
    claims = actor["claims"]
    told = ngettext("One claim involves it.", "%(number)s claims involve it.", claims)
    words = f"{ActorKind(actor['kind']).label}. {told % {'number': claims}}"
    return Entry(actor["name"], actor["url"], words, "", actor["changed"])


def _people(people: Iterable[Record]) -> str:
    return ", ".join(person["name"] for person in people)


def _quotes(record: Record) -> list[str]:
    return [f"“{passage['exact']}” ({_named(passage)})" for passage in record["passages"]]


def _named(passage: Record) -> str:
    article = passage["article"]
    return f"{article['publisher']['name']}: {article['headline']}"


def _moment(changed: str) -> datetime:
    if changed:
        return datetime.fromisoformat(changed)
    # What nobody knows the change of was there before anything: a feed has to give some time.
    return datetime(1970, 1, 1, tzinfo=timezone.get_default_timezone())
