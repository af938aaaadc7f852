"""The kinds of record that a fixture holds: by what each is known, and what else it says.

Known are the records that people write. What is derived, the history and dismissed proposals are
in no reading and in no fixture.
"""

from typing import Any, NamedTuple

from django.db import models

from claims.models import (
    Actor,
    Affiliation,
    Alias,
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Claim,
    Correction,
    Denial,
    Evidence,
    FormerSlug,
    Mention,
    Passage,
    PassedOver,
)

Key = tuple[Any, ...]
"""A record's natural key: texts and, for places in a text, numbers."""

Rows = dict[str, dict[Key, Any]]
"""Records by kind and key; the kinds in the order in which they rest on one another."""


class Kind(NamedTuple):
    """What the parts of the key are called, and the fields beside it. None of them is derived."""

    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[str, ...] = ()


_PLACE = ("article", "revision", "start", "end")
_ABOUT = ("of", "slug")
_DATE = ("date", "date_basis", "date_note")
_STATEMENT = (*_DATE, "publication_state", "source_url")
_PRINTED = ("byline", "dateline", "published", "published_as_given")
_SOURCE = ("language", "url", "archive_url", "retrieved_on", "rights", "publication_state")

KINDS: dict[str, Kind] = {
    "actor": Kind(Actor, ("slug",), ("name", "kind", "vague", "wikidata_id")),
    "alias": Kind(Alias, ("actor", "name")),
    "affiliation": Kind(Affiliation, ("actor", "principal", "office", "since"), ("until",)),
    "article": Kind(Article, ("slug",), ("headline", "publisher", "agency", *_PRINTED, *_SOURCE)),
    "article_text": Kind(ArticleText, ("article", "revision")),
    "passage": Kind(Passage, _PLACE),
    "claim": Kind(Claim, ("slug",), ("text", "kind", *_STATEMENT)),
    "evidence": Kind(Evidence, ("slug",), ("claim", "side", "kind", "state", "words", *_STATEMENT)),
    "denial": Kind(Denial, ("slug",), ("claim", "form", "refuses", *_STATEMENT)),
    "attribution": Kind(Attribution, (*_ABOUT, "actor", "role")),
    "anchor": Kind(Anchor, (*_ABOUT, *_PLACE), ("relation",)),
    "mention": Kind(
        Mention,
        (*_ABOUT, "actor", "role", *_PLACE),
        ("name", "title", "medium", "own_voice", *_DATE),
    ),
    "passed_over": Kind(PassedOver, _PLACE, ("reason",)),
    "correction": Kind(Correction, (*_ABOUT, "made_on", "text")),
    "former_slug": Kind(FormerSlug, _ABOUT, ("actor", "claim")),
}
"""In the order in which they rest on one another: that of a fixture."""

_STATEMENTS = ("claim", "denial", "evidence")
OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("attribution", "anchor", "mention"), _STATEMENTS),
    "correction": ("claim", "article"),
    "former_slug": ("actor", "claim"),
}
"""Which kinds of record the part `of` of a key can be."""

NUMBERS = frozenset({"revision", "start", "end"})
"""The parts of a key that are numbers."""

_KIND_OF = {kind.model: name for name, kind in KINDS.items()}


def kind_of(record: models.Model) -> str:
    return _KIND_OF[type(record)]


def key_of(record: Any) -> Key:
    """The natural key; of a record that is in no database as of one that is."""
    if isinstance(record, FormerSlug):
        # A record that is in no database has no number, by which the model would know.
        leads_to_actor = record.actor_id or record._state.fields_cache.get("actor")
        return ("actor" if leads_to_actor else "claim", record.slug)
    return tuple(record.natural_key())


def collected(records: Any) -> Rows:
    """The records by kind and key; the first of a key is kept."""
    rows: Rows = {name: {} for name in KINDS}
    for record in records:
        rows[kind_of(record)].setdefault(key_of(record), record)
    return rows
