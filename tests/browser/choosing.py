"""How somebody takes one of the records that a field of the admin offers (Select2)."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect


def choose(page: Page, row: str, field: str, typed: str, shown: str) -> None:
    """Type into the field of the row (the id of an element, "" for the whole page), and take what
    it then offers, by the words that it shows.

    What is offered before anything is typed is replaced when the answer comes, maybe between the
    button's going down and up: then nothing is chosen, or another.
    """
    place = page.locator(f"#{row} .field-{field}" if row else f".field-{field}")
    place.locator(".select2-selection").click()
    with page.expect_response(lambda answer: _term(answer.url) == typed):
        page.locator(".select2-search__field").last.fill(typed)
    expect(page.locator(".loading-results")).to_have_count(0)
    page.locator(".select2-results__option", has_text=shown).first.click()
    expect(place.locator(".select2-selection__rendered")).to_contain_text(shown)


def _term(url: str) -> Any:
    return parse_qs(urlsplit(url).query).get("term", [None])[0]
