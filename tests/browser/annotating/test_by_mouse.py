"""Words are chosen with the mouse, their ends dragged, and records chosen from what is offered."""

from playwright.sync_api import expect

from claims.models import Claim, Passage
from tests import factories as make
from tests.annotating import address, place
from tests.browser.annotating.the_text import SAID, drag


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
