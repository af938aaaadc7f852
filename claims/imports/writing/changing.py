"""A record that came before and says something else now.

What the import wrote, and nobody has touched, follows it. What an editor changed stays, and the
import says so.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from claims.imports.items import Item, Named, Piece
from claims.models import Attribution, Claim, Evidence, ImportedRecord

from .plain import plain_piece
from .rows import OF_THE_CLAIM, OF_THE_PIECE, ROLES, new_evidence, sources

Kept = tuple[str, str]
"""The item's field that was not taken over, and why."""


def change(item: Item, record: ImportedRecord, actors: Mapping[str, int]) -> list[Kept]:
    """Let the claim of the record say what `item` says; `actors` are those of all names of both.
    What was not taken over. Whether its values can be kept has been asked (`rows.new_claim`)."""
    claim = record.claim
    if claim is None:
        return [("", "The claim was deleted here, and stays so.")]
    before: dict[str, Any] = record.item
    kept = list(_fields(claim, OF_THE_CLAIM, before, _values(item, OF_THE_CLAIM)))
    pieces = [one for one in item.evidence if plain_piece(one) not in before["evidence"]]
    replaced = [one for one in before["evidence"] if one not in map(plain_piece, item.evidence)]
    claim.save()
    for name, role in ROLES.items():
        were = {actors[_identity(one)] for one in before[name]}
        are = {actors[one.identity] for one in getattr(item, name)}
        _let_have_role(claim, role, were, are)
    kept += _evidence(claim, replaced, pieces, actors)
    return kept


def named_before(record: ImportedRecord) -> Iterator[Named]:
    """Whom the record named when it was last taken over."""
    item: dict[str, Any] = record.item
    people = [*item["claimants"], *item["subjects"]]
    people += [one for piece in item["evidence"] for one in piece["sources"]]
    return (Named(**{**one, "same_as": tuple(one["same_as"])}) for one in people)


def _identity(one: Mapping[str, Any]) -> str:
    return one.get("slug") or str(one["name"])


def _values(given: Any, names: Mapping[str, str]) -> dict[str, Any]:
    return {own: getattr(given, own) for own in names.values()}


def _fields(
    record: Any, names: Mapping[str, str], before: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[Kept]:
    """Set the fields that are as they were before; of the others, what they keep."""
    for name, own in names.items():
        if getattr(record, name) == before[own] or getattr(record, name) == now[own]:
            setattr(record, name, now[own])
        elif before[own] != now[own]:
            yield own, f"“{getattr(record, name)}” was written here, and stays."


def _let_have_role(claim: Claim, role: str, were: set[int], are: set[int]) -> None:
    own = Attribution.objects.filter(claim=claim, denial=None, evidence=None, role=role)
    # With a mention, an article says so, too.
    own.filter(actor__in=were - are, mentions=None).delete()
    there = set(own.values_list("actor_id", flat=True))
    Attribution.objects.bulk_create(
        Attribution(claim=claim, actor_id=actor, role=role) for actor in sorted(are - were - there)
    )


def _evidence(
    claim: Claim,
    replaced: list[dict[str, Any]],
    pieces: list[Piece],
    actors: Mapping[str, int],
) -> list[Kept]:
    """Let the evidence that came of `replaced` say what `pieces` say, one after the other; what is
    left over of these is new, of those goes."""
    kept: list[Kept] = []
    rows = [(old, _row(claim, old)) for old in replaced]
    for number, piece in enumerate(pieces):
        if number < len(rows):
            old, row = rows[number]
            if row is None:
                kept.append(("evidence", "It was changed or deleted here, and stays so."))
                continue
            kept += _fields(row, OF_THE_PIECE, _with_page(old, claim), _with_page(piece, claim))
            row.save()
            were = {actors[_identity(one)] for one in old["sources"]}
            are = {actors[one.identity] for one in piece.sources}
            own = Attribution.objects.filter(evidence=row, role="source")
            own.filter(actor__in=were - are, mentions=None).delete()
            there = set(own.values_list("actor_id", flat=True))
            new = [one for one in sources(piece, row, actors) if one.actor_id not in there]
            Attribution.objects.bulk_create(new)
        else:
            row = new_evidence(claim, piece)
            row.save()
            Attribution.objects.bulk_create(sources(piece, row, actors))
    for _, row in rows[len(pieces) :]:
        if row is None:
            continue
        if row.anchors.exists():
            kept.append(("evidence", "It rests on a passage by now, and stays."))
        else:
            Attribution.objects.filter(evidence=row).delete()
            row.delete()
    return kept


def _with_page(piece: Any, claim: Claim) -> dict[str, Any]:
    """The values of a piece, with the page that stands for one that it does not give."""
    if isinstance(piece, dict):
        values = {own: piece.get(own, "") for own in OF_THE_PIECE.values()}
    else:
        values = _values(piece, OF_THE_PIECE)
    return {**values, "url": values["url"] or claim.source_url}


def _row(claim: Claim, piece: dict[str, Any]) -> Evidence | None:
    """The evidence that an import made of the piece; None where it is no more, or was changed."""
    values = _with_page(piece, claim)
    return (
        Evidence.objects.filter(
            claim=claim, **{name: values[own] for name, own in OF_THE_PIECE.items()}
        )
        .order_by("pk")
        .first()
    )
