"""Writes that belong together: what follows is worked out once, as the last of them is made."""

import pytest
from django.core.exceptions import ValidationError

from claims.derived import together
from claims.models import Affiliation, Claim, Evidence
from tests import factories as make
from tests.whole import is_whole

pytestmark = pytest.mark.django_db


def status(claim):
    return Claim.objects.get(pk=claim.pk).evidence_status


def test_what_follows_is_true_when_all_is_written():
    claim = make.make_claim()
    evidence = make.make_evidence(claim=claim, state="requested")
    with together():
        Evidence.objects.filter(pk=evidence.pk).update(state="presented")
        assert status(claim) == "requested"
        actor = make.make_actor(name="Iran")
        actor.delete()
    assert status(claim) == "presented"
    is_whole()


def test_a_rule_that_only_the_whole_breaks_takes_all_of_it_back():
    one, other = make.make_actor(), make.make_actor()
    make.make_affiliation(actor=one, principal=other)

    @together()
    def tie():
        Affiliation.objects.create(actor=other, principal=one)

    with pytest.raises(ValidationError, match="nobody acts for themselves"):
        tie()
    assert Affiliation.objects.count() == 1


def test_a_part_that_fails_leaves_no_trace_in_the_last_change_of_its_claim():
    claim, other = make.make_claim(), make.make_claim()
    before = Claim.objects.get(pk=claim.pk).changed_at

    @together()
    def fail():
        Claim.objects.filter(pk=claim.pk).update(text="So.")
        raise ValidationError("No.")

    with together():
        Claim.objects.filter(pk=other.pk).update(text="Other.")
        with pytest.raises(ValidationError):
            fail()
    found = Claim.objects.get(pk=claim.pk)
    assert (found.changed_at, found.text) == (before, claim.text)


def test_a_denial_that_moves_takes_what_is_about_it_along_at_once():
    denial = make.make_denial()
    was, other = denial.claim, make.make_claim()
    with together():
        denial.claim = other
        denial.save()
        was.anchors.all().delete()
        was.attributions.all().delete()
        was.delete()
    assert denial.attributions.get().claim == other
    assert denial.anchors.get().claim == other
