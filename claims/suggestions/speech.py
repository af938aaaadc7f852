"""Sentences in which somebody says, denies or accuses, or in which evidence is told of."""

import re
from collections.abc import Iterable, Iterator

from .cues import Cues
from .people import People
from .proposals import Speech, Words
from .sentence_words import Name, SentenceWords
from .speakers import NOBODY, SpeakerFinder, Speakers

MOST_SENTENCES = 5_000
"""Sentences that are looked at in one text."""

CLAIM, DENIAL, EVIDENCE = "claim", "denial", "evidence"

_LONGEST = 2_000  # code points of a sentence that is looked at: no person speaks longer ones
_PROOF_AFTER, _PROOF_BEFORE = 7, 6  # words between what is done with evidence and what it is
_DENIED_WITHIN = 7  # words after a verb of speech in which a "not" makes it a denial
_ASKED_WITHIN = 6
_HEADLINE_SPEAKER = 8  # words after the dash of a headline
_DASH = re.compile(r"\s[-–—]\s")


def speech(
    body: str,
    spans: Iterable[tuple[int, int]],
    names: Iterable[Name],
    dated: Iterable[tuple[int, int]],
    cues: Cues,
) -> tuple[Speech, ...]:
    """One proposal for each verb of speech, or of showing evidence, in the sentences at `spans`,
    in the text's order."""
    names, dated = sorted(names, key=lambda name: name.start), sorted(dated)
    people = People(body, names, cues)
    found: list[Speech] = []
    near_names, near_dates = _Near([(n.start, n.end) for n in names]), _Near(dated)
    for number, (start, end) in enumerate(spans):
        if number >= MOST_SENTENCES:
            break
        if end - start > _LONGEST:
            continue
        words = SentenceWords(
            body,
            (start, end),
            [names[i] for i in near_names.within(start, end)],
            [dated[i] for i in near_dates.within(start, end)],
        )
        found += _in_sentence(body, words, people, cues)
    return tuple(found)


def _in_sentence(body: str, words: SentenceWords, people: People, cues: Cues) -> Iterator[Speech]:
    """The proposals of one sentence, in the order of their cues."""
    finder = SpeakerFinder(words, people, cues)
    told = [*_said(words, finder, cues), *_headline(body, words, finder, cues)]
    shown = [
        (EVIDENCE, start, end, _reporters(body, told, start, cues))
        for start, end in _shown(words, cues)
    ]
    for kind, start, end, speakers in sorted([*told, *shown], key=lambda cue: cue[1:3]):
        yield Speech(
            words.start,
            words.end,
            kind,
            Words(start, end, body[start:end]),
            speakers.who,
            tuple(Words(begin, stop, body[begin:stop]) for begin, stop in speakers.spans),
        )


_Cue = tuple[str, int, int, Speakers]


def _said(words: SentenceWords, finder: SpeakerFinder, cues: Cues) -> Iterator[_Cue]:
    """Kind, start, end and speakers of each verb of speech."""
    for at, token in enumerate(words.tokens):
        source = next((s for s in cues.sources if _stands(words, at, s)), None)
        if source:
            last = words[at + len(source) - 1]
            yield CLAIM, token.start, last.end, finder.after(at + len(source))
            continue
        kind = _kind(words, at, cues)
        if not kind or token.name is not None or _describes(words, at, cues):
            continue
        speakers = finder.of_verb(at)
        if token.small in cues.unsure and not (speakers.spans or _is_verb(words, at, cues)):
            continue
        yield kind, token.start, token.end, speakers


def _reporters(body: str, told: list[_Cue], near: int, cues: Cues) -> Speakers:
    """Who tells of evidence: the speakers of the nearest verb of saying. Whoever denies or asks
    in the same sentence does not tell the rest of it."""
    saying = [
        (abs(start - near), speakers)
        for _, start, end, speakers in told
        if body[start:end].lower() not in cues.denies | cues.asks
    ]
    return min(saying, key=lambda one: one[0], default=(0, NOBODY))[1]


def _describes(words: SentenceWords, at: int, cues: Cues) -> bool:
    """Whether a participle stands before a noun: "the accused firms", "an oft denied claim"."""
    if not words[at].small.endswith(cues.participle_endings[1]):
        return False
    before = at - 1
    while before >= 0 and words[before].small in cues.adverbs and not words.comma_before(before):
        before -= 1
    return before >= 0 and words[before].small in cues.articles and not words.comma_before(at)


def _is_verb(words: SentenceWords, at: int, cues: Cues) -> bool:
    """Whether a word that may be a noun is a verb: before "that", or "has dismissed"."""
    if at + 1 < len(words) and words[at + 1].small in cues.that:
        return True
    perfect = words[at].small.endswith(cues.participle_endings[1])
    return perfect and at > 0 and words[at - 1].small in cues.auxiliaries - cues.being


def _stands(words: SentenceWords, at: int, phrase: tuple[str, ...]) -> bool:
    return tuple(token.small for token in words.tokens[at : at + len(phrase)]) == phrase


def _kind(words: SentenceWords, at: int, cues: Cues) -> str:
    """What the word at `at` makes of the sentence if it is a verb of speech; "" if it is none."""
    small = words[at].small
    if small in cues.denies:
        return DENIAL
    if small in cues.asks:
        following = words.tokens[at + 1 : at + 1 + _ASKED_WITHIN]
        return EVIDENCE if any(t.small in cues.inquiry for t in following) else CLAIM
    if small not in cues.says:
        return ""
    for here in range(at + 1, min(at + 1 + _DENIED_WITHIN, len(words))):
        if words.comma_before(here) or words.ends_clause_before(here):
            break
        if words[here].small in cues.negations:
            return DENIAL
    return CLAIM


def _headline(body: str, words: SentenceWords, finder: SpeakerFinder, cues: Cues) -> Iterator[_Cue]:
    """The dash of a headline that ends in who says so: "Kiev Showed No Proof - Minister"."""
    dashes = list(_DASH.finditer(body, words.start, words.end))
    if not dashes or body[words.end - 1] in ".!?":
        return
    start, end = dashes[-1].start() + 1, dashes[-1].end() - 1
    at = next((i for i, token in enumerate(words.tokens) if token.start >= end), len(words))
    if at and len(words) - at <= _HEADLINE_SPEAKER:
        speakers = finder.after(at)
        if speakers.spans and speakers.spans[-1][1] == words.tokens[-1].end:
            yield CLAIM, start, end, speakers


def _shown(words: SentenceWords, cues: Cues) -> Iterator[tuple[int, int]]:
    """Start and end of the words that tell of evidence shown, or not: "failed to provide any
    evidence", "evidence has been presented"."""
    for at, token in enumerate(words.tokens):
        if token.small not in cues.shows or token.name is not None:
            continue
        proof = _proof(words, range(at + 1, min(at + 1 + _PROOF_AFTER, len(words))), cues)
        if proof is None:
            being = any(t.small in cues.being for t in words.tokens[max(at - 3, 0) : at])
            before = range(at - 1, max(at - 1 - _PROOF_BEFORE, -1), -1)
            proof = _proof(words, before, cues) if being else None
        if proof is None:
            continue
        first, last = min(at, proof), max(at, proof)
        while first and words[first - 1].small in cues.fails | cues.negations | cues.helpers:
            first -= 1
        yield words[first].start, words[last].end


def _proof(words: SentenceWords, places: range, cues: Cues) -> int | None:
    """The first place at which evidence is named, before the clause ends."""
    for here in places:
        if words.ends_clause_before(here) or words.comma_before(here):
            return None
        if words[here].small in cues.proof:
            return here
    return None


class _Near:
    """Spans in ascending order, of which those within a sentence are asked for, one after the
    other."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        self._next = 0

    def within(self, start: int, end: int) -> Iterator[int]:
        while self._next < len(self._spans) and self._spans[self._next][1] <= start:
            self._next += 1
        at = self._next
        while at < len(self._spans) and self._spans[at][0] < end:
            yield at
            at += 1
