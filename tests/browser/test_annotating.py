"""An editor annotates a text in a browser: with the mouse, with the keys alone, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Denial, Mention, Passage, PassedOver
from tests import factories as make
from tests.annotating import address, place
from tests.browser import watching
from tests.browser.signing_in import sign_in
from tests.browser.watching import Watch, beyond_the_screen, inaccessible
from tests.editing import make_editor

BODY = (
    "Drones, Said Kiev\n\n"
    "DATELINE (Daily) Russia flies Iranian drones 𝒳, Kiev said on Monday. Tehran denied it.\n\n"
    + "It rained all day in the city, and nobody said anything about it to anybody. " * 40
    + "\n\nThe last sentence was said by Kiev.\n"
)
SAID = "Russia flies Iranian drones 𝒳, Kiev said on Monday."


@pytest.fixture
def editor(transactional_db):
    return make_editor()


@pytest.fixture
def article(transactional_db):
    make.make_actor(name="Ukraine", aliases=["Kiev"])
    make.make_actor(name="Iran", aliases=["Tehran"])
    make.make_actor(name="Russia")
    article = make.make_article(headline="Drones, Said Kiev", published="2022-12-13")
    make.make_text(body=BODY, article=article)
    return article


@pytest.fixture
def desk(page: Page, live_server, editor, article):
    """The page of the text, with nothing that the browser complains of."""
    page.add_init_script(watching.SCRIPT)
    watch = Watch(page, live_server.url)
    sign_in(page.context, live_server.url, editor)
    page.goto(live_server.url + address(article))
    expect(text_of(page)).to_be_visible()
    yield page
    assert [told for told in watch.told() if "moves" not in told] == []


def drag(page: Page, first: str, last: str) -> None:
    """Press the mouse in one word of the text, and let go of it in another."""
    spot = """([word, after]) => {
      const nodes = document.createTreeWalker(document.getElementById('text'), 4);
      while (nodes.nextNode()) {
        const at = nodes.currentNode.data.indexOf(word);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(nodes.currentNode, at + 1);
        range.setEnd(nodes.currentNode, at + word.length);
        let box = range.getBoundingClientRect();
        if (box.bottom > innerHeight) scrollBy({top: box.top - 400, behavior: 'instant'});
        box = range.getBoundingClientRect();
        return [after ? box.right - 1 : box.left + 1, (box.top + box.bottom) / 2];
      }
    }"""
    page.mouse.move(*page.evaluate(spot, [first, False]))
    page.mouse.down()
    page.mouse.move(*page.evaluate(spot, [last, True]), steps=5)
    page.mouse.up()


def text_of(page: Page):
    return page.get_by_role("textbox", name="Text of the article")


def test_words_are_chosen_with_the_mouse_and_the_passage_is_marked(desk, article):
    page = desk
    drag(page, "Russia", "Monday.")
    page.get_by_role("button", name="Claim", exact=True).click()

    expect(page.get_by_role("heading", name="A claim")).to_be_visible()
    expect(page.locator("#quote")).to_have_text(SAID)
    page.get_by_label("The claim in one sentence").fill("Russia flies Iranian drones.")
    expect(page.get_by_label("Address")).to_have_attribute(
        "placeholder", "russia-flies-iranian-drones"
    )
    first = page.get_by_role("group", name="Person 1", exact=True)
    expect(first.get_by_label("Actor")).to_have_value("Ukraine")
    expect(first.get_by_label("Role")).to_have_value("claimant")
    page.get_by_role("button", name="Save as a draft").click()

    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    claim = Claim.objects.get()
    assert (claim.date, claim.slug) == ("2022-12-12", "russia-flies-iranian-drones")
    assert Passage.objects.get().exact == SAID
    expect(page.locator(".line--claim", has_text="Russia flies")).to_be_visible()

    # The same words, another record: the people are carried over.
    page.get_by_role("link", name="A denial").click()
    expect(page.get_by_label("The claim that is denied")).to_have_value(claim.text)
    expect(page.get_by_role("group", name="Person 1").get_by_label("Role")).to_have_value("denier")


def test_who_types_before_the_script_has_come_is_offered_records_when_it_has(desk, article):
    page = desk
    claim = make.make_claim(text="Russia flies Iranian drones.", slug="drones")
    held = []
    page.route("**/annotate-form*.js", lambda route: held.append(route))
    drag(page, "Tehran", "it.")
    page.get_by_role("button", name="Denial", exact=True).click()
    field = page.get_by_label("The claim that is denied")
    field.fill("russia flies")
    assert field.get_attribute("role") is None
    for route in held:
        route.continue_()

    page.get_by_role("option", name="Russia flies Iranian drones.").click()
    expect(page.locator('[name="claim_key"]')).to_have_value(f"claim-{claim.pk}")


def test_an_actor_is_chosen_from_what_is_offered_and_named_as_printed(desk, article):
    page = desk
    drag(page, "Tehran", "it.")
    page.get_by_role("button", name="Claim", exact=True).click()
    page.get_by_role("button", name="Another person").click()
    row = page.get_by_role("group", name="Person 3", exact=True)
    row.get_by_label("Actor").press_sequentially("ira")
    row.get_by_role("option", name="Iran").click()

    expect(row.get_by_label("Actor")).to_have_value("Iran")
    expect(row.get_by_label("Name as printed", exact=True)).to_have_value("Tehran")

    # Words chosen in the text are taken into a field.
    drag(page, "denied", "denied")
    row.get_by_role("button", name="Take chosen words: Title as printed").click()
    expect(row.get_by_label("Title as printed", exact=True)).to_have_value("denied")


def test_a_claim_that_is_only_presupposed_takes_the_date_of_publication(desk, article):
    page = desk
    drag(page, "Russia", "Monday.")
    page.get_by_role("button", name="Claim", exact=True).click()
    date = page.get_by_label("Date", exact=True)
    expect(date).to_have_value("2022-12-12")

    page.get_by_label("The passage").select_option("presupposes")
    expect(date).to_have_value("2022-12-13")
    page.get_by_label("The passage").select_option("states")
    expect(date).to_have_value("2022-12-12")


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


def test_the_page_comes_back_at_the_same_place(desk, article):
    page = desk
    drag(page, "last", "last")
    page.get_by_role("button", name="Carries nothing", exact=True).click()
    page.get_by_role("button", name="Note that they carry nothing").click()

    expect(page.get_by_text("Noted: these words carry nothing.")).to_be_visible()
    expect(page.locator(".passed-over", has_text="last")).to_be_in_viewport()


def test_an_end_of_a_passage_is_dragged(desk, article, live_server):
    page = desk
    text = article.texts.get()
    claim = make.make_claim(passage=make.make_passage(quote="Kiev said", text=text))
    claim.publication_state = "draft"
    page.goto(f"{live_server.url}{address(article)}")
    page.get_by_role("link", name="Adjust passage 1").click()

    end = page.get_by_role("slider", name="End of the passage")
    end.scroll_into_view_if_needed()
    box = end.bounding_box()
    target = page.evaluate(
        """() => {
          const nodes = document.createTreeWalker(document.getElementById('text'), 4);
          while (nodes.nextNode()) {
            const at = nodes.currentNode.data.indexOf('Monday');
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(nodes.currentNode, at);
            range.setEnd(nodes.currentNode, at + 6);
            const box = range.getBoundingClientRect();
            return [box.left + 20, box.bottom + 8];
          }
        }"""
    )
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(*target, steps=8)
    page.mouse.up()
    words = page.get_by_label("Words of the passage")
    expect(words).to_have_value("Kiev said on Monday")

    start = page.get_by_role("slider", name="Start of the passage")
    start.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(words).to_have_value("𝒳, Kiev said on Monday")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Save the passage").click()

    expect(page.get_by_text("The passage stands there now.")).to_be_visible()
    passage = Passage.objects.get()
    assert passage.exact == "Kiev said on Monday"
    assert place(article, "Kiev said on Monday")["start"] == passage.start


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
