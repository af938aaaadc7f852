"""What stands beside an article's text: a note a passage, with the records that it carries. Pure:
the passages come with their anchors, records, speakers and mentions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims import marking
from claims.pages import paragraphs

KINDS = ("claim", "denial", "evidence")


@dataclass(frozen=True)
class Speaker:
    """Somebody who says so, and whether it is the article itself that does."""

    actor: Any
    own_voice: bool


@dataclass(frozen=True)
class Record:
    """A claim, a denial or a piece of evidence that a passage carries; `speakers` by role."""

    anchor: Any
    kind: str
    speakers: dict[str, list[Speaker]]


@dataclass(frozen=True)
class Note:
    """A passage, its number in the text, its records; its place among those that begin in the
    same paragraph, by which the style sheet tells its note where no script does."""

    passage: Any
    number: int
    records: list[Record]
    place: int = 0

    @property
    def start(self) -> int:
        return int(self.passage.start)

    @property
    def end(self) -> int:
        return int(self.passage.end)

    @property
    def kinds(self) -> list[str]:
        """The kinds of its records, in the order of KINDS."""
        return kinds([self])


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's marks, the notes of the passages that begin in it, and how it is read."""

    direction: str
    marks: list[marking.Mark[Note]]
    notes: list[Note]


def notes(passages: Iterable[Any]) -> list[Note]:
    """A note for each of the passages, in their order, numbered from one."""
    return [
        Note(passage, number, [_record(anchor, passage) for anchor in passage.anchors.all()])
        for number, passage in enumerate(passages, start=1)
    ]


def annotated(text: str, notes: Sequence[Note]) -> Iterator[Paragraph]:
    """The paragraphs of the text in order, marked, with their notes; `notes` in the order in
    which they begin."""
    whole = paragraphs.direction(text)
    waiting = list(reversed(notes))
    open_now: list[Note] = []
    for start, end in paragraphs.spans(text):
        begin_here: list[Note] = []
        while waiting and waiting[-1].start < end:
            begin_here.append(replace(waiting.pop(), place=len(begin_here) + 1))
        open_now = [note for note in open_now if note.end > start] + begin_here
        yield Paragraph(
            paragraphs.direction(text[start:end], otherwise=whole),
            list(marking.marks(text, open_now, start, end)),
            begin_here,
        )


def kinds(notes: Iterable[Note]) -> list[str]:
    """The kinds of the records of the notes, each once, in the order of KINDS."""
    found = {record.kind for note in notes for record in note.records}
    return [kind for kind in KINDS if kind in found]


def counts(notes: Iterable[Note]) -> dict[str, int]:
    """By kind, how many records the notes tell of; one that two passages carry counts once."""
    found = {(record.kind, record.anchor.statement.pk) for note in notes for record in note.records}
    return {kind: sum(k == kind for k, _ in found) for kind in KINDS}


def _record(anchor: Any, passage: Any) -> Record:
    kind = "denial" if anchor.denial_id else "evidence" if anchor.evidence_id else "claim"
    return Record(anchor, kind, _speakers(anchor.statement, passage))


def _speakers(statement: Any, passage: Any) -> dict[str, list[Speaker]]:
    """Those who say so in the passage, by role; where it names nobody, all who do anywhere."""
    own_voice = {mention.attribution_id: mention.own_voice for mention in passage.mentions.all()}
    everybody = statement.speakers
    here = [attribution for attribution in everybody if attribution.pk in own_voice]
    found: dict[str, list[Speaker]] = {}
    for attribution in here or everybody:
        speaker = Speaker(attribution.actor, own_voice.get(attribution.pk, False))
        found.setdefault(attribution.role, []).append(speaker)
    return found
