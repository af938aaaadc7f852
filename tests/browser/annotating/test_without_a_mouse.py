"""A text is annotated by the keys alone, and without scripts; its page is sound in each look."""

import re

import pytest
from playwright.sync_api import expect

from claims.models import Denial, Mention, Passage, PassedOver
from tests import factories as make
from tests.annotating import address, place
from tests.browser.annotating.the_text import SAID, text_of
from tests.browser.signing_in import sign_in
from tests.browser.watching import beyond_the_screen, inaccessible


def test_a_text_is_annotated_by_the_keys_alone(desk, article):
    page = desk
    text_of(page).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#spoken")).to_have_text("Drones")
    page.keyboard.press("Control+ArrowRight")
    expect(page.locator("#spoken")).to_have_text("Drones, Said Kiev")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Claim", exact=True)).to_be_disabled()

    # Word by word to "Tehran", then on to the end of its sentence, the full stop too.
    for _ in range(30):
        if page.locator("#spoken").text_content() == "Tehran":
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#spoken")).to_have_text(re.compile(r"^Tehran denied it\.\s"))
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#spoken")).to_have_text("Tehran denied it.")
    page.keyboard.press("c")

    sentence = page.get_by_label("The claim in one sentence")
    expect(sentence).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Iran denied it.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    assert Passage.objects.get().exact == "Tehran denied it."

    # The text has the focus again: the next sentence carries nothing.
    expect(text_of(page)).to_be_focused()
    page.keyboard.press("Control+ArrowRight")
    expect(page.locator("#spoken")).to_have_text(re.compile("^It rained all day"))
    page.keyboard.press("n")
    expect(page.get_by_label("Reason", exact=True)).to_be_focused()
    page.keyboard.type("weather")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noted: these words carry nothing.")).to_be_visible()
    assert PassedOver.objects.get().reason == "weather"


def test_without_scripts_a_quote_is_pasted_and_its_record_saved(
    browser, live_server, editor, article
):
    claim = make.make_claim(slug="it-was-so")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(context, live_server.url, editor)
    page.goto(live_server.url + address(article))
    page.get_by_text("Or paste a quote").click()
    page.get_by_label("Paste the quote").fill("Tehran denied it.")
    page.get_by_role("button", name="Find it in the text").click()
    page.get_by_role("button", name="Denial", exact=True).click()
    page.get_by_label("The claim that is denied").fill(claim.slug)
    first = page.get_by_role("group", name="Person 1", exact=True)
    expect(first.get_by_label("Name as printed")).to_have_value("Tehran")
    page.get_by_role("button", name="Another person").click()
    second = page.get_by_role("group", name="Person 5", exact=True)
    second.get_by_label("Actor").fill("Ukraine")
    second.get_by_label("Role").select_option("denier")
    page.get_by_role("button", name="Save as a draft").click()

    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    assert {row.actor.slug for row in Denial.objects.get().attributions.all()} == {
        "iran",
        "ukraine",
    }
    assert Mention.objects.get(attribution__actor__slug="iran").name == "Tehran"
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_is_sound_in_both_themes(page, live_server, editor, article, width):
    text = article.texts.get()
    claim = make.make_claim(passage=make.make_passage(quote=SAID, text=text))
    make.make_denial(claim=claim, passage=make.make_passage(quote="drones 𝒳, Kiev", text=text))
    # Tall, where the buttons stay at the foot of a form that scrolls: what is half behind them
    # depends on the fonts, and is not after a turn of the wheel.
    page.set_viewport_size({"width": width, "height": 1800 if width == 1280 else 900})
    sign_in(page.context, live_server.url, editor)
    span, passage = place(article, SAID), claim.anchors.get(denial=None).passage
    found = []
    for asked in (
        {},
        {**span, "like": f"claim-{claim.pk}"},
        {**span, "record": "claim"},
        {**span, "record": "evidence"},
        {**span, "record": "another"},
        {**span, "record": "nothing"},
        {"adjust": passage.pk},
    ):
        page.emulate_media(color_scheme="light")
        page.goto(live_server.url + address(article, **asked))
        found += [f"{asked}: {wrong}" for wrong in inaccessible(page) + beyond_the_screen(page)]
        if width == 320:
            page.set_viewport_size({"width": 390, "height": 900})
            found += [f"{asked}, 390 px: {wrong}" for wrong in beyond_the_screen(page)]
            page.set_viewport_size({"width": 320, "height": 900})
        page.emulate_media(color_scheme="dark")
        found += [f"{asked}: {wrong}" for wrong in inaccessible(page, colours_only=True)]
    assert found == [], "\n".join(found)
