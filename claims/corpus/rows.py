"""Rows of the tables: what the stories tell, and all that is derived of it.

A row is a tuple in the order of `COLUMNS`; days and moments are ISO strings, as both engines read
them.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from claims import search
from claims.bitmaps import keys as k
from claims.bitmaps.building import Building
from claims.bitmaps.writing import packed
from claims.intake import likeness

from . import derived
from .calendar import When
from .people import Affiliated, People
from .shape import MENTIONED, Draw
from .stories import Article, Claim, Part, Passage, Story

Row = tuple[Any, ...]
About = tuple[int, int | None, int | None]
"""A claim, and a denial or evidence of it, if it is about one."""
Rows = dict[str, list[Row]]
"""Rows by the name of the model, in the order of their primary keys."""

_DATED = ("date", "date_basis", "date_note", "earliest_on", "latest_on")
_STATEMENT = ("id", *_DATED, "slug", "publication_state", "source_url")
COLUMNS: dict[str, tuple[str, ...]] = {
    "Actor": ("id", "slug", "name", "kind", "vague", "wikidata_id"),
    "Alias": ("id", "actor_id", "name"),
    "Affiliation": (
        *("id", "actor_id", "principal_id", "office", "since", "until", "since_on", "until_on"),
    ),
    "CountsAs": ("id", "actor_id", "principal_id", "since_on", "until_on"),
    "ActorWords": ("actor_id", "names"),
    "Article": (
        *("id", "slug", "headline", "publisher_id", "agency_id", "byline", "dateline"),
        *("published", "published_as_given", "published_earliest_on", "published_latest_on"),
        *("language", "url", "archive_url", "retrieved_on", "rights", "publication_state"),
    ),
    "ArticleText": ("id", "article_id", "revision", "body", "sha256"),
    "TextLikeness": ("text_id", "band_0", "band_1", "band_2", "band_3"),
    "Passage": ("id", "text_id", "start", "end", "exact"),
    "Claim": (*_STATEMENT, "text", "kind", "evidence_status", "changed_at"),
    "ClaimWords": ("claim_id", "sentence", "everything"),
    "Evidence": (*_STATEMENT, "claim_id", "side", "kind", "state"),
    "Denial": (*_STATEMENT, "claim_id", "form", "refuses_id"),
    "Attribution": ("id", "claim_id", "denial_id", "evidence_id", "actor_id", "role"),
    "Anchor": ("id", "claim_id", "denial_id", "evidence_id", "passage_id", "relation"),
    "Mention": (
        *("id", *_DATED, "attribution_id", "passage_id", "name", "title", "medium", "own_voice"),
    ),
    "RecordKeys": ("record", "claim_id", "keys"),
    "KeyChunk": ("id", "key", "chunk", "bits", "stamp"),
}
"""In the order in which they rest on one another."""


class Filling:
    """Fills `rows`, which the caller empties when there are enough; `keys` are the next primary
    keys, by the name of the model."""

    def __init__(self, people: People, keys: dict[str, int], draw: Draw) -> None:
        self.rows: Rows = {name: [] for name in COLUMNS}
        self.index = {of: Building(of) for of in k.Of}
        self._people = people
        self._keys = {name: count(first) for name, first in keys.items()}
        self._draw = draw

    # Actors --------------------------------------------------------------------------------------

    def actors(self) -> Iterator[None]:
        """The actors, one after the other; each time, their rows may be taken."""
        rows, people = self.rows, self._people
        for key in people.keys:
            name, alias = people.name(key), people.alias(key)
            slug = f"{_in_an_address(name)}-{key}"
            kind = people.kind(key)
            rows["Actor"].append((key, slug, name, kind, people.is_vague(key), ""))
            if alias:
                rows["Alias"].append((next(self._keys["Alias"]), key, alias))
            names = [name, alias] if alias else [name]
            rows["ActorWords"].append((key, search.joined(names)))
            for tie in people.affiliations.get(key, ()):
                rows["Affiliation"].append((next(self._keys["Affiliation"]), *_affiliation(tie)))
            counts_as = ((key, None, None), *people.acts_for.get(key, ()))
            for principal, since, until in counts_as:
                counted = next(self._keys["CountsAs"])
                rows["CountsAs"].append((counted, key, principal, since, until))
            yield

    # Stories -------------------------------------------------------------------------------------

    def story(self, story: Story) -> None:
        for article in story.articles:
            self._article(article)
        for claim in story.claims:
            self._claim(claim)

    def _article(self, article: Article) -> None:
        article.key = key = next(self._keys["Article"])
        day = article.day.isoformat()
        self.rows["Article"].append(
            (
                *(key, f"article-{key}", article.headline.text, article.publisher),
                *(article.agency, "", article.dateline.text, day, day, day, day),
                *(article.language.tag, f"https://news-{article.publisher}.example/{key}"),
                *("", day, "", article.publication_state),
            )
        )
        body, text = "".join(article.written), next(self._keys["ArticleText"])
        sha256 = hashlib.sha256(body.encode()).hexdigest()
        self.rows["ArticleText"].append((text, key, 1, body, sha256))
        words = " ".join(filter(None, article.folded)).split(" ")
        bands = likeness.bands(likeness.simhash_of(words))
        self.rows["TextLikeness"].append((text, *bands))
        for passage in article.passages:
            passage.key = next(self._keys["Passage"])
            exact = passage.said.text
            end = passage.start + len(exact)
            self.rows["Passage"].append((passage.key, text, passage.start, end, exact))

    def _claim(self, claim: Claim) -> None:
        claim.key = key = next(self._keys["Claim"])
        first = claim.places[0][0]
        claim.evidence_status = derived.status(claim, self._people.acts_for)
        self.rows["Claim"].append(
            (
                *(key, *_dated(claim.when, claim.basis)),
                *(f"claim-{key}", claim.publication_state, "", claim.text.text, claim.kind),
                *(claim.evidence_status, f"{first.day} 12:00:00"),
            )
        )
        for _, passage, relation in claim.places:
            self._anchor((key, None, None), passage, relation)
        people = [("claimant", one) for one in claim.claimants]
        people += [("subject", one) for one in claim.subjects]
        for role, actor in people:
            row = self._attribution((key, None, None), actor, role)
            if role == "claimant":
                for article, passage, _ in claim.places:
                    own_voice = claim.own_voice and actor == article.publisher
                    self._mention(row, actor, passage, claim.when, claim.basis, own_voice)
        for part in claim.evidence:
            self._part("Evidence", key, part, part.side, part.kind, part.state)
        for part in claim.denials:
            refused = part.refuses.key if part.refuses else None
            self._part("Denial", key, part, part.kind, refused)
        self._follow(claim)

    def _part(self, model: str, claim: int, part: Part, *fields: Any) -> None:
        part.key = key = next(self._keys[model])
        slug = f"{model.lower()}-{key}"
        self.rows[model].append(
            (
                *(key, *_dated(part.when, part.basis)),
                *(slug, part.publication_state, "", claim, *fields),
            )
        )
        about: About = (claim, key, None) if model == "Denial" else (claim, None, key)
        self._anchor(about, part.passage, "states")
        for role, actor in part.people:
            row = self._attribution(about, actor, role)
            self._mention(row, actor, part.passage, part.when, part.basis, False)

    def _anchor(self, about: About, passage: Passage, relation: str) -> None:
        key = next(self._keys["Anchor"])
        self.rows["Anchor"].append((key, *about, passage.key, relation))

    def _attribution(self, about: About, actor: int, role: str) -> int:
        key = next(self._keys["Attribution"])
        self.rows["Attribution"].append((key, *about, actor, role))
        return key

    def _mention(
        self, row: int, actor: int, passage: Passage, when: When, basis: str, own_voice: bool
    ) -> None:
        if (passage.by == actor or own_voice) and self._draw() < MENTIONED:
            printed = ("", "") if own_voice else (passage.name, passage.title)
            self.rows["Mention"].append(
                (
                    *(next(self._keys["Mention"]), *_dated(when, basis)),
                    *(row, passage.key, *printed, "", own_voice),
                )
            )

    # Derived -------------------------------------------------------------------------------------

    def _follow(self, claim: Claim) -> None:
        """What is derived of the claim, but for its status."""
        self.rows["ClaimWords"].append((claim.key, *derived.words(claim)))
        for record, keys in derived.filed(claim, self._people.acts_for).items():
            self.rows["RecordKeys"].append((record, claim.key, packed(keys)))
            self._chunks(self.index[k.kind_of(record)].take(k.pk_of(record), keys))

    def end(self) -> None:
        """When all is told: what is left of the index."""
        for building in self.index.values():
            self._chunks(building.rest())

    def _chunks(self, rows: Iterable[tuple[int, int, bytes]]) -> None:
        self.rows["KeyChunk"] += [(next(self._keys["KeyChunk"]), *row, 1) for row in rows]


def _dated(when: When, basis: str) -> Row:
    return (when.edtf, basis, "", when.begins, when.ends)


def _affiliation(tie: Affiliated) -> Row:
    since, until = tie.since, tie.until
    return (
        *(tie.actor, tie.principal, tie.office),
        *(since.edtf, until.edtf, since.begins, until.ends),
    )


def _in_an_address(name: str) -> str:
    """The ASCII letters of the name, with hyphens between its words."""
    return "-".join("".join(c for c in word if c.isascii()) for word in name.lower().split())
