"""Who seems to speak: the subject of a verb of speech, by the words around it.

Careful rather than complete: a name after a preposition or in the genitive is no subject
("officials in Iran said", "Iran's mission said"), nor is one with other words between it and the
verb. Then nobody is proposed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .cues import Cues
from .people import People
from .proposals import Who
from .sentence_words import Name, SentenceWords

_NEAR = 8  # words of a title, or between a name and the verb
_ASIDE = 14  # words between the two commas after a name: "Lavrov, speaking in Moscow, said"


@dataclass(frozen=True)
class Speakers:
    """Who speaks, all of them at once, and the spans of the words that say so."""

    who: tuple[Who, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


NOBODY = Speakers()


class SpeakerFinder:
    """Finds the speakers of verbs in one sentence."""

    def __init__(self, sentence: SentenceWords, people: People, cues: Cues) -> None:
        self._words = sentence
        self._people = people
        self._cues = cues

    def of_verb(self, at: int) -> Speakers:
        """Those who are the subject of the verb at `at`; of a passive one, those after "by"."""
        if self._is_passive(at):
            return self._after_by(at, 3)
        found = self._before(at) or self._after_by(at, 1)
        return found if found.spans or not self._is_inverted(at) else self.after(at + 1)

    def after(self, at: int) -> Speakers:
        """Those who are named from `at` on: "according to Russian Foreign Minister Lavrov"."""
        words, cues = self._words, self._cues
        for here in range(at, min(at + _NEAR, len(words))):
            token = words[here]
            if here > at and (words.comma_before(here) or words.ends_clause_before(here)):
                return NOBODY
            if token.name is not None:
                after = words.after_name(here)
                modifies = (
                    after < len(words)
                    and not words.before(after).strip()
                    and (words[after].small in cues.roles or words[after].capital)
                )
                if words[after - 1].owns or modifies:
                    continue  # "Kremlin spokesman", "Iran's minister": the name of somebody else
                return self._named_together(words.first_of_name(here), after - 1, onwards=True)
            stands_for = self._stands_for(here)
            ends_there = here + 1 >= len(words) or not words[here + 1].capital
            if stands_for.who and ends_there:
                return stands_for
            if not (token.capital or token.small in cues.articles | cues.roles | cues.joins):
                return NOBODY
        return NOBODY

    def _after_by(self, at: int, within: int) -> Speakers:
        """Those named after "by", which is one of the words after the verb."""
        for by in range(at + 1, min(at + 1 + within, len(self._words))):
            if self._words[by].small == self._cues.by:
                return self.after(by + 1)
        return NOBODY

    def _before(self, at: int) -> Speakers | None:
        """Those named right before the verb, or before an aside between commas."""
        words = self._words
        subject = at - 1 if words.comma_before(at) else self._back_over_auxiliaries(at)
        if subject < 0:
            return None
        if words.comma_before(subject + 1):
            subject = self._back_over_aside(subject)
            if subject < 0:
                return None
        elif words.ends_clause_before(subject + 1):
            return None
        token = words[subject]
        if token.name is None:
            return self._role_before(subject)
        if token.owns:
            return None
        speakers = self._named_together(words.first_of_name(subject), subject, onwards=False)
        first = next(i for i, t in enumerate(words.tokens) if t.end > speakers.spans[0][0])
        return None if self._hangs_on_preposition(first, at) else speakers

    def _back_over_auxiliaries(self, at: int) -> int:
        """The place of the last word before the verb that is no auxiliary, adverb or date."""
        here = at - 1
        while here >= 0 and at - here <= _NEAR and self._is_passed(here):
            if self._words.comma_before(here + 1):
                break
            here -= 1
        return here

    def _is_passed(self, at: int) -> bool:
        token, cues = self._words[at], self._cues
        return token.name is None and (
            token.in_date
            or token.small in cues.auxiliaries | cues.adverbs
            or (token.small.endswith(cues.adverb_ending) and not token.capital)
        )

    def _back_over_aside(self, at: int) -> int:
        """The place of the name before the aside that ends at `at`; -1 if it is none."""
        words = self._words
        for here in range(at, max(at - _ASIDE, 0), -1):
            if words.comma_before(here):
                return here - 1 if words[here - 1].name is not None else -1
        return -1

    def _role_before(self, at: int) -> Speakers | None:
        """Whom "he" or "the defence minister" means, that ends at `at`; not "a minister"."""
        found = self._stands_for(at)
        first = at - self._title_before(at)
        definite = first > 0 and self._words[first - 1].small in self._cues.definite
        pronoun = self._words[at].small in self._cues.pronouns
        return found if found.spans and (definite or pronoun) else None

    def _stands_for(self, at: int) -> Speakers:
        """Whom a pronoun means, or a title that ends at `at`."""
        words, token = self._words, self._words[at]
        first, who = at, None
        if token.small in self._cues.pronouns:
            who = self._people.last(token.start)
        elif token.small in self._cues.roles:
            first = at - self._title_before(at)
            title = {word.small for word in words.tokens[first : at + 1]}
            who = self._people.titled(title, words[first].start)
        return Speakers((who,), ((words[first].start, token.end),)) if who else NOBODY

    def _title_before(self, at: int) -> int:
        """How many words before a role belong to it: all since an article, or else capitals."""
        words = self._words
        capitals = 0
        for here in range(at - 1, max(at - _NEAR, -1), -1):
            token = words[here]
            if token.small in self._cues.articles:
                return at - 1 - here
            if words.before(here + 1).strip() or token.small in self._cues.prepositions:
                break
            capitals += token.capital and not token.in_date and capitals == at - 1 - here
        return capitals

    def _named_together(self, first: int, last: int, *, onwards: bool) -> Speakers:
        """The names of a list of which the words from `first` to `last` are one: "France, the UK
        and Germany". Backwards from its last, or onwards from its first."""
        words = self._words
        names = [name for name in (words[last].name,) if name is not None]
        joined = False
        here = words.after_name(last) if onwards else first - 1
        while 0 <= here < len(words):
            token = words[here]
            separator = words.before(here if onwards else here + 1)
            if separator.strip(" ,\n"):
                break
            if token.small in self._cues.joins:
                joined = True
            elif token.name is not None and not token.owns:
                if not joined and "," not in separator:
                    break
                names.append(token.name)
                here = words.after_name(here) - 1 if onwards else words.first_of_name(here)
            elif token.small not in self._cues.articles:
                break
            here += 1 if onwards else -1
        names = names if joined else names[:1]
        return _resolved(names if onwards else names[::-1])

    def _hangs_on_preposition(self, first: int, verb: int) -> bool:
        """Whether the words before a name, its title left aside, end in a preposition."""
        words, cues = self._words, self._cues
        here = first - 1
        while here >= 0 and first - here <= _NEAR:
            token = words[here]
            beside = here == first - 1 and token.name is not None
            if token.in_date or beside or words.before(here + 1).strip():
                return False
            titled = token.capital and here > 0
            if not (titled or token.small in cues.articles | cues.roles | cues.joins):
                break
            here -= 1
        if here < 0:
            return False
        small = words[here].small
        if small == cues.accompanying:
            # "with both Moscow and Tehran denying"
            return not words[verb].small.endswith(cues.participle_endings[0])
        return small in cues.prepositions

    def _is_passive(self, at: int) -> bool:
        words, cues = self._words, self._cues
        small = words[at].small
        if not (small.endswith(cues.participle_endings[1]) or small in cues.participles):
            return False
        here = at - 1
        while here >= 0 and self._is_passed(here) and not words[here].in_date:
            if words[here].small in cues.being:
                return True
            here -= 1
        return False

    def _is_inverted(self, at: int) -> bool:
        """Whether the verb follows a quotation or comma: "…, said Lavrov"."""
        before = self._words.before(at)
        return any(mark in before for mark in ",\"”’'»?!") or at == 0


def _resolved(names: Iterable[Name]) -> Speakers:
    """Those whose names these are. Of an ambiguous one nobody is proposed, only its words."""
    names = list(names)
    who = [name.whose[0] for name in names if len(name.whose) == 1]
    return Speakers(tuple(dict.fromkeys(who)), tuple((name.start, name.end) for name in names))
