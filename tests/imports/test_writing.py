"""Imported records in the database: each once, whatever a file does and whoever edits meanwhile."""

from dataclasses import replace
from random import Random

import pytest
from django.contrib.auth.models import User

from claims import integrity
from claims.imports.items import Named, Piece, Refused
from claims.merging import merge_actors, merge_claims
from claims.models import (
    Actor,
    Alias,
    Attribution,
    Change,
    Claim,
    Evidence,
    ImportedRecord,
    ImportRun,
)
from tests import factories as make

from .given import REVIEWER, SAID_FALSE, counts, database, imported, item, people, reasons

pytestmark = pytest.mark.django_db


def test_a_new_record_becomes_a_draft_with_all_that_it_says():
    run = imported(item(evidence=(SAID_FALSE,)))
    claim = Claim.objects.get()
    assert counts(run) == {"new": 1}
    assert claim.text == "The bridge 1 was closed by the mayor"
    assert (claim.kind, claim.date, claim.date_basis) == ("fact", "2018-03-01", "reported")
    assert claim.earliest_on.isoformat() == claim.latest_on.isoformat() == "2018-03-01"
    assert claim.source_url == "https://feed.example/1"
    assert claim.publication_state == "draft"
    assert people(claim, "claimant") == ["The Courier"]
    assert people(claim, "subject") == ["Freedonia"]
    evidence = Evidence.objects.get()
    assert (evidence.words, evidence.side, evidence.state) == ("False", "against", "presented")
    assert (evidence.kind, evidence.date) == ("assessment", "2018-03-02")
    assert evidence.source_url == "https://examiner.example/1"
    assert people(claim, "source", evidence) == ["The Examiner"]
    record = ImportedRecord.objects.get()
    assert (record.claim, record.original) == (claim, {"title": "1"})
    assert record.item["tags"] == ["bridges"]


def test_published_are_those_that_have_a_page_and_somebody_to_whom_they_are_attributed():
    imported(
        item("1"),
        item("2", url=""),
        item("3", claimants=(), subjects=()),
        item("4", claimants=(), evidence=(SAID_FALSE,)),
        publish=True,
    )
    states = dict(Claim.objects.values_list("text", "publication_state"))
    assert [states[f"The bridge {n} was closed by the mayor"] for n in "1234"] == [
        *("published", "draft", "draft", "published"),
    ]
    assert Evidence.objects.get().publication_state == "published"


@pytest.mark.parametrize(
    ("side", "state", "status"),
    [
        ("against", "presented", "contested"),
        ("for", "presented", "presented"),
        ("for", "not_shown", "not_shown"),
        ("neither", "presented", "unrecorded"),
    ],
)
def test_the_evidence_status_follows_from_what_came_along(side, state, status):
    imported(item(evidence=(replace(SAID_FALSE, side=side, state=state),)), publish=True)
    assert Claim.objects.get().evidence_status == status


def test_all_that_is_derived_is_as_the_integrity_command_wants_it():
    imported(*(item(str(n), evidence=(SAID_FALSE,) * (n % 3)) for n in range(7)), publish=True)
    assert list(integrity.problems()) == []


@pytest.mark.parametrize("seed", range(6))
def test_so_it_is_whoever_acts_for_whom_whatever_the_dates_and_states(seed):
    random = Random(seed)
    principals = [make.make_actor(name=name) for name in ("Freedonia", "Sylvania")]
    people = [make.make_actor(name=f"Envoy {n}", kind="person") for n in range(4)]
    for person in people:
        since, until = sorted(random.sample(["2018-01", "2018-03-01", "2018-03-02", "2019"], 2))
        make.make_affiliation(
            actor=person,
            principal=random.choice(principals),
            since=random.choice(["", since]),
            until=random.choice(["", until]),
        )
    named = [Named(one.name, one.kind) for one in (*people, *principals)] + [Named("Nobody known")]
    dates = [("", ""), ("2018", "said"), ("2018-03-01", "reported"), ("2017/2018-02", "happened")]

    def some(most):
        return tuple(random.sample(named, random.randrange(most)))

    def piece():
        date, basis = random.choice(dates)
        return replace(
            SAID_FALSE,
            side=random.choice(["for", "against", "neither"]),
            state=random.choice(["presented", "not_shown", "verified", "rejected", "disputed"]),
            sources=some(3),
            date=date,
            date_basis=basis,
        )

    records = [item("nobody's", claimants=(), subjects=())]
    for number in range(12):
        date, basis = random.choice(dates)
        records.append(
            item(
                str(number),
                claimants=some(3),
                subjects=some(3),
                date=date,
                date_basis=basis,
                evidence=tuple(piece() for _ in range(random.randrange(4))),
            )
        )
    imported(*records, publish=True)
    states = set(Claim.objects.values_list("publication_state", flat=True))
    assert states == {"draft", "published"}
    assert list(integrity.problems()) == []


def test_the_history_tells_of_each_row_and_of_the_file():
    editor = User.objects.create_user("editor")
    imported(item(evidence=(SAID_FALSE,)), by=editor)
    told = Change.objects.filter(action="added").values_list("kind", "source", "by")
    kinds = sorted(kind for kind, _, _ in told)
    assert kinds == [*["actor"] * 3, *["attribution"] * 3, "claim", "evidence"]
    assert {(source, by) for _, source, by in told} == {("import of feed.csv", editor.pk)}
    change = Change.objects.get(kind="claim")
    assert change.fields["text"] == [None, "The bridge 1 was closed by the mayor"]
    assert change.claim_key == Claim.objects.get().pk


# Once more ---------------------------------------------------------------------------------------


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


# Names -------------------------------------------------------------------------------------------


def test_names_and_aliases_that_are_known_are_matched_in_whatever_case():
    courier = make.make_actor(name="The Daily Courier", kind="news_organisation")
    Alias.objects.create(actor=courier, name="The courier")
    freedonia = make.make_actor(name="FREEDONIA", kind="state")
    imported(item())
    assert set(Attribution.objects.values_list("actor", flat=True)) == {courier.pk, freedonia.pk}
    assert not Actor.objects.filter(to_review=True).exists()


def test_a_name_that_nobody_has_makes_an_actor_that_waits_for_review():
    imported(item(claimants=(Named("The Courier"),)))
    courier = Actor.objects.get(name="The Courier")
    assert (courier.slug, courier.kind, courier.to_review) == ("the-courier", "group", True)


def test_a_name_of_two_matches_neither_and_makes_one_actor_for_ever():
    for slug in ("courier-of-the-east", "courier-of-the-west"):
        make.make_actor(slug=slug, name="The Courier", kind="news_organisation")
    imported(item("1"))
    imported(item("2"))
    made = Actor.objects.get(name="The Courier", to_review=True)
    assert made.attributions.count() == 2


def test_a_person_is_no_state_of_the_same_name():
    georgia = make.make_actor(name="Georgia", kind="state")
    imported(item(claimants=(Named("Georgia", "person"),), subjects=(Named("Georgia 2", "state"),)))
    assert georgia.attributions.count() == 0


def test_a_wikidata_id_says_who_is_meant():
    courier = make.make_actor(name="Kurier", kind="news_organisation", wikidata_id="Q11")
    same = ("https://www.wikidata.org/wiki/Q11", "https://twitter.com/courier")
    imported(item(claimants=(Named("The Courier", "news_organisation", same),)))
    assert people(Claim.objects.get(), "claimant") == ["Kurier"]
    other = ("http://www.wikidata.org/entity/Q12",)
    imported(item("2", claimants=(Named("The Herald", "", other),)))
    assert Actor.objects.get(name="The Herald").wikidata_id == "Q12"
    assert courier.attributions.count() == 1


def test_an_actor_merged_by_an_editor_is_the_one_meant_from_then_on():
    daily = make.make_actor(name="The Daily Courier", kind="news_organisation")
    imported(item("1"))
    merge_actors(daily, Actor.objects.get(name="The Courier"))
    weekly = make.make_actor(name="The Weekly Courier", kind="news_organisation")
    Alias.objects.create(actor=weekly, name="The Courier")
    imported(item("2"))
    assert daily.attributions.count() == 2
    assert not Actor.objects.filter(name="The Courier").exists()


# What is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("text", "x" * 2001, "2001 characters"),
        ("text", "   ", ""),
        ("text", "a\x00b", "U+0000"),
        ("url", "javascript:alert(1)", ""),
        ("url", "https://feed.example/" + "x" * 1000, ""),
        ("date", "2018-13", ""),
        ("date_basis", "", "basis"),
        ("kind", "rumour", ""),
    ],
)
def test_a_record_that_cannot_be_kept_is_refused_by_field_and_the_rest_is_kept(field, value, why):
    run = imported(item("1"), item("2", **{field: value}), item("3"))
    assert counts(run) == {"new": 2, "refused": 1}
    ((number, told, reason),) = reasons(run)
    assert (number, told) == (2, "date" if field == "date_basis" else field)
    assert why in reason
    assert counts(imported(item("1"), item("2", **{field: value}), item("3"))) == {
        "unchanged": 2,
        "refused": 1,
    }


def test_what_the_reading_refuses_is_in_the_report():
    run = imported(item("1"), Refused(0, "", "title", "It is empty.", {"title": ""}))
    assert counts(run) == {"new": 1, "refused": 1}
    assert reasons(run) == [(2, "title", "It is empty.")]


def test_evidence_that_cannot_be_kept_refuses_its_record():
    piece = Piece("False", "sideways", "assessment", "presented", (REVIEWER,))
    run = imported(item(evidence=(piece,)))
    assert counts(run) == {"refused": 1}
    assert not Claim.objects.exists()


def test_a_dry_run_counts_and_keeps_nothing():
    before = database()
    run = imported(item("1"), item("1"), item("2", text=""), dry_run=True)
    assert counts(run) == {"new": 1, "repeated": 1, "refused": 1}
    assert database() == before
    assert not Actor.objects.exists()
