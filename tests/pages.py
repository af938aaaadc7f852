"""Every public page, in every state that a reader meets: what the tests of all pages walk.

The addresses are those of the demo, loaded as it ships.
"""

from dataclasses import dataclass

import pytest

CLAIM = "/claims/russia-uses-iranian-drones/"
UNANSWERED_CLAIM = "/claims/three-states-asked-un-to-investigate/"
ARTICLE = "/articles/urdupoint-2022-12-13/"
PERSON = "/actors/mohammad-reza-ashtiani/"
STATE = "/actors/iran/"
ERROR_URLS = "tests.error_urls"
"""The site's addresses, and some that fail: ROOT_URLCONF for the error pages."""


@dataclass(frozen=True)
class Address:
    """A page by its name, with the status that it answers with."""

    name: str
    path: str
    status: int = 200

    def spoken(self, language: str) -> str:
        """The path with the interface in `language`."""
        return f"{self.path}{'&' if '?' in self.path else '?'}lang={language}"


PAGES = [
    Address("home", "/"),
    Address("claims", "/claims/"),
    Address(
        "claims, filtered",
        "/claims/?q=drones&actor=iran&acting_for=1&after=2022&before=2022-12"
        "&evidence=not_shown&evidence=contested&kind=fact&denial=any&publisher=urdupoint"
        "&sort=relevance",
    ),
    Address("claims, nobody claims them", "/claims/?claimant=none"),
    Address("claims, refused", "/claims/?evidence=maybe&after=2022-13&claimant=nobody", 400),
    Address("claims, a parameter that does not exist", "/claims/?evidense=verified"),
    Address("claims, none fit", "/claims/?q=unicorns"),
    Address("claim", CLAIM),
    Address("claim, unanswered", UNANSWERED_CLAIM),
    Address("articles", "/articles/"),
    Address("article", ARTICLE),
    Address("actors", "/actors/"),
    Address("person", PERSON),
    Address("state", STATE),
    Address("choose an actor", "/choose-actor/?name=kie&role=actor"),
    Address("choose an actor, none fits", "/choose-actor/?name=unicorn&role=denier&kind=fact"),
    Address("evidence", "/evidence/"),
    Address("evidence, refused", "/evidence/?kind=opinion", 400),
    Address("evidence, none fits", "/evidence/?q=unicorns"),
    Address("disputes", "/disputes/"),
    Address("disputes, refused", "/disputes/?before=soon", 400),
    Address("disputes, none fit", "/disputes/?q=unicorns"),
    Address("timeline", "/timeline/"),
    Address("timeline, of a month", "/timeline/?after=2022-12&before=2022-12"),
    Address("timeline, refused", "/timeline/?sort=random", 400),
    Address("timeline, none fit", "/timeline/?q=unicorns"),
    Address("about", "/about/"),
    Address("not found", "/nowhere/", 404),
]

# These need ERROR_URLS.
ERRORS = [
    Address("bad request", "/bad/", 400),
    Address("forbidden", "/forbidden/", 403),
]
FAILURE = Address("failure", "/failing/", 500)
"""In English alone: it depends on nothing, no translation either."""


def each(addresses: list[Address]) -> pytest.MarkDecorator:
    """Run the test for each of the addresses, as `address`."""
    return pytest.mark.parametrize("address", addresses, ids=lambda address: address.name)
