"""Which filters are measured: the same kinds in every database, picked from it by rank."""

from collections import Counter
from datetime import date, timedelta
from itertools import chain
from math import isqrt

from claims.models import EvidenceStatus

from .conditions import Asked
from .databases import Database

_SAMPLE = 2_000


class NothingToAskError(Exception):
    """There is nothing in the database to pick filters from."""


def filters(database: Database) -> list[Asked]:
    """The filters, in the order in which they are shown. Raises NothingToAskError."""
    claimants = _claimants(database)
    if not claimants:
        raise NothingToAskError(
            "There are no published claims that anybody makes: load some first."
        )
    slugs = [slug for slug, _ in claimants]
    popular, middling, rare = slugs[0], slugs[isqrt(len(slugs) - 1)], slugs[-1]
    month, year, (middle, end) = _dates(database)
    status = _status(database)
    subject = _subject_of(database, popular)
    common, seldom = _words(database)
    return [
        Asked("none"),
        Asked("popular-actor", claimant=popular),
        Asked("middling-actor", claimant=middling),
        Asked("rare-actor", claimant=rare),
        Asked("acting-for", claimant=_principal(database, dict(claimants)), acting_for="1"),
        Asked("month", after=month, before=month),
        Asked("mid-month", after=middle, before=end),
        Asked("status", evidence=status),
        Asked("actor-year-status", claimant=popular, after=year, before=year, evidence=status),
        Asked("common-word", q=common),
        Asked("rare-word", q=seldom),
        Asked("publisher", publisher=_publisher(database)),
        Asked("unanswered", denial="none"),
        Asked("accuses", claimant=popular, subject=subject),
        Asked("three", subject=subject, after=year, before=year, denial="any"),
    ]


def _claimants(database: Database) -> list[tuple[str, int]]:
    """(slug, number of claims) of all who claim something, the most first."""
    return [
        (slug, number)
        for slug, number in database.rows(
            "SELECT r.slug, f.n FROM (SELECT a.actor_id, COUNT(*) AS n"
            " FROM claims_attribution AS a JOIN claims_claim AS c ON c.id = a.claim_id"
            " WHERE a.role = 'claimant' AND c.publication_state = 'published'"
            " GROUP BY a.actor_id) AS f JOIN claims_actor AS r ON r.id = f.actor_id"
            " ORDER BY f.n DESC, r.slug"
        )
    ]


def _principal(database: Database, claimants: dict[str, int]) -> str:
    """For whom those act who together claim the most; the first claimant where nobody acts for
    another."""
    numbers: Counter[str] = Counter()
    for actor, principal in database.rows(
        "SELECT r.slug, o.slug FROM claims_countsas AS t"
        " JOIN claims_actor AS r ON r.id = t.actor_id"
        " JOIN claims_actor AS o ON o.id = t.principal_id WHERE t.actor_id <> t.principal_id"
    ):
        numbers[principal] += claimants.get(actor, 0)
    return min(numbers or claimants, key=lambda slug: (-numbers[slug], slug))


def _dates(database: Database) -> tuple[str, str, tuple[str, str]]:
    """The month and the year in which the most claims begin; and (first, last) of days that begin
    in the middle of a month of that year and end in one of the next."""
    counted = database.rows(
        f"SELECT {database.cut('earliest_on', 7)}, COUNT(*) FROM claims_claim"  # noqa: S608
        " WHERE publication_state = 'published' AND earliest_on IS NOT NULL GROUP BY 1"
    )
    months: dict[str, int] = dict(counted)
    years: Counter[str] = Counter()
    for month, number in months.items():
        years[month[:4]] += number
    month = min(months, key=lambda name: (-months[name], name), default="2022-01")
    year = min(years, key=lambda name: (-years[name], name), default="2022")
    middle = date(int(year) - 1, 8, 15)
    return month, year, (middle.isoformat(), (middle + timedelta(days=543)).isoformat())


def _status(database: Database) -> str:
    """The most frequent status but one, which is neither most of the table nor next to nothing."""
    counted = database.rows(
        "SELECT evidence_status, COUNT(*) AS n FROM claims_claim"
        " WHERE publication_state = 'published' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 2"
    )
    return str(counted[-1][0]) if counted else EvidenceStatus.UNRECORDED.value


def _subject_of(database: Database, claimant: str) -> str:
    """About whom the claimant claims the most; itself where about nobody."""
    found = database.one(
        "SELECT r.slug FROM (SELECT b.actor_id, COUNT(*) AS n FROM claims_attribution AS a"
        " JOIN claims_attribution AS b ON b.claim_id = a.claim_id AND b.role = 'subject'"
        " WHERE a.role = 'claimant' AND a.actor_id = (SELECT id FROM claims_actor WHERE slug = ?)"
        " GROUP BY b.actor_id) AS f JOIN claims_actor AS r ON r.id = f.actor_id"
        " ORDER BY f.n DESC, r.slug LIMIT 1",
        [claimant],
    )
    return found or claimant


def _publisher(database: Database) -> str:
    """Who publishes the most articles."""
    return str(
        database.one(
            "SELECT r.slug FROM (SELECT publisher_id, COUNT(*) AS n FROM claims_article"
            " WHERE publication_state = 'published' GROUP BY 1) AS f"
            " JOIN claims_actor AS r ON r.id = f.publisher_id ORDER BY f.n DESC, r.slug LIMIT 1"
        )
    )


def _words(database: Database) -> tuple[str, str]:
    """(common, rare): the words of the most and of the fewest sentences in a sample, of four ASCII
    letters or more."""
    last = database.one("SELECT MAX(id) FROM claims_claim") or 1
    keys = range(1, last + 1, max(1, last // _SAMPLE))
    marks = ", ".join("?" * len(keys))
    rows = database.rows(
        "SELECT w.sentence FROM claims_claimwords AS w JOIN claims_claim AS c ON c.id = w.claim_id"  # noqa: S608
        f" WHERE c.publication_state = 'published' AND c.id IN ({marks})",
        list(keys),
    )
    # As the index spells them: a leading letter, and the word where that is ASCII.
    counted = Counter(
        chain.from_iterable(
            {word[1:] for word in sentence.split() if word[0] == "w" and word[1:].isalpha()}
            for (sentence,) in rows
        )
    )
    words = sorted(counted, key=lambda word: (-counted[word], word))
    words = [word for word in words if len(word) >= 4] or words or ["claim"]
    return words[0], words[-1]
