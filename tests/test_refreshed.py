"""What follows from a write is refreshed: a status when its examiner changes sides, a batch and
more; and nothing where the write is refused."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, CountsAs, Evidence
from tests import factories as make
from tests.from_scratch import assert_all_is_true


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
    claims = make.make_many_claims(519)
    assert Evidence.objects.filter(claim__in=claims).update(state="disputed", side="for") == 346
    counts = Claim.objects.filter(evidence_status="contested").count()
    assert counts == 346
    Evidence.objects.all().update(claim=claims[0])
    assert Claim.objects.filter(evidence_status="contested").count() == 1
