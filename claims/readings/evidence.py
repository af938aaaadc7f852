"""What evidence there is: each piece described once, in whatever reading, under its key."""

from collections.abc import Iterable

from claims.models import Evidence, EvidenceKind, EvidenceState, Side

from .articles import FoundPassage, ReadArticle
from .checking import Registries
from .problems import Place, Problems, shown
from .records import EvidenceEntry
from .values import check_choice, check_slug, publication

Places = dict[tuple[str, str], Place]


def define_evidence(
    articles: Iterable[ReadArticle], registries: Registries, problems: Problems
) -> tuple[dict[str, Evidence], Places]:
    """The evidence by key, and where each piece is described first, be it wrongly.

    A second description, in another passage or reading, has to say the same.
    """
    found: dict[str, Evidence] = {}
    places: Places = {}
    for read in articles:
        for passage in read.found:
            for key, entry in passage.entry.evidence.items():
                if not _describes(entry):
                    continue
                place = read.place(passage, "evidence", key)
                places.setdefault(("evidence", key), place)
                evidence = _defined(key, entry, read, passage, registries, problems)
                if evidence is None:
                    continue
                first = found.setdefault(key, evidence)
                if _description(first) != _description(evidence):
                    problems.add(
                        place,
                        f"describes the evidence {key} otherwise than "
                        f"{places['evidence', key]}: make them agree, or use another key.",
                    )
    return found, places


def _describes(entry: EvidenceEntry) -> bool:
    """Whether the entry says what the evidence is, and does not only name it."""
    return any(
        (
            *(entry.in_favour_of, entry.against, entry.neither),
            *(entry.kind, entry.state, entry.words, entry.publication),
        )
    )


def _description(evidence: Evidence) -> tuple[str, ...]:
    what = evidence.side, evidence.kind, evidence.state, evidence.words
    return evidence.claim.slug, *what, evidence.publication_state


def _defined(
    key: str,
    entry: EvidenceEntry,
    read: ReadArticle,
    passage: FoundPassage,
    registries: Registries,
    problems: Problems,
) -> Evidence | None:
    """The evidence that an entry describes; None, with problems, where it is wrong."""

    def at(name: str = "") -> Place:
        return read.place(passage, "evidence", key, *([name] if name else []))

    sides = {
        Side.FOR: entry.in_favour_of,
        Side.AGAINST: entry.against,
        Side.NEITHER: entry.neither,
    }
    given = {side: claim for side, claim in sides.items() if claim}
    fits = check_slug(Evidence, key, at(), problems)
    if len(given) != 1:
        wrong = "is on more than one side" if given else "is on no side of a claim"
        remedy = "give one of for, against and neither"
        problems.add(at(), f"the evidence {shown(key)} {wrong}: {remedy}.")
        fits = False
    for called, choices, value in (
        ("kind", EvidenceKind, entry.kind),
        ("state", EvidenceState, entry.state),
    ):
        if value is None:
            problems.add(at(), f"the evidence {shown(key)} has no {called}: add it.")
        fits = fits and value is not None
        if value is not None:
            named = f"{called} of evidence"
            fits = check_choice(choices, value, named, at(called), problems) and fits
    claims = {
        side: registries.claim(slug, at(side.value), problems) for side, slug in given.items()
    }
    if not fits or None in claims.values():
        return None
    ((side, claim),) = claims.items()
    return Evidence(
        slug=key,
        claim=claim,
        side=side,
        kind=entry.kind or "",
        state=entry.state or "",
        words=entry.words or "",
        publication_state=publication(entry.publication, at("publication"), problems),
    )
