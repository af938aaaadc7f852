"""An article as a reader has it: with a mouse, by keyboard, on a phone, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as make

LIT = re.compile(r"\bis-lit\b")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
BODY = (
    "Drones in the Night\n\nKiev showed no proof, the minister said. Tehran denied it.\n\n"
    + "It was a quiet day otherwise.\n\n" * 30
    + "At the end, a claim was made\n\nover two paragraphs.\n"
)


@pytest.fixture
def text(transactional_db):
    """A text with a claim in a denial, evidence, and a claim over the end of a paragraph."""
    text = make.make_text(body=BODY)
    kiev = make.make_actor(name="Ukraine")
    claim = make.make_claim(
        text="Russia flies drones.",
        claimants=[kiev],
        passage=make.make_passage(text=text, quote="no proof"),
    )
    said = make.make_passage(text=text, quote="Kiev showed no proof, the minister said.")
    make.make_denial(claim=claim, form="evidential", passage=said)
    make.make_evidence(
        claim=claim, state="not_shown", passage=make.make_passage(text=text, quote="Tehran denied")
    )
    make.make_claim(
        text="It spans.",
        claimants=[kiev],
        passage=make.make_passage(text=text, quote="a claim was made\n\nover two paragraphs."),
    )
    return text


@pytest.fixture
def address(text, live_server):
    return f"{live_server.url}{text.article.get_absolute_url()}"


@pytest.fixture
def open_page(browser, address):
    """Open the article in a context of its own: `open_page("#fragment", has_touch=True)`."""
    contexts = []

    def open_page(fragment="", **options):
        contexts.append(
            browser.new_context(**{"viewport": {"width": 1280, "height": 800}} | options)
        )
        page = contexts[-1].new_page()
        page.goto(f"{address}{fragment}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def fragment_of(text, quote):
    return text.passages.get(exact=quote).fragment


def mark_of(page, text, quote):
    return page.locator(f"[id='{fragment_of(text, quote)}']")


def note_of(page, text, quote):
    return page.locator(f"[id='{fragment_of(text, quote)}-note']")


def line_colour(mark):
    """The colour of the line under the first words of a mark."""
    return mark.locator(".line").first.evaluate(
        "node => getComputedStyle(node).textDecorationColor"
    )


TRANSPARENT = "rgba(0, 0, 0, 0)"


def test_hovering_over_a_mark_lights_its_note_and_the_other_way_round(open_page, text):
    page = open_page()
    mark, note = mark_of(page, text, "Tehran denied"), note_of(page, text, "Tehran denied")
    mark.hover()
    expect(note).to_have_class(LIT)
    expect(page.locator(".note.is-lit")).to_have_count(1)
    page.locator("h1").hover()
    expect(page.locator(".is-lit")).to_have_count(0)
    note.hover()
    expect(mark).to_have_class(LIT)


def test_a_mark_within_a_mark_lights_its_own_note(open_page, text):
    page = open_page()
    mark_of(page, text, "no proof").hover()
    expect(page.locator(".note.is-lit")).to_have_count(1)
    expect(note_of(page, text, "no proof")).to_have_class(LIT)


def test_the_keyboard_goes_from_mark_to_mark_and_lights_their_notes(open_page, text):
    page = open_page()
    page.locator("#show-evidence").focus()
    for quote in ("Kiev showed no proof, the minister said.", "no proof", "Tehran denied"):
        page.keyboard.press("Tab")
        expect(note_of(page, text, quote)).to_have_class(LIT)
        assert page.evaluate("document.activeElement.className") == "mark__words"
    page.keyboard.press("Tab")  # the notes of the paragraph come next
    expect(mark_of(page, text, "Kiev showed no proof, the minister said.")).to_have_class(LIT)


def test_a_click_on_a_wide_screen_leads_to_the_record(open_page, text):
    page = open_page()
    mark_of(page, text, "Tehran denied").locator("a").first.click()
    expect(page.locator("h1")).to_have_text("Russia flies drones.")


def test_notes_stand_beside_their_paragraph_on_a_wide_screen(open_page, text):
    page = open_page()
    mark = mark_of(page, text, "Kiev showed no proof, the minister said.").bounding_box()
    note = note_of(page, text, "Kiev showed no proof, the minister said.").bounding_box()
    assert abs(mark["y"] - note["y"]) < 16
    assert note["x"] > mark["x"] + mark["width"]


def test_a_tap_on_a_phone_shows_the_notes_and_escape_gives_back_the_mark(open_page, text):
    page = open_page(**PHONE)
    expect(page.locator(".text .note").first).to_be_hidden()
    words = mark_of(page, text, "no proof").locator("a").first
    words.tap()
    sheet = page.get_by_role("dialog", name="What this passage carries")
    expect(sheet).to_be_visible()
    kinds = sheet.locator(".letter__kind")
    expect(kinds).to_have_text(["Claim", "Denied: no proof"])  # the innermost passage first
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(words).to_be_focused()


def test_the_sheet_has_a_button_that_closes_it_and_its_records_lead_on(open_page, text):
    page = open_page(**PHONE)
    mark_of(page, text, "Tehran denied").locator("a").first.tap()
    page.get_by_role("button", name="Close").tap()
    expect(page.get_by_role("dialog")).to_be_hidden()
    mark_of(page, text, "Tehran denied").locator("a").first.tap()
    page.get_by_role("dialog").get_by_role("link").tap()
    expect(page.locator("h1")).to_have_text("Russia flies drones.")


def test_a_keyboard_opens_the_sheet_where_there_is_no_room_beside_the_text(open_page, text):
    page = open_page(viewport={"width": 320, "height": 640})
    mark_of(page, text, "Tehran denied").locator("a").first.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_a_phone_has_the_notes_below_their_paragraph(open_page, text):
    page = open_page(**PHONE, java_script_enabled=False)
    note = note_of(page, text, "no proof")
    expect(note).to_be_visible()
    paragraph = page.locator(".paragraph__words", has_text="Kiev showed").bounding_box()
    assert note.bounding_box()["y"] >= paragraph["y"] + paragraph["height"]
    page.locator("summary").first.tap()
    expect(note).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_box_unticked_mutes_the_marks_of_its_kind_and_hides_their_notes(open_page, text, scripts):
    page = open_page(java_script_enabled=scripts)
    evidence, claim = mark_of(page, text, "Tehran denied"), mark_of(page, text, "no proof")
    assert line_colour(evidence) != TRANSPARENT
    page.get_by_label("evidence").uncheck()
    assert line_colour(evidence) == TRANSPARENT
    assert line_colour(claim) != TRANSPARENT
    expect(note_of(page, text, "Tehran denied").locator(".letter")).to_be_hidden()
    expect(note_of(page, text, "no proof").locator(".letter")).to_be_visible()
    page.get_by_label("evidence").check()
    assert line_colour(evidence) != TRANSPARENT
    expect(note_of(page, text, "Tehran denied").locator(".letter")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_who_is_sent_to_a_passage_sees_it_marked_whatever_the_boxes_say(open_page, text, scripts):
    quote = "a claim was made\n\nover two paragraphs."
    page = open_page(f"#{fragment_of(text, quote)}", java_script_enabled=scripts)
    mark, note = mark_of(page, text, quote), note_of(page, text, quote)
    expect(mark).to_be_in_viewport()
    plain = note_of(page, text, "no proof").evaluate(
        "node => getComputedStyle(node).backgroundColor"
    )
    expect(note).not_to_have_css("background-color", plain)
    page.get_by_label("claims").uncheck()
    assert line_colour(mark) != TRANSPARENT
    expect(note.locator(".letter")).to_be_visible()
    expect(note_of(page, text, "no proof").locator(".letter")).to_be_hidden()


def test_a_passage_over_two_paragraphs_is_marked_in_both(open_page, text):
    quote = "a claim was made\n\nover two paragraphs."
    page = open_page(f"#{fragment_of(text, quote)}")
    pieces = page.locator(f".mark[data-passage='{fragment_of(text, quote)}']")
    assert pieces.evaluate_all("nodes => nodes.map(node => node.textContent).join('')") == quote
    for piece in pieces.all():
        expect(piece).to_have_class(re.compile("is-arrived"))


def test_the_words_are_the_text_to_the_letter(open_page, text):
    found = (
        open_page()
        .locator(".text")
        .evaluate(
            "node => { const copy = node.cloneNode(true);"
            " copy.querySelectorAll('a.letter').forEach(letter => letter.remove());"
            " return copy.textContent; }"
        )
    )
    assert found == BODY


PERSIAN = "تهران ارسال پهپاد را رد کرد. او چیزی نگفت.\n"


def test_a_persian_article_is_set_from_the_right_and_its_notes_stay_in_the_margin(
    transactional_db, live_server, page
):
    article = make.make_article(headline="تهران ارسال پهپاد را رد کرد", language="fa")
    text = make.make_text(article=article, body=PERSIAN)
    quote = "تهران ارسال پهپاد را رد کرد."
    make.make_claim(passage=make.make_passage(text=text, quote=quote))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    paragraph = page.locator(".paragraph__words").bounding_box()
    mark = mark_of(page, text, quote).bounding_box()
    end = paragraph["x"] + paragraph["width"]
    assert end - (mark["x"] + mark["width"]) < 2, "the first words stand at the right"
    assert note_of(page, text, quote).bounding_box()["x"] > end

    # In an interface from right to left the margin is at the left; the text stays as it is.
    page.evaluate("document.documentElement.dir = 'rtl'")
    paragraph = page.locator(".paragraph__words").bounding_box()
    mark = mark_of(page, text, quote).bounding_box()
    note = note_of(page, text, quote).bounding_box()
    assert paragraph["x"] + paragraph["width"] - (mark["x"] + mark["width"]) < 2
    assert note["x"] + note["width"] < paragraph["x"]


def test_an_english_article_keeps_its_way_in_an_interface_from_right_to_left(open_page, text):
    page = open_page()
    page.evaluate("document.documentElement.dir = 'rtl'")
    paragraph = page.locator(".paragraph__words", has_text="Kiev showed").bounding_box()
    mark = mark_of(page, text, "Kiev showed no proof, the minister said.").bounding_box()
    note = note_of(page, text, "Kiev showed no proof, the minister said.").bounding_box()
    assert mark["x"] - paragraph["x"] < 2
    assert note["x"] + note["width"] < paragraph["x"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_paper_has_text_and_notes_and_no_controls(open_page, text, scheme, width):
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.emulate_media(media="print")
    expect(page.locator(".kinds")).to_be_hidden()
    expect(page.locator("summary").first).to_be_hidden()
    expect(note_of(page, text, "no proof")).to_be_visible()
    assert line_colour(mark_of(page, text, "no proof")) != TRANSPARENT
