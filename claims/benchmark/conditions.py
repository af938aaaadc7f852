"""A list's parameters as the WHERE of textbook SQL, on `claims_claim AS c`."""

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlencode

from claims import dates, folding

from .answers import ROLES
from .databases import Database

# SQL, and its parameters.
Condition = tuple[str, list[Any]]

DENIED = (
    "EXISTS (SELECT 1 FROM claims_denial AS d"
    " WHERE d.claim_id = c.id AND d.publication_state = 'published')"
)
# Who has a role in a denial, or in evidence, has it where that is published.
STATEMENT = {
    "claimant": "",
    "subject": "",
    "denier": " JOIN claims_denial AS s ON s.id = a.denial_id"
    " AND s.publication_state = 'published'",
    "source": " JOIN claims_evidence AS s ON s.id = a.evidence_id"
    " AND s.publication_state = 'published'",
}
ANCHORED = (
    " LEFT JOIN claims_denial AS d ON d.id = n.denial_id"
    " LEFT JOIN claims_evidence AS e ON e.id = n.evidence_id"
    " JOIN claims_passage AS p ON p.id = n.passage_id"
    " JOIN claims_articletext AS x ON x.id = p.text_id"
    " JOIN claims_article AS w ON w.id = x.article_id AND w.publication_state = 'published'"
)
PUBLISHED_ANCHOR = (
    "(n.denial_id IS NULL OR d.publication_state = 'published')"
    " AND (n.evidence_id IS NULL OR e.publication_state = 'published')"
)
_WORDS = {
    "sqlite": "SELECT rowid FROM claims_words_fts WHERE claims_words_fts MATCH ?",
    "postgresql": "SELECT claim_id FROM claims_claimwords WHERE"
    " to_tsvector('simple', COALESCE(everything, '')) @@ to_tsquery('simple', ?)",
}


class Asked:
    """What is asked of the list: a name for the reader, and the parameters of the URL."""

    def __init__(self, name: str, **parameters: str) -> None:
        self.name = name
        self.parameters = parameters

    @property
    def query_string(self) -> str:
        return urlencode(self.parameters)

    @property
    def acting_for(self) -> bool:
        return self.parameters.get("acting_for") == "1"

    def where(self, database: Database, without: Collection[str] = ()) -> Condition:
        """The condition that a claim is published and fits all parameters but those in `without`.
        What the values name is looked up here, apart from what is timed."""
        conditions: list[Condition] = [("c.publication_state = 'published'", [])]
        for name, value in self.parameters.items():
            if name not in without:
                conditions += self._conditions(database, name, value)
        return (
            " AND ".join(sql for sql, _ in conditions),
            [value for _, values in conditions for value in values],
        )

    def _conditions(self, database: Database, name: str, value: str) -> Iterator[Condition]:
        if name in ROLES:
            yield self._in_role(name, _actor(database, value))
        elif name == "after":
            yield "c.latest_on >= ?", [dates.bound(value).earliest.isoformat()]
        elif name == "before":
            yield "c.earliest_on <= ?", [dates.bound(value).latest.isoformat()]
        elif name == "evidence":
            yield "c.evidence_status = ?", [value]
        elif name == "kind":
            yield "c.kind = ?", [value]
        elif name == "denial" and value in ("any", "none"):
            yield DENIED if value == "any" else f"NOT {DENIED}", []
        elif name == "publisher":
            yield (
                f"c.id IN (SELECT n.claim_id FROM claims_anchor AS n{ANCHORED}"  # noqa: S608
                f" WHERE w.publisher_id = ? AND {PUBLISHED_ANCHOR})",
                [_actor(database, value)],
            )
        elif name == "q":
            yield f"c.id IN ({_WORDS[database.vendor]})", [_sought(database, value)]
        elif name != "acting_for":
            raise ValueError(f"the SQL floor knows no {name}={value}")

    def _in_role(self, role: str, actor: int) -> Condition:
        own = f"FROM claims_attribution AS a{STATEMENT[role]}"
        if not self.acting_for:
            who = "a.actor_id = ?"
        else:
            own += (
                " JOIN claims_claim AS b ON b.id = a.claim_id"
                " JOIN claims_countsas AS t ON t.actor_id = a.actor_id"
            )
            who = f"t.principal_id = ? AND {held(role, 'b')}"
        return f"c.id IN (SELECT a.claim_id {own} WHERE a.role = '{role}' AND {who})", [actor]


def held(role: str, claim: str) -> str:
    """The condition that an affiliation `t` holds on the day of the statement that has the role."""
    earliest, latest = f"{claim}.earliest_on", f"{claim}.latest_on"
    if STATEMENT[role]:
        # Without a date of its own it counts on the day of its claim.
        earliest = f"COALESCE(s.earliest_on, {earliest})"
        latest = f"COALESCE(s.latest_on, {latest})"
    return (
        f"(t.since_on IS NULL OR t.since_on <= {latest})"
        f" AND (t.until_on IS NULL OR t.until_on >= {earliest})"
    )


def _actor(database: Database, slug: str) -> int:
    return int(database.one("SELECT id FROM claims_actor WHERE slug = ?", [slug]))


def _sought(database: Database, text: str) -> str:
    """Words as the engine's full text takes them."""
    words = folding.words(text)
    if database.vendor == "postgresql":
        return " & ".join(words)
    return "everything : (" + " ".join(f'"{word}"' for word in words) + ")"
