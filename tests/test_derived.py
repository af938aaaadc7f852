"""What is stored beside the records is true after every write, by whatever path."""

import os
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.from_scratch import assert_all_is_true
from tests.once import for_all
from tests.turns import by_turns
from tests.writes import WRITES, NothingThere

# What may refuse a write: then nothing of it is written, and all is as true as before.
REFUSALS = (
    ValidationError,
    ProtectedError,
    DatabaseError,
    DeserializationError,
    CommandError,
    NothingThere,
)


# How often each kind of write is done, and all looked at: more often by `script/torture index`.
ENOUGH = int(os.environ.get("WRITES_OF_A_KIND", "1"))


@pytest.fixture(scope="module")
def some_of_everything(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with for_all(django_db_blocker):
        make_some_of_everything()
        assert_all_is_true()
        yield


def make_some_of_everything() -> None:
    party, other, expert, deputy = (make.make_actor() for _ in range(4))
    make.make_affiliation(actor=deputy, principal=other, since="2022-11-15")
    for claimant in (party, other):
        claim = make.make_claim(claimants=[claimant], subjects=[other])
        make.make_denial(claim=claim, deniers=[other])
        make.make_evidence(claim=claim, state="verified", examiners=[expert])
        make.make_evidence(claim=claim, state="not_shown", sources=[other], date="2022-11")
        make.make_evidence(
            claim=claim, state="rejected", examiners=[deputy], publication_state="draft"
        )
    make.make_claim(claimants=[expert])


def step(name: str, seed: int) -> bool:
    """Whether the write was done, and not refused."""
    try:
        with transaction.atomic():
            WRITES[name](Random(seed))
    except REFUSALS:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.usefixtures("some_of_everything")
@pytest.mark.parametrize("name", by_turns(WRITES))
def test_all_is_true_after(name: str) -> None:
    done = 0
    for seed in range(8):
        done += step(name, seed)
        assert_all_is_true()
        if done == ENOUGH:
            break
    if name not in ("claims_are_updated_to_a_day", "claims_are_updated_to_a_date_by_an_expression"):
        assert done, "every one of these writes was refused"
    else:
        assert not done, "a day follows from its date"


@pytest.mark.django_db
@pytest.mark.one_database  # and of both, longer, by `script/torture index`
@pytest.mark.usefixtures("some_of_everything")
@settings(
    max_examples=int(os.environ.get("WRITES_EXAMPLES", "6")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # A failing sequence is short enough to read; making it shorter would take minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    st.lists(
        st.tuples(st.sampled_from(list(WRITES)), st.integers(0, 999)), min_size=15, max_size=18
    )
)
def test_all_is_true_after_any_writes_in_any_order(steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        for name, seed in steps:
            step(name, seed)
            assert_all_is_true()
        transaction.set_rollback(True)
