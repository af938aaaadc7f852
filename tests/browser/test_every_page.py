"""Every page in every look: both themes, three widths, large text, left to right and back.

Each page is loaded once a direction, and then looked at in all of its looks.
"""

from collections import defaultdict
from dataclasses import dataclass

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from tests import pseudo
from tests.browser.slowly import slowly
from tests.browser.watching import NARROW, Watch, beyond_the_screen, inaccessible
from tests.pages import ERROR_URLS, ERRORS, FAILURE, PAGES, Address, each

pytestmark = pytest.mark.django_db

LANGUAGES = {"left to right": "en", "right to left": pseudo.CODE}


@dataclass(frozen=True)
class Look:
    theme: str
    width: int

    def __str__(self) -> str:
        return f"{self.theme}, {self.width} px"


# The colours of the dark theme are the same at every width: they are looked at in one.
LOOKS = [*(Look("light", width) for width in (1280, 390, 320)), Look("dark", 1280)]
# A mirrored page has the colours of the other, and the widths between are no narrower.
MIRRORED = [look for look in LOOKS if look.theme == "light" and look.width != 390]
ZOOMED = Look("light", 640)  # 1280 px at 200 %


@pytest.fixture(scope="module", autouse=True)
def two_languages_and_failures():
    with pseudo.spoken(), override_settings(ROOT_URLCONF=ERROR_URLS):
        yield


@pytest.fixture
def tab(window):
    page = window.new_page()
    yield page
    page.close()


def looks_of(direction: str) -> list[Look]:
    return LOOKS if direction == "left to right" else MIRRORED


def take(page: Page, look: Look) -> None:
    page.emulate_media(color_scheme=look.theme)
    page.set_viewport_size({"width": look.width, "height": 800})


def seen(page: Page, looks: list[Look] = LOOKS) -> list[str]:
    """What is wrong with the page that is open, with the looks in which it is."""
    wrong: dict[str, list[str]] = defaultdict(list)
    for look in looks:
        take(page, look)
        # What a width or a mirror can change is asked of each; all of it, of the narrowest.
        rules = None if look.width == 320 and looks is LOOKS else NARROW
        # Nothing that is laid out for 390 px is not laid out so for 320.
        wanted = look.width == 320 or (looks is LOOKS and look.width != 390)
        colours = look.theme == "dark"
        found = inaccessible(page, colours_only=colours, rules=rules) if wanted else []
        if look.theme == "light":
            found += beyond_the_screen(page)
        for text in found:
            wrong[text].append(str(look))
    take(page, ZOOMED)
    for text in beyond_the_screen(page):
        wrong[text].append("200 %")
    take(page, LOOKS[0])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for text in beyond_the_screen(page):
        wrong[text].append("text at 200 %")
    return [f"{text} ({'; '.join(looks)})" for text, looks in wrong.items()]


def told(problems: list[str]) -> str:
    return "\n".join(["", *problems])


@pytest.mark.parametrize("direction", LANGUAGES)
@each([*PAGES, *ERRORS, FAILURE])
def test_a_page_is_sound_in_every_look(served, tab: Page, address: Address, direction):
    take(tab, LOOKS[0])
    watch = Watch(tab, served)
    response = tab.goto(served + address.spoken(LANGUAGES[direction]))
    assert response.status == address.status
    if address is not FAILURE:
        expect(tab.locator("html")).to_have_attribute(
            "dir", "ltr" if LANGUAGES[direction] == "en" else "rtl"
        )
    expect(tab.get_by_role("heading", level=1)).to_have_count(1)
    wrong = [*watch.told(), *seen(tab, looks_of(direction))]
    assert not wrong, told(wrong)


@pytest.mark.parametrize("piece", [110, 200])
@pytest.mark.parametrize(
    ("path", "width"),
    [("/claims/?q=drones&actor=iran", 1280), ("/claims/?actor=iran", 390), ("/timeline/", 390)],
)
def test_a_page_that_arrives_slowly_does_not_move(served, tab: Page, path, width, piece):
    tab.set_viewport_size({"width": width, "height": 800})
    with slowly(served, piece) as site:
        watch = Watch(tab, site)
        tab.goto(site + path)
        # The fraction of a pixel by which a word beside a taller one may settle is none.
        assert [text for text in watch.told() if "by 0.0000:" not in text] == []


@pytest.mark.parametrize("direction", LANGUAGES)
@pytest.mark.parametrize("refused", [False, True], ids=["filtered", "refused"])
def test_a_list_changed_in_place_is_sound_in_every_look(served, tab: Page, direction, refused):
    take(tab, LOOKS[0])
    watch = Watch(tab, served)
    tab.goto(f"{served}/claims/?lang={LANGUAGES[direction]}")
    tab.evaluate("window.stillHere = true")
    if refused:
        tab.locator("#after").fill("2022-13")
        tab.locator("#after").press("Enter")
        expect(tab.get_by_role("alert")).to_be_visible()
        watch.problems = [text for text in watch.problems if "400" not in text]
    else:
        tab.locator("a[href*='evidence=not_shown']").first.click()
        expect(tab.locator("a[aria-current=true]")).to_have_count(1)
    assert tab.evaluate("window.stillHere === true")
    # The rows are others now: that they move is no surprise to whoever asked for it.
    tab.evaluate("window.watched.shifted = []")
    wrong = [*watch.told(), *seen(tab, looks_of(direction))]
    assert not wrong, told(wrong)


def test_the_layout_of_a_list_mirrors(served, tab: Page):
    """What stands before the rows in one direction stands after them in the other."""
    take(tab, LOOKS[0])
    places = {}
    for language in LANGUAGES.values():
        tab.goto(f"{served}/claims/?lang={language}")
        boxes = [
            tab.locator(selector).first.bounding_box()
            for selector in (".browse__facets", ".browse__rows", "header nav", "header a")
        ]
        places[language] = [box["x"] + box["width"] / 2 for box in boxes]
    facets, rows, nav, name = places["en"]
    assert facets < rows
    assert name < nav
    facets, rows, nav, name = places[pseudo.CODE]
    assert facets > rows
    assert name > nav
