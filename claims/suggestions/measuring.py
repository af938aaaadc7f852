"""How good the proposals are: those made of an article's bare text, against its reading.

Of the database nothing is asked: the names are those of the registry of actors.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claims.readings.articles import ARTICLE, FoundPassage, ReadArticle
from claims.readings.building import load, read_all
from claims.readings.checking import Registries
from claims.readings.naming import places
from claims.readings.problems import BuildError, Problems, shown

from .actors import Lookup
from .composing import compose
from .proposals import Proposals, Speech, Who
from .sentences import Span, meet, sentences


@dataclass
class Figures:
    """Of one kind of proposal: how many of those in the reading were found (`found` of
    `expected`), how many of those made were right (`right` of `made`), and the others, in words."""

    name: str
    expected: int = 0
    found: int = 0
    made: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def expect(self, found: bool, words: str) -> None:
        self.expected += 1
        self.found += found
        if not found:
            self.missed.append(words)

    def judge(self, right: bool, words: str) -> None:
        self.made += 1
        self.right += right
        if not right:
            self.wrong.append(words)


def measure(root: Path) -> Iterator[tuple[str, list[Figures]]]:
    """The slug of each article under `root` that has a reading, and the figures of its actors,
    sentences of speech, speakers and dates. Raises BuildError where the sources do not build."""
    problems = Problems()
    registries, articles, _ = read_all(*load(root, problems), problems)
    if problems.errors:
        raise BuildError(problems.errors)
    lookup = registry(registries)
    for read in articles:
        article, body = read.article, read.text.body
        made = compose(body, article.language, article.published, lookup)
        yield (
            article.slug,
            [_actors(read, made), _speech(read, made), _speakers(read, made), _dates(read, made)],
        )


def registry(registries: Registries) -> Lookup:
    """A lookup of the names and aliases in the registry of actors."""
    people = {
        slug: Who(number, slug, actor.name, actor.kind)
        for number, (slug, actor) in enumerate(registries.actors.items(), start=1)
    }
    names = [(who.name, who) for who in people.values()]
    names += [(alias.name, people[alias.actor.slug]) for alias in registries.aliases]
    return lambda asked: [(name, who) for name, who in names if name.lower() in asked]


def _actors(read: ReadArticle, made: Proposals) -> Figures:
    """Each name of the cast in each passage. A name outside of them is right if it is that of the
    publisher or the agency: the reading names them once, for the whole article."""
    figures = Figures("actors named")
    proposed = [
        (words.start, words.end, words.printed, {who.slug for who in actor.actors})
        for actor in made.actors
        for words in actor.names
    ]
    printed = list(_printed(read))
    for start, end, slug in printed:
        found = any(meet((start, end), (a, b)) and who == {slug} for a, b, _, who in proposed)
        figures.expect(found, f"{slug}: “{shown(read.text.body[start:end])}” at {start}")
    passages = [_span(found) for found in read.found]
    source = {read.article.publisher.slug, read.article.agency and read.article.agency.slug}
    for start, end, words, who in sorted(proposed):
        right = any(meet((start, end), (a, b)) and who == {slug} for a, b, slug in printed)
        outside = not any(meet((start, end), passage) for passage in passages)
        figures.judge(
            right or (outside and who <= source), f"{', '.join(who)}: “{words}” at {start}"
        )
    return figures


def _printed(read: ReadArticle) -> Iterator[tuple[int, int, str]]:
    """Start, end and actor of each name of the cast that stands in a passage, the longest kept:
    “Iran's permanent mission” does not name Iran."""
    body = read.text.body
    found = [
        (start, start + len(name), slug)
        for slug, names in read.cast.names.items()
        for name in names
        for start in places(name, body)
        if any(_within((start, start + len(name)), _span(passage)) for passage in read.found)
    ]
    kept: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda name: (name[0] - name[1], name)):
        if not any(meet(one[:2], other[:2]) for other in kept):
            kept.append(one)
    yield from sorted(kept)


def _speech(read: ReadArticle, made: Proposals) -> Figures:
    """Each sentence of which something is given to a speaker other than the article, or to one
    who asks for evidence."""
    figures = Figures("sentences of speech")
    body = read.text.body
    proposed = {(one.start, one.end) for one in made.speech}
    spoken = set()
    for span in sentences(body, read.article.language):
        touching = [passage for passage in read.found if _share_letters(body, span, _span(passage))]
        if any(_speaking(read, passage) for passage in touching):
            spoken.add(span)
            figures.expect(span in proposed, f"“{shown(body[slice(*span)], 100)}”")
    for span in sorted(proposed):
        figures.judge(span in spoken, f"“{shown(body[slice(*span)], 100)}”")
    return figures


def _speakers(read: ReadArticle, made: Proposals) -> Figures:
    """For each verb that was found: who speaks, by the shortest passage that it stands in."""
    figures = Figures("speakers")
    for one in made.speech:
        around = [found for found in read.found if meet(_span(found), _of_cue(one))]
        if not around:
            continue
        nearest = min(around, key=lambda found: found.passage.end - found.passage.start)
        speaking = _speaking(read, nearest)
        proposed = {who.slug for who in one.speakers}
        cue = f"“{one.cue.printed}” in “{shown(read.text.body[one.start : one.end], 60)}”"
        if speaking:
            figures.expect(proposed == speaking, f"{', '.join(sorted(speaking))} for {cue}")
        if proposed:
            figures.judge(proposed == speaking, f"{', '.join(sorted(proposed))} for {cue}")
    return figures


def _speaking(read: ReadArticle, found: FoundPassage) -> set[str]:
    """Those to whom a passage gives something: its speakers, but for the article itself, and
    those who ask for evidence."""
    keys = [
        *found.entry.by,
        *(key for evidence in found.entry.evidence.values() for key in evidence.requester),
    ]
    return {
        read.cast.members[key].slug for key in keys if key != ARTICLE and key in read.cast.members
    }


def _dates(read: ReadArticle, made: Proposals) -> Figures:
    """The date of each passage that has one with a reason: proposed if the words for it stand in
    the passage itself."""
    figures = Figures("dates")
    proposed = [((date.words.start, date.words.end), date) for date in made.dates]
    given = [
        (found, found.entry.said or found.entry.happened or "")
        for found in read.found
        if found.entry.why and (found.entry.said or found.entry.happened)
    ]
    for found, edtf in given:
        here = any(meet(_span(found), span) and date.edtf == edtf for span, date in proposed)
        words = shown(found.passage.exact, 60)
        figures.expect(here, f"{edtf} for “{words}” ({found.entry.why})")
    for span, date in proposed:
        right = any(meet(_span(found), span) and date.edtf == edtf for found, edtf in given)
        figures.judge(right, f"“{date.words.printed}” at {span[0]}: {date.edtf}")
    return figures


def _span(found: FoundPassage) -> Span:
    return found.passage.start, found.passage.end


def _of_cue(one: Speech) -> Span:
    return one.cue.start, one.cue.end


def _within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _share_letters(body: str, one: Span, other: Span) -> bool:
    shared = body[max(one[0], other[0]) : min(one[1], other[1])]
    return any(map(str.isalnum, shared))
