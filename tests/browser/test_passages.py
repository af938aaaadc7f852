"""The walk back to the sentence, as a reader clicks it."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Anchor, Passage

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


def test_each_passage_leads_to_its_record_and_back(demo_site, page: Page):
    passages = list(Passage.objects.all())
    assert passages, "the demo has passages"
    for passage in passages:
        page.goto(demo_site + ARTICLE)
        mark = page.locator(f"[id='{passage.fragment}']")
        _leads_there_and_back(page, passage.fragment, mark.locator("a.mark__words").first)


def test_each_letter_after_a_passage_leads_to_its_own_record_and_back(demo_site, page: Page):
    page.goto(demo_site + ARTICLE)
    letters = page.locator(".text a.letter")
    assert letters.count() == Anchor.objects.count()
    for number in range(letters.count()):
        page.goto(demo_site + ARTICLE)
        letter = page.locator(".text a.letter").nth(number)
        letter.click()
        assert "/claims/" in page.url
        quote = page.locator(f"[id='{page.url.partition('#')[2]}']")
        expect(quote).to_be_in_viewport()
        fragment = quote.locator("a.quote__words").get_attribute("href").partition("#")[2]
        quote.locator("a.quote__words").click()
        expect(page.locator(f"[id='{fragment}']")).to_be_in_viewport()


def test_the_marked_words_are_the_passage_character_for_character(demo_site, page: Page):
    page.goto(demo_site + ARTICLE)
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


def test_a_reader_finds_the_accusation_and_lands_on_its_sentence(demo_site, page: Page):
    page.goto(demo_site)
    page.get_by_label("Words in claims").fill("supplying combat drones")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".found")).to_contain_text("1 claim found")
    page.locator(".row__claim a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("supplying combat drones")
    page.locator("a.quote__words").first.click()
    expect(page.locator("mark:target")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_facets_and_chips_work_with_and_without_scripts(demo_site, browser, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{demo_site}/claims/")
    whole = page.locator(".row").count()
    page.locator(".facet__entry", has_text="Said not to be shown").click()
    expect(page).to_have_url(re.compile("evidence=not_shown"))
    expect(page.locator(".row")).to_have_count(2)
    page.get_by_role("link", name="Remove: evidence Said not to be shown").click()
    expect(page.locator(".row")).to_have_count(whole)
    context.close()
