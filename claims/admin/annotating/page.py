"""What the page of a text on the desk shows: the marked words, and the lists beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from claims import marking
from claims.annotating.places import Span
from claims.annotating.sheet import Sheet
from claims.models import Change, PublicationState
from claims.pages import paragraphs
from claims.pages.notes import KINDS
from claims.roles import is_editor
from claims.suggestions import Words

from ..labels import change_url, shortened, what

MOST_LISTED = 150
"""Rows of a list beside the text; what is further down comes up as those before it are done."""


@dataclass(frozen=True)
class Mark:
    """Words of the text that are marked: a passage, what was passed over, what is chosen now."""

    start: int
    end: int
    what: str
    anchor: str
    number: int = 0
    kinds: tuple[str, ...] = ()


@dataclass
class Piece:
    """A stretch of the text: the ids that begin with it, how it is marked, and the passages that
    end with it."""

    text: str
    kinds: list[str]
    chosen: bool
    passed_over: bool
    ids: list[str] = field(default_factory=list)
    ended: list[Mark] = field(default_factory=list)


def marks(sheet: Sheet, chosen: Span | None) -> list[Mark]:
    found = [
        Mark(p.start, p.end, "passage", p.fragment, number, _kinds(p))
        for number, p in enumerate(sheet.passages, start=1)
    ]
    found += [
        Mark(row.start, row.end, "passed over", f"nothing-{row.start}-{row.end}")
        for row in sheet.passed_over
    ]
    return [*found, *([Mark(*chosen, "chosen", "chosen")] if chosen else [])]


def _kinds(passage: Any) -> tuple[str, ...]:
    found = {kind(anchor) for anchor in passage.anchors.all()}
    return tuple(kind for kind in KINDS if kind in found)


def kind(anchor: Any) -> str:
    return "denial" if anchor.denial_id else "evidence" if anchor.evidence_id else "claim"


def text_of(sheet: Sheet, chosen: Span | None) -> Iterator[dict[str, Any]]:
    """The paragraphs in order, each with its direction and its pieces; joined, these are the text
    to the letter."""
    whole = paragraphs.direction(sheet.body)
    waiting = sorted(marks(sheet, chosen), key=lambda mark: (mark.start, -mark.end), reverse=True)
    open_now: list[Mark] = []
    for start, end in paragraphs.spans(sheet.body):
        while waiting and waiting[-1].start < end:
            open_now.append(waiting.pop())
        open_now = [mark for mark in open_now if mark.end > start]
        yield {
            "direction": paragraphs.direction(sheet.body[start:end], otherwise=whole),
            "pieces": _pieces(sheet.body, open_now, start, end),
        }


def _pieces(body: str, marked: list[Mark], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    ids: list[str] = []
    for mark in marking.marks(body, marked, start, end):
        match mark:
            case marking.Opens(passage, first=True):
                ids.append(passage.anchor)
            case marking.Closes(passage, last=True) if pieces and passage.number:
                pieces[-1].ended.append(passage)
            case marking.Words(words, _, within):
                kinds = {kind for one in within for kind in one.kinds}
                whats = {one.what for one in within}
                piece = Piece(words, [kind for kind in KINDS if kind in kinds], False, False, ids)
                piece.chosen, piece.passed_over = "chosen" in whats, "passed over" in whats
                pieces.append(piece)
                ids = []
    return pieces


# Beside the text ----------------------------------------------------------------------------------


def carried(sheet: Sheet, user: Any) -> list[dict[str, Any]]:
    """What each passage carries, in reading order, and what the user may do to it. A fixed number
    of queries."""
    own = None if is_editor(user) else _own_drafts(sheet, user)
    found = []
    for number, passage in enumerate(sheet.passages, start=1):
        records = [_record(anchor, own) for anchor in passage.anchors.all()]
        found.append(
            {
                "passage": passage,
                "number": number,
                "words": shortened(passage.exact, 160),
                "records": records,
                "may_adjust": all(record["may_change"] for record in records),
            }
        )
    return found


def _record(anchor: Any, own: set[tuple[str, int]] | None) -> dict[str, Any]:
    statement, name = anchor.statement, kind(anchor)
    return {
        "anchor": anchor,
        "kind": name,
        "relation": anchor.get_relation_display() if anchor.relation != "states" else "",
        "words": shortened(statement.text if name == "claim" else what(statement), 160),
        "about": "" if name == "claim" else shortened(statement.claim.text, 120),
        "who": ", ".join(dict.fromkeys(str(row.actor) for row in statement.speakers)),
        "state": statement.publication_state,
        "state_in_words": statement.get_publication_state_display().lower(),
        "url": change_url(statement),
        "may_change": own is None or (name, statement.pk) in own,
    }


def _own_drafts(sheet: Sheet, user: Any) -> set[tuple[str, int]]:
    """(kind, key) of the records in the text that are drafts of the user's own."""
    drafts: dict[str, set[int]] = {name: set() for name in KINDS}
    for passage in sheet.passages:
        for anchor in passage.anchors.all():
            if anchor.statement.publication_state == PublicationState.DRAFT:
                drafts[kind(anchor)].add(anchor.statement.pk)
    return {
        (name, key)
        for name, keys in drafts.items()
        for key in Change.objects.by_author(user, name)
        .filter(key__in=keys)
        .values_list("key", flat=True)
    }


def to_do(sheet: Sheet) -> dict[str, Any]:
    """How far the text is read, and what waits."""
    waiting = sheet.open_stretches()
    counts = sheet.counts
    return {
        "counts": counts,
        "done": counts["carrying"] + counts["passed_over"],
        "waiting": waiting[:MOST_LISTED],
        "more_waiting": len(waiting) - MOST_LISTED,
        "passed_over": [
            {"row": row, "words": shortened(sheet.body[row.start : row.end], 120)}
            for row in sheet.passed_over[:MOST_LISTED]
        ],
    }


def suggested(sheet: Sheet) -> dict[str, Any]:
    """What is proposed, each with the value that dismisses it."""
    proposals = sheet.proposals
    speech = [
        {
            "start": one.start,
            "end": one.end,
            "kind": one.kind,
            "words": shortened(sheet.body[one.start : one.end], 160),
            "cue": one.cue.printed,
            "who": ", ".join(who.name for who in one.speakers),
            "dismissal": _dismissal("speech", [one.cue]),
        }
        for one in proposals.speech
    ]
    actors = [
        {
            "who": " or ".join(who.name for who in one.actors),
            "key": one.actors[0].key,
            "ambiguous": one.ambiguous,
            "printed": ", ".join(dict.fromkeys(words.printed for words in one.names)),
            "times": len(one.names),
            "first": one.names[0],
            "dismissal": _dismissal("actor", one.names),
        }
        for one in proposals.actors
    ]
    dates = [{"date": one, "dismissal": _dismissal("date", [one.words])} for one in proposals.dates]
    return {
        "speech": speech[:MOST_LISTED],
        "actors": actors[:MOST_LISTED],
        "dates": dates[:MOST_LISTED],
        "number": len(speech) + len(actors) + len(dates),
        "more": sum(max(0, len(some) - MOST_LISTED) for some in (speech, actors, dates)),
    }


def _dismissal(proposal: str, words: Any) -> str:
    spans: list[Words] = list(words)
    return f"{proposal}:" + ",".join(f"{one.start}-{one.end}" for one in spans[:500])
