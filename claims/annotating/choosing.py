"""Choosing a record by what is typed: its address or its words, and what is offered meanwhile."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from claims.models import Actor, Anchor, Claim, Denial, Evidence, EvidenceState

from .places import is_number

MOST_OFFERED = 12
LONGEST_TYPED = 2000

Statement = Claim | Denial | Evidence
STATEMENTS: dict[str, type[Statement]] = {"claim": Claim, "denial": Denial, "evidence": Evidence}
# What a field chooses among.
KINDS = {
    "actor": ("actor",),
    "claim": ("claim",),
    "request": ("evidence",),
    "record": ("claim", "denial", "evidence"),
}
_MODELS: dict[str, Any] = {"actor": Actor, **STATEMENTS}
_CALLED = {"actor": "actor", "claim": "claim", "request": "request", "record": "record"}


@dataclass(frozen=True)
class Offer:
    """A record that may be meant: its key (`claim-12`), what stands in the field once it is
    chosen, what is said of it besides, and, of an actor, its names."""

    key: str
    words: str
    detail: str
    names: list[str] = field(default_factory=list)


def kind_of(record: Any) -> str:
    return str(record._meta.model_name)


def key_of(record: Any) -> str:
    return f"{kind_of(record)}-{record.pk}"


def words_of(record: Any) -> str:
    """What stands in a field that has the record: a claim's sentence, an actor's name."""
    match record:
        case Actor():
            return record.name
        case Claim():
            return record.text
    return str(record.slug)


def detail_of(record: Any) -> str:
    match record:
        case Actor():
            return str(record.get_kind_display())
        case Claim():
            return f"claim, {record.get_kind_display().lower()}: {record.slug}"
        case Denial():
            return f"denial, {record.get_form_display().lower()}, of: {record.claim.text}"
    return (
        f"evidence, {record.get_kind_display().lower()}, "
        f"{record.get_state_display().lower()}, {record.get_side_display().lower()}: "
        f"{record.claim.text}"
    )


def record_of(key: str, among: Collection[str]) -> Any:
    """The record that a key names, if it is of one of the kinds `among`; None if there is none."""
    kind, _, number = str(key).rpartition("-")
    if kind not in among or not is_number(number):
        return None
    return _rows(kind).filter(pk=int(number)).first()


def chosen(what: str, typed: str, key: str = "") -> Any:
    """The record of KINDS[what] that is meant by what was typed, or by what was chosen.

    Raises ValidationError if nobody, or more than one, can be meant.
    """
    typed = " ".join(typed.split())
    record = record_of(key, KINDS[what])
    if record is None or " ".join(words_of(record).split()) != typed:
        record = _typed(what, typed)
    if what == "request" and record.state != EvidenceState.REQUESTED:
        state = record.get_state_display().lower()
        raise ValidationError(f"“{record}” is no request: its state is “{state}”.")
    return record


def _typed(what: str, typed: str) -> Any:
    kinds, typed = KINDS[what], typed[: LONGEST_TYPED + 1]
    if what == "record" and (named := _with_its_kind(typed)):
        return named
    found = [row for kind in kinds for row in _rows(kind).filter(slug=typed)[:1]]
    if not found and "actor" in kinds:
        found = list(Actor.objects.called(typed).order_by("pk")[:3])
    if not found and "claim" in kinds:
        found = list(Claim.objects.found_by(typed[:200]).filter(text=typed).order_by("pk")[:3])
    match found:
        case [record]:
            return record
        case []:
            raise ValidationError(
                f"There is no {_CALLED[what]} “{typed[:100]}”: choose one of those offered, or "
                "write the last part of its address.",
                code="nobody",
            )
    which = ", ".join(f"{row.slug} ({detail_of(row)[:60]})" for row in found)
    raise ValidationError(f"Several are called “{typed[:100]}”: write one of {which}.", "several")


def _with_its_kind(typed: str) -> Any:
    """The record of “denial it-was-not-so”: slugs are unique within a kind alone."""
    kind, _, slug = typed.partition(" ")
    return _rows(kind).filter(slug=slug).first() if kind in STATEMENTS else None


def _rows(kind: str) -> Any:
    rows: Any = _MODELS[kind]._default_manager.all()
    return rows.select_related("claim") if kind in ("denial", "evidence") else rows


# What is offered ----------------------------------------------------------------------------------


def offers(what: str, typed: str, text: Any) -> list[Offer]:
    """The records that may be meant, those of the article's text first; about MOST_OFFERED."""
    found: dict[str, Offer] = {}
    each = MOST_OFFERED // len(KINDS[what]) + 1
    for kind in KINDS[what]:
        rows = _rows(kind)
        if what == "request":
            rows = rows.filter(state=EvidenceState.REQUESTED)
        exact = rows.none()
        if kind == "actor":
            rows = rows.with_aliases()
            # Whoever has this very name comes before all who have it in theirs.
            exact = rows.named_one_of([typed.strip().lower()])
        own = rows.filter(pk__in=_keys_in(text, kind))
        if typed.strip():
            own, rows = own.found_by(typed), rows.found_by(typed)
        else:
            rows = rows.none()
        of_kind = [row for some in (exact, own, rows) for row in some.order_by("-pk")[:each]]
        found |= {key_of(row): _offer(row) for row in list(dict.fromkeys(of_kind))[:each]}
    return list(found.values())


def _keys_in(text: Any, kind: str) -> Any:
    """The keys of the records of the kind in the text."""
    anchors = Anchor.objects.of_text(text).order_by()
    if kind == "actor":
        return Actor.objects.in_text(text).values("pk")
    if kind == "claim":
        # A claim that is denied there is one of the text too.
        return anchors.values("claim")
    return anchors.filter(**{f"{kind}__isnull": False}).values(kind)


def _offer(record: Any) -> Offer:
    names = []
    if isinstance(record, Actor):
        names = [record.name, *(alias.name for alias in record.aliases.all())]
    return Offer(key_of(record), words_of(record), detail_of(record), names)
