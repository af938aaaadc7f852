"""A long list lets go of the records that it has sent: they refer to each other, and would else be
there until Python looks for such by itself."""

import gc
import weakref

import pytest

from claims.exports import rows
from claims.models import Claim, Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_collection():
    """Python looks for cycles only where it is told to."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(("listed", "model"), [(rows.claims, Claim), (rows.evidence, Evidence)])
def test_no_more_records_are_held_than_two_queries_gave(
    listed, model, demo, monkeypatch, no_collection
):
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    keys = list(model.objects.published().values_list("pk", flat=True))
    sent = []
    for number, record in enumerate(listed(keys)):
        held = sum(one() is not None for one in sent)
        # The last of each query is the reader's own until it has the next, and leads to others.
        assert held <= 4, f"{held} records are held when number {number} is sent"
        sent.append(weakref.ref(record))
    assert len(sent) == len(keys) > 5
