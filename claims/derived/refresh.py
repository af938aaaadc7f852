"""Which claims a write bears on, and the one refresh of what is stored of them."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from claims import search

from .counting import count_as_themselves, refresh_affiliations
from .names import write_names
from .statuses import write_statuses
from .words import write_words

BATCH = 500

# From each kind of record to the claims of which something follows from it; from an alias, to its
# actor.
BEARS_ON = {
    "alias": "actor_id",
    "claim": "pk",
    "denial": "claim_id",
    "evidence": "claim_id",
    "attribution": "claim_id",
    "anchor": "claim_id",
    "passage": "anchors__claim_id",
    "article": "texts__passages__anchors__claim_id",
}


def borne_on(model: type[models.Model], keys: Collection[Any]) -> set[int]:
    """The keys of the claims that the records with `keys` bear on; of aliases, of the actors."""
    path = BEARS_ON.get(str(model._meta.model_name))
    if path is None or not keys:
        return set()
    found: set[int] = set()
    for some in _batches(keys):
        rows = model._default_manager.filter(pk__in=some)
        found.update(key for key in rows.values_list(path, flat=True) if key is not None)
    return found


def refresh_after(model: type[models.Model], keys: Collection[Any], before: set[int]) -> None:
    """Refresh what follows from a write to the records with `keys`, which bore on `before`."""
    name = model._meta.model_name
    if name == "actor":
        count_as_themselves(keys)
        write_names(keys)
    elif name == "alias":
        write_names(before | borne_on(model, keys))
    elif name == "affiliation":
        refresh_affiliations()
        # Whether an examiner is independent depends on whom they act for.
        refresh_claims(_claims_with_findings(), parts_moved=False, changed=False)
    else:
        moved = name in ("denial", "evidence")
        refresh_claims(before | borne_on(model, keys), parts_moved=moved)


def refresh_all() -> None:
    """Work out everything anew."""
    from claims.models import Actor, Claim, CountsAs

    with transaction.atomic():
        # Rows that nothing calls for go too.
        CountsAs.objects.all().delete()
        actors = list(Actor.objects.values_list("pk", flat=True))
        count_as_themselves(actors)
        for some in _batches(actors):
            write_names(some)
        refresh_affiliations()
    search.forget("default", search.stray("default"))
    keys = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
    refresh_claims(keys, changed=False)


def refresh_claims(keys: Iterable[int], *, parts_moved: bool = True, changed: bool = True) -> None:
    """Work out anew what is stored of the claims with `keys`. `parts_moved`: whether a denial or
    evidence may have moved to one of them; `changed`: whether something about them was written,
    now."""
    from claims.models import Claim

    for some in _batches(sorted(set(keys))):
        with transaction.atomic():
            # Two writers to one claim take turns: the second sees what the first wrote. The lock
            # is the weaker kind, which a row that merely refers to the claim does not wait for.
            locked = Claim.objects.filter(pk__in=some).order_by("pk")
            claims = list(locked.select_for_update(no_key=True).only("evidence_status", "text"))
            if parts_moved:
                _join_parts_to_their_claims(some)
            write_statuses(claims)
            write_words(claims)
            if changed:
                Claim.objects.filter(pk__in=some).update_alone(changed_at=timezone.now())


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
                rows.filter(pk=key).update_alone(claim=claim)


def _claims_with_findings() -> Iterable[int]:
    from claims.models import Evidence

    findings = Evidence.objects.filter(state__in=("verified", "rejected"))
    return list(findings.values_list("claim_id", flat=True))


def _batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    keys = iter(keys)
    while some := list(islice(keys, BATCH)):
        yield some
