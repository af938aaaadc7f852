"""The same file once more, or with other values in it, whoever edits meanwhile."""

from dataclasses import replace

import pytest

from claims.imports.items import Named
from claims.merging import merge_claims
from claims.models import (
    Attribution,
    Change,
    Claim,
    Evidence,
    ImportRun,
)
from tests import factories as make

from .given import SAID_FALSE, counts, database, imported, item, people, reasons

pytestmark = pytest.mark.django_db


def test_the_same_file_once_more_changes_nothing():
    records = [item(str(n), evidence=(SAID_FALSE,)) for n in range(5)]
    imported(*records)
    ImportRun.objects.update(position=0, new=0)  # not of the records
    before, changes = database(), Change.objects.count()
    run = imported(*records)
    assert counts(run) == {"unchanged": 5}
    ImportRun.objects.filter(pk=run.pk).delete()
    assert database() == before
    assert Change.objects.count() == changes


def test_a_repetition_within_a_file_is_counted_and_not_written():
    run = imported(item("1"), item("2"), item("1"))
    assert counts(run) == {"new": 2, "repeated": 1}
    assert Claim.objects.count() == 2


def test_other_records_under_the_same_key_are_kept_apart_and_found_again():
    one, other = item("1", text="It was closed"), item("1", text="It was opened")
    assert counts(imported(one, other)) == {"new": 2}
    assert counts(imported(one, other)) == {"unchanged": 2}
    assert counts(imported(other, one)) == {"unchanged": 2}
    texts = sorted(Claim.objects.values_list("text", flat=True))
    assert texts == ["It was closed", "It was opened"]


def test_a_changed_record_changes_its_claim_and_the_history_says_so():
    imported(item(evidence=(SAID_FALSE,)))
    slug = Claim.objects.get().slug
    run = imported(
        item(
            text="The bridge was closed for a day",
            date="2018-02",
            claimants=(Named("The Herald", "news_organisation"),),
            evidence=(replace(SAID_FALSE, words="Mostly false", date="2018-03-05"),),
        )
    )
    assert counts(run) == {"changed": 1}
    assert reasons(run) == []
    claim = Claim.objects.get()
    assert (claim.slug, claim.text) == (slug, "The bridge was closed for a day")
    assert (claim.date, claim.latest_on.isoformat()) == ("2018-02", "2018-02-28")
    assert people(claim, "claimant") == ["The Herald"]
    evidence = Evidence.objects.get()
    assert (evidence.words, evidence.date) == ("Mostly false", "2018-03-05")
    changed = Change.objects.get(kind="claim", action="changed")
    assert changed.fields["date"] == ["2018-03-01", "2018-02"]
    assert changed.source == "import of feed.csv"
    assert counts(imported(item(text="The bridge was closed for a day"))) == {"changed": 1}
    assert not Evidence.objects.exists()


def test_what_an_editor_changed_stays_and_the_report_says_so():
    imported(item())
    claim = Claim.objects.get()
    claim.text = "The mayor closed the bridge"
    claim.save()
    run = imported(item(text="The bridge was closed", date="2018-02"))
    claim.refresh_from_db()
    assert (claim.text, claim.date) == ("The mayor closed the bridge", "2018-02")
    told = "“The mayor closed the bridge” was written here, and stays."
    assert reasons(run) == [(1, "text", told)]


def test_who_was_added_here_stays_when_the_record_changes():
    imported(item())
    claim = Claim.objects.get()
    Attribution.objects.create(claim=claim, actor=make.make_actor(name="The mayor"), role="subject")
    imported(item(subjects=(Named("Sylvania", "state"),)))
    assert people(claim, "subject") == ["Sylvania", "The mayor"]


def test_evidence_that_was_changed_here_stays():
    imported(item(evidence=(SAID_FALSE,)))
    evidence = Evidence.objects.get()
    evidence.side = "neither"
    evidence.save()
    run = imported(item(evidence=(replace(SAID_FALSE, words="Not true"),)))
    evidence = Evidence.objects.get()
    assert (evidence.words, evidence.side) == ("False", "neither")
    assert [field for _, field, _ in reasons(run)] == ["evidence"]


def test_a_claim_that_was_deleted_here_does_not_come_back():
    imported(item())
    claim = Claim.objects.get()
    claim.attributions.all().delete()
    claim.delete()
    assert counts(imported(item())) == {"unchanged": 1}
    assert counts(imported(item(text="Something else"))) == {"changed": 1}
    assert not Claim.objects.exists()


def test_a_merged_claim_is_found_again_where_it_is_now():
    imported(item("1"), item("2"))
    kept, merged = Claim.objects.order_by("pk")
    merge_claims(kept, merged)
    assert counts(imported(item("1"), item("2"))) == {"unchanged": 2}
    imported(item("2", claimants=(Named("The Herald", "news_organisation"),)))
    assert Claim.objects.get() == kept
    assert "The Herald" in people(kept, "claimant")
