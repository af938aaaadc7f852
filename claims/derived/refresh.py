"""Which claims a write bears on, and the one refresh of what is stored of them."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from claims import history, search
from claims.bitmaps import building
from claims.bitmaps import writing as bitmaps

from .counting import count_as_themselves, refresh_affiliations
from .likenesses import write_likenesses
from .memberships import memberships
from .names import write_names
from .statuses import write_statuses
from .together import Borne, Waiting, waiting
from .words import write_words

BATCH = 5000

# From each kind of record to the claims of which something follows from it; from an alias, to its
# actor.
BEARS_ON = {
    "alias": "actor_id",
    "claim": "pk",
    "denial": "claim_id",
    "evidence": "claim_id",
    "attribution": "claim_id",
    "anchor": "claim_id",
    "correction": "claim_id",
    "passage": "anchors__claim_id",
    "article": "texts__passages__anchors__claim_id",
}


# Of these kinds: which of them a reader may see on the page of their claim.
_PUBLISHED = "published"


def _of_what_is_public(path: str = "") -> Q:
    """Whether the anchor, or attribution, at `path` is of something published, or of its claim."""
    return (
        Q(**{f"{path}denial": None, f"{path}evidence": None})
        | Q(**{f"{path}denial__publication_state": _PUBLISHED})
        | Q(**{f"{path}evidence__publication_state": _PUBLISHED})
    )


SEEN = {
    "denial": Q(publication_state=_PUBLISHED),
    "evidence": Q(publication_state=_PUBLISHED),
    "attribution": _of_what_is_public(),
    "anchor": _of_what_is_public() & Q(passage__text__article__publication_state=_PUBLISHED),
    "passage": _of_what_is_public("anchors__") & Q(text__article__publication_state=_PUBLISHED),
    "article": _of_what_is_public("texts__passages__anchors__") & Q(publication_state=_PUBLISHED),
}

_STATUSES_FOLLOW_FROM = ("claim", "denial", "evidence", "attribution")
_WORDS_FOLLOW_FROM = ("claim", "denial", "evidence", "anchor", "passage", "article")


def borne_on(model: type[models.Model], keys: Collection[Any]) -> Borne:
    """The claims that the records with `keys` bear on; of aliases, the actors."""
    name = str(model._meta.model_name)
    path = BEARS_ON.get(name)
    found: Borne = {}
    if path is None or not keys:
        return found
    for some in _batches(keys):
        rows = model._default_manager.filter(pk__among=some)
        if name in SEEN:
            rows = rows.annotate(seen=Case(When(SEEN[name], then=True), default=False))
        else:
            rows = rows.annotate(seen=Value(True))
        for key, seen in rows.values_list(path, "seen"):
            if key is not None:
                found[key] = found.get(key, False) or seen
    return found


def refresh_after(model: type[models.Model], keys: Collection[Any], before: Borne) -> None:
    """Refresh what follows from a write to the records with `keys`, which bore on `before`: now,
    or, within `together`, when that ends."""
    if (later := waiting()) is not None:
        if model._meta.model_name in ("denial", "evidence") and before:
            # At once: a claim that is deleted next takes along whatever still names it.
            _join_parts_to_their_claims(sorted(borne_on(model, keys).keys() - before.keys()))
        later.take(model, keys, before)
        return
    alone = Waiting()
    alone.take(model, keys, before)
    refresh_waiting(alone)


def refresh_waiting(written: Waiting) -> None:
    """Refresh what follows from all that was written. Records that are gone again are no reason
    for anything."""
    claims: Borne = {}
    names, moved = set(), set[int]()
    for model, keys in written.keys.items():
        name = str(model._meta.model_name)
        before = written.before[model]
        match name:
            case "actor":
                there = list(
                    model._default_manager.filter(pk__among=keys).values_list("pk", flat=True)
                )
                count_as_themselves(there)
                write_names(there)
            case "alias":
                write_names(before.keys() | borne_on(model, list(keys)).keys())
            case "articletext":
                write_likenesses(list(keys))
            case "affiliation":
                moved |= _claims_of(refresh_affiliations())
                # Whether an examiner is independent depends on whom they act for.
                findings = list(_claims_with_findings())
                refresh_claims(findings, parts_moved=False)
                moved |= set(findings)
            case _:
                names.add(name)
                for borne in (before, borne_on(model, list(keys))):
                    for claim, seen in borne.items():
                        claims[claim] = claims.get(claim, False) or seen
    if claims:
        refresh_claims(
            claims,
            parts_moved=not names.isdisjoint(("denial", "evidence")),
            statuses=not names.isdisjoint(_STATUSES_FOLLOW_FROM),
            words=not names.isdisjoint(_WORDS_FOLLOW_FROM),
            changed={claim for claim, seen in claims.items() if seen},
        )
    # Last of all, and all in one go: whoever locks a claim after a chunk of the index may wait for
    # one who does it the other way round.
    due = moved | claims.keys()
    if told := {claim: records for claim, records in written.filed.items() if claim not in due}:
        bitmaps.file(told)
    file_claims(due)


def refresh_all() -> None:
    """Work out everything anew."""
    from claims.models import Actor, ArticleText, Claim, CountsAs

    with transaction.atomic():
        # Rows that nothing calls for go too.
        CountsAs.objects.all().delete()
        actors = list(Actor.objects.values_list("pk", flat=True))
        count_as_themselves(actors)
        for some in _batches(actors):
            write_names(some)
        refresh_affiliations()
        write_likenesses(list(ArticleText.objects.values_list("pk", flat=True)))
    search.forget("default", search.stray("default"))
    keys = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
    refresh_claims(keys)
    file_all()


def refresh_claims(
    keys: Iterable[int],
    *,
    parts_moved: bool = True,
    statuses: bool = True,
    words: bool = True,
    changed: Collection[int] = (),
) -> None:
    """Work out anew what is stored of the claims with `keys`. `parts_moved`: whether a denial or
    evidence may have moved to one of them; `statuses`, `words`: whether these may differ now;
    `changed`: of which something was written, now, that a reader may see: that a draft is at work
    is not for the public to know."""
    from claims.models import Claim

    for some in _batches(sorted(set(keys))):
        with transaction.atomic():
            # Two writers to one claim take turns: the second sees what the first wrote. The lock
            # is the weaker kind, which a row that merely refers to the claim does not wait for.
            locked = Claim.objects.filter(pk__among=some).order_by("pk")
            claims = list(locked.select_for_update(no_key=True).only("evidence_status", "text"))
            if parts_moved:
                _join_parts_to_their_claims(some)
            if statuses:
                write_statuses(claims)
            if words:
                write_words(claims)
            if seen := [key for key in some if key in changed]:
                Claim.objects.filter(pk__among=seen).update_alone(changed_at=timezone.now())


def file_all() -> None:
    """Build the bitmap index anew."""
    from claims.models import Claim, KeyChunk, KeyCount, RecordKeys

    with transaction.atomic():
        for model in (RecordKeys, KeyChunk, KeyCount):
            model._default_manager.all().delete()
        keys = list(Claim.objects.published().order_by("pk").values_list("pk", flat=True))
        for some in _batches(keys):
            RecordKeys.objects.bulk_create(
                RecordKeys(record=record, claim_id=claim, keys=bitmaps.packed(under))
                for claim, records in memberships(some).items()
                for record, under in records.items()
            )
        building.build()
        building.renew()


def file_claims(keys: Iterable[int]) -> None:
    """File the claims anew in the bitmap index, and their denials and evidence; what is gone goes
    from it."""
    for some in _batches(sorted(set(keys))):
        bitmaps.file(memberships(some))


def _join_parts_to_their_claims(keys: list[int]) -> None:
    """A denial or evidence that moved to another claim takes what is about it along."""
    from claims.models import Anchor, Attribution

    for part in ("denial", "evidence"):
        for rows in (Attribution.objects, Anchor.objects):
            # Looked up first, and by the index: an UPDATE with the question in it took PostgreSQL
            # minutes on tables whose statistics were old.
            joined = rows.filter(**{f"{part}__claim__in": keys})
            strayed = joined.filter(~Q(claim=F(f"{part}__claim")))
            for key, claim in strayed.values_list("pk", f"{part}__claim"):
                were = history.Before(rows.model, [key])
                rows.filter(pk=key).update_alone(claim=claim)
                history.record(were, [key])


def _claims_with_findings() -> Iterable[int]:
    from claims.models import Evidence

    findings = Evidence.objects.filter(state__in=("verified", "rejected"))
    return list(findings.values_list("claim_id", flat=True))


def _claims_of(actors: Collection[int]) -> set[int]:
    """The claims in which somebody of these has a role."""
    from claims.models import Attribution

    rows = Attribution.objects.filter(actor__in=actors).order_by()
    return set(rows.values_list("claim_id", flat=True))


def _batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    keys = iter(keys)
    while some := list(islice(keys, BATCH)):
        yield some
