"""What a record is: its address, its date, the same one again; refused with all typing kept."""

import pytest

from claims.models import Claim, Denial, Mention, PassedOver
from tests import factories as make
from tests.annotating import (
    SAID,
    a_claim_of,
    address,
    errors,
    filled_in,
    nothing_saved,
    place,
    save,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_the_address_is_made_of_the_sentence_and_is_free(editor, article):
    make.make_claim(text="Russia flies.", slug="russia-flies-iranian-drones")

    a_claim_of(editor, article)

    assert Claim.objects.latest("pk").slug == "russia-flies-iranian-drones-2"


def test_an_address_that_is_taken_is_refused_and_the_typing_kept(editor, article):
    make.make_claim(slug="taken")

    response = a_claim_of(editor, article, slug="taken", medium="a tweet")

    assert "already exists" in errors(response)[0]
    assert "a tweet" in response.content.decode()
    assert Claim.objects.count() == 1


def test_the_same_denial_again_is_offered_as_another_passage_of_it(editor, article):
    a_claim_of(editor, article)
    claim = Claim.objects.get()
    save(
        editor,
        article,
        "“No,” said Tehran.",
        "denial",
        claim=claim.slug,
        form="literal",
        people={"Iran": "denier"},
    )
    denial = Denial.objects.get()

    response = save(
        editor,
        article,
        "Drones, Said Kiev",
        "denial",
        claim=claim.slug,
        form="literal",
        people={"Iran": "denier", "Ukraine": ""},
    )

    assert errors(response) == [f"There is a denial with the address {denial.slug} already."]
    assert response.context["twin"] == f"denial-{denial.pk}"
    posted = {**filled_in(response), "join": response.context["twin"]}
    assert editor.post(address(article), posted).status_code == 302
    assert Denial.objects.get().anchors.count() == 2
    assert Mention.objects.filter(attribution__denial=denial).count() == 2


def test_the_same_claim_again_is_offered_as_another_passage_of_it(editor, article):
    a_claim_of(editor, article)

    response = save(
        editor,
        article,
        "Drones, Said Kiev",
        "claim",
        text="Russia flies Iranian drones.",
        people={"Ukraine": "claimant"},
    )

    assert errors(response) == ["The article has this very claim already."]
    assert response.context["twin"] == f"claim-{Claim.objects.get().pk}"


def test_a_denial_refuses_a_request_and_nothing_else(editor, article):
    a_claim_of(editor, article)
    claim = Claim.objects.get()
    shown = make.make_evidence(claim=claim, state="presented", slug="shown")

    response = save(
        editor,
        article,
        "“No,” said Tehran.",
        "denial",
        claim=claim.slug,
        form="literal",
        refuses=shown.slug,
        people={"Iran": "denier"},
    )

    assert errors(response) == ["“shown” is no request: its state is “said to be presented”."]


def test_words_that_were_passed_over_are_so_no_more_once_they_carry_something(editor, article):
    span = place(article, SAID)
    editor.post(address(article), {"act": "nothing", "revision": "1", **span, "reason": "aside"})
    assert PassedOver.objects.count() == 1

    a_claim_of(editor, article, people={"Ukraine": "claimant"})

    assert not PassedOver.objects.exists()


def test_the_date_of_a_record_is_the_best_that_its_passages_give(editor, article):
    a_claim_of(editor, article, date="2022-12-13", date_basis="reported", date_note=None)
    claim = Claim.objects.get()

    save(
        editor,
        article,
        "Drones, Said Kiev",
        "another",
        asked={"of": f"claim-{claim.pk}"},
        date="2022-12-10",
        date_basis="said",
        people={"Ukraine": "claimant"},
    )

    claim.refresh_from_db()
    assert (claim.date, claim.date_basis) == ("2022-12-10", "said")


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("date", "on Monday", "is not a date"),
        ("date", "2022-12-13/2022-12-01", "ends before it begins"),
        ("date_basis", "", "A date needs its basis"),
        ("date_basis", "guessed", "Select a valid choice"),
        ("text", "", "This field is required"),
        ("text", "x" * 5000, "at most 2000"),
        ("medium", "a\0b", "U+0000"),
        ("medium", "a\x07b", "U+0007"),
        ("slug", "a b", "valid “slug”"),
        ("kind", "rumour", "Select a valid choice"),
    ],
)
def test_what_is_no_value_is_refused_with_nothing_saved(editor, article, field, value, complaint):
    response = a_claim_of(editor, article, **{field: value})

    assert any(complaint in message for message in errors(response)), errors(response)
    assert nothing_saved()
