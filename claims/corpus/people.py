"""Who there is in the corpus, and who acts for whom: persons for bodies, and these for states."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from claims.affiliations import Tie, closure

from . import calendar
from .languages import LANGUAGES
from .shape import Draw, Zipf, one_of
from .texts import Language, Said, syllables, written

# Of so many actors one is of the kind: at least so many, and at most. The rest are persons.
_SHARES = {
    "state": (60, 4, 150),
    "international_body": (200, 2, 80),
    "news_organisation": (25, 6, 1000),
    "group": (40, 3, 1000),
    "government_body": (6, 8, 8000),
}
# The lower, the more often named, by and large.
_PROMINENCE = {
    "state": 0.01,
    "international_body": 0.1,
    "government_body": 0.4,
    "group": 0.8,
    "news_organisation": 1.0,
    "person": 1.0,
}
_SORTS = ("Ministry", "Committee", "Directorate", "Army", "Agency", "Inspectorate", "Court")
_FIELDS = ("Defence", "Foreign Affairs", "Energy", "Water", "Justice", "Health", "Trade", "Borders")
TITLES = ("Minister", "Spokesperson", "Envoy", "Director", "General", "")
_DATED = 0.25
_SECOND_OFFICE = 0.1
_ALIASED = 0.5

Since = tuple[int, str | None, str | None]
"""A principal, and the days (ISO) since and until which somebody acts for it."""


class Affiliated(NamedTuple):
    actor: int
    principal: int
    office: str
    since: calendar.When
    until: calendar.When

    @property
    def tie(self) -> Tie:
        return Tie(self.actor, self.principal, self.since.earliest, self.until.latest)


class People:
    """The actors, by primary key: `first` and those after it, `number` in all."""

    def __init__(self, number: int, first: int, draw: Draw) -> None:
        self.keys = range(first, first + number)
        self._first = first
        self.kinds = [kind for kind, n in _numbers(number).items() for _ in range(n)]
        self.names: list[str] = []
        self.affiliations: dict[int, list[Affiliated]] = {}
        self.acts_for: dict[int, tuple[Since, ...]] = {}
        self._of_kind: dict[str, range] = {}
        for kind, n in _numbers(number).items():
            self._of_kind[kind] = range(first, first + n)
            first += n
        for key, kind in zip(self.keys, self.kinds, strict=True):
            self._add(key, kind, draw)
        self._ranked = sorted(self.keys, key=lambda key: draw() * _PROMINENCE[self.kind(key)])
        self._often = Zipf(number)
        self._publishers = self._of_kind["news_organisation"]
        self._publish = Zipf(len(self._publishers))

    # Drawn ---------------------------------------------------------------------------------------

    def anybody(self, draw: Draw, but: int = 0) -> int:
        """The key of an actor who is not `but`."""
        while (found := self._ranked[self._often.draw(draw)]) == but:
            pass
        return found

    def publisher(self, draw: Draw) -> int:
        return self._publishers[self._publish.draw(draw)]

    def agency(self, draw: Draw) -> int:
        """One of a few: whose story it is."""
        return self._publishers[min(5, self._publish.draw(draw))]

    # Known ---------------------------------------------------------------------------------------

    def name(self, key: int) -> str:
        return self.names[key - self._first]

    def kind(self, key: int) -> str:
        return self.kinds[key - self._first]

    def title(self, key: int) -> str:
        """How a person is titled; "" for a person without a title, and for all others."""
        return TITLES[(key - self._first) % len(TITLES)] if self.kind(key) == "person" else ""

    def is_vague(self, key: int) -> bool:
        return self.kind(key) == "group" and (key - self._first) % 3 == 0

    def alias(self, key: int) -> str:
        """Another name of the actor; "" where it has none."""
        place = key - self._first
        if place % 100 >= _ALIASED * 100:
            return ""
        return LANGUAGES[1 + place % (len(LANGUAGES) - 1)].name(self.names[place])

    def printed(self, key: int, language: Language) -> Said:
        """The name as an article in the language prints it."""
        return _spelt(self.name(key), LANGUAGES.index(language))

    # Made ----------------------------------------------------------------------------------------

    def _add(self, key: int, kind: str, draw: Draw) -> None:
        place = key - self._of_kind[kind][0]
        states, bodies = self._of_kind["state"], self._of_kind["government_body"]
        ties: list[Affiliated] = []
        if kind == "government_body":
            ties = [_always(key, one_of(states, draw))]
        elif kind == "person" and draw() < 0.9:
            principal = one_of(bodies, draw)
            ties = list(_offices(key, principal, one_of(bodies, draw), draw))
        self.names.append(self._named(kind, place, ties))
        if ties:
            self.affiliations[key] = ties
            onward = chain.from_iterable(self.affiliations.get(tie.principal, ()) for tie in ties)
            found = closure({one.tie for one in chain(ties, onward)})
            own = sorted((tie for tie in found if tie.actor == key), key=repr)
            self.acts_for[key] = tuple(
                (tie.principal, _iso(tie.since), _iso(tie.until)) for tie in own
            )

    def _named(self, kind: str, place: int, ties: list[Affiliated]) -> str:
        made = syllables(230 + place * 7).capitalize()
        match kind:
            case "state":
                return f"{made}ia"
            case "government_body":
                sort, field = _SORTS[place % len(_SORTS)], _FIELDS[place // 7 % len(_FIELDS)]
                return f"{sort} of {field} of {self.name(ties[0].principal)}"
            case "international_body":
                return f"{made} Organisation"
            case "news_organisation":
                return f"{made} News"
            case "group":
                return f"{made} Movement"
        family = syllables(500 + place * 3).capitalize()
        # One in twenty with an accent that is a character of its own.
        return f"{made} {family}" if place % 20 else f"{made}e\u0301 {family}"


@lru_cache(maxsize=20_000)
def _spelt(name: str, language: int) -> Said:
    return written(LANGUAGES[language].name(name) if language else name)


def _numbers(number: int) -> dict[str, int]:
    """How many there are of each kind, those that others act for first."""
    found = {
        kind: min(max(number // of, least), most) for kind, (of, least, most) in _SHARES.items()
    }
    return {**found, "person": number - sum(found.values())}


def _always(actor: int, principal: int) -> Affiliated:
    return Affiliated(actor, principal, "", calendar.NEVER, calendar.NEVER)


def _offices(actor: int, first: int, second: int, draw: Draw) -> Iterator[Affiliated]:
    """A person's, one or two, some dated."""
    office = one_of(TITLES, draw)
    if draw() >= _DATED:
        yield Affiliated(actor, first, office, calendar.NEVER, calendar.NEVER)
        return
    change = calendar.any_day(draw)
    since = calendar.NEVER if draw() < 0.5 else calendar.year(max(2015, change.year - 4))
    yield Affiliated(actor, first, office, since, calendar.month(change.year, change.month))
    if draw() < _SECOND_OFFICE and second != first:
        later = calendar.year(change.year + 1)
        yield Affiliated(actor, second, one_of(TITLES, draw), later, calendar.NEVER)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
