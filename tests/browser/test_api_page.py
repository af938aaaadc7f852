"""The API's own page: it asks each list, without a script, and is sound in every look."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import Watch, beyond_the_screen, inaccessible

pytestmark = pytest.mark.django_db
DOCS = "/api/v1/docs"


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 1280), ("light", 320)])
def test_it_is_sound_in_every_look(served, window, theme, width):
    page = window.new_page()
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 800})
    watch = Watch(page, served)
    page.goto(served + DOCS)
    wrong = [*watch.told(), *inaccessible(page), *beyond_the_screen(page)]
    page.close()
    assert wrong == []


def test_its_forms_ask_the_lists(served, page: Page):
    page.goto(served + DOCS)
    form = page.locator("form[action='/api/v1/evidence']")
    form.get_by_label("state", exact=True).select_option("not_shown")
    form.get_by_role("button", name="Ask").click()
    expect(page.locator("body")).to_contain_text('"total": 3')
