"""A correction of a text: what surely stands in it too follows, and the rest stays behind."""

import pytest
from django.core.exceptions import ValidationError

from claims import history, revisions, search
from claims.history.undoing import undo
from claims.models import Anchor, Change, Claim, Mention, Passage, PassedOver, Proposal
from tests import factories as make
from tests.corrected_text import BODY, CHANGED, CORRECTED, SURE
from tests.whole import is_whole

pytestmark = pytest.mark.django_db


def test_what_surely_stands_in_the_correction_moves_to_it_with_all_that_it_carries(text, sure):
    minister = make.make_actor(name="Minister")
    claim = make.make_claim(passage=sure, claimants=[minister])
    denial = make.make_denial(claim=claim, passage=sure)
    make.mention(attribution=claim.attributions.get(denial=None), title="minister")

    new, followed = revisions.add_revision(text.article, CORRECTED)

    assert (new.revision, followed.moved, followed.left) == (2, 1, [])
    sure.refresh_from_db()
    assert (sure.text, sure.exact) == (new, SURE)
    assert CORRECTED[sure.start : sure.end] == SURE
    assert {anchor.statement for anchor in sure.anchors.all()} == {claim, denial}
    assert Mention.objects.get().passage == sure
    is_whole()


def test_what_is_doubtful_stays_on_the_text_that_has_its_words(text, sure, doubtful):
    make.make_claim(passage=sure)
    make.make_claim(passage=doubtful)

    _, followed = revisions.add_revision(text.article, CORRECTED)

    doubtful.refresh_from_db()
    assert followed.left == [doubtful]
    assert (doubtful.text, doubtful.exact) == (text, CHANGED)
    assert list(Passage.objects.left_behind()) == [doubtful]
    is_whole()


def test_a_lookalike_is_never_taken(text):
    """Of two sentences that are the same, the second is gone: the first is not it."""
    second = BODY.rindex("Tehran denied it again.")
    passage = Passage.objects.create(
        text=text, start=second, end=second + 23, exact="Tehran denied it again."
    )
    make.make_claim(passage=passage)

    _, followed = revisions.add_revision(
        text.article, BODY[:second] + "It was denied. " + BODY[second + 24 :]
    )

    assert followed.left == [passage]


def test_what_was_left_behind_follows_where_a_later_correction_has_it_again(text, doubtful):
    make.make_claim(passage=doubtful)
    revisions.add_revision(text.article, CORRECTED)

    third, followed = revisions.add_revision(text.article, BODY.replace("the capital", "Moscow"))

    assert (followed.moved, followed.left) == (1, [])
    doubtful.refresh_from_db()
    assert doubtful.text == third


def test_two_passages_that_come_to_the_same_place_are_one(text, sure):
    claim = make.make_claim(passage=sure, claimants=[make.make_actor()])
    new = make.make_text(article=text.article, body=CORRECTED)
    there = make.make_passage(text=new, quote=SURE)
    make.anchor(statement=claim, passage=there)
    other = make.make_claim(passage=sure)

    assert revisions.follow(new).moved == 1

    assert Passage.objects.get() == there
    assert {anchor.claim for anchor in Anchor.objects.filter(passage=there)} == {claim, other}
    assert Anchor.objects.count() == 2
    is_whole()


def test_a_claim_that_nobody_makes_does_not_come_to_be_stated_by_joining_two_passages(text, sure):
    claim = make.make_claim(passage=sure)
    new = make.make_text(article=text.article, body=CORRECTED)
    make.anchor(statement=claim, passage=make.make_passage(text=new, quote=SURE))

    assert revisions.follow(new).left == [sure]

    assert sorted(Anchor.objects.values_list("relation", flat=True)) == ["presupposes", "states"]
    is_whole()


def test_what_was_passed_over_or_dismissed_follows_too(text):
    start = BODY.index(CHANGED)
    over = text.passed_over.create(start=0, end=20, reason="headline")
    gone = text.passed_over.create(start=start, end=start + len(CHANGED), reason="aside")
    monday = BODY.index("on Monday")
    dismissed = text.dismissals.create(start=monday, end=monday + 9, proposal=Proposal.DATE)

    new, _ = revisions.add_revision(text.article, CORRECTED)

    over.refresh_from_db()
    assert (over.text, over.start, over.end) == (new, 0, 20)
    assert PassedOver.objects.get(pk=gone.pk).text == text
    dismissed.refresh_from_db()
    assert CORRECTED[dismissed.start : dismissed.end] == "on Monday"
    is_whole()


def test_a_correction_and_what_followed_it_can_be_undone(text, sure):
    make.make_claim(passage=sure)
    with history.acting(source="test"):
        revisions.add_revision(text.article, CORRECTED)
    undo(Change.objects.filter(kind="articletext").latest_first()[0].edit)

    sure.refresh_from_db()
    assert sure.text == text
    assert text.article.texts.get() == text
    is_whole()


def test_the_claim_is_found_by_its_words_after_it_moved(text, sure):
    claim = make.make_claim(text="No proof.", passage=sure)
    revisions.add_revision(text.article, CORRECTED)
    assert claim in Claim.objects.matching(search.parse("minister monday"))


@pytest.mark.parametrize("body", ["", " \n", BODY])
def test_a_blank_text_and_the_same_one_are_no_correction(text, body):
    with pytest.raises(ValidationError):
        revisions.add_revision(text.article, body)
    assert text.article.texts.get() == text
