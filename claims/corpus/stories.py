"""Stories: articles about the same events, and the claims that they report."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from . import calendar, shape
from .calendar import When
from .languages import ENGLISH, assertion, language
from .people import People
from .shape import Draw, one_of
from .texts import Language, Said, joined, written


@dataclass(slots=True)
class Passage:
    """A sentence of an article: where it stands, what it says, and according to whom: the actor,
    0 for nobody, with name and title as printed."""

    said: Said
    start: int
    by: int = 0
    name: str = ""
    title: str = ""
    key: int = 0


@dataclass(slots=True)
class Part:
    """A denial, or evidence with its side and state, of a claim."""

    kind: str
    publication_state: str
    when: When
    basis: str
    passage: Passage
    people: list[tuple[str, int]]
    side: str = ""
    state: str = ""
    refuses: "Part | None" = None
    key: int = 0


@dataclass(slots=True)
class Claim:
    words: list[Said]
    text: Said
    kind: str
    publication_state: str
    when: When
    basis: str
    claimants: list[int]
    subjects: list[int]
    own_voice: bool
    # Each with the article that it is in, and how it carries the claim.
    places: list[tuple["Article", Passage, str]]
    denials: list[Part] = field(default_factory=list)
    evidence: list[Part] = field(default_factory=list)
    evidence_status: str = ""
    key: int = 0


@dataclass(slots=True)
class Article:
    language: Language
    publisher: int
    agency: int | None
    day: date
    publication_state: str
    headline: Said
    dateline: Said
    passages: list[Passage] = field(default_factory=list)
    # The words so far, how long they are, and what they are found by.
    written: list[str] = field(default_factory=list)
    length: int = 0
    folded: list[str] = field(default_factory=list)
    key: int = 0

    def add(self, said: Said, before: str) -> int:
        """Write the words, `before` before them; where they start."""
        start = self.length + len(before)
        self.written += (before, said.text)
        self.folded.append(said.folded)
        self.length = start + len(said.text)
        return start


@dataclass(slots=True)
class Story:
    articles: list[Article]
    claims: list[Claim]


class Stories:
    """Draws stories, one after the other."""

    def __init__(self, people: People, draw: Draw) -> None:
        self._people, self._draw = people, draw

    def until(self, claims: int) -> Iterator[Story]:
        """Stories of so many claims in all."""
        while claims > 0:
            story = self._story(claims)
            claims -= len(story.claims)
            yield story

    def _story(self, most: int) -> Story:
        draw = self._draw
        first = calendar.any_day(draw)
        story = Story([], [])
        for number in range(one_of(shape.ARTICLES_OF_A_STORY, draw)):
            size = min(one_of(shape.CLAIMS_OF_AN_ARTICLE, draw), most - len(story.claims))
            if size <= 0:
                break
            day = min(calendar.LAST, first + timedelta(number + int(draw() * 3)))
            article = self._article(day)
            known = list(story.claims)
            new: list[Claim] = []
            while len(new) < size:
                group = min(one_of(shape.CLAIMS_OF_A_SENTENCE, draw), size - len(new))
                new += self._reported(article, group)
                if known and draw() < shape.TWICE_REPORTED:
                    self._again(article, known.pop())
                if draw() < shape.FILLERS:
                    spoken = article.language.sentence(article.language.phrase(draw))
                    article.add(spoken, " ")
            story.articles.append(article)
            story.claims += new
        return story

    def _article(self, day: date) -> Article:
        draw = self._draw
        tongue = language(draw)
        article = Article(
            language=tongue,
            publisher=self._people.publisher(draw),
            agency=self._people.agency(draw) if draw() < shape.FROM_AN_AGENCY else None,
            day=day,
            publication_state=one_of(shape.ARTICLE_STATES, draw),
            headline=joined(tongue.phrase(draw), tongue.gap),
            dateline=written(tongue.word(draw).text.upper()),
        )
        article.add(article.headline, "")
        article.add(article.dateline, "\n\n")
        article.add(written("—"), " ")
        return article

    # Claims --------------------------------------------------------------------------------------

    def _reported(self, article: Article, number: int) -> list[Claim]:
        """Claims that one sentence makes."""
        draw, people = self._draw, self._people
        cores = [assertion(article.language, draw) for _ in range(number)]
        spoken, own_voice = draw() < shape.SPOKEN, draw() < 0.1
        claimants: list[int] = []
        if spoken:
            claimants = [article.publisher if own_voice else people.anybody(draw)]
        speaker = claimants[0] if claimants and not own_voice else None
        passage = self._sentence(article, speaker, cores)
        relation = "states" if spoken else ("presupposes" if draw() < 0.5 else "answers")
        return [
            self._claim(article, passage, core, list(claimants), own_voice and spoken, relation)
            for core in cores
        ]

    def _sentence(self, article: Article, speaker: int | None, cores: list[list[Said]]) -> Passage:
        """A sentence in which somebody, or nobody that it names, says something."""
        tongue = article.language
        words, name, title = [], "", ""
        if speaker is not None:
            printed = self._people.printed(speaker, tongue)
            name = printed.text
            if tongue is ENGLISH and (title := self._people.title(speaker)):
                words.append(written(title))
            words += [printed, tongue.said]
        for place, core in enumerate(cores):
            if place:
                end = words.pop()
                words.append(joined((end, tongue.also), ""))
            words += core
        said = tongue.sentence(words)
        before = "\n" if len(article.passages) % 4 == 3 else " "
        passage = Passage(said, article.add(said, before), speaker or 0, name, title)
        article.passages.append(passage)
        return passage

    def _again(self, article: Article, claim: Claim) -> None:
        """An article reports what an earlier one did."""
        speaker = claim.claimants[0] if claim.claimants and not claim.own_voice else None
        tongue = article.language
        same = tongue is claim.places[0][0].language
        core = claim.words if same else tongue.phrase(self._draw)
        relation = claim.places[0][2]
        claim.places.append((article, self._sentence(article, speaker, [core]), relation))

    def _claim(
        self, article: Article, passage: Passage, words: list[Said], claimants: list[int],
        own_voice: bool, relation: str,
    ) -> Claim:  # fmt: skip
        draw, people = self._draw, self._people
        first = claimants[0] if claimants else 0
        if claimants and draw() < shape.SECOND_CLAIMANT:
            claimants.append(people.anybody(draw, but=first))
        state = article.publication_state
        when = calendar.near(article.day, draw)
        claim = Claim(
            words=words,
            text=article.language.sentence(words),
            kind=one_of(shape.KINDS, draw),
            publication_state=one_of(shape.STATES, draw) if state == "published" else state,
            when=when,
            basis=one_of(shape.BASES, draw) if when.edtf else "",
            claimants=claimants,
            subjects=[people.anybody(draw, but=first)] if draw() < shape.SUBJECT else [],
            own_voice=own_voice,
            places=[(article, passage, relation)],
        )
        for _ in range(one_of(shape.WITH_EVIDENCE, draw)):
            claim.evidence.append(self._evidence(article, claim, passage))
        for _ in range(one_of(shape.DENIED, draw)):
            claim.denials.append(self._denial(article, claim, passage))
        return claim

    # Denials and evidence ------------------------------------------------------------------------

    def _denial(self, article: Article, claim: Claim, passage: Passage) -> Part:
        draw = self._draw
        by_subject = claim.subjects and draw() < shape.DENIED_BY_ITS_SUBJECT
        denier = claim.subjects[0] if by_subject else self._people.anybody(draw)
        part = self._part(article, claim, passage, denier, one_of(shape.FORMS, draw))
        part.people = [("denier", denier)]
        requests = [one for one in claim.evidence if one.state == "requested"]
        if requests and draw() < shape.REFUSES:
            part.refuses = requests[0]
        return part

    def _evidence(self, article: Article, claim: Claim, passage: Passage) -> Part:
        draw, people = self._draw, self._people
        by = people.anybody(draw)
        part = self._part(article, claim, passage, by, one_of(shape.EVIDENCE_KINDS, draw))
        part.side, part.state = one_of(shape.SIDES, draw), one_of(shape.EVIDENCE_STATES, draw)
        match part.state:
            case "requested":
                part.people = [("requester", by), ("holder", people.anybody(draw, but=by))]
            case "presented":
                part.people = [("holder", by)]
            case "disputed":
                part.people = [("disputer", by), ("source", people.anybody(draw, but=by))]
            case "verified" | "rejected":
                # Some by a party to the claim: its own finding is none.
                party = claim.claimants and draw() < 0.2
                part.people = [("examiner", claim.claimants[0] if party else by)]
            case _:
                part.people = [("source", by)]
        return part

    def _part(
        self, article: Article, claim: Claim, passage: Passage, speaker: int, kind: str
    ) -> Part:
        draw = self._draw
        if draw() < shape.IN_A_SENTENCE_OF_ITS_OWN:
            passage = self._sentence(article, speaker, [article.language.phrase(draw)])
        when = calendar.near(article.day, draw)
        state = claim.publication_state
        return Part(
            kind=kind,
            publication_state=one_of(shape.PART_STATES, draw) if state == "published" else state,
            when=when,
            basis=one_of(shape.BASES, draw) if when.edtf else "",
            passage=passage,
            people=[],
        )
