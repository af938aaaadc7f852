"""Two who write at once: both are done, one after the other, or one is refused."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from claims.models import Claim, Evidence
from tests import factories as make
from tests.from_scratch import assert_all_is_true


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
