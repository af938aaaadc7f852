"""The admin by its keys: shown by "?", switched off, and letters while one types."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.the_admin import LOOKS, named, sound, take
from tests.browser.watching import Watch
from tests.editing import change_address, list_address

pytestmark = pytest.mark.django_db


def test_keys_lead_to_the_lists_and_to_a_new_record(desk, tab: Page):
    tab.goto(desk + named("index"))
    for keys, address in (
        ("gc", list_address("claim")),
        ("gd", list_address("denial")),
        ("ge", list_address("evidence")),
        ("ga", list_address("article")),
        ("gp", list_address("actor")),
        ("gr", named("claims_review")),
        ("gc", list_address("claim")),
        ("n", named("claims_claim_add")),
    ):
        for key in keys:
            tab.keyboard.press(key)
        tab.wait_for_url(desk + address)


def test_keys_are_letters_while_one_types(desk, tab: Page):
    tab.goto(desk + list_address("claim"))
    tab.keyboard.press("/")
    expect(tab.locator("#searchbar")).to_be_focused()

    tab.keyboard.type("gd n?")

    expect(tab.locator("#searchbar")).to_have_value("gd n?")
    expect(tab).to_have_url(desk + list_address("claim"))
    expect(tab.locator("#keys")).to_be_hidden()


def test_the_keys_are_shown_and_can_be_switched_off(desk, tab: Page):
    take(tab, *LOOKS[0])
    watch = Watch(tab, desk)
    tab.goto(desk + named("claims_review"))
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog", name="Keys")).to_be_visible()
    sound(tab, watch)
    tab.get_by_role("checkbox", name="Single keys do something").uncheck()
    tab.keyboard.press("Escape")
    expect(tab.locator("#keys")).to_be_hidden()

    tab.reload()
    tab.keyboard.press("?")
    tab.keyboard.press("g")
    tab.keyboard.press("c")

    expect(tab.locator("#keys")).to_be_hidden()
    expect(tab).to_have_url(desk + named("claims_review"))
    tab.get_by_role("button", name="Keys").click()
    tab.get_by_role("checkbox", name="Single keys do something").check()


@pytest.mark.parametrize("keys", ["Control+Enter", "Control+s"])
def test_a_form_is_saved_by_a_key_from_within_a_field(desk, tab: Page, keys, django_db_blocker):
    with django_db_blocker.unblock():
        claim = make.make_claim(text="It was as it was.")
    tab.goto(desk + change_address(claim))
    tab.get_by_label("Reason for the date").fill(f"by {keys}")
    tab.keyboard.press(keys)

    goes_on = keys == "Control+s"
    expect(tab.locator(".messagelist .success")).to_be_visible()
    expect(tab).to_have_url(desk + (change_address(claim) if goes_on else list_address("claim")))
    claim.refresh_from_db()
    assert claim.date_note == f"by {keys}"
