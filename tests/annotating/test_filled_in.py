"""What a short form has filled in, and where the page is once it is saved."""

import pytest

from claims.models import Claim
from tests.annotating import address, opened, place, rows_of
from tests.annotating.seed import LAVROV, WESTERN, accuse, seed_article

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def article(db):
    return seed_article()


def test_the_form_has_the_quote_its_place_the_date_and_who_is_named(editor, article):
    quote = (
        "Kiev failed to provide any evidence that Russia was using Iranian drones in Ukraine at a "
        "joint expert meeting, Iranian Defense Minister Mohammad-Reza Ashtiani said on Monday."
    )

    response = opened(editor, article, quote, "claim")

    form = response.context["form"]
    assert response.context["quote"] == quote == form["text"].value()
    assert {name: response.context[name] for name in ("start", "end")} == place(article, quote)
    assert (form["date"].value(), form["date_basis"].value()) == ("2022-12-12", "said")
    assert form["date_note"].value() == "“on Monday”, published on Tuesday 13 December 2022"
    # Kiev stands first, Ukraine is longer: the longest name, as the builder has it.
    assert rows_of(response) == [
        ("mohammad-reza-ashtiani", "claimant", "Mohammad-Reza Ashtiani", ""),
        ("russia", "", "Russia", ""),
        ("ukraine", "", "Ukraine", ""),
    ]
    assert "Iranian Defense Minister" in response.context["printed"]


def test_a_claim_that_is_only_presupposed_has_the_date_of_publication_and_nobody_who_claims_it(
    editor, article
):
    response = opened(editor, article, LAVROV, "claim", relation="presupposes")

    form = response.context["form"]
    assert (form["date"].value(), form["date_basis"].value()) == ("2022-12-13", "reported")
    assert "claimant" not in [role for _, role, _, _ in rows_of(response)]


def test_the_same_words_are_offered_for_another_record_with_the_people_carried_over(
    editor, article
):
    accuse(editor, article)
    claim = Claim.objects.get()

    saved = editor.get(
        address(article, **place(article, WESTERN), like=f"claim-{claim.pk}")
    ).content.decode()
    assert "The same words, another record" in saved

    response = opened(editor, article, WESTERN, "denial", like=f"claim-{claim.pk}")
    assert rows_of(response)[0] == ("western-countries", "denier", "Western countries", "")
    assert response.context["form"]["claim"].value() == claim


def test_the_page_comes_back_to_the_passage(editor, article):
    response = accuse(editor, article)

    span = place(article, WESTERN)
    assert response.url.endswith(f"#passage-{span['start']}-{span['end']}")
    assert (
        f'id="passage-{span["start"]}-{span["end"]}"' in editor.get(response.url).content.decode()
    )
