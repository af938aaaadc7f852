"""Proposals for tests: of a text and a registry written down in the test itself."""

from claims.suggestions.composing import compose
from claims.suggestions.proposals import Proposals, Who


def who(name: str, kind: str = "state", *offices: str) -> Who:
    return Who(0, name.lower().replace(" ", "-"), name, kind, offices)


IRAN, RUSSIA, UKRAINE, FRANCE, GERMANY = map(
    who, ("Iran", "Russia", "Ukraine", "France", "Germany")
)
UK, UN = who("United Kingdom"), who("United Nations", "international_body")
COUNCIL = who("UN Security Council", "international_body")
LAVROV = who("Sergey Lavrov", "person")
ASHTIANI = who("Mohammad-Reza Ashtiani", "person", "Minister of Defence")

NAMES = [
    *((one.name, one) for one in (IRAN, RUSSIA, UKRAINE, FRANCE, GERMANY, UK, UN, COUNCIL)),
    *((one.name, one) for one in (LAVROV, ASHTIANI)),
    *(("Tehran", IRAN), ("Moscow", RUSSIA), ("Kiev", UKRAINE), ("UK", UK), ("UN", UN)),
]


def proposed(body: str, *, names=NAMES, published="2022-12-13", language="en", **more) -> Proposals:
    """What is proposed of a text, in a registry with these names: (name, whose)."""

    def lookup(asked):
        return [(name, one) for name, one in names if name.lower() in asked]

    return compose(body, language, published, lookup, **more)


def named(body: str, **more) -> list[tuple[str, ...]]:
    """Each name that is proposed, as printed, and the slugs of those whose it may be; in the
    text's order."""
    found = [
        (words.start, words.printed, *(one.slug for one in actor.actors))
        for actor in proposed(body, **more).actors
        for words in actor.names
    ]
    return [tuple(rest) for _, *rest in sorted(found)]


def said(body: str, **more) -> list[tuple[str, str, list[str]]]:
    """(kind, cue as printed, slugs of the speakers) of each proposal of speech."""
    return [
        (one.kind, one.cue.printed, [speaker.slug for speaker in one.speakers])
        for one in proposed(body, **more).speech
    ]


def dated(body: str, **more) -> list[tuple[str, str]]:
    """(words as printed, EDTF) of each date that is proposed."""
    return [(date.words.printed, date.edtf) for date in proposed(body, **more).dates]
