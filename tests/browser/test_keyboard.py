"""From the list to the sentence and back by the keyboard alone: this file never clicks."""

from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.django_db

MOST_STOPS = 200


@pytest.fixture
def tab(served, window):
    page = window.new_page()
    page.goto(f"{served}/claims/?lang=en")
    yield page
    page.close()


def go_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus. Each stop on the way can be seen, and seen to have
    the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
              const node = document.activeElement, box = node.getBoundingClientRect();
              const look = getComputedStyle(node);
              return {
                name: node.outerHTML.slice(0, 100),
                seen: node === document.body || (box.width > 0 && box.height > 0
                  && box.bottom > 0 && box.top < innerHeight
                  && box.right > 0 && box.left < innerWidth),
                marked: node === document.body || look.outlineStyle !== 'none',
              };
            }"""
        )
        assert focused["seen"], f"has the focus out of sight: {focused['name']}"
        assert focused["marked"], f"does not show that it has the focus: {focused['name']}"
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"{MOST_STOPS} times Tab does not lead to {target}")


def test_a_reader_without_a_mouse_walks_to_the_sentence_and_back(tab: Page):
    page = tab
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    words = page.get_by_label("Words in claims, quotes and headlines")
    go_to(page, words)
    page.keyboard.type("drones")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Words in claims, quotes and headlines")).to_have_value("drones")
    page.wait_for_url("**/claims/?*q=drones*")
    found = page.get_by_role("article").count()
    assert found > 1

    go_to(page, page.locator("a[href*='evidence=not_shown']").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**evidence=not_shown*")
    expect(page.get_by_role("article")).not_to_have_count(found)

    claim = page.get_by_role("article").first.get_by_role("heading").get_by_role("link")
    sentence = claim.inner_text()
    go_to(page, claim)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(sentence)
    case = urlsplit(page.url).path

    go_to(page, page.locator("blockquote a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    passage = page.locator("mark:target")
    expect(passage).to_be_in_viewport()

    # The passage carries several records: back to the one that was left.
    go_to(page, page.locator(f"a[href^='{case}#']").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/**")
    expect(page.locator(":target")).to_be_in_viewport()
    assert urlsplit(page.url).path == case


def test_the_focus_is_never_caught(tab: Page):
    """Tab leaves every page at its end; Shift and Tab go back to the start."""
    page = tab
    for path in ("/claims/", "/timeline/", "/disputes/", "/articles/urdupoint-2022-12-13/"):
        page.goto(urljoin(page.url, path))
        last = page.get_by_role("contentinfo").get_by_role("link").last
        go_to(page, last)
        page.keyboard.press("Shift+Tab")
        assert not last.evaluate("node => node === document.activeElement")


def test_a_refused_form_can_be_mended_by_the_keyboard(tab: Page):
    page = tab
    go_to(page, page.get_by_label("From", exact=True))
    page.keyboard.type("2022-13")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("2022-13")
    field = page.get_by_label("From", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    if not field.evaluate("node => node === document.activeElement"):
        go_to(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type("2022-12")
    page.keyboard.press("Enter")
    page.wait_for_url("**after=2022-12*")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("article")).not_to_have_count(0)
