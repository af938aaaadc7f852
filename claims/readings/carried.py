"""What one passage carries: its claims, denials and evidence, and who is in them."""

import hashlib
import re
from dataclasses import dataclass

from claims.models import (
    Anchor,
    Denial,
    DenialForm,
    Evidence,
    EvidenceState,
    Mention,
    PublicationState,
    Relation,
    Role,
)

from .articles import ARTICLE, FoundPassage, ReadArticle
from .checking import Registries
from .dating import Told, best, told
from .gathered import Gathered, Statement, about, key_of
from .naming import Printed
from .problems import Place, Problems, known, shown
from .records import DenialEntry, EvidenceEntry
from .values import check_choice, check_slug, publication

# Whom an entry of evidence names beside its source, which may be left to the passage's `by`.
OTHERS = (Role.HOLDER, Role.REQUESTER, Role.DISPUTER, Role.EXAMINER)


@dataclass
class Carried:
    """What one passage carries, on its way to `gathered`."""

    read: ReadArticle
    found: FoundPassage
    registries: Registries
    gathered: Gathered
    problems: Problems

    def gather(self) -> None:
        entry = self.found.entry
        for relation, slugs in (
            (Relation.STATES, entry.claim),
            (Relation.PRESUPPOSES, entry.presupposes),
            (Relation.ANSWERS, entry.answers),
        ):
            for number, slug in enumerate(slugs):
                self._claim(slug, relation, number)
        for slug, denial in entry.denies.items():
            self._denial(slug, denial)
        for slug, evidence in entry.evidence.items():
            self._evidence(slug, evidence)

    def at(self, *path: str | int) -> Place:
        return self.read.place(self.found, *path)

    # The three kinds of statement --------------------------------------------------------------

    def _claim(self, slug: str, relation: Relation, number: int) -> None:
        entry = self.found.entry
        key = {Relation.STATES: "claim"}.get(relation, relation.value)
        place = self.at(key, number)
        claim = self.registries.claim(slug, place, self.problems)
        if claim is None:
            return
        if [*entry.claim, *entry.presupposes, *entry.answers].count(slug) > 1:
            self.problems.add(place, f"has the claim {slug} more than once: keep one of them.")
            return
        if relation == Relation.STATES:
            when = self.found.told
            self._speakers(claim, Role.CLAIMANT, entry.by, when, "by")
        else:
            # When an accusation is answered is not when it was made, nor when what it tells of
            # took place: only that it was reported by then is known.
            when = self.found.told if self.found.told.basis == "reported" else self.read.reported
        self._anchor(claim, relation, when)
        for subject in self.registries.about.get(slug, ()):
            if subject.slug in self.found.printed:
                self._mention(claim, subject.slug, Role.SUBJECT, when)

    def _denial(self, slug: str, entry: DenialEntry) -> None:
        place = self.at("denies", slug)
        claim = self.registries.claim(slug, place, self.problems)
        fits = check_choice(
            DenialForm, entry.form, "form of denial", self.at("denies", slug, "form"), self.problems
        )
        by = entry.by or self.found.entry.by
        path = ("passages", self.found.number, "denies", slug)
        document, record = self.read.document, self.found.record
        when = told(entry, self.found.told, document, path, record, self.problems)
        refused = self._refused(entry, self.at("denies", slug, "refuses"))
        deniers = self._actors(by, self.at("denies", slug, "by") if entry.by else self.at("by"))
        if claim is None or not fits or not deniers:
            if not by:
                self._nobody(place, "denies something")
            return
        key = entry.key or denial_slug(slug, entry.form, deniers, when.date)
        published = self._publication(entry, slug)
        if not check_slug(Denial, key, self.at("denies", slug, "key"), self.problems):
            return
        denial = self.gathered.denials.setdefault(
            key,
            Denial(
                slug=key,
                claim=claim,
                form=entry.form,
                publication_state=PublicationState.PUBLISHED,
            ),
        )
        first = self.gathered.places.setdefault(("denial", key), place)
        if (
            (denial.claim.slug, denial.form) != (slug, entry.form)
            or (refused and denial.refuses and denial.refuses.slug != refused.slug)
            or (published and self.gathered.publication.setdefault(key, published) != published)
        ):
            self.problems.add(
                place, f"the denial {key} is another one at {first}: give one of them another key."
            )
            return
        denial.refuses = denial.refuses or refused
        denial.publication_state = self.gathered.publication.get(key, denial.publication_state)
        self._anchor(denial, Relation.STATES, when)
        self._speakers(denial, Role.DENIER, by, when, "denies")

    def _publication(self, entry: DenialEntry, slug: str) -> str:
        """The state of publication that the entry gives; "" where it gives none."""
        place = self.at("denies", slug, "publication")
        return publication(entry.publication, place, self.problems) if entry.publication else ""

    def _refused(self, entry: DenialEntry, place: Place) -> Evidence | None:
        if entry.refuses is None:
            return None
        refused = self._known_evidence(entry.refuses, place)
        if refused is not None and refused.state != EvidenceState.REQUESTED:
            self.problems.add(
                place,
                f"refuses {entry.refuses}, which is no request (its state is {refused.state}): "
                "name evidence in the state requested, or remove `refuses`.",
            )
        return refused

    def _evidence(self, slug: str, entry: EvidenceEntry) -> None:
        evidence = self._known_evidence(slug, self.at("evidence", slug))
        if evidence is None:
            return
        when = self.found.told
        self._anchor(evidence, Relation.STATES, when)
        source = entry.source or self.found.entry.by
        self._speakers(evidence, Role.SOURCE, source, when, "evidence", slug)
        for role in OTHERS:
            if members := getattr(entry, role.value):
                self._speakers(evidence, role, members, when, "evidence", slug, role.value)

    def _known_evidence(self, slug: str, place: Place) -> Evidence | None:
        if ("evidence", slug) not in self.gathered.places and not self.problems.may_name(slug):
            near = known(slug, self.gathered.evidence, "evidence of the readings")
            self.problems.add(
                place,
                f"“{shown(slug)}” is no evidence that a reading describes: {near} Once, it has to "
                "say for or against which claim it is, its kind and its state.",
            )
        return self.gathered.evidence.get(slug)

    # Where, who --------------------------------------------------------------------------------

    def _anchor(self, statement: Statement, relation: Relation, when: Told) -> None:
        anchor = Anchor(passage=self.found.passage, relation=relation, **about(statement))
        kept = self.gathered.anchors.setdefault(anchor.natural_key(), anchor)
        if relation == Relation.STATES:
            kept.relation = relation
        self.gathered.tellings.setdefault(key_of(statement), []).append(when)

    def _speakers(
        self, statement: Statement, role: Role, members: list[str], when: Told, *path: str
    ) -> None:
        """Those whom the reading itself gives a role in this passage, named in it or not."""
        if not members:
            self._nobody(self.at(*path), f"has no {role.value}")
        for member in members:
            actors = self._actors([member], self.at(*path))
            for slug in actors:
                own = member == ARTICLE
                printed = Printed() if own else self.found.printed.get(slug, Printed())
                if not own and not any(printed):
                    self.problems.note(
                        self.at(*path), f"does not name {member}: its {role.value} has no name."
                    )
                self._attribute(statement, slug, role)
                self._mention(statement, slug, role, when, own_voice=own)

    def _nobody(self, place: Place, what: str) -> None:
        self.problems.add(
            place, f"{what}, and does not say whose word it is: add `by`, with keys of the cast."
        )

    def _actors(self, members: list[str], place: Place) -> list[str]:
        """The slugs of members of the cast, in their order, with problems for unknown ones."""
        cast = self.read.cast.members
        found = []
        for member in members:
            if member == ARTICLE:
                # An unknown publisher has been complained of already.
                found += [self.read.article.publisher.slug] if _published(self.read) else []
            elif member in cast:
                found.append(cast[member].slug)
            elif member not in self.read.document.value.get("cast", {}):
                near = known(member, [*cast, ARTICLE], "cast")
                self.problems.add(place, f"“{shown(member)}” is not in the cast: {near}")
        return list(dict.fromkeys(found))

    def _attribute(self, statement: Statement, actor: str, role: Role) -> None:
        self.gathered.attribute(statement, self.registries.actors[actor], role)

    def _mention(
        self, statement: Statement, actor: str, role: Role, when: Told, *, own_voice: bool = False
    ) -> None:
        printed = Printed() if own_voice else self.found.printed.get(actor, Printed())
        speaks = role in (Role.CLAIMANT, Role.DENIER, Role.SOURCE)
        mention = Mention(
            attribution=self.gathered.attributions[(*key_of(statement), actor, role)],
            passage=self.found.passage,
            name=printed.name,
            title=printed.title,
            medium=(self.found.entry.medium or "") if speaks else "",
            own_voice=own_voice,
        )
        kept = self.gathered.mentions.setdefault(mention.natural_key(), mention)
        tellings = [when, Told(kept.date, kept.date_basis, kept.date_note)] if kept.date else [when]
        kept.date, kept.date_basis, kept.date_note = best(tellings)
        kept.medium = kept.medium or mention.medium
        if any(printed):  # named there as well as speaking in its own voice
            kept.name, kept.title, kept.own_voice = printed.name, printed.title, False


def _published(read: ReadArticle) -> bool:
    return "publisher" in read.article._state.fields_cache


def denial_slug(claim: str, form: str, deniers: list[str], date: str) -> str:
    """The address of a denial without a key of its own: who denies what, how and when."""
    when = date.lower().replace("/", "-to-").replace("~", "-about").replace("?", "-perhaps")
    when = re.sub(r"[^a-z0-9]+", "-", when.replace("%", "-perhaps-about"))
    slug = "-".join(part for part in [claim, form, *sorted(deniers), when] if part)
    if len(slug) <= 160:
        return slug
    return f"{slug[:150].rstrip('-')}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
