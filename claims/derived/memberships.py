"""Under which keys of the bitmap index claims are filed, and their denials and evidence: the same
questions that the filters of the URL ask (`claims.querysets`), asked of many claims at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from claims.bitmaps import keys as k

Keys = set[int]
Filed = dict[int, dict[int, Keys]]
"""Of each claim: what is filed of it, as `keys.record` numbers it, itself first, and under what."""


class Rows(NamedTuple):
    """What is public of some claims, as far as they are filed by it. Of claims: key, status, kind,
    first and last day; of denials and evidence: key, claim, form or state, first and last day; of
    people: claim, denial, evidence, role, actor, and as whom the actor counts on that day, itself
    among them or None; of publishers: claim, denial, evidence, publisher."""

    claims: Iterable[tuple[Any, ...]]
    denials: Iterable[tuple[Any, ...]] = ()
    evidence: Iterable[tuple[Any, ...]] = ()
    people: Iterable[tuple[Any, ...]] = ()
    publishers: Iterable[tuple[Any, ...]] = ()


def memberships(claims: Collection[int]) -> Filed:
    """Of the claims with these primary keys; nothing of one that is not published, or not there.
    Five queries."""
    from claims.models import Claim

    days = ("earliest_on", "latest_on")
    rows = Claim.objects.published().filter(pk__among=claims).order_by()
    public = list(rows.values_list("pk", "evidence_status", "kind", *days))
    there = [row[0] for row in public]
    return filed(claims, _rows(public, there) if there else Rows(public))


def _rows(public: list[tuple[Any, ...]], there: list[int]) -> Rows:
    from claims.models import Anchor, Attribution, Denial, Evidence

    days = ("earliest_on", "latest_on")
    denials, evidence, people, anchors = (
        model.objects.published().filter(claim__among=there).order_by()
        for model in (Denial, Evidence, Attribution, Anchor)
    )
    publisher = "passage__text__article__publisher_id"
    return Rows(
        public,
        denials.values_list("pk", "claim_id", "form", *days),
        evidence.values_list("pk", "claim_id", "state", *days),
        _acting(people),
        anchors.values_list("claim_id", "denial_id", "evidence_id", publisher).distinct(),
    )


def filed(claims: Collection[int], rows: Rows) -> Filed:
    """The claims with these primary keys, filed by what is public of them."""
    found: Filed = {pk: {} for pk in claims}
    for pk, status, kind, earliest, latest in rows.claims:
        found[pk][k.record(k.Of.CLAIM, pk)] = {
            k.PUBLISHED,
            k.code(k.Dimension.STATUS, status),
            k.code(k.Dimension.KIND, kind),
            *_dated(earliest, latest),
        }
    there = [pk for pk in claims if found[pk]]
    _add_parts(found, there, rows)
    _add_people(found, there, rows)
    _add_publishers(found, rows)
    return found


def _dated(earliest: Any, latest: Any) -> tuple[int, ...]:
    return () if earliest is None else k.of_days(earliest, latest)


def _own(filed: Filed, claim: int) -> Keys:
    return filed[claim][k.record(k.Of.CLAIM, claim)]


def _add_parts(filed: Filed, claims: list[int], rows: Rows) -> None:
    """File denials and evidence: each under what is true of itself, and of its claim. The claim
    has what all of them have."""
    answers: defaultdict[int, Keys] = defaultdict(set)
    states: defaultdict[int, Keys] = defaultdict(set)
    for pk, claim, form, *days in rows.denials:
        own = {k.ANSWERED, k.code(k.Dimension.DENIAL, form)}
        answers[claim] |= own
        filed[claim][k.record(k.Of.DENIAL, pk)] = {*own, *_dated(*days)}
    for pk, claim, state, *days in rows.evidence:
        own = {k.code(k.Dimension.STATE, state)}
        states[claim] |= own
        filed[claim][k.record(k.Of.EVIDENCE, pk)] = {*own, *_dated(*days)}
    of_claims = {k.Dimension.STATUS, k.Dimension.KIND}
    for claim in claims:
        own = _own(filed, claim)
        shared = {key for key in own if k.dimension_of(key) in of_claims} | {k.PUBLISHED}
        for record, keys in filed[claim].items():
            kind = k.kind_of(record)
            keys |= shared
            if kind != k.Of.DENIAL:
                keys |= answers[claim]
            if kind != k.Of.EVIDENCE:
                keys |= states[claim]


def _add_people(filed: Filed, claims: list[int], rows: Rows) -> None:
    """Of the claim those of all of it; of a denial its own and those of the claim itself; of
    evidence those of the denials, too: but not those of other evidence."""
    parties: dict[int, dict[k.Dimension, set[int]]] = {
        claim: {dimension: set() for pair in _PARTIES.values() for dimension in pair}
        for claim in claims
    }
    for claim, denial, evidence, role, actor, principal in rows.people:
        keys = {k.role(role, actor), k.anybody(role), k.involved(actor)}
        if principal not in (actor, None):  # each counts as itself, too
            keys.add(k.acting_for(role, principal))
        for record, own in filed[claim].items():
            kind, pk = k.kind_of(record), k.pk_of(record)
            if (
                kind == k.Of.CLAIM
                or (kind == k.Of.DENIAL and evidence is None and denial in (None, pk))
                or (kind == k.Of.EVIDENCE and evidence in (None, pk))
            ):
                own |= keys
        for dimension, who in zip(_PARTIES.get(role, ()), (actor, principal), strict=False):
            parties[claim][dimension].add(who)
    for claim, numbers in parties.items():
        _own(filed, claim).update(k.key(dimension, len(who)) for dimension, who in numbers.items())


_PARTIES = {
    "claimant": (k.Dimension.ACCUSERS, k.Dimension.ACCUSERS_FOR),
    "subject": (k.Dimension.ACCUSED, k.Dimension.ACCUSED_FOR),
}


def _acting(people: QuerySet[Any]) -> QuerySet[Any, Any]:
    """(claim, denial, evidence, role, actor, principal) of all, and of those as whom they count on
    the day of the statement, themselves among them; see `AttributionQuerySet.by`."""
    earliest, latest = (
        Coalesce(*(f"{part}__{side}_on" for part in ("denial", "evidence", "claim")))
        for side in ("earliest", "latest")
    )
    tie = "actor__counts_as__"
    # One `filter`, for a second would ask of another row of `counts_as`.
    found = people.alias(said_earliest=earliest, said_latest=latest).filter(
        Q(**{f"{tie}since_on": None}) | Q(**{f"{tie}since_on__lte": latest}),
        Q(**{f"{tie}until_on": None}) | Q(**{f"{tie}until_on__gte": earliest}),
    )
    return found.values_list(
        "claim_id", "denial_id", "evidence_id", "role", "actor_id", f"{tie}principal_id"
    )


def _add_publishers(filed: Filed, rows: Rows) -> None:
    """Of the claim those of whatever is about it; of a denial or evidence its own."""
    for claim, denial, evidence, actor in rows.publishers:
        key = k.key(k.Dimension.PUBLISHER, actor)
        _own(filed, claim).add(key)
        for of, part in ((k.Of.DENIAL, denial), (k.Of.EVIDENCE, evidence)):
            if part is not None:
                # Not there where the anchor is of another claim than its part, which is checked.
                filed[claim].get(k.record(of, part), set()).add(key)
