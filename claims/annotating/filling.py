"""What a short form is filled in with: from the words themselves, from what is proposed of them,
from a record that the same words carry already."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.models import Actor, Mention, Relation, Role
from claims.readings.dating import Told

from .choosing import Statement, kind_of
from .people import ROLES
from .places import Span
from .sheet import SPEAKING, Sheet

_SPEAKERS = frozenset(SPEAKING.values())


@dataclass
class Filling:
    """Initial values of a form about the words at `span`.

    `kind` is that of the record; `record` the one of which this is another passage; `like` one
    that these words carry already.
    """

    sheet: Sheet
    span: Span
    kind: str
    record: Statement | None = None
    like: Statement | None = None
    relation: str = Relation.STATES

    @property
    def quote(self) -> str:
        return self.sheet.body[slice(*self.span)]

    @property
    def is_stated(self) -> bool:
        return self.kind != "claim" or self.relation == Relation.STATES

    def fields(self) -> dict[str, Any]:
        told = self.told()
        found: dict[str, Any] = {
            "relation": self.relation,
            **told._asdict(),
            "medium": self._medium(),
            "own_voice": self._in_own_voice(),
        }
        found = {_FIELDS.get(name, name): value for name, value in found.items()}
        if self.kind == "claim" and self.record is None:
            found["text"] = " ".join(self.quote.split())[:500]
        about = self._claim()
        return {**found, "claim": about} if about and self.kind != "claim" else found

    def told(self) -> Told:
        """When: of a claim that is only presupposed or answered, no more is known than that it
        was reported by the day of publication."""
        if not self.is_stated:
            return self.sheet.reported
        dated = [m for m in self._like_mentions() if m.date and m.attribution.role in _SPEAKERS]
        if dated:
            return Told(dated[0].date, dated[0].date_basis, dated[0].date_note)
        return self.sheet.likely_date(self.span)

    def _claim(self) -> Any:
        """The claim that is likely denied, or proved, by these words."""
        if self.like is None:
            return None
        return self.like if kind_of(self.like) == "claim" else self.like.claim  # type: ignore[union-attr]

    def _like_mentions(self) -> list[Mention]:
        """Those of `like` in these words."""
        if self.like is None:
            return []
        return [
            mention
            for mention in self.sheet.mentions
            if (mention.passage.start, mention.passage.end) == self.span
            and _is_of(mention, self.like)
        ]

    def _medium(self) -> str:
        return next((m.medium for m in self._like_mentions() if m.medium), "")

    def _in_own_voice(self) -> bool:
        return self.is_stated and any(mention.own_voice for mention in self._like_mentions())

    # People --------------------------------------------------------------------------------------

    def people(self) -> list[dict[str, Any]]:
        """A row for each who is likely to have a role, then for each who is named, without one."""
        printed = self.sheet.printed(self.quote)
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        for actor, role in self._with_roles(set(printed)):
            name, title = printed.get(actor.slug, ("", ""))
            rows[actor.slug, role] = _row(actor, role, name, title)
        seen = {slug for slug, _ in rows}
        for slug, (name, title) in printed.items():
            if slug not in seen:
                rows[slug, ""] = _row(self.sheet.actor(slug), "", name, title)
        return list(rows.values())

    def _with_roles(self, printed: set[str]) -> Iterator[tuple[Actor, str]]:
        like = self._like_mentions()
        speaking = SPEAKING[self.kind]
        if self.is_stated:
            told = [
                m.attribution.actor
                for m in like
                if m.attribution.role in _SPEAKERS and not m.own_voice
            ]
            if told or any(mention.own_voice for mention in like):
                yield from ((actor, speaking) for actor in told)
            else:
                slugs = self.sheet.speakers(self.span)
                yield from ((self.sheet.actor(slug), speaking) for slug in slugs)
        roles = set(ROLES[self.kind]) - _SPEAKERS
        yield from (
            (m.attribution.actor, m.attribution.role) for m in like if m.attribution.role in roles
        )
        # Whom a claim is about stays the same: it is mentioned wherever it is printed.
        yield from ((actor, Role.SUBJECT) for actor in self._subjects() if actor.slug in printed)

    def _subjects(self) -> list[Actor]:
        if self.record is None or kind_of(self.record) != "claim":
            return []
        rows = self.record.attributions.filter(role=Role.SUBJECT).order_by("pk")
        return [row.actor for row in rows.select_related("actor")]


_FIELDS = {"basis": "date_basis", "note": "date_note"}


def _row(actor: Actor, role: str, name: str, title: str) -> dict[str, Any]:
    return {
        "actor": actor,
        "offered": f"actor-{actor.pk}",
        "role": role,
        "name": name,
        "title": title,
    }


def _is_of(mention: Mention, statement: Statement) -> bool:
    row, kind = mention.attribution, kind_of(statement)
    if kind == "claim":
        return (row.claim_id, row.denial_id, row.evidence_id) == (statement.pk, None, None)
    return bool(getattr(row, f"{kind}_id") == statement.pk)
