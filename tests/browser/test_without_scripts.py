"""With scripts switched off every filter and every form works. Links: tests/test_links.py."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages import PAGES, each

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def plain_window(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def plain(served, plain_window):
    page = plain_window.new_page()
    page.goto(f"{served}/claims/?lang=en")
    yield page
    page.close()


def asked(url: str, name: str) -> list[str]:
    """What the address gives for `name`."""
    return [value for key, value in parse_qsl(urlsplit(url).query) if key == name]


def rows(page: Page) -> int:
    """How many rows the page has, once it is there whole."""
    page.wait_for_load_state()
    return page.get_by_role("article").count()


def follow(page: Page, what: Locator, name: str, *, is_asked: bool = True) -> None:
    """Click, and wait until the address asks for `name`, or no longer does."""
    what.click()
    page.wait_for_url(lambda url: bool(asked(url, name)) == is_asked)


@pytest.mark.parametrize(
    "facet", ["evidence", "denial", "kind", "claimant", "subject", "denier", "source", "publisher"]
)
def test_a_facet_narrows_the_list_and_is_taken_away_again(plain: Page, facet):
    whole = rows(plain)
    entry = plain.locator(f"a[href^='?'][href*='{facet}=']").last
    number = int(entry.inner_text().split()[-1])
    opener = plain.locator("details:not([open])", has=entry)
    if opener.count():
        opener.first.locator("summary").click()
    follow(plain, entry, facet)
    assert rows(plain) == number <= whole
    remove = plain.locator("a[aria-label^='Remove']")
    expect(remove).to_have_count(1)
    follow(plain, remove, facet, is_asked=False)
    assert rows(plain) == whole


@pytest.mark.parametrize(
    ("label", "name", "value"),
    [
        ("Words in claims", "q", "exhaustive"),
        ("From", "after", "2022-12-13"),
        ("Until", "before", "2022-11"),
    ],
)
def test_a_field_of_the_form_filters_the_list(plain: Page, label, name, value):
    whole = rows(plain)
    plain.get_by_label(label, exact=label != "Words in claims").fill(value)
    follow(plain, plain.get_by_role("button", name="Find"), name)
    assert asked(plain.url, name) == [value]
    assert 0 < rows(plain) < whole
    expect(plain.get_by_label(label, exact=label != "Words in claims")).to_have_value(value)


def test_the_order_and_who_counts_as_whom_are_sent_with_the_form(plain: Page):
    plain.get_by_label("Order").select_option("oldest")
    plain.get_by_label("Include those who act").check()
    follow(plain, plain.get_by_role("button", name="Find"), "sort")
    assert asked(plain.url, "sort") == ["oldest"]
    assert asked(plain.url, "acting_for") == ["1"]
    assert rows(plain) > 0


def test_the_months_of_the_list_are_links(plain: Page):
    month = plain.locator("a[href*='after='][href*='before=']").first
    follow(plain, month, "after")
    assert asked(plain.url, "before")
    assert rows(plain) > 0


def test_an_actor_is_chosen_by_any_of_its_names(plain: Page):
    plain.get_by_label("Actor, by any of its names").fill("kiev")
    plain.get_by_role("button", name="Look up").click()
    plain.get_by_role("link", name="Ukraine").click()
    plain.wait_for_url(lambda url: "ukraine" in urlsplit(url).query)
    assert rows(plain) > 0


@each(PAGES)
def test_a_page_says_the_same_without_scripts(served, plain: Page, window, address):
    """Scripts may add, but not take away: every heading and every row is there without them."""
    words = []
    for page in (plain, window.new_page()):
        page.goto(served + address.path)
        words.append(page.locator("h1, h2, h3, h4, h5, h6, article").all_inner_texts())
    page.close()
    assert words[0]
    assert words[0] == words[1]


def test_a_refused_form_keeps_what_was_typed_and_can_be_sent_again(plain: Page):
    plain.get_by_label("From", exact=True).fill("soon")
    plain.get_by_label("Words in claims").fill("drones")
    plain.get_by_role("button", name="Find").click()
    expect(plain.get_by_role("alert")).to_contain_text("soon")
    expect(plain.get_by_label("Words in claims")).to_have_value("drones")
    plain.get_by_label("From", exact=True).fill("2022")
    plain.get_by_role("button", name="Find").click()
    expect(plain.get_by_role("alert")).to_have_count(0)
    assert rows(plain) > 0
