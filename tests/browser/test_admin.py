"""An editor in the admin, in a browser: from a claim to its denial, and to the public page."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.choosing import choose
from tests.browser.signing_in import sign_in
from tests.editing import change_address, make_editor

ARTICLE = "Drones, Said Kiev\n\nRussia flies Iranian drones, Kiev said.\n\nTehran said “no”.\n"


@pytest.fixture
def editor(transactional_db):
    return make_editor()


@pytest.fixture
def claim(transactional_db):
    make.make_actor(name="Iran", aliases=["Tehran"])
    text = make.make_text(body=ARTICLE, article=make.make_article(headline="Drones, Said Kiev"))
    return make.make_claim(
        text="Russia flies Iranian drones.",
        claimants=[make.make_actor(name="Ukraine")],
        passage=make.make_passage(quote="Russia flies Iranian drones", text=text),
    )


@pytest.fixture
def at_the_claim(page, live_server, editor, claim):
    """The claim's form, with nothing that the browser complains of."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(page.context, live_server.url, editor)
    page.goto(f"{live_server.url}{change_address(claim)}")
    yield page
    assert complaints == []


def test_a_denial_is_added_from_its_claim_and_stands_on_the_public_page(
    at_the_claim, live_server, claim
):
    page = at_the_claim
    page.get_by_role("link", name="Add a denial of this claim").click()
    page.get_by_label("Form:").select_option("literal")
    page.get_by_label("Publication state").select_option("published")
    choose(page, "attributions-0", "actor", "tehr", "Iran (state)")
    choose(page, "anchors-0", "text", "drones", "Drones, Said Kiev (revision 1)")

    # Nearly right is not right.
    page.locator("#id_anchors-0-quote").fill('Tehran said "no"')
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#anchors-0 .errorlist")).to_contain_text("Tehran said “no”")

    page.locator("#id_anchors-0-quote").fill("Tehran said “no”")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page).to_have_url(f"{live_server.url}{change_address(claim)}")
    expect(page.get_by_role("link", name="Literal denial")).to_be_visible()
    page.get_by_role("link", name=re.compile("view on site", re.I)).click()
    expect(page).to_have_url(f"{live_server.url}{claim.get_absolute_url()}")
    expect(page.locator("main")).to_contain_text("Tehran said “no”")
    expect(page.locator("main")).to_contain_text("Iran")


def test_rows_are_added_as_many_as_one_needs(at_the_claim, claim):
    page = at_the_claim
    page.get_by_role("button", name="Add another Attribution").click()
    choose(page, "attributions-1", "actor", "iran", "Iran (state)")
    page.locator("#id_attributions-1-role").select_option("subject")
    choose(page, "attributions-2", "actor", "ukr", "Ukraine (state)")
    page.locator("#id_attributions-2-role").select_option("subject")
    page.get_by_role("button", name="Add another Passage").click()
    choose(page, "anchors-2", "text", "drones", "Drones, Said Kiev (revision 1)")
    page.locator("#id_anchors-2-quote").fill("Drones, Said Kiev\n\nRussia")
    page.get_by_role("button", name="Save and continue editing").click()

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert claim.attributions.filter(role="subject").count() == 2
    assert claim.anchors.filter(passage__exact="Drones, Said Kiev\n\nRussia").count() == 1


@pytest.mark.parametrize("stays", [True, False], ids=["stay", "leave"])
def test_a_form_in_which_one_typed_asks_before_its_page_is_left(at_the_claim, claim, stays):
    page, asked = at_the_claim, []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.dismiss() if stays else dialog.accept()

    page.on("dialog", answer)
    page.locator("#id_date_note").click()
    page.keyboard.type("on Monday")
    page.get_by_role("link", name="Review").click(no_wait_after=True)
    if stays:
        expect(page.locator("#id_date_note")).to_have_value("on Monday")
    else:
        expect(page.get_by_role("heading", name="What waits for review")).to_be_visible()
    assert asked == ["beforeunload"]


def test_a_form_that_was_saved_or_left_as_it_was_asks_nothing(at_the_claim, claim):
    page, asked = at_the_claim, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#id_date_note").click()
    page.keyboard.type("on Monday")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.get_by_role("link", name="Review").click()
    expect(page.get_by_role("heading", name="What waits for review")).to_be_visible()
    assert asked == []
