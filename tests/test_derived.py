"""What is stored beside the records is true after every write, by whatever path."""

import threading
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims.models import Claim, CountsAs, Evidence
from tests import factories as make
from tests.from_scratch import assert_all_is_true
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


STEPS = st.tuples(st.sampled_from(list(WRITES)), st.integers(0, 999))


@pytest.fixture
def some_of_everything(db: None) -> None:
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


@pytest.mark.usefixtures("some_of_everything")
@pytest.mark.parametrize("name", WRITES)
def test_all_is_true_after(name: str) -> None:
    assert_all_is_true()
    done = 0
    for seed in range(6):
        done += step(name, seed)
        assert_all_is_true()
    if name not in ("claims_are_updated_to_a_day", "claims_are_updated_to_a_date_by_an_expression"):
        assert done, "every one of these writes was refused"
    else:
        assert not done, "a day follows from its date"


@pytest.mark.usefixtures("some_of_everything")
@settings(
    max_examples=70,
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


@pytest.mark.django_db
def test_a_refused_write_leaves_everything_as_it_was() -> None:
    one, other = make.make_actor(), make.make_actor()
    make.make_affiliation(actor=one, principal=other)
    before = set(CountsAs.objects.values_list("pk", "actor", "principal"))
    with pytest.raises(ValidationError):
        make.make_affiliation(actor=other, principal=one)
    assert set(CountsAs.objects.values_list("pk", "actor", "principal")) == before
    assert_all_is_true()


@pytest.mark.django_db
def test_a_finding_counts_while_its_examiner_acts_for_no_party() -> None:
    party, expert = make.make_actor(), make.make_actor()
    claim = make.make_claim(claimants=[party])
    make.make_evidence(claim=claim, state="verified", examiners=[expert], date="2022-12-12")
    tie = make.make_affiliation(actor=expert, principal=party, since="2023")

    def status() -> str:
        return Claim.objects.get().evidence_status

    assert status() == "verified"
    type(tie).objects.update(since="2022-12-12")
    assert status() == "presented"
    tie.refresh_from_db()
    tie.since, tie.until = "", "2022-12-11"
    tie.save()
    assert status() == "verified"
    tie.until = "2022-12"
    type(tie).objects.bulk_update([tie], ["until"])
    assert status() == "presented"
    tie.delete()
    assert status() == "verified"
    type(tie).objects.bulk_create([type(tie)(actor=expert, principal=party)])
    assert status() == "presented"


@pytest.mark.django_db
def test_more_claims_than_a_batch_are_refreshed() -> None:
    claims = make.make_many_claims(600)
    assert Evidence.objects.filter(claim__in=claims).update(state="disputed", side="for") == 400
    counts = Claim.objects.filter(evidence_status="contested").count()
    assert counts == 400
    Evidence.objects.all().update(claim=claims[0])
    assert Claim.objects.filter(evidence_status="contested").count() == 1


# Two at once -------------------------------------------------------------------------------------


def at_once(*writes: object) -> list[BaseException]:
    """Each write in a transaction of its own, begun before any of the others ends; the errors.

    SQLite has one writer at a time: there they go one after the other.
    """
    failed: list[BaseException] = []
    ready = threading.Barrier(len(writes))

    def run(write: object) -> None:
        try:
            with transaction.atomic():
                Claim.objects.exists()  # the transaction has begun
                if connection.vendor == "postgresql":
                    ready.wait(timeout=10)
                write()  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001  # told to the test, in its own thread
            failed.append(error)
        finally:
            if threading.current_thread() is not threading.main_thread():
                connection.close()

    if connection.vendor == "postgresql":
        threads = [threading.Thread(target=run, args=[write]) for write in writes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
            assert not thread.is_alive()
    else:
        for write in writes:
            run(write)
    return failed


@pytest.mark.django_db(transaction=True)
def test_two_who_write_evidence_of_one_claim_at_once_leave_the_right_status() -> None:
    for _ in range(8):
        claim = make.make_claim()

        def add(state: str, claim: Claim = claim) -> None:
            Evidence.objects.create(
                claim=claim, kind="any", state=state, publication_state="published"
            )

        assert at_once(lambda: add("presented"), lambda: add("not_shown")) == []
        claim.refresh_from_db()
        assert claim.evidence_status == "contested"
    assert_all_is_true()


@pytest.mark.django_db(transaction=True)
def test_two_who_move_evidence_to_and_fro_at_once_do_not_wait_for_one_another_for_ever() -> None:
    for _ in range(8):
        one, other = make.make_claim(), make.make_claim()
        here = make.make_evidence(claim=one, state="presented")
        there = make.make_evidence(claim=other, state="not_shown")
        failed = at_once(
            lambda here=here, other=other: Evidence.objects.filter(pk=here.pk).update(claim=other),
            lambda there=there, one=one: Evidence.objects.filter(pk=there.pk).update(claim=one),
        )
        assert failed == []
        for claim, status in ((one, "not_shown"), (other, "presented")):
            claim.refresh_from_db()
            assert claim.evidence_status == status
    assert_all_is_true()


@pytest.mark.django_db(transaction=True)
def test_two_who_close_a_circle_at_once_do_not_both_succeed() -> None:
    for _ in range(5):
        one, other = make.make_actor(), make.make_actor()
        failed = at_once(
            lambda one=one, other=other: make.make_affiliation(actor=one, principal=other),
            lambda one=one, other=other: make.make_affiliation(actor=other, principal=one),
        )
        assert [type(error) for error in failed] == [ValidationError]
    assert_all_is_true()
