"""What the corpus consists of, and how often each thing occurs. Pure.

The same number of claims and the same seed give the same corpus. For each claim there are about
five rows of actors, aliases, affiliations, articles, texts, passages, claims, denials, evidence,
attributions, anchors and mentions, and three of what is derived. A story, of one to three
articles, is drawn at a time; stories do not come in the order of their dates, so claims that are
neighbours by primary key are years apart: no index is helped by their order.

An actor is named by Zipf's law: the one of rank r, 1/r as often as the first, who has a part in
about one claim of eight among a million. Publishers likewise, among themselves.

Words to search for, and in how many claims' own sentences they stand: "drones" in one of 8,
"reservoir" in one of 100, "isotope" in one of 5,000. Quotes repeat the sentence, and those of one
passage share it: a search finds about twice as many claims.
"""

from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")
Draw = Callable[[], float]
"""A number from 0 up to 1, the next one."""

SEARCHED = {"drones": 1 / 8, "reservoir": 1 / 100, "isotope": 1 / 5000}
"""Words, and in which share of the claims' own sentences each stands."""


def spread(**weights: int) -> tuple[str, ...]:
    """Each name as many times as its weight: to be drawn from by `one_of`."""
    return tuple(name for name, weight in weights.items() for _ in range(weight))


def one_of(choices: Sequence[T], draw: Draw) -> T:
    return choices[int(draw() * len(choices))]


class Zipf:
    """Places 0 to n - 1, the place p drawn 1 / (p + 1) as often as the first."""

    def __init__(self, n: int) -> None:
        self._up_to = list(accumulate(1 / rank for rank in range(1, n + 1)))
        self._last = n - 1

    def draw(self, draw: Draw) -> int:
        # The sum may be the total, to the last digit.
        return min(bisect(self._up_to, draw() * self._up_to[-1]), self._last)


def actors_of(claims: int) -> int:
    """How many actors a corpus of so many claims has."""
    return max(50, claims // 20)


# Articles ----------------------------------------------------------------------------------------

ARTICLES_OF_A_STORY = (1, 1, 1, 1, 2, 2, 3)
CLAIMS_OF_AN_ARTICLE = tuple(range(5, 21))
CLAIMS_OF_A_SENTENCE = (1, 2, 2, 3, 3)
ARTICLE_STATES = spread(published=97, draft=2, withdrawn=1)
FROM_AN_AGENCY = 0.3
FILLERS = 0.3
"""Sentences that carry nothing, for each that carries something."""

# Claims ------------------------------------------------------------------------------------------

KINDS = spread(fact=55, act=30, evidence=9, norm=6)
STATES = spread(published=97, draft=2, withdrawn=1)
SPOKEN = 0.88
"""Of the claims, those that somebody utters; the others are presupposed or answered."""
SECOND_CLAIMANT = 0.04
SUBJECT = 0.35
TWICE_REPORTED = 0.15
"""Of the claims of a story's other articles, those that its first article has, too."""

# What is said of them ----------------------------------------------------------------------------

DENIED = (*(0,) * 88, *(1,) * 10, *(2,) * 2)
FORMS = spread(
    literal=30, unspecified=25, evidential=18, interpretive=12, implicatory=8, jurisdictional=7
)
WITH_EVIDENCE = (*(0,) * 88, *(1,) * 9, *(2,) * 2, 3)
EVIDENCE_KINDS = spread(
    any=20, document=18, imagery=14, testimony=14, physical_object=8, inquiry=7, measurement=5,
    meeting=4, explanation=4, admission=3, assessment=3,
)  # fmt: skip
EVIDENCE_STATES = spread(
    not_shown=28, said_to_exist=22, presented=18, requested=12, disputed=9, verified=6, rejected=5
)
SIDES = spread(**{"for": 85, "against": 15})
PART_STATES = spread(published=96, draft=3, withdrawn=1)
IN_A_SENTENCE_OF_ITS_OWN = 0.35
REFUSES = 0.6
"""Of the denials of a claim with a request, those that refuse it."""
DENIED_BY_ITS_SUBJECT = 0.7
MENTIONED = 0.16
"""Of those who have a role, whose name is kept as printed."""

# When --------------------------------------------------------------------------------------------

UNDATED = 0.05
BASES = spread(said=45, happened=30, reported=25)
PRECISIONS = spread(day=80, month=8, year=3, interval=5, about=4)
