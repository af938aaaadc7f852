"""Records in the short form: registries and readings as a person would write them.

The values are those that `loading` makes of the files: mappings, lists and texts. What the short
form cannot say is left out of it, and what it would say otherwise is found by `differing`.
"""

import codecs
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from claims.models import (
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Correction,
    FormerSlug,
    Mention,
    Passage,
    PassedOver,
)

from ..exactly import SECTION
from ..kinds import Key, Rows
from ..loading import MOST_BYTES
from ..values import SLUG

StatementKey = tuple[str, str]


@dataclass
class Draft:
    """Registries by slug, readings by the article's slug, texts by the name of their file."""

    actors: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    readings: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass
class Kept:
    """The records, with what the drafting looks up in them."""

    rows: Rows
    ties: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    aliases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    former: dict[StatementKey, list[str]] = field(default_factory=lambda: defaultdict(list))
    corrections: dict[StatementKey, list[Correction]] = field(
        default_factory=lambda: defaultdict(list)
    )
    roles: dict[StatementKey, list[Attribution]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, list[ArticleText]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[str, list[Passage]] = field(default_factory=lambda: defaultdict(list))
    passed_over: dict[str, list[PassedOver]] = field(default_factory=lambda: defaultdict(list))
    # By the passage's key: what it carries, and whom it speaks of.
    anchors: dict[Key, list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    mentions: dict[Key, dict[StatementKey, list[Mention]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    anchored: set[StatementKey] = field(default_factory=set)

    def __post_init__(self) -> None:
        rows = self.rows
        for key in sorted(rows["affiliation"]):
            self.ties[key[0]].append(rows["affiliation"][key])
        for actor, name in sorted(rows["alias"]):
            self.aliases[actor].append(name)
        for kind, slug in sorted(rows["former_slug"]):
            former: FormerSlug = rows["former_slug"][kind, slug]
            owner: Any = former.actor or former.claim
            self.former[kind, owner.slug].append(slug)
        for key in sorted(rows["correction"]):
            self.corrections[key[:2]].append(rows["correction"][key])
        for key in sorted(rows["attribution"]):
            self.roles[key[:2]].append(rows["attribution"][key])
        for slug, revision in sorted(rows["article_text"]):
            self.texts[slug].append(rows["article_text"][slug, revision])
        for kind, listed in (("passage", self.passages), ("passed_over", self.passed_over)):
            for key in sorted(rows[kind]):
                listed[key[0]].append(rows[kind][key])
        for key in sorted(rows["anchor"]):
            self.anchors[key[2:]].append(rows["anchor"][key])
            self.anchored.add(key[:2])
        for key in sorted(rows["mention"]):
            self.mentions[key[4:]][key[:2]].append(rows["mention"][key])

    def in_file_order(self) -> list[Article]:
        """The articles as their readings are read."""
        slugs = sorted((slug for (slug,) in self.rows["article"]), key=file_name)
        return [self.rows["article"][slug,] for slug in slugs]


def file_name(slug: str) -> str:
    return f"{slug}.yaml"


def is_plain(slug: str) -> bool:
    """Whether the builder takes the slug as a key of the short form."""
    return bool(SLUG.fullmatch(slug)) and slug != SECTION


def has_words(value: str) -> bool:
    return bool(value.strip())


def given(**values: Any) -> dict[str, Any]:
    """Those that hold something."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def one_or_more(values: list[str]) -> Any:
    """A value alone, or the list."""
    return values[0] if len(values) == 1 else values


def is_file(body: str) -> bool:
    """Whether a file can hold the text: one that begins with a byte order mark, or is blank,
    would be taken for a mistake."""
    fits = len(body) <= MOST_BYTES and len(body.encode()) <= MOST_BYTES
    return fits and has_words(body) and not body.startswith(codecs.BOM_UTF8.decode())
