"""Editors at denials and evidence: from their claim and back, and the status that follows."""

import pytest

from claims.models import Claim, Denial, Evidence
from tests import factories as make
from tests.editing import (
    add_address,
    change_address,
    delete,
    errors,
    save,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def text(db):
    return make.make_text(body="Kiev showed none.\n\nTehran said “no”.\n")


def test_a_claims_page_leads_to_its_denials_and_evidence_and_back(editor):
    claim = make.make_claim()
    denial = make.make_denial(claim=claim, publication_state="draft")
    evidence = make.make_evidence(claim=claim)

    page = editor.get(change_address(claim)).content.decode()

    for address in (
        change_address(denial),
        change_address(evidence),
        f"{add_address('denial')}?claim={claim.pk}",
        f"{add_address('evidence')}?claim={claim.pk}",
    ):
        assert f'href="{address}"' in page
    for record in (denial, evidence):
        assert (
            f'href="{change_address(claim)}"' in editor.get(change_address(record)).content.decode()
        )


def test_a_denial_is_added_from_its_claim_and_gets_an_address(editor, text):
    claim = make.make_claim(slug="accusation")

    response = save(
        editor,
        f"{add_address('denial')}?claim={claim.pk}",
        form="literal",
        publication_state="published",
        attributions_0_actor=make.make_actor(name="Tehran"),
        anchors_0_text=text,
        anchors_0_quote="Tehran said “no”",
    )

    assert response.url == change_address(claim)
    denial = Denial.objects.get()
    assert (denial.claim, denial.slug) == (claim, "accusation-literal-denial")
    assert denial.attributions.get().role == "denier"
    assert denial.attributions.get().claim == claim
    assert denial.anchors.get().passage.exact == "Tehran said “no”"


@pytest.mark.parametrize("kind", ["denial", "evidence"])
def test_a_published_answer_needs_somebody_and_a_passage(editor, kind):
    record = {"denial": make.make_denial, "evidence": make.make_evidence}[kind]()

    response = save(
        editor, change_address(record), attributions_0_DELETE="on", anchors_0_DELETE="on"
    )

    assert [message.split(". ")[1].split(":")[0] for message in errors(response)] == [
        "It rests on no passage",
        "It is attributed to nobody",
    ]
    assert (record.attributions.count(), record.anchors.count()) == (1, 1)


def test_a_denial_moved_to_another_claim_takes_its_rows_along_changed_or_not(editor):
    denial, other = make.make_denial(), make.make_claim()

    response = save(
        editor,
        change_address(denial),
        claim=other,
        attributions_0_actor=make.make_actor(name="New"),
    )

    assert response.status_code == 302
    row = denial.attributions.get()
    assert (row.claim, row.actor.name) == (other, "New")
    assert denial.anchors.get().claim == other


def test_a_denial_refuses_only_what_was_requested(editor):
    denial = make.make_denial()
    shown = make.make_evidence(claim=denial.claim, state="presented")
    asked = make.make_evidence(claim=denial.claim, state="requested")

    response = save(editor, change_address(denial), refuses=shown)

    assert list(response.context["adminform"].form.errors) == ["refuses"]
    assert save(editor, change_address(denial), refuses=asked).status_code == 302


def test_the_status_of_a_claim_follows_its_evidence_through_the_forms(editor):
    claim = make.make_claim()
    evidence = make.make_evidence(claim=claim, state="not_shown")

    def status():
        return Claim.objects.get(pk=claim.pk).evidence_status

    assert status() == "not_shown"
    save(editor, change_address(evidence), state="presented")
    assert status() == "presented"
    save(editor, change_address(evidence), publication_state="draft")
    assert status() == "unrecorded"
    save(editor, change_address(evidence), publication_state="published", side="against")
    assert status() == "contested"
    other = make.make_claim()
    save(editor, change_address(evidence), claim=other, side="for")
    assert (status(), Claim.objects.get(pk=other.pk).evidence_status) == ("unrecorded", "presented")
    delete(editor, evidence)
    assert not Evidence.objects.exists()
    assert Claim.objects.get(pk=other.pk).evidence_status == "unrecorded"


def test_a_finding_counts_once_an_independent_examiner_is_named(editor):
    accused, judge = make.make_actor(), make.make_actor(name="Judge")
    claim = make.make_claim(subjects=[accused], claimants=[make.make_actor()])
    evidence = make.make_evidence(claim=claim, state="verified", examiners=[accused])
    assert Claim.objects.get(pk=claim.pk).evidence_status == "presented"

    save(editor, change_address(evidence), attributions_0_actor=judge)

    assert Claim.objects.get(pk=claim.pk).evidence_status == "verified"


def test_a_claims_page_shows_its_status_with_who_says_so(editor):
    claim = make.make_claim()
    make.make_evidence(claim=claim, state="not_shown", sources=[make.make_actor(name="Ashtiani")])

    shown = dict(_readonly(editor.get(change_address(claim))))

    assert shown["evidence status"] == "Said not to be shown"
    assert "Ashtiani" in shown["according to"]


def _readonly(response):
    for fieldset in response.context["adminform"]:
        for line in fieldset:
            for field in line:
                if field.is_readonly:
                    yield str(field.field["label"]), str(field.contents())
