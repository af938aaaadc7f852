"""From an item to the rows of a new claim, and whether the database would take them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from claims import bulk, derived, history
from claims.imports.items import Item, Piece
from claims.models import (
    Actor,
    Attribution,
    Claim,
    Evidence,
    ImportedRecord,
    PublicationState,
    Role,
)
from claims.models.base import Kept

from .plain import digest

_SLUG_WORDS = 100
_DATE = ("date", "date_basis", "date_note")
OF_THE_CLAIM: Mapping[str, str] = {
    **{name: name for name in ("text", "kind", *_DATE)},
    "source_url": "url",
}
"""The claim's fields that an item gives, with the item's name of each."""
OF_THE_PIECE: Mapping[str, str] = {
    **{name: name for name in ("words", "side", "kind", "state", *_DATE)},
    "source_url": "url",
}
_NAME: Any = Actor._meta.get_field("name")
_KEY: Any = ImportedRecord._meta.get_field("key")
_SOURCE: Any = ImportedRecord._meta.get_field("source")
_SLUGS: Any = [model._meta.get_field("slug") for model in (Claim, Evidence, Actor)]
ROLES = {"claimants": Role.CLAIMANT, "subjects": Role.SUBJECT}


class Unfit(Exception):
    """A value that the database does not take: of which `field` of the item, and why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field
        self.why = why


class Written(NamedTuple):
    """A claim and what belongs to it, not in the database yet."""

    claim: Claim
    evidence: list[Evidence]

    def parts(self) -> Iterator[Evidence]:
        """The evidence of the claim, which is in the database by now."""
        for part in self.evidence:
            part.claim_id = self.claim.pk
            yield part


def new_claim(item: Item, *, publish: bool) -> Written:
    """The claim of the item, with its evidence, without addresses; published if that is asked for
    and the item gives its grounds: a page that it rests on, and somebody to whom it is attributed
    or who reviewed it.

    Raises Unfit where a value cannot be kept.
    """
    reviewed = any(piece.kind == "assessment" and piece.sources for piece in item.evidence)
    grounded = item.url and (item.claimants or item.subjects or reviewed)
    state = PublicationState.PUBLISHED if publish and grounded else PublicationState.DRAFT
    claim = Claim(
        publication_state=state,
        changed_at=_changed_at(item.changed),
        **{name: getattr(item, own) for name, own in OF_THE_CLAIM.items()},
    )
    checked(claim, OF_THE_CLAIM)
    _check_names(item)
    claim.fill()
    evidence = [new_evidence(claim, piece) for piece in item.evidence]
    for part in evidence:
        # One that is free would be looked for, where there is none: `give_addresses` knows it.
        part.slug = "-"
        part.fill()
    claim.evidence_status = derived.status_of_new(evidence)
    return Written(claim, evidence)


def _changed_at(given: str) -> datetime:
    """When a site says that the claim changed there; now, where none says so."""
    now = timezone.now()
    try:
        return min(now, datetime.fromisoformat(given)) if given else now
    except (ValueError, TypeError) as error:
        raise Unfit("changed", f"“{given[:80]}” is no time with an offset (ISO 8601).") from error


def _check_names(item: Item) -> None:
    """Raise Unfit for the first name that no actor can have, and for a key or an address that
    cannot be kept."""
    given = [("key", item.key, _KEY), ("source", item.source, _SOURCE)]
    people = [(part, one) for part in ROLES for one in getattr(item, part)]
    people += [("evidence", one) for piece in item.evidence for one in piece.sources]
    given += [(part, one.name, _NAME) for part, one in people]
    if item.slug:
        of_claim, of_evidence, of_actor = _SLUGS
        given += [("slug", item.slug, of_claim)]
        given += [("evidence", piece.slug, of_evidence) for piece in item.evidence if piece.slug]
        given += [(part, one.slug, of_actor) for part, one in people if one.slug]
    for part, value, field in given:
        try:
            field.clean(value, None)
        except ValidationError as error:
            raise Unfit(part, f"“{value[:80]}”: {' '.join(error.messages)}") from error


def give_addresses(written: Written, item: Item, occurrence: int) -> None:
    """Those that the item asks for; else the same ones whenever and wherever the record is
    imported, and no other record's."""
    end = digest({"source": item.source, "key": item.key, "occurrence": occurrence})[:10]
    start = slugify(item.text)[:_SLUG_WORDS].strip("-_") or "claim"
    written.claim.slug = item.slug or f"{start}-{end}"
    for number, (piece, evidence) in enumerate(
        zip(item.evidence, written.evidence, strict=True), 1
    ):
        numbered = f"{start}-{end}-{evidence.kind}-{number}".replace("_", "-")
        evidence.slug = piece.slug or numbered


def new_evidence(claim: Claim, piece: Piece) -> Evidence:
    """The evidence, as public as its claim, if it has a source and a page; without an address.

    Raises Unfit where a value cannot be kept.
    """
    values = {name: getattr(piece, own) for name, own in OF_THE_PIECE.items()}
    values["source_url"] = values["source_url"] or claim.source_url
    grounded = values["source_url"] and piece.sources
    state = claim.publication_state if grounded else PublicationState.DRAFT
    evidence = Evidence(claim=claim, publication_state=state, **values)
    checked(evidence, OF_THE_PIECE)
    return evidence


def attributions(item: Item, written: Written, actors: Mapping[str, int]) -> list[Attribution]:
    """Who has which role in the claim and its evidence, which are in the database by now."""
    claim = written.claim
    found = [
        Attribution(claim_id=claim.pk, actor_id=actor, role=role)
        for name, role in ROLES.items()
        for actor in dict.fromkeys(actors[one.identity] for one in getattr(item, name))
    ]
    for piece, evidence in zip(item.evidence, written.evidence, strict=True):
        found += sources(piece, evidence, actors)
    return found


def sources(piece: Piece, evidence: Evidence, actors: Mapping[str, int]) -> list[Attribution]:
    return [
        Attribution(
            claim_id=evidence.claim_id, evidence_id=evidence.pk, actor_id=actor, role=Role.SOURCE
        )
        for actor in dict.fromkeys(actors[one.identity] for one in piece.sources)
    ]


def write_new(model: type[Kept], records: list[Any]) -> None:
    """As the manager's `bulk_create`, for records that were `checked` and refer to none that could
    refuse them: past the ORM, in a third of the time. They were filled before; what follows from
    them is the caller's."""
    bulk.take_keys(model, records)
    bulk.write_all(model, records)
    history.record_written(records)


def checked(record: Any, fields: Mapping[str, str]) -> None:
    """Raise Unfit, with the item's name of the field, for the first that cannot be kept."""
    for name, own in fields.items():
        field = record._meta.get_field(name)
        if not (field.blank or getattr(record, name).strip()):
            raise Unfit(own, "It is blank.")
        try:
            field.clean(getattr(record, name), record)
        except ValidationError as error:
            raise Unfit(own, " ".join(error.messages)) from error
    if bool(record.date) != bool(record.date_basis):
        raise Unfit("date", "A date needs its basis (said, happened or reported).")
