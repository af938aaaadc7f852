"""What is stored beside the records, worked out again from the design, by other means than the
product's: plain loops over all rows, no code of `claims.derived`, `evidence_status`, `affiliations`
or `dates`."""

import calendar
from collections import Counter
from datetime import date
from typing import Any

from django.db import connection

from claims import folding
from claims.bitmaps import keys as k
from claims.bitmaps.shelf import Bitmaps
from claims.models import (
    Actor,
    ActorWords,
    Affiliation,
    Anchor,
    Article,
    Attribution,
    Claim,
    ClaimWords,
    CountsAs,
    Denial,
    Evidence,
    KeyCount,
    Mention,
)

Days = tuple[date | None, date | None]
ALWAYS = (date.min, date.max)


# Days --------------------------------------------------------------------------------------------


def days_of(written: str) -> Days:
    """The days of "", `2022`, `2022-11`, `2022-11-30` or an interval of two of these, whatever
    their qualifiers."""
    if not written:
        return None, None
    first, last = written.split("/") if "/" in written else (written, written)
    return _days(first.rstrip("?~%"))[0], _days(last.rstrip("?~%"))[1]


def _days(one: str) -> tuple[date, date]:
    year, month, day = [*map(int, one.split("-")), 0, 0][:3]
    last = day or calendar.monthrange(year, month or 12)[1]
    return date(year, month or 1, day or 1), date(year, month or 12, last)


# Who acts for whom -------------------------------------------------------------------------------


def all_ties() -> set[tuple[int, int, date, date]]:
    """(actor, principal, first day, last day) of each affiliation, and of what follows, until
    nothing more does."""
    direct = {
        (tie.actor_id, tie.principal_id, since or date.min, until or date.max)
        for tie in Affiliation.objects.all()
        for since, until in [(days_of(tie.since)[0], days_of(tie.until)[1])]
    }
    found = set(direct)
    while True:
        more = {
            (actor, principal, max(since, from_then), min(until, till_then))
            for actor, through, since, until in found
            for via, principal, from_then, till_then in direct
            if through == via and max(since, from_then) <= min(until, till_then)
        } - found
        if not more:
            return found
        found |= more


# The evidence status -----------------------------------------------------------------------------


def status_of(claim: Claim, ties: set[tuple[int, int, date, date]]) -> str:
    """The design's table, row by row."""
    evidence = [row for row in claim.evidence.all() if row.publication_state == "published"]
    parties = {
        row.actor_id
        for row in claim.attributions.all()
        if row.role in ("claimant", "subject")
        or (row.role == "denier" and row.denial.publication_state == "published")
    }
    items = [(row.side, _state(row, parties, ties), *days_of(row.date)) for row in evidence]
    shown = ("presented", "disputed", "verified")
    counting = [
        (side, state)
        for side, state, _, latest in items
        if not (
            state == "not_shown"
            and latest is not None
            and any(
                other == side and later in shown and since is not None and latest < since
                for other, later, since, _ in items
            )
        )
    ]
    fors = {state for side, state in counting if side == "for"}
    against = {state for side, state in counting if side == "against"}
    shown_for, shown_against = fors & set(shown), against & set(shown)
    contested = (
        "disputed" in fors
        or ("rejected" in fors and ("presented" in fors or "verified" in fors))
        or ("not_shown" in fors and ("presented" in fors or "said_to_exist" in fors))
        or (shown_for and shown_against)
        or "verified" in against
        or (shown_against and not shown_for and "not_shown" not in fors and "rejected" not in fors)
    )
    if contested:
        return "contested"
    for status in (
        "verified", "rejected", "presented", "not_shown", "said_to_exist", "requested"
    ):  # fmt: skip
        if status in fors:
            return status
    return "unrecorded"


def _state(row: Evidence, parties: set[int], ties: set[tuple[int, int, date, date]]) -> str:
    """A party's own finding is presented, or disputed."""
    if row.state not in ("verified", "rejected"):
        return row.state
    first, last = days_of(row.date)
    first, last = first or date.min, last or date.max
    for examiner in (by.actor_id for by in row.attributions.all() if by.role == "examiner"):
        counts_as = {examiner} | {
            principal
            for actor, principal, since, until in ties
            if actor == examiner and since <= last and first <= until
        }
        if not counts_as & parties:
            return row.state
    return {"verified": "presented", "rejected": "disputed"}[row.state]


# Search words ------------------------------------------------------------------------------------


def words_of(claim: Claim) -> tuple[str, str]:
    own = folding.words(claim.text)
    texts = set()
    for anchor in claim.anchors.all():
        part = anchor.denial or anchor.evidence
        article = anchor.passage.text.article
        if (
            claim.publication_state == "published"
            and (part is None or part.publication_state == "published")
            and article.publication_state == "published"
        ):
            texts |= {anchor.passage.exact, article.headline}
    everything = list(own)
    for text in sorted(texts):
        everything += ["z", *folding.words(text)]
    return " ".join(own), " ".join(everything)


# All of it ---------------------------------------------------------------------------------------


def assert_all_is_true() -> None:
    """That everything stored beside the records is what it is worked out to be here."""
    ties = all_ties()
    words = {row.pk: (row.sentence, row.everything) for row in ClaimWords.objects.all()}
    claims = Claim.objects.prefetch_related(
        "evidence__attributions",
        "attributions__denial",
        "anchors__denial",
        "anchors__evidence",
        "anchors__passage__text__article",
    )
    for claim in claims:
        assert claim.evidence_status == status_of(claim, ties), f"evidence status of {claim.slug}"
        assert words.pop(claim.pk) == words_of(claim), f"words of {claim.slug}"
        assert claim.changed_at is not None, f"last change of {claim.slug}"
    assert words == {}
    assert dict(ActorWords.objects.values_list("pk", "names")) == {
        actor.pk: "".join(
            " |" + "".join(f" {word}" for word in folding.words(name))
            for name in [actor.name, *sorted(alias.name for alias in actor.aliases.all())]
        )
        for actor in Actor.objects.prefetch_related("aliases")
    }
    _assert_the_index_is_true()
    _assert_claims_are_filed(ties)
    _assert_days_are_true()
    assert Counter(
        (row.actor_id, row.principal_id, row.since_on or date.min, row.until_on or date.max)
        for row in CountsAs.objects.all()
    ) == Counter(ties | {(key, key, *ALWAYS) for key in Actor.objects.values_list("pk", flat=True)})
    for model in (Attribution, Anchor):
        for row in model.objects.select_related("denial", "evidence"):
            part = row.denial or row.evidence
            assert part is None or row.claim_id == part.claim_id, f"{row} of {part}"


def _assert_the_index_is_true() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid, sentence, everything FROM claims_words_fts")
            indexed: list[Any] = sorted(cursor.fetchall())
        assert indexed == sorted(ClaimWords.objects.values_list("pk", "sentence", "everything"))


# The bitmap index, as a page reads it -------------------------------------------------------------


def _assert_claims_are_filed(ties: set[tuple[int, int, date, date]]) -> None:
    due: dict[int, set[int]] = {}
    for claim in Claim.objects.filter(publication_state="published"):
        parts = [(k.Of.DENIAL, row) for row in claim.denials.all()]
        parts += [(k.Of.EVIDENCE, row) for row in claim.evidence.all()]
        for of, row in [(k.Of.CLAIM, claim), *parts]:
            if row.publication_state == "published":
                for key in _keys_of(of, row, claim, ties):
                    due.setdefault(k.stored(of, key), set()).add(row.pk)
    known = {key for key, _ in KeyCount.objects.values_list("key", "number")}
    found = Bitmaps().get(due.keys() | known)
    assert {key: set(records) for key, records in found.items() if records} == due
    counts = dict(KeyCount.objects.exclude(number=0).values_list("key", "number"))
    assert counts == {key: len(records) for key, records in due.items()}


def _keys_of(of: k.Of, row: Any, claim: Claim, ties: set[tuple[int, int, date, date]]) -> set[int]:
    found = {
        k.PUBLISHED,
        k.code(k.Dimension.STATUS, claim.evidence_status),
        k.code(k.Dimension.KIND, claim.kind),
    }
    if row.date:
        found |= set(k.of_days(*days_of(row.date)))
    for denial in claim.denials.filter(publication_state="published"):
        if of != k.Of.DENIAL or denial == row:
            found |= {k.ANSWERED, k.code(k.Dimension.DENIAL, denial.form)}
    for evidence in claim.evidence.filter(publication_state="published"):
        if of != k.Of.EVIDENCE or evidence == row:
            found.add(k.code(k.Dimension.STATE, evidence.state))
    for anchor in claim.anchors.all():
        part = anchor.denial or anchor.evidence
        article = anchor.passage.text.article
        if (
            article.publication_state == "published"
            and (part is None or part.publication_state == "published")
            and (of == k.Of.CLAIM or part == row)
        ):
            found.add(k.key(k.Dimension.PUBLISHER, article.publisher_id))
    accusers, accused = set(), set()
    for tie in claim.attributions.all():
        part = tie.denial or tie.evidence
        if part is not None and part.publication_state != "published":
            continue
        if of == k.Of.DENIAL and part not in (None, row):
            continue
        if of == k.Of.EVIDENCE and tie.evidence not in (None, row):
            continue
        found |= {k.role(tie.role, tie.actor_id), k.anybody(tie.role), k.involved(tie.actor_id)}
        dated = part if part is not None and part.date else claim
        first, last = days_of(dated.date)
        for actor, principal, since, until in {*ties, (tie.actor_id, tie.actor_id, *ALWAYS)}:
            undated = first is None or last is None
            holds = (since, until) == ALWAYS if undated else since <= last and first <= until
            if actor == tie.actor_id and holds:
                if principal != actor:
                    found.add(k.acting_for(tie.role, principal))
                accusers |= {(actor, principal)} if tie.role == "claimant" else set()
                accused |= {(actor, principal)} if tie.role == "subject" else set()
    if of == k.Of.CLAIM:
        for people, alone, acting in (
            (accusers, k.Dimension.ACCUSERS, k.Dimension.ACCUSERS_FOR),
            (accused, k.Dimension.ACCUSED, k.Dimension.ACCUSED_FOR),
        ):
            found.add(k.key(alone, len({actor for actor, _ in people})))
            found.add(k.key(acting, len({principal for _, principal in people})))
    return found


def _assert_days_are_true() -> None:
    for model in (Claim, Denial, Evidence, Mention):
        for row in model.objects.all():
            assert (row.earliest_on, row.latest_on) == days_of(row.date), f"days of {row}"
    for article in Article.objects.all():
        kept = (article.published_earliest_on, article.published_latest_on)
        assert kept == days_of(article.published), f"days of {article}"
    for tie in Affiliation.objects.all():
        assert (tie.since_on, tie.until_on) == (days_of(tie.since)[0], days_of(tie.until)[1])
