"""What a short form says, written: all of it or nothing, as the builder of readings would.

A statement has an attribution once, and a mention of it in each passage. Its date is the best that
its passages give (`claims.readings.dating`). All goes through the models' own `save`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from claims import publishing
from claims.derived import together
from claims.models import (
    Actor,
    Anchor,
    ArticleText,
    Attribution,
    Claim,
    Denial,
    Evidence,
    Mention,
    Passage,
    PassedOver,
    Relation,
    Role,
)
from claims.readings.dating import Told, best
from claims.readings.gathered import about

from .places import Span

Statement = Claim | Denial | Evidence

SPEAKING = (Role.CLAIMANT, Role.DENIER, Role.SOURCE)


@dataclass
class Person:
    """Somebody with a role, as printed in the passage; `told` where the date is not the
    passage's. An actor that is not saved yet is saved along."""

    actor: Actor
    role: Role
    name: str = ""
    title: str = ""
    own_voice: bool = False
    told: Told | None = None

    @property
    def is_mentioned(self) -> bool:
        """Whether the passage speaks of them: whom a claim is about it may well not name."""
        printed = bool(self.name or self.title or self.own_voice or self.told)
        return printed or self.role != Role.SUBJECT


@dataclass
class Carried:
    """What a passage carries: a statement, new or known, with its people and its date there."""

    statement: Statement
    relation: Relation
    people: list[Person]
    told: Told
    medium: str = ""


@together()
def carry(text: ArticleText, span: Span, carried: Carried) -> Passage:
    """Let the words at `span` carry it, in a new passage or in the one that is there.

    Raises ValidationError, and DatabaseError where another writer was quicker.
    """
    passage = _passage(text, span)
    statement = _with_date(carried.statement, carried.told)
    anchor = _anchor(passage, statement, carried.relation)
    for person in carried.people:
        if person.actor.pk is None:
            person.actor.save()
        attribution = _attribution(statement, person)
        if person.is_mentioned:
            _mention(attribution, passage, person, carried)
    publishing.refuse_obstacles(anchor.statement)
    return passage


def _passage(text: ArticleText, span: Span) -> Passage:
    start, end = span
    found, _ = Passage.objects.get_or_create(
        text=text, start=start, end=end, defaults={"exact": text.body[start:end]}
    )
    return found


def _with_date(statement: Statement, told: Told) -> Statement:
    """The statement, saved, with the best of its own date and the one told."""
    tellings = [telling for telling in (_date_of(statement), told) if telling.date]
    before = _date_of(statement)
    if tellings:
        statement.date, statement.date_basis, statement.date_note = best(tellings)
    if statement.pk is None or _date_of(statement) != before:
        statement.save()
    return statement


def _date_of(record: Any) -> Told:
    return Told(record.date, record.date_basis, record.date_note)


def _anchor(passage: Passage, statement: Statement, relation: Relation) -> Anchor:
    there = _of(Anchor, statement).filter(passage=passage).first()
    if there is None:
        there = Anchor(passage=passage, relation=relation, **about(statement))
        there.save()
    elif relation == Relation.STATES != there.relation:
        there.relation = relation
        there.save()
    return there


def _attribution(statement: Statement, person: Person) -> Attribution:
    there = _of(Attribution, statement).filter(actor=person.actor, role=person.role).first()
    if there is None:
        there = Attribution(actor=person.actor, role=person.role, **about(statement))
        there.full_clean(exclude=[*about(statement)])
        there.save()
    return there


def _of(model: Any, statement: Statement) -> Any:
    """The rows about the statement itself."""
    return model.objects.of_statement(str(statement._meta.model_name), statement.slug)


def _mention(
    attribution: Attribution, passage: Passage, person: Person, carried: Carried
) -> Mention:
    """As the builder puts together what several entries say of one actor in one passage."""
    told = person.told or carried.told
    kept = Mention.objects.filter(attribution=attribution, passage=passage).first()
    kept = kept or Mention(attribution=attribution, passage=passage, own_voice=person.own_voice)
    tellings = [telling for telling in (told, _date_of(kept)) if telling.date]
    if tellings:
        kept.date, kept.date_basis, kept.date_note = best(tellings)
    if person.role in SPEAKING:
        kept.medium = kept.medium or carried.medium
    if person.name or person.title:
        kept.name, kept.title, kept.own_voice = person.name, person.title, False
    kept.full_clean(exclude=["attribution", "passage", "earliest_on", "latest_on"])
    kept.save()
    return kept


# Passages ----------------------------------------------------------------------------------------


@transaction.atomic
def take_from_passage(anchor: Anchor) -> Statement:
    """The statement rests on the passage no more; one that carries nothing is no passage.

    Raises ValidationError where it is published and would rest on nothing.
    """
    statement, passage = anchor.statement, anchor.passage
    anchor.delete()
    publishing.refuse_obstacles(statement)
    if not passage.anchors.exists():
        passage.delete()
    return statement


@transaction.atomic
def pass_over(text: ArticleText, spans: Iterable[Span], reason: str) -> list[PassedOver]:
    """Note of each span that it was read and carries nothing; one that is noted gets
    the reason, if one is given.

    Raises ValidationError where a passage carries something in just these words.
    """
    rows = []
    for start, end in spans:
        carrying = Passage.objects.of_text(text).filter(start=start, end=end)
        if carrying.filter(anchors__isnull=False).exists():
            raise ValidationError("These words carry a record: take it from the passage first.")
        row = PassedOver.objects.of_text(text).filter(start=start, end=end).first()
        row = row or PassedOver(text=text, start=start, end=end)
        row.reason = reason or row.reason
        row.full_clean(exclude=["text"])
        row.save()
        rows.append(row)
    return rows
