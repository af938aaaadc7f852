"""What a process has at hand of the index while other threads of it take writes over."""

import pytest

from claims.bitmaps.shelf import shelf
from claims.models import Claim
from tests.dispute import make_dispute

pytestmark = pytest.mark.django_db(transaction=True)


def _write() -> None:
    claim = Claim.objects.order_by("pk").first()
    Claim.objects.filter(pk=claim.pk).update(kind="norm" if claim.kind == "fact" else "fact")


def test_what_was_worked_out_while_another_request_took_a_write_over_is_not_given_to_a_third():
    make_dispute()
    begun_before = shelf()

    def work_out():
        found = "from before the write"
        _write()
        shelf()  # another request's
        return found

    assert begun_before.kept(("told",), work_out) == "from before the write"
    assert shelf().kept(("told",), lambda: "from after it") == "from after it"


def test_what_nobody_wrote_to_meanwhile_is_worked_out_once():
    make_dispute()
    shelf().kept(("told",), lambda: "at first")
    assert shelf().kept(("told",), lambda: "again") == "at first"


def test_what_a_write_came_after_is_worked_out_again():
    make_dispute()
    shelf().kept(("told",), lambda: "at first")
    _write()
    assert shelf().kept(("told",), lambda: "again") == "again"
