"""What follows from claims that are new with all that belongs to them, told from the records
themselves: the database need not be asked for what it was given just now.

Such claims have no denial and no passage. Everything else is asked by `refresh`; that both tell the
same, `check_integrity` and the tests of imports see.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F

from claims import evidence_status, search

from .memberships import Rows, filed
from .statuses import item
from .together import waiting


def status_of_new(evidence: Iterable[Any]) -> str:
    """The evidence status of a new claim that has this evidence, of which nobody is said to be the
    examiner."""
    return evidence_status.derive(
        item(one, independent=one.state not in ("verified", "rejected"))
        for one in evidence
        if one.publication_state == "published"
    )


def follow_new(claims: Collection[Any], evidence: Collection[Any], roles: Collection[Any]) -> None:
    """Write what follows from the claims, with their evidence and the attributions to both, which
    were written just now within `together`; they are filed as that ends."""
    later = waiting()
    assert later is not None, "New claims follow within `together`."
    search.index_new("default", ((claim.pk, claim.text, ()) for claim in claims))
    public = {claim.pk: claim for claim in claims if claim.publication_state == "published"}
    parts = {
        one.pk: one
        for one in evidence
        if one.claim_id in public and one.publication_state == "published"
    }
    rows = Rows(
        claims=[
            (pk, one.evidence_status, one.kind, one.earliest_on, one.latest_on)
            for pk, one in public.items()
        ],
        evidence=[
            (pk, one.claim_id, one.state, one.earliest_on, one.latest_on)
            for pk, one in parts.items()
        ],
        people=list(_acting(public, parts, roles)),
    )
    later.filed.update(filed([claim.pk for claim in claims], rows))


def _acting(
    claims: dict[int, Any], evidence: dict[int, Any], roles: Collection[Any]
) -> Iterator[tuple[Any, ...]]:
    """As `Rows.people` has them."""
    from claims.models import CountsAs

    ties: dict[int, list[tuple[int, date | None, date | None]]] = defaultdict(list)
    rows = CountsAs.objects.filter(actor__among={one.actor_id for one in roles})
    columns = ("actor_id", "principal_id", "since_on", "until_on")
    others = rows.exclude(actor=F("principal"))
    for actor, principal, since, until in others.values_list(*columns):
        ties[actor].append((principal, since, until))
    for one in roles:
        claim, part = claims.get(one.claim_id), evidence.get(one.evidence_id)
        if claim is None or (one.evidence_id is not None and part is None):
            continue
        # Always; of an actor that is new itself it is in no table yet.
        yield one.claim_id, None, one.evidence_id, one.role, one.actor_id, one.actor_id
        earliest, latest = _days(part or claim, claim)
        for principal, since, until in ties[one.actor_id]:
            if (since is None or (latest is not None and since <= latest)) and (
                until is None or (earliest is not None and until >= earliest)
            ):
                yield one.claim_id, None, one.evidence_id, one.role, one.actor_id, principal


def _days(part: Any, claim: Any) -> tuple[date | None, date | None]:
    """Those of the part; of one without a date, those of the claim."""
    return part.earliest_on or claim.earliest_on, part.latest_on or claim.latest_on
