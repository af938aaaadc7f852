"""The walk back to the sentence, as a reader clicks it."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Anchor, Passage

pytestmark = pytest.mark.django_db

ARTICLE = "/articles/urdupoint-2022-12-13/"


def _leads_there_and_back(page: Page, fragment: str, link) -> None:
    """`link` leads to a quote on a record's page, which leads back to the very passage."""
    link.click()
    assert "/claims/" in page.url
    quote = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(quote).to_be_in_viewport()
    quote.locator("a.quote__words").click()
    assert page.url.endswith(f"#{fragment}")
    expect(page.locator(f"[id='{fragment}']")).to_be_in_viewport()


def test_each_passage_leads_to_its_record_and_back(served, page: Page):
    passages = list(Passage.objects.all())
    assert passages, "the demo has passages"
    for passage in passages:
        page.goto(served + ARTICLE)
        mark = page.locator(f"[id='{passage.fragment}']")
        _leads_there_and_back(page, passage.fragment, mark.locator("a.mark__words").first)


@pytest.mark.parametrize("kind", ["Claim", "Denied", "Evidence"])
def test_a_letter_of_each_kind_leads_to_its_own_record_and_back(served, page: Page, kind):
    """That no link of the page is dead, `tests/test_links.py` sees to."""
    page.goto(served + ARTICLE)
    assert page.locator(".text a.letter").count() == Anchor.objects.count()
    page.locator(".text a.letter", has=page.get_by_text(re.compile(f"^{kind}"))).last.click()
    assert "/claims/" in page.url
    quote = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(quote).to_be_in_viewport()
    fragment = quote.locator("a.quote__words").get_attribute("href").partition("#")[2]
    quote.locator("a.quote__words").click()
    expect(page.locator(f"[id='{fragment}']")).to_be_in_viewport()


def test_the_marked_words_are_the_passage_character_for_character(served, page: Page):
    page.goto(served + ARTICLE)
    text = page.locator(".text").evaluate(
        "node => { const copy = node.cloneNode(true);"
        " copy.querySelectorAll('a.letter').forEach(letter => letter.remove());"
        " return copy.textContent; }"
    )
    passage = Passage.objects.select_related("text").first()
    assert text == passage.text.body
    for passage in Passage.objects.all():
        words = page.locator(f"[id='{passage.fragment}']").evaluate(
            "node => { const copy = node.cloneNode(true);"
            " copy.querySelectorAll('a.letter').forEach(letter => letter.remove());"
            " return copy.textContent; }"
        )
        assert words == passage.exact


def test_a_reader_finds_the_accusation_and_lands_on_its_sentence(served, page: Page):
    page.goto(served)
    page.get_by_label("Words in claims").fill("supplying combat drones")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".found")).to_contain_text("1 claim found")
    page.locator(".row__claim a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("supplying combat drones")
    page.locator("a.quote__words").first.click()
    expect(page.locator("mark:target")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_facets_and_chips_work_with_and_without_scripts(served, browser, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{served}/claims/")
    whole = page.locator(".row").count()
    page.locator(".facet__entry", has_text="Said not to be shown").click()
    expect(page).to_have_url(re.compile("evidence=not_shown"))
    expect(page.locator(".row")).to_have_count(2)
    page.get_by_role("link", name="Remove: evidence Said not to be shown").click()
    expect(page.locator(".row")).to_have_count(whole)
    context.close()
