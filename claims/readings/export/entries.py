"""The entries of one passage: what it carries, whose word it is, and of when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.models import Anchor, Denial, Evidence, EvidenceState, Mention, Passage, Relation, Role

from ..articles import ARTICLE
from ..carried import OTHERS, denial_slug
from ..dating import Told
from .drafting import Kept, given, has_words, is_plain, one_or_more
from .registries import publication


@dataclass
class Entry:
    """One entry on its way: `told` is None where the date is the article's own."""

    told: Told | None
    medium: str
    by: list[str] = field(default_factory=list)
    claim: list[str] = field(default_factory=list)
    presupposes: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    denies: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Any] = field(default_factory=dict)

    def written(self) -> dict[str, Any]:
        when = {self.told.basis: self.told.date, "why": self.told.note} if self.told else {}
        evidence: Any = self.evidence
        if evidence and not any(evidence.values()):
            evidence = one_or_more(list(evidence))
        return given(
            by=one_or_more(self.by),
            **when,
            medium=self.medium,
            presupposes=one_or_more(self.presupposes),
            answers=one_or_more(self.answers),
            claim=one_or_more(self.claim),
            denies=self.denies,
            evidence=evidence,
        )

    def has_claim(self, slug: str) -> bool:
        return slug in (*self.claim, *self.presupposes, *self.answers)


@dataclass
class Writer:
    """What the entries of an article share; `described` is what other entries have described."""

    kept: Kept
    publisher: str
    reported: Told
    # The key of each actor in the cast.
    cast: dict[str, str]
    describable: set[str]
    described: set[tuple[str, str]]

    def entries(self, passage: Passage) -> list[Entry]:
        """The entries of a passage, one for each date and medium at least; [] where it carries
        nothing that the short form can say."""
        key = passage.natural_key()
        anchors = self.kept.anchors[key]
        mentions = self.kept.mentions[key]
        found: list[Entry] = []
        for anchor in anchors:
            rows = mentions[anchor.statement_key()]
            statement = anchor.statement
            if isinstance(statement, Denial):
                self._denial(statement, rows, passage, found)
            elif isinstance(statement, Evidence):
                self._evidence(statement, rows, passage, found)
            elif anchor.relation == Relation.STATES:
                self._claim(statement.slug, rows, passage, found)
        for anchor in anchors:
            if anchor.relation != Relation.STATES:
                self._aside(anchor, found)
        return found

    def _claim(self, slug: str, rows: list[Mention], passage: Passage, found: list[Entry]) -> None:
        for told, medium, by in self._speakers(rows, Role.CLAIMANT, passage):
            fitting = (
                one
                for one in self._of(found, told, medium)
                if one.by == by and not one.has_claim(slug)
            )
            self._first(fitting, found, told, medium, by).claim.append(slug)

    def _denial(
        self, denial: Denial, rows: list[Mention], passage: Passage, found: list[Entry]
    ) -> None:
        if not is_plain(denial.slug):
            return
        claim = denial.claim.slug
        for told, medium, by in self._speakers(rows, Role.DENIER, passage):
            fitting = (one for one in self._of(found, told, medium) if claim not in one.denies)
            entry = self._first(_same_first(fitting, by), found, told, medium, by)
            date = (told or self.reported).date
            deniers = [self.publisher if one == ARTICLE else self._actor(one) for one in by]
            default = denial_slug(claim, denial.form, deniers, date)
            more = given(
                key=denial.slug if denial.slug != default else "",
                by=one_or_more(by) if by != entry.by else "",
            )
            if ("denial", denial.slug) not in self.described:
                self.described.add(("denial", denial.slug))
                more |= given(publication=publication(denial), refuses=self._refused(denial))
            entry.denies[claim] = {"form": denial.form, **more} if more else str(denial.form)

    def _refused(self, denial: Denial) -> str:
        request = denial.refuses
        if request is None or request.state != EvidenceState.REQUESTED:
            return ""
        return request.slug if request.slug in self.describable else ""

    def _evidence(
        self, evidence: Evidence, rows: list[Mention], passage: Passage, found: list[Entry]
    ) -> None:
        if evidence.slug not in self.describable:
            return
        others = [row for row in rows if row.attribution.role in OTHERS]
        groups = self._speakers(rows, Role.SOURCE, passage)
        for number, (told, medium, by) in enumerate(groups):
            fitting = (
                one for one in self._of(found, told, medium) if evidence.slug not in one.evidence
            )
            entry = self._first(_same_first(fitting, by), found, told, medium, by)
            people: dict[str, Any] = {}
            for role in OTHERS:
                here = [
                    row
                    for row in others
                    if row.attribution.role == role
                    and (self._told(row) == told or (not number and not self._is_told(row, groups)))
                ]
                if here:
                    people[role.value] = one_or_more(self._members(here, passage))
            if by != entry.by:
                people = {"source": one_or_more(by), **people}
            entry.evidence[evidence.slug] = {**self._description(evidence), **people}

    def _description(self, evidence: Evidence) -> dict[str, Any]:
        """What the evidence is, where no other entry has said so."""
        if ("evidence", evidence.slug) in self.described:
            return {}
        self.described.add(("evidence", evidence.slug))
        return {
            str(evidence.side): evidence.claim.slug,
            "kind": str(evidence.kind),
            "state": str(evidence.state),
            **given(
                words=evidence.words if has_words(evidence.words) else "",
                publication=publication(evidence),
            ),
        }

    def _aside(self, anchor: Anchor, found: list[Entry]) -> None:
        """A claim that is not stated there; not beside a date of its own report."""
        slug = anchor.claim.slug
        fitting = (
            one
            for one in found
            if (one.told is None or one.told.basis != "reported") and not one.has_claim(slug)
        )
        entry = self._first(fitting, found, None, "", [])
        presupposed = anchor.relation == Relation.PRESUPPOSES
        (entry.presupposes if presupposed else entry.answers).append(slug)

    # Who, and when -------------------------------------------------------------------------------

    def _speakers(
        self, rows: list[Mention], role: Role, passage: Passage
    ) -> list[tuple[Told | None, str, list[str]]]:
        """Those who have the role, by date and medium."""
        groups: dict[tuple[Told | None, str], list[Mention]] = {}
        for row in rows:
            if row.attribution.role == role:
                key = self._told(row), self._medium(row, passage)
                groups.setdefault(key, []).append(row)
        return [(*key, self._members(group, passage)) for key, group in groups.items()]

    def _members(self, rows: list[Mention], passage: Passage) -> list[str]:
        """Their keys in the cast, in the order in which the passage prints them."""
        place = {
            self._member(row): passage.exact.find(row.name or row.title or "\n") for row in rows
        }
        return sorted(place, key=lambda member: (place[member], member))

    def _member(self, row: Mention) -> str:
        actor = row.attribution.actor.slug
        return ARTICLE if row.own_voice and actor == self.publisher else self.cast[actor]

    def _actor(self, member: str) -> str:
        return next(slug for slug, key in self.cast.items() if key == member)

    def _told(self, row: Mention) -> Told | None:
        """The date as an entry gives it; None where it gives none, because it is the article's or
        because nobody said why it is another."""
        told = Told(row.date, row.date_basis, row.date_note)
        if not told.date or told == self.reported or not has_words(told.note):
            return None
        return told

    def _is_told(self, row: Mention, groups: list[tuple[Told | None, str, list[str]]]) -> bool:
        return any(self._told(row) == told for told, _, _ in groups)

    def _medium(self, row: Mention, passage: Passage) -> str:
        printed = has_words(row.medium) and row.medium in passage.text.body
        return row.medium if printed else ""

    # Entries -------------------------------------------------------------------------------------

    def _of(self, found: list[Entry], told: Told | None, medium: str) -> Iterable[Entry]:
        return (one for one in found if (one.told, one.medium) == (told, medium))

    def _first(
        self,
        fitting: Iterable[Entry],
        found: list[Entry],
        told: Told | None,
        medium: str,
        by: list[str],
    ) -> Entry:
        """The first that fits, or a new one."""
        entry = next(iter(fitting), None)
        if entry is None:
            entry = Entry(told, medium, by)
            found.append(entry)
        return entry


def _same_first(entries: Iterable[Entry], by: list[str]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.by != by)
