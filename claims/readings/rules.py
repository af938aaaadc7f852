"""Rules that are constraints of the database, repeated for records that never saw it."""

import re
from collections.abc import Iterator
from typing import Any

from claims.models import (
    CLAIM_ROLES,
    DENIAL_ROLES,
    EVIDENCE_ROLES,
    Actor,
    Affiliation,
    Anchor,
    Article,
    Attribution,
    FormerSlug,
    Mention,
    Passage,
    PassedOver,
    Relation,
)
from claims.models.article import BCP_47
from claims.models.base import Dated, Statement

from .problems import shown

# The constraint actor_wikidata_id_is_q_and_digits.
WIKIDATA = re.compile(r"Q[1-9][0-9]*")
# The constraint article_language_is_bcp_47.
LANGUAGE = re.compile(BCP_47)

Broken = Iterator[tuple[str, str]]


def broken_rules(record: Any) -> Broken:
    """The field of the record that breaks a rule, "" for its key, and why, with the remedy."""
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if isinstance(value, str) and not field.blank and not value.strip(" "):
            yield field.name, f"{field.name} is blank: give it one."
    if isinstance(record, Statement | Mention):
        yield from _date(record)
    match record:
        case Statement():
            yield from _address(record, "source_url")
        case Actor():
            yield from _actor(record)
        case Affiliation():
            yield from _affiliation(record)
        case Article():
            yield from article_rules(record)
        case Passage() | PassedOver():
            yield from _span(record)
        case Attribution():
            yield from _role(record)
        case Anchor() if record.relation != Relation.STATES and (record.denial or record.evidence):
            yield "relation", "a passage presupposes or answers a claim only: write states."
        case FormerSlug() if record.actor and record.claim:
            yield "claim", "it leads to an actor and to a claim: keep one of them."
        case Mention() if record.own_voice and (record.name or record.title):
            yield "own_voice", "in its own voice an article prints no speaker's name: remove it."


def is_web_address(value: str) -> bool:
    # The constraints article_url_is_http, article_archive_url_is_http and claim_source_is_http.
    return value.startswith(("http://", "https://"))


def _date(record: Dated) -> Broken:
    if bool(record.date) != bool(record.date_basis):
        lacks = "date_basis" if record.date else "date"
        yield "date", f"a date needs its basis, and a basis its date: add {lacks}."


def _address(record: Any, name: str) -> Broken:
    value = getattr(record, name)
    if value and not is_web_address(value):
        yield name, f"“{shown(value)}” is no web address: use http:// or https://."


def _actor(actor: Actor) -> Broken:
    if actor.slug == "none":
        yield "", "“none” is no address: in a list it means nobody. Choose another."
    if actor.wikidata_id and not WIKIDATA.fullmatch(actor.wikidata_id):
        yield "wikidata_id", "it is no Wikidata id: write Q and digits, such as Q794."


def _affiliation(tie: Affiliation) -> Broken:
    tie.fill()
    if tie.actor.slug == tie.principal.slug:
        yield "", "an actor does not act for itself: correct one of them."
    if tie.since_on and tie.until_on and tie.since_on > tie.until_on:
        yield "until", f"since {tie.since} is later than until {tie.until}: exchange them."


def article_rules(article: Article) -> Broken:
    if not LANGUAGE.fullmatch(article.language):
        yield "language", f"“{shown(article.language)}” is no language: write en, fa or zh-Hant."
    yield from _address(article, "url")
    yield from _address(article, "archive_url")


def _span(span: Passage | PassedOver) -> Broken:
    length = len(span.text.body)
    if not span.start < span.end <= length:
        yield "", f"the text has {length} characters, and it ends after it starts: correct them."
    elif isinstance(span, Passage) and not span.exact.strip(" "):
        yield "", "the words there are spaces alone: correct start and end."


def _role(attribution: Attribution) -> Broken:
    if attribution.denial:
        roles: Any = DENIAL_ROLES
    else:
        roles = EVIDENCE_ROLES if attribution.evidence else CLAIM_ROLES
    if attribution.role not in roles:
        yield "", f"“{attribution.role}” is no role there: use one of {', '.join(roles)}."
