"""Rows that stand twice once two records are one: each is kept once, and nothing is lost of it."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from claims import dates
from claims.models import Anchor, Attribution, Mention, Passage, Relation

_WORDS = ("name", "title", "medium")


def join_attributions(rows: QuerySet[Any], kept: QuerySet[Any], by: Collection[str]) -> None:
    """Let those of the attributions `rows` go that one of `kept` equals in the columns `by`; their
    mentions go over to that one. The number of queries is that of those that go.

    Raises ValidationError where the mentions of both in one passage differ.
    """
    twins = {tuple(values): key for key, *values in kept.values_list("pk", *by)}
    for key, *values in rows.order_by("pk").values_list("pk", *by):
        if twin := twins.get(tuple(values)):
            row = Attribution.objects.get(pk=key)
            for mention in row.mentions.order_by("pk"):
                move_mention(mention, attribution=Attribution.objects.get(pk=twin))
            row.delete()


def join_anchors(rows: QuerySet[Any], kept: QuerySet[Any]) -> None:
    """Let those of the anchors `rows` go whose passage one of `kept` is in. That a passage states a
    claim outweighs that it presupposes or answers it. To be called when the mentions have moved:
    with an anchor go those of its statement in its passage."""
    twins = {anchor.passage_id: anchor for anchor in kept}
    for row in rows.order_by("pk"):
        if there := twins.get(row.passage_id):
            _take_relation(there, row)
            row.delete()


def move_to_passage(passage: Passage, target: Passage) -> None:
    """Let what rests on `passage` rest on `target`, which says the same in another text, and let
    the first go.

    Raises ValidationError where mentions of one attribution in both differ, or where a name or a
    title is printed in the first alone.
    """
    for mention in passage.mentions.order_by("pk"):
        move_mention(mention, passage=target)
    for anchor in passage.anchors.order_by("pk"):
        there = target.anchors.filter(
            claim=anchor.claim_id, denial=anchor.denial_id, evidence=anchor.evidence_id
        ).first()
        if there is None:
            anchor.passage = target
            anchor.save()
        else:
            _take_relation(there, anchor)
            anchor.delete()
    passage.delete()


def _take_relation(kept: Anchor, other: Anchor) -> None:
    if other.relation == Relation.STATES and kept.relation != Relation.STATES:
        kept.relation = Relation.STATES
        kept.save()


def move_mention(mention: Mention, **to: Any) -> None:
    """Give the mention another attribution or another passage; where there is one like that, it
    takes over what that one leaves blank, and goes."""
    place = {"attribution": mention.attribution_id, "passage": mention.passage_id}
    there = Mention.objects.filter(**{**place, **to}).exclude(pk=mention.pk).first()
    if there is None:
        for name, value in to.items():
            setattr(mention, name, value)
        mention.clean()
        mention.save()
        return
    _take_over(there, mention)
    there.clean()
    there.save()
    mention.delete()


def _take_over(kept: Mention, other: Mention) -> None:
    """Of two printed names the fuller one, if it has the other in it: “Mohammad-Reza Ashtiani”
    of “Ashtiani”. Of two dates the more precise one, if it is within the other."""
    if kept.own_voice != other.own_voice and (_prints(kept) or _prints(other)):
        raise _differ(kept, "the speaker", "the article's own voice", "a name")
    kept.own_voice = kept.own_voice or other.own_voice
    for name in _WORDS:
        ours, theirs = getattr(kept, name), getattr(other, name)
        if ours not in theirs and theirs not in ours:
            raise _differ(kept, f"the {name}", f"“{ours}”", f"“{theirs}”")
        setattr(kept, name, max(ours, theirs, key=len))
    if other.date and not (kept.date and _within(kept, other)):
        if kept.date and not _within(other, kept):
            raise _differ(kept, "the date", kept.date, other.date)
        for name in ("date", "date_basis", "date_note"):
            setattr(kept, name, getattr(other, name))


def _prints(mention: Mention) -> bool:
    return bool(mention.name or mention.title)


def _within(inner: Mention, outer: Mention) -> bool:
    """Whether the one date is the other's, or a more precise one, of the same basis."""
    one, other = dates.span(inner.date), dates.span(outer.date)
    return inner.date_basis == outer.date_basis and (
        other.earliest <= one.earliest and one.latest <= other.latest
    )


def _differ(mention: Mention, what: str, ours: str, theirs: str) -> ValidationError:
    return ValidationError(
        "Nothing is merged. In the passage “%(passage)s” %(what)s is %(ours)s for the one and "
        "%(theirs)s for the other: make them alike first, or remove one of the two mentions.",
        code="mentions_differ",
        params={"passage": mention.passage, "what": what, "ours": ours, "theirs": theirs},
    )
