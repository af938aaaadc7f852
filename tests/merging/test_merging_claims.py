"""Two claims that are one: nothing is lost, and both addresses lead on."""

import pytest
from django.core.exceptions import ValidationError

from claims import history
from claims.history.undoing import undo
from claims.merging import merge_claims
from claims.models import Anchor, Attribution, Change, Claim, FormerSlug, Mention
from tests import factories as make
from tests.whole import is_whole

pytestmark = pytest.mark.django_db


def test_all_that_belongs_to_a_claim_goes_over(iran, persia):
    kept = make.make_claim(text="Drones were sent.", slug="kept", claimants=[iran])
    merged = make.make_claim(text="Drones were flown.", slug="merged", claimants=[persia])
    denial, evidence = make.make_denial(claim=merged), make.make_evidence(claim=merged)
    merged.corrections.create(made_on="2023-01-02", text="The date was wrong.")

    merge_claims(kept, merged)

    assert Claim.objects.get() == kept
    kept.refresh_from_db()
    assert kept.text == "Drones were sent."
    assert {row.actor for row in kept.attributions.filter(role="claimant")} == {iran, persia}
    assert kept.anchors.filter(denial=None, evidence=None).count() == 2
    assert (kept.denials.get(), kept.evidence.get()) == (denial, evidence)
    assert {row.claim for row in Attribution.objects.all()} == {kept}
    assert kept.corrections.get().text == "The date was wrong."
    assert kept.evidence_status == "presented"
    assert FormerSlug.objects.get().slug == "merged"
    is_whole()


def test_a_passage_of_both_is_there_once_and_that_it_states_the_claim_outweighs(iran):
    passage = make.make_passage(quote="They denied that drones were sent.")
    kept = make.make_claim(passage=passage)
    merged = make.make_claim(passage=passage, claimants=[iran])
    make.mention(attribution=merged.attributions.get(), medium="in a letter")
    assert kept.anchors.get().relation == "presupposes"

    merge_claims(kept, merged)

    assert kept.anchors.get().relation == "states"
    assert kept.attributions.get().mentions.get().medium == "in a letter"
    is_whole()


def test_the_mentions_of_one_actor_in_one_passage_are_joined(iran):
    passage = make.make_passage(quote="Iran's foreign minister said so.")
    claims = [make.make_claim(passage=passage, claimants=[iran]) for _ in range(2)]
    make.mention(attribution=claims[0].attributions.get(), name="Iran")
    make.mention(attribution=claims[1].attributions.get(), title="foreign minister")

    merge_claims(*claims)

    mention = Mention.objects.get()
    assert (mention.name, mention.title) == ("Iran", "foreign minister")
    is_whole()


def test_denials_with_people_and_passages_come_along_whole(iran):
    kept, merged = make.make_claim(), make.make_claim()
    denial = make.make_denial(claim=merged, deniers=[iran])
    make.mention(attribution=denial.attributions.get(), name="Iran")

    merge_claims(kept, merged)

    assert Anchor.objects.get(denial=denial).claim == kept
    assert denial.attributions.get().mentions.get().name == "Iran"
    is_whole()


@pytest.mark.parametrize(
    ("kept", "merged", "said"),
    [
        ("draft", "published", "would vanish"),
        ("withdrawn", "published", "would vanish"),
        ("published", "withdrawn", "was withdrawn"),
        ("draft", "withdrawn", "was withdrawn"),
    ],
)
def test_nothing_vanishes_and_nothing_withdrawn_comes_back_by_a_merge(kept, merged, said):
    records = [make.make_claim(publication_state=state) for state in (kept, merged)]

    with pytest.raises(ValidationError, match=said):
        merge_claims(*records)

    assert Claim.objects.count() == 2


@pytest.mark.parametrize(
    ("kept", "merged"), [("published", "draft"), ("withdrawn", "draft"), ("draft", "draft")]
)
def test_a_draft_may_be_merged_into_anything(kept, merged):
    records = [make.make_claim(publication_state=state) for state in (kept, merged)]
    merge_claims(*records)
    assert Claim.objects.get().publication_state == kept
    is_whole()


def test_a_draft_that_would_leave_a_published_claim_nobodys_is_refused():
    passage = make.make_passage()
    kept = make.make_claim(passage=passage)
    merged = make.make_claim(publication_state="draft", anchored=False)
    make.anchor(statement=merged, passage=passage, relation="states")

    with pytest.raises(ValidationError, match="attributed to nobody"):
        merge_claims(kept, merged)

    assert kept.anchors.get().relation == "presupposes"


def test_a_source_is_taken_over_where_there_is_none():
    kept, imported = make.make_claim(), make.make_claim(source_url="https://a.example/")
    merge_claims(kept, imported)
    kept.refresh_from_db()
    assert kept.source_url == "https://a.example/"


def test_a_correction_told_of_both_is_told_once():
    claims = [make.make_claim() for _ in range(2)]
    for claim in claims:
        claim.corrections.create(made_on="2023-01-02", text="The date was wrong.")
    merge_claims(*claims)
    assert claims[0].corrections.count() == 1


def test_a_merge_of_claims_can_be_undone(iran, persia):
    passage = make.make_passage()
    kept = make.make_claim(passage=passage)
    merged = make.make_claim(passage=passage, slug="merged", claimants=[iran])
    make.mention(attribution=merged.attributions.get())
    denial = make.make_denial(claim=merged)
    with history.acting(source="test"):
        merge_claims(kept, merged)
    undo(Change.objects.get(action="merged").edit)

    back = Claim.objects.get(slug="merged")
    assert back.pk == merged.pk
    assert back.anchors.filter(denial=None).get().relation == "states"
    assert back.denials.get() == denial
    assert back.attributions.get(denial=None).mentions.exists()
    assert kept.anchors.get().relation == "presupposes"
    is_whole()
