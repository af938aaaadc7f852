"""The evidence status of claims, from their published evidence and who examined it."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q

from claims import evidence_status


def statuses(keys: Collection[int]) -> dict[int, str]:
    """The evidence status of each of the claims with `keys`, from published evidence alone."""
    items = evidence_items(keys)
    return {key: evidence_status.derive(items.get(key, ())) for key in keys}


def evidence_items(keys: Collection[int]) -> dict[int, list[evidence_status.Item]]:
    """The published evidence of each of the claims, as the rule reads it; `key` is the
    evidence's own."""
    from claims.models import Evidence

    found: dict[int, list[evidence_status.Item]] = defaultdict(list)
    rows = list(
        Evidence.objects.filter(claim__among=keys, publication_state="published").order_by("pk")
    )
    findings = {row.pk: row for row in rows if row.state in ("verified", "rejected")}
    independent = _with_an_independent_examiner(list(findings.values()))
    for row in rows:
        sound = row.pk in independent or row.pk not in findings
        found[row.claim_id].append(item(row, independent=sound))
    return found


def item(evidence: Any, *, independent: bool) -> evidence_status.Item:
    """The evidence as the rule reads it; `independent` as that has it."""
    return evidence_status.Item(
        against=evidence.side == "against",
        neither=evidence.side == "neither",
        state=evidence.state,
        earliest=evidence.earliest_on,
        latest=evidence.latest_on,
        independent=independent,
        key=evidence.pk,
    )


def _with_an_independent_examiner(findings: list[Any]) -> set[int]:
    """The keys of those `findings` that have an examiner who is neither claimant, denier nor
    subject of the claim, nor acts for one on the day of the finding."""
    from claims.models import Attribution, CountsAs

    if not findings:
        return set()
    parties: dict[int, set[int]] = defaultdict(set)
    # Not `published()`: a claim that is still a draft has its parties too.
    roles = Attribution.objects.filter(
        Q(denial=None) | Q(denial__publication_state="published"),
        claim__in={finding.claim_id for finding in findings},
        role__in=("claimant", "subject", "denier"),
    )
    for claim, actor in roles.values_list("claim_id", "actor_id"):
        parties[claim].add(actor)
    examiners: dict[int, set[int]] = defaultdict(set)
    for finding, actor in Attribution.objects.filter(
        evidence__among=[finding.pk for finding in findings], role="examiner"
    ).values_list("evidence_id", "actor_id"):
        examiners[finding].add(actor)
    everybody = set().union(*examiners.values())
    ties: dict[int, list[Any]] = defaultdict(list)
    for tie in CountsAs.objects.filter(actor__in=everybody):
        ties[tie.actor_id].append(tie)
    return {
        finding.pk
        for finding in findings
        if any(
            parties[finding.claim_id].isdisjoint(
                {examiner} | {tie.principal_id for tie in ties[examiner] if _holds_on(tie, finding)}
            )
            for examiner in examiners[finding.pk]
        )
    }


def _holds_on(tie: Any, dated: Any) -> bool:
    """Whether the tie holds on any day of the record. Of an undated one that cannot be ruled out:
    who may have been a party's own is not independent."""
    if dated.earliest_on is None:
        return True
    return (tie.since_on is None or tie.since_on <= dated.latest_on) and (
        tie.until_on is None or tie.until_on >= dated.earliest_on
    )


def write_statuses(claims: Collection[Any]) -> None:
    from claims.models import Claim

    changed: dict[str, list[int]] = defaultdict(list)
    derived = statuses([claim.pk for claim in claims])
    for claim in claims:
        if claim.evidence_status != derived[claim.pk]:
            changed[derived[claim.pk]].append(claim.pk)
    for status, keys in changed.items():
        Claim.objects.filter(pk__in=keys).update_alone(evidence_status=status)
