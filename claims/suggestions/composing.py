"""What is proposed of a text, all of it, from its words and a registry: no database."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from itertools import accumulate

from .actors import Lookup, named
from .cues import cues_of
from .dating import dated, expressions
from .proposals import DateGiven, NamedActor, Proposals, Speech, Words
from .sentence_words import Name
from .sentences import Sentence, Span, State, coverage, sentences
from .speech import speech

MOST_READ = 200_000
"""Code points, from the start, of a text that is looked at."""

Dismissed = Collection[tuple[str, int, int]]
"""Kind of proposal (`actor`, `speech`, `date`), start and end."""


def compose(
    body: str,
    language: str,
    published: str,
    lookup: Lookup,
    *,
    passages: Iterable[Span] = (),
    passed_over: Iterable[Span] = (),
    dismissed: Dismissed = (),
    covered: Iterable[Sentence] | None = None,
) -> Proposals:
    """What is proposed of a text.

    `published` is the article's date (EDTF, or ""); `lookup` asks the registry. Left out are
    verbs of speech in passages and in words passed over, dates in words passed over, and what was
    dismissed: a proposal with the span of a dismissal of its kind, or within one. For a verb of
    speech the span is that of the cue. A verb of a sentence that is carried in part is proposed.
    `covered` is what became of the whole text's sentences, where that is known already.
    """
    whole, body = body, body[:MOST_READ]
    passages, passed_over = list(passages), list(passed_over)
    cues = cues_of(language)
    told = expressions(body, cues) if cues else []
    days = [(start, end) for start, end, _ in told]
    ordinary = cues.ordinary if cues else frozenset[str]()
    actors = named(body, lookup, ordinary=ordinary, but=days)
    said: tuple[Speech, ...] = ()
    dates: tuple[DateGiven, ...] = ()
    if cues:
        if covered is None:
            covered = coverage(sentences(whole, language), passages, passed_over, whole)
        said = speech(body, _unread(covered, len(body)), _names(actors), days, cues)
        dates = dated(body, told, language, cues, published)
    done, over = _Spans([*passages, *passed_over]), _Spans(passed_over)
    gone = {
        proposal: _Spans([(start, end) for kind, start, end in dismissed if kind == proposal])
        for proposal in ("actor", "speech", "date")
    }
    return Proposals(
        actors=_kept_actors(actors, gone["actor"]),
        speech=tuple(s for s in said if s.cue not in done and s.cue not in gone["speech"]),
        dates=tuple(d for d in dates if d.words not in over and d.words not in gone["date"]),
        read_to=len(body),
    )


def _unread(covered: Iterable[Sentence], length: int) -> list[Span]:
    """The sentences, within the length that is looked at, in which letters are left to read."""
    return [
        (sentence.start, sentence.end)
        for sentence in covered
        if sentence.state in (State.OPEN, State.PARTLY) and sentence.end <= length
    ]


def _names(actors: Iterable[NamedActor]) -> list[Name]:
    return [Name(words.start, words.end, one.actors) for one in actors for words in one.names]


def _kept_actors(actors: Iterable[NamedActor], dismissed: "_Spans") -> tuple[NamedActor, ...]:
    """The actors with those of their names that were not dismissed, if any are left."""
    kept = [
        NamedActor(one.actors, tuple(words for words in one.names if words not in dismissed))
        for one in actors
    ]
    return tuple(one for one in kept if one.names)


class _Spans:
    """Spans of a text, of which one may cover words."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reached = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, words: Words) -> bool:
        """Whether one span covers all of the words."""
        at = bisect_right(self._starts, words.start) - 1
        return at >= 0 and self._reached[at] >= words.end
