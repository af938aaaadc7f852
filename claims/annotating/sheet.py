"""All that is known of a text on the desk: what its passages carry, what was passed over, what is
proposed. A fixed number of queries, whatever the text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property

from claims import suggestions
from claims.models import (
    Actor,
    ArticleText,
    DateBasis,
    Mention,
    Passage,
    PassedOver,
    Role,
)
from claims.readings.dating import Told, reported
from claims.readings.naming import Cast, Printed
from claims.suggestions import DateGiven, Proposals, Sentence, Speech, State

from .places import Span, gaps, meet

SPEAKING = {"claim": Role.CLAIMANT, "denial": Role.DENIER, "evidence": Role.SOURCE}
"""The role of the one whose word a record of each kind is."""


@dataclass(frozen=True)
class Open:
    """A stretch of words without a record: a whole sentence, or what is left of one."""

    start: int
    end: int
    words: str
    in_part: bool


@dataclass
class Sheet:
    """A text, its article and publisher selected along."""

    text: ArticleText
    _names: dict[str, Actor] = field(default_factory=dict)

    @property
    def body(self) -> str:
        return self.text.body

    # What is kept of it --------------------------------------------------------------------------

    @cached_property
    def passages(self) -> list[Passage]:
        """In reading order, with their anchors and these with their records and speakers."""
        found = Passage.objects.of_text(self.text).with_all_records().in_reading_order()
        passages = list(found)
        for passage in passages:
            passage.text = self.text
        return passages

    @cached_property
    def mentions(self) -> list[Mention]:
        return list(Mention.objects.of_text(self.text))

    @cached_property
    def passed_over(self) -> list[PassedOver]:
        return list(PassedOver.objects.of_text(self.text).in_reading_order())

    @cached_property
    def proposals(self) -> Proposals:
        return suggestions.propose(
            self.text,
            passages=self._carrying(),
            passed_over=self._passed(),
            covered=self.sentences,
        )

    # Coverage ------------------------------------------------------------------------------------

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Each with what became of it. A passage counts if it carries a record."""
        spans = suggestions.sentences(self.body, self.text.article.language)
        return suggestions.coverage(spans, self._carrying(), self._passed(), self.body)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many sentences there are in all (`sentences`), and in each state."""
        counted = suggestions.counts(self.sentences)
        return {"sentences": len(self.sentences), **{s.value: n for s, n in counted.items()}}

    def open_stretches(self) -> list[Open]:
        """What still waits for somebody to read it, in the order of the text."""
        done = sorted([*self._carrying(), *self._passed()])
        found, first = list[Open](), 0
        for sentence in self.sentences:
            while first < len(done) and done[first][1] <= sentence.start:
                first += 1
            in_part = sentence.state == State.PARTLY
            if not in_part and sentence.state != State.OPEN:
                continue
            covered = [span for span in done[first:] if span[0] < sentence.end] if in_part else []
            found += [
                Open(start, end, self.body[start:end], in_part)
                for start, end in gaps(self.body, sentence.start, sentence.end, covered)
            ]
        return found

    def _carrying(self) -> list[Span]:
        return [(p.start, p.end) for p in self.passages if p.anchors.all()]

    def _passed(self) -> list[Span]:
        return [(row.start, row.end) for row in self.passed_over]

    # Who is who ----------------------------------------------------------------------------------

    @cached_property
    def cast(self) -> Cast:
        """How the text prints those whom the registry knows, and those who were named in it
        before, by the editor: “the minister”. Ambiguous names are nobody's."""
        cast = Cast()
        for named in self.proposals.actors:
            if not named.ambiguous:
                who = named.actors[0]
                cast.names[who.slug] += sorted({words.printed for words in named.names})
                self._names[who.slug] = Actor(pk=who.key, slug=who.slug, name=who.name)
        for mention in self.mentions:
            actor = mention.attribution.actor
            self._names[actor.slug] = actor
            if mention.name and mention.name not in cast.names[actor.slug]:
                cast.names[actor.slug].append(mention.name)
            if mention.title and mention.title not in cast.titles[actor.slug]:
                cast.titles[actor.slug].append(mention.title)
        return cast

    def printed(self, quote: str) -> dict[str, Printed]:
        """For each actor (by slug) whom the words name: under which name and title; in the order
        of the words."""
        found = self.cast.printed(quote)
        return dict(
            sorted(found.items(), key=lambda item: quote.find(item[1].name or item[1].title))
        )

    def names_of(self, slug: str) -> list[str]:
        """Names and titles of the actor in this text, the longest first."""
        known = [*self.cast.names.get(slug, ()), *self.cast.titles.get(slug, ())]
        return sorted(set(known), key=lambda words: (-len(words), words))

    def actor(self, slug: str) -> Actor:
        """The actor of a slug that `printed` gives; its key, slug and name alone are sure."""
        return self._names[slug]

    def speakers(self, span: Span) -> list[str]:
        """Slugs of those who seem to speak there: as its passages have it, else as proposed."""
        roles = set(SPEAKING.values())
        # Of passages one within another, the shortest is nearest to what is meant.
        around = sorted(
            (p for p in self.passages if p.start <= span[0] and span[1] <= p.end),
            key=lambda passage: passage.end - passage.start,
        )
        for passage in around:
            said = [
                mention.attribution.actor.slug
                for mention in self.mentions
                if mention.passage_id == passage.pk
                and mention.attribution.role in roles
                and not mention.own_voice
            ]
            if said:
                return list(dict.fromkeys(said))
        self._know(who for one in self.speech_in(span) for who in one.speakers)
        return list(dict.fromkeys(who.slug for one in self.speech_in(span) for who in one.speakers))

    def _know(self, people: Iterable[Any]) -> None:
        for who in people:
            self._names.setdefault(who.slug, Actor(pk=who.key, slug=who.slug, name=who.name))

    def speech_in(self, span: Span) -> list[Speech]:
        return [one for one in self.proposals.speech if meet(span, (one.cue.start, one.cue.end))]

    # When ----------------------------------------------------------------------------------------

    @cached_property
    def reported(self) -> Told:
        """The date of publication, as a statement's date."""
        return reported(self.text.article)

    def likely_date(self, span: Span) -> Told:
        """The date of what the words say: one proposed in them, or in their sentence; else that
        of what these words carry already; else the date of publication."""
        given = self._date_in(span)
        if given is None:
            around = [s for s in self.sentences if meet(span, (s.start, s.end))]
            if around:
                given = self._date_in((around[0].start, around[-1].end))
        if given is None:
            return self.reported
        said = bool(self.speakers(span))
        basis = DateBasis.SAID if said else DateBasis.HAPPENED
        return Told(given.edtf, basis, given.why)

    def _date_in(self, span: Span) -> DateGiven | None:
        inside = [d for d in self.proposals.dates if meet(span, (d.words.start, d.words.end))]
        return inside[0] if inside else None

    def dates_before(self) -> list[Told]:
        """The dates that the text's records have, the last first, each once; and the date of
        publication."""
        given = [Told(m.date, m.date_basis, m.date_note) for m in reversed(self.mentions) if m.date]
        kept = dict.fromkeys([*given, *([self.reported] if self.reported.date else [])])
        return list(kept)[:6]
