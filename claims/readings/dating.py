"""What a passage says of when, and the best of what several passages say."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from claims import dates
from claims.models import Article, Claim, DateBasis

from .loading import Document, Keys
from .problems import Place, Problems
from .records import DenialEntry, PassageEntry
from .values import check


class Told(NamedTuple):
    """A date (EDTF) as one passage gives it, what it is the date of, and the reason."""

    date: str
    basis: str
    note: str = ""


def reported(article: Article) -> Told:
    """The article's own date: blank where it has none, for nobody knows when it reported."""
    return Told(article.published, DateBasis.REPORTED) if article.published else Told("", "")


def told(
    entry: PassageEntry | DenialEntry,
    otherwise: Told,
    document: Document,
    path: Keys,
    record: str,
    problems: Problems,
) -> Told:
    """The date of the entry at `path`; `otherwise` where it gives none.

    It gives one of `said`, `happened` and `reported`, and `why`, which any but a date of
    publication needs.
    """
    given = {basis: getattr(entry, basis) for basis in DateBasis.values if getattr(entry, basis)}
    if not given:
        if entry.why:
            place = Place(document.file, document.line(*path, "why"), record)
            problems.add(place, "gives a reason (why) for no date: add said or happened.")
        return otherwise
    (basis, date), *others = given.items()
    place = Place(document.file, document.line(*path, basis), record)
    if others:
        problems.add(place, f"has several dates ({', '.join(given)}): keep the first of them.")
    if not entry.why:
        problems.add(place, f"{basis} {date} has no reason: add `why`, in the source's words.")
    elif not check(Claim, "date_note", entry.why, place, problems, called="why"):
        return otherwise
    if not check(Claim, "date", date, place, problems, called=basis):
        return otherwise
    return Told(date, basis, entry.why or "")


def best(tellings: Iterable[Told]) -> Told:
    """The one whose basis is the best (said, happened, reported), and of those the earliest;
    a blank one, where none has a date."""
    dated = [telling for telling in tellings if telling.date]
    return min(dated, key=_rank, default=Told("", ""))


def _rank(telling: Told) -> tuple[int, datetime.date, datetime.date, str, str]:
    span = dates.span(telling.date)
    return (DateBasis.values.index(telling.basis), span.earliest, span.latest, *telling[::2])
