"""What a claim's page makes of the claim, fetched with all that it shows: in order of time, by
article, and the words that want explaining. Nothing here asks the database."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, ngettext

from claims import dates, glossary
from claims.pages import provenance

# Order of time --------------------------------------------------------------------------------


def answers_in_order(claim: Any) -> list[Any]:
    """The denials of the claim and the evidence for and against it, by their first day, the more
    precise of two that begin together first, denials before evidence; undated ones last."""
    rows = [*claim.denials.all(), *claim.evidence.all()]
    return sorted(rows, key=_when)


def _when(row: Any) -> tuple[datetime.date, datetime.date, str, int]:
    never = datetime.date.max
    return row.earliest_on or never, row.latest_on or never, row._meta.model_name, row.pk


# Where it is reported -------------------------------------------------------------------------


@dataclass
class Speaker:
    """Somebody whom an article has saying it, or answering it: the titles and names that it
    prints, the media in which it was said; each once, in reading order."""

    actor: Any
    role: str
    own_voice: bool = False
    printed: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)

    def add(self, mention: Any) -> None:
        printed = " ".join(part for part in (mention.title, mention.name) if part)
        self.own_voice = self.own_voice or mention.own_voice
        for found, known in ((printed, self.printed), (mention.medium, self.media)):
            if found and found not in known and found != self.actor.name:
                known.append(found)


@dataclass
class Report:
    """An article that reports the claim, its passages in reading order, how the first of them
    carries it, and whom it has say so."""

    article: Any
    relation: str
    passages: list[Any] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)

    @property
    def publisher(self) -> str:
        return str(self.article.publisher.slug)

    @property
    def agency(self) -> str:
        return str(self.article.agency.slug) if self.article.agency else ""

    @property
    def media(self) -> list[str]:
        """The media in which it was said, as the article gives them, each once."""
        return list(dict.fromkeys(medium for one in self.speakers for medium in one.media))

    def speaker(self, actor: Any, role: str) -> Speaker:
        """The actor as a speaker of this article, added if it was none."""
        for known in self.speakers:
            if known.actor == actor and known.role == role:
                return known
        self.speakers.append(Speaker(actor, role))
        return self.speakers[-1]

    @property
    def texts(self) -> set[str]:
        return {passage.text.sha256 for passage in self.passages}


@dataclass(frozen=True)
class Source:
    """Reports that are one source: an agency's, a publisher's, or copies of one text."""

    origin: Any
    reports: list[Report]


def sources(claim: Any) -> list[Source]:
    """The articles that report the claim, grouped into independent sources; oldest first, articles
    without a date last. Those that only tell of an answer or of evidence are not among them."""
    ordered = sorted(_reports(claim), key=_published)
    return [
        Source(reports[0].article.agency or reports[0].article.publisher, reports)
        for reports in provenance.independent_sources(ordered)
    ]


def articles(claim: Any) -> list[Any]:
    """The articles that report the claim, then those that only tell of an answer to it or of
    evidence; each once, in reading order."""
    rows = (claim, *claim.denials.all(), *claim.evidence.all())
    found = (anchor.passage.text.article for row in rows for anchor in row.anchors.all())
    return list({article.pk: article for article in found}.values())


def oldest(articles: Iterable[Any]) -> Any:
    """The article that was published first for certain: of "December" and "the 12th of December",
    the latter. None where there are none."""
    never = datetime.date.max
    return min(articles, key=lambda one: (one.published_latest_on or never, one.pk), default=None)


def _published(report: Report) -> tuple[datetime.date, int]:
    return report.article.published_earliest_on or datetime.date.max, report.article.pk


def _reports(claim: Any) -> Iterable[Report]:
    found: dict[int, Report] = {}
    within: dict[int, Report] = {}
    for anchor in claim.anchors.all():
        article = anchor.passage.text.article
        report = found.setdefault(article.pk, Report(article, anchor.relation))
        report.passages.append(anchor.passage)
        within[anchor.passage_id] = report
    _add_speakers(claim, within)
    return found.values()


def _add_speakers(claim: Any, within: dict[int, Report]) -> None:
    """Give each report those whom it has claim it; where there are none, those who answer."""
    for statements, role in (
        ([claim], "claimant"),
        (claim.denials.all(), "denier"),
        (claim.evidence.all(), "source"),
    ):
        silent = {id(report) for report in within.values() if not report.speakers}
        for attribution, mention in _mentions(statements, role):
            report = within.get(mention.passage_id)
            if report is not None and id(report) in silent:
                report.speaker(attribution.actor, role).add(mention)


def _mentions(statements: Iterable[Any], role: str) -> Iterator[tuple[Any, Any]]:
    """Each mention of those who have the role, with its attribution."""
    for statement in statements:
        for attribution in statement.attributions.all():
            if attribution.role == role:
                for mention in attribution.mentions.all():
                    yield attribution, mention


# Words ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """A word of the page, and what it means."""

    word: str
    meaning: str


def terms_of_claim(claim: Any) -> list[Term]:
    """The words of the head of the page: its kind, its roles, the basis of its date."""
    return _terms([(claim.kind, claim.get_kind_display(), "kind"), *_roles_and_date(claim)])


def terms_of_answers(rows: Iterable[Any]) -> list[Term]:
    """The words of the denials and the evidence that are not explained beside each of them: sides,
    roles, bases of dates; each once."""
    found: list[tuple[str, str, str]] = []
    for row in rows:
        if row._meta.model_name == "evidence":
            found.append((row.side, row.get_side_display(), "side"))
        found.extend(_roles_and_date(row))
    return _terms(found)


def _roles_and_date(statement: Any) -> list[tuple[str, str, str]]:
    found = [(a.role, a.get_role_display(), "role") for a in statement.attributions.all()]
    if statement.date:
        found.append((statement.date_basis, statement.get_date_basis_display(), "date_basis"))
    return found


def _terms(codes: Iterable[tuple[str, str, str]]) -> list[Term]:
    return [
        Term(str(word), glossary.explained(code, of)) for code, word, of in dict.fromkeys(codes)
    ]


MOST_NAMES = 5
"""How many names a card and a citation give of one role."""

# In short -------------------------------------------------------------------------------------


def in_short(claim: Any) -> str:
    """Who claims it, and where its evidence stands according to whom: for a card."""
    claimants = _names([claim], "claimant")
    claimed = (
        gettext("Claimed by %(names)s.") % {"names": claimants}
        if claimants
        else gettext("By whom, no source here says.")
    )
    status = claim.get_evidence_status_display().lower()
    sources = _names(claim.deciding, "source")
    standing = (
        gettext("Evidence: %(status)s, according to %(names)s.")
        % {"status": status, "names": sources}
        if sources
        else gettext("Evidence: %(status)s.") % {"status": status}
    )
    return " ".join([claimed, *_denied(claim), standing])


def _denied(claim: Any) -> Iterator[str]:
    """Who denies it and how, a sentence a denial; the first three."""
    denials = list(claim.denials.all())
    for denial in denials[:3]:
        yield gettext("Denied by %(names)s (%(form)s).") % {
            "names": _names([denial], "denier"),
            "form": denial.get_form_display().lower(),
        }
    if len(denials) > 3:
        more = len(denials) - 3
        yield ngettext("%(n)d more denial.", "%(n)d more denials.", more) % {"n": more}


def origin_in_short(claim: Any, article: Any) -> str:
    """Whose word the claim is, and the oldest article that has it, or None: for a
    citation."""
    claimants = _names([claim], "claimant")
    said = (
        gettext("A claim by %(names)s.") % {"names": claimants}
        if claimants
        else gettext("A claim; by whom, no source here says.")
    )
    said = " ".join([said, *_denied(claim)])
    if article is None:
        return said
    parts = [f"“{article.headline}”", article.publisher.name]
    if article.published:
        parts.append(dates.words(article.published))
    first = gettext("Oldest article on record: %(article)s.") % {"article": ", ".join(parts)}
    return f"{said} {first}"


def _names(statements: Iterable[Any], role: str) -> str:
    """Those who have the role in any of the statements, each once; of many the first."""
    rows = (row for statement in statements for row in statement.attributions.all())
    names = list(dict.fromkeys(row.actor.name for row in rows if row.role == role))
    shown = ", ".join(names[:MOST_NAMES])
    if len(names) <= MOST_NAMES:
        return shown
    more = len(names) - MOST_NAMES
    return ngettext("%(names)s and %(n)d other", "%(names)s and %(n)d others", more) % {
        "names": shown,
        "n": more,
    }
