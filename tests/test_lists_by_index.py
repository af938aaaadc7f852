"""Lists by the bitmap index: the same rows, in the same order, and the same counts as
plain SQL gives, whatever is asked and whatever was written before."""

import os
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.http import QueryDict
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims.bitmaps import dated, few
from claims.bitmaps.filterset import IndexedFilter
from claims.charts.bins import bins, unit_for
from claims.derived import together
from claims.facets import ROLE_FACETS, facets
from claims.filters import ROLES
from claims.histogram import histogram
from claims.models import (
    Actor,
    Article,
    Claim,
    ClaimKind,
    Denial,
    DenialForm,
    Evidence,
    EvidenceState,
)
from claims.models import EvidenceStatus as Status
from tests import by_sql
from tests import factories as make
from tests.once import for_all
from tests.turns import by_turns
from tests.writes import WRITES, NothingThere

pytestmark = pytest.mark.django_db

REFUSALS = (ValidationError, ProtectedError, DatabaseError, NothingThere)


@pytest.fixture(params=["few", "many"])
def way(request, monkeypatch):
    """Claims are counted one by one, and by intersection."""
    if request.param == "many":
        monkeypatch.setattr(few, "MOST", 0)


@pytest.fixture(scope="module")
def claims(django_db_setup, django_db_blocker):
    with for_all(django_db_blocker):
        with together():
            make_claims()
        yield


def make_claims() -> None:
    make.make_many_claims(40)
    iran, minister = make.make_actor(slug="iran"), make.make_actor(slug="minister")
    make.make_affiliation(actor=minister, principal=iran, since="2022-01-20", until="2022-11")
    for date in ("2022-01", "2021/2022-01-15", "2022-01-19", "2022-02", "2023", ""):
        claim = make.make_claim(claimants=[minister], subjects=[iran, minister], date=date)
        make.make_denial(claim=claim, deniers=[iran, minister], date=date)
        make.make_evidence(claim=claim, sources=[minister], date="2022-12", state="not_shown")
    make.make_claim(claimants=[iran, minister], publication_state="draft")


def some_filters(rng: Random) -> dict[str, list[str]]:
    """Parameters, one to four of them, that a reader could have chosen."""
    slugs = [*Actor.objects.order_by("pk").values_list("slug", flat=True)]
    articles = [*Article.objects.published().order_by("pk").values_list("slug", flat=True)]
    days = ["2021", "2022-01", "2022-01-15", "2022-01-19", "2022-02-03", "2022-12", "2023"]
    values = {
        **dict.fromkeys(ROLES, slugs),
        "actor": slugs,
        "claimant": [*slugs, "none"],
        "acting_for": ["1"],
        "after": days,
        "before": days,
        "evidence": Status.values,
        "state": EvidenceState.values,
        "kind": ClaimKind.values,
        "denial": [*DenialForm.values, "any", "none"],
        "publisher": slugs,
        "article": articles,
        "q": ["claim", "number 7", "so", '"is so"', "nothing of it"],
    }
    names = rng.sample(sorted(values), rng.randint(1, 4))
    several = ("evidence", "kind", "denial", "actor")
    chosen = {
        name: rng.choices(values[name], k=2 if name in several and rng.random() < 0.3 else 1)
        for name in names
        if values[name]
    }
    sort = rng.choice(["", "oldest", "newest", "relevance" if "q" in chosen else "newest"])
    return chosen | ({"sort": [sort]} if sort else {})


def both(query: str, model: Any) -> tuple[Any, Any]:
    data = QueryDict(query)
    rows = model.objects.published()
    return IndexedFilter(data, rows), by_sql.SqlFilter(data, rows)


def assert_same(query: str, model: Any = Claim) -> bool:
    """Assert that the index says what SQL says; whether the filters were accepted."""
    indexed, plain = both(query, model)
    assert indexed.is_valid() == plain.is_valid(), query
    if not plain.is_valid():
        assert indexed.page.rows == []
        return False
    assert indexed.number() == plain.number(), query
    assert indexed.counted.undated() == plain.counted.undated(), query
    for one, other in zip(facets(indexed), facets(plain), strict=True):
        assert one == other, query
    acting_for = "acting_for" in plain.data
    roles = [*ROLE_FACETS]
    counts = indexed.counted.by_actor(roles, acting_for=acting_for)
    assert counts == plain.counted.by_actor(roles, acting_for=acting_for), query
    actors = list(Actor.objects.order_by("-pk")[:8])
    for role in (None, *roles):
        of_actors = indexed.counted.of_actors(actors, role, acting_for=acting_for)
        same = plain.counted.of_actors(actors, role, acting_for=acting_for)
        assert {pk: n for pk, n in of_actors.items() if n} == same, query
    assert histogram(indexed) == histogram(plain), query
    for kind in (Claim, Denial, Evidence):
        assert_same_rows_and_dates(query, kind)
    for pages in ("next", "previous"):
        assert_same_pages(query, model, pages)
    return True


def assert_same_rows_and_dates(query: str, kind: Any) -> None:
    """Of another kind under the same filters."""
    by_index, without = both(query, Claim)
    assert by_index.is_valid()
    found, rows = by_index.found_of(kind), without.rows(of=kind.objects.published())
    assert set(found.rows()) == set(rows.values_list("pk", flat=True)), (kind, query)
    one, other = dated.Dated.of(found), by_sql.Dated(rows)
    assert (one.number(), one.undated) == (other.number(), other.undated), (kind, query)
    assert (one.extent(), one.core()) == (other.extent(), other.core()), (kind, query)
    if other.days:
        first, last = other.extent()
        for most in (12, 60):
            whole = bins(first, last, unit_for(first, last, most))
            # As on the axis of a timeline: the first and the last may be cut.
            axis = [bin.within(first, last) for bin in whole]
            assert one.counts(axis) == other.counts(axis), (kind, query)
            assert one.sure(axis) == other.sure(axis), (kind, query)


def assert_same_pages(query: str, model: Any, direction: str) -> None:
    from claims import paging

    plain = both(query, model)[1]
    rows = plain.ordered(plain.rows())
    cursor = "" if direction == "next" else paging.end(rows)
    seen = []
    for _ in range(5):
        at = f"{query}&{urlencode({'cursor': cursor})}" if cursor else query
        one, other = (filterset.page for filterset in both(at, model))
        assert [row.pk for row in one.rows] == [row.pk for row in other.rows], at
        assert (one.next, one.previous) == (other.next, other.previous), at
        seen += [row.pk for row in (one.rows if direction == "next" else reversed(one.rows))]
        cursor = getattr(one, direction)
        if not cursor:
            break
    ordered = [row.pk for row in rows]
    assert seen == (ordered if direction == "next" else ordered[::-1])[: len(seen)], query


@pytest.mark.usefixtures("claims", "way")
@settings(
    max_examples=int(os.environ.get("INDEX_EXAMPLES", "5")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(list(WRITES)), max_size=4))
def test_the_index_says_what_sql_says_after_any_writes(seed: int, writes: list[str]) -> None:
    rng = Random(seed)
    with transaction.atomic():
        for name in writes:
            try:
                with transaction.atomic():
                    WRITES[name](rng)
            except REFUSALS:
                continue
        for _ in range(3):
            assert_same(urlencode(some_filters(rng), doseq=True), rng.choice([Claim, Evidence]))
        transaction.set_rollback(True)


QUERIES = [
    "",
    "sort=oldest",
    "claimant=iran&acting_for=1",
    "actor=iran&acting_for=1&sort=oldest",
    "subject=iran&acting_for=1",
    "denier=iran&acting_for=1&after=2022-01-20",
    "claimant=none",
    "after=2022-01-15&before=2022-01-15",
    "after=0001&before=9999",
    "after=9999-12-31",
    "before=0001-01-01",
    "denial=any&denial=none",
    "denial=literal&denial=none",
    "q=claim&sort=relevance",
    "evidence=not_shown&evidence=contested&kind=fact",
    "before=2022-01&sort=oldest",
]


@pytest.mark.usefixtures("claims", "way")
@pytest.mark.parametrize(
    ("query", "model"),
    by_turns(
        # Of each query one database is asked of claims, and the other of evidence.
        (query, model)
        for place, query in enumerate(QUERIES)
        for model in ([Claim, Evidence] if place % 2 else [Evidence, Claim])
    ),
)
def test_the_index_says_what_sql_says_of(query: str, model: Any) -> None:
    assert assert_same(query, model)
