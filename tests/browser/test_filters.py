"""Filtering a list as a person does it, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db

CLAIMS = "/claims/"


@pytest.fixture
def at_the_list(served, page: Page):
    """The list of claims, which says so if it is ever loaded anew."""
    page.goto(served + CLAIMS)
    page.evaluate("window.stillHere = true")
    return page


def still_here(page: Page) -> bool:
    return page.evaluate("window.stillHere === true")


def found(page: Page) -> int:
    return int(re.search(r"\d+", page.locator("#count").inner_text()).group())


def facet(page: Page, name: str, value: str):
    return page.locator(f"#add-{name}-{value}")


def test_a_facet_changes_list_and_address_without_loading_the_page(at_the_list):
    page = at_the_list
    facet(page, "evidence", "not_shown").click()
    expect(page).to_have_url(re.compile(r"/claims/\?evidence=not_shown$"))
    expect(page.locator("#count")).to_have_text("2 claims found")
    expect(page.locator(".row")).to_have_count(2)
    expect(page.locator("#announced")).to_have_text("2 claims found")
    assert still_here(page)


def test_the_focus_stays_on_what_was_chosen(at_the_list):
    page = at_the_list
    facet(page, "denial", "literal").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("denial=literal"))
    expect(facet(page, "denial", "literal")).to_be_focused()
    expect(page.locator("#announced")).to_have_text("1 claim found")
    # And again: the same link takes it away.
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/claims/\??$"))
    expect(facet(page, "denial", "literal")).to_be_focused()


def test_removing_a_chip_moves_the_focus_to_what_is_found(at_the_list):
    page = at_the_list
    facet(page, "kind", "act").click()
    page.get_by_role("link", name="Remove: kind Act").click()
    expect(page.locator("#found")).to_be_focused()
    expect(page.locator("#count")).to_have_text("15 claims found")
    assert still_here(page)


def test_words_and_order_leave_nothing_blank_in_the_address(at_the_list, served):
    page = at_the_list
    page.get_by_label("Words in claims").fill("drones")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}/claims/?q=drones")
    # The new form is at work when what was found is said, a moment after the address has changed.
    expect(page.locator("#announced")).to_contain_text("found")
    page.get_by_label("Order").select_option("oldest")
    expect(page).to_have_url(f"{served}/claims/?q=drones&sort=oldest")
    assert page.locator("mark.hit").count() > 3
    assert still_here(page)


def test_a_refused_filter_shows_why_and_no_rows_and_keeps_the_form(at_the_list):
    page = at_the_list
    page.get_by_label("Words in claims").fill("drones")
    page.get_by_role("textbox", name="From").fill("2022-13")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("after")
    expect(page.locator(".row")).to_have_count(0)
    expect(page.get_by_role("textbox", name="From")).to_have_value("2022-13")
    expect(page.get_by_label("Words in claims")).to_have_value("drones")
    expect(page.locator("#announced")).to_have_text("This list cannot be shown")


def state(page: Page) -> dict:
    """What a reader sees of the list: address, form, rows, chips, place."""
    return {
        "address": page.url,
        "form": page.locator("#search").evaluate(
            "form => [...new FormData(form).entries()].map(pair => pair.join('=')).join('&')"
        ),
        "rows": page.locator(".row__claim").all_inner_texts(),
        "chips": page.locator(".chip").all_inner_texts(),
        "count": page.locator("#count").inner_text(),
        "scroll": page.evaluate("Math.round(window.scrollY)"),
    }


def test_back_and_forward_restore_list_form_and_scroll(at_the_list):
    page = at_the_list

    words = page.get_by_label("Words in claims")
    changes = [
        (facet(page, "subject", "iran"), lambda link: link.click(), "subject=iran"),
        (page.get_by_label("Order"), lambda order: order.select_option("oldest"), "sort=oldest"),
        (words, lambda field: (field.fill("drones"), field.press("Enter")), "q=drones"),
        (page.get_by_label("Include those who act"), lambda box: box.check(), "acting_for=1"),
        (facet(page, "denial", "any"), lambda link: link.click(), "denial=any"),
    ]
    seen = []
    for control, change, in_the_address in changes:
        control.scroll_into_view_if_needed()
        seen.append(state(page))
        change(control)
        expect(page).to_have_url(re.compile(re.escape(in_the_address)))
        expect(page.locator("#browse.htmx-request")).to_have_count(0)
    seen.append(state(page))
    assert len({str(one["rows"]) + one["form"] for one in seen}) == 6

    def comes_back(expected):
        expect(page).to_have_url(expected["address"])
        expect(page.locator("#count")).to_have_text(expected["count"])
        for _ in range(50):
            if abs(state(page)["scroll"] - expected["scroll"]) < 3:
                break
            page.wait_for_timeout(50)
        now = state(page)
        assert abs(now["scroll"] - expected["scroll"]) < 3
        assert {**now, "scroll": 0} == {**expected, "scroll": 0}

    for expected in reversed(seen[:-1]):
        page.go_back()
        comes_back(expected)
    for expected in seen[1:-1]:
        page.go_forward()
        comes_back(expected)


def test_a_claim_opened_from_a_filtered_list_leads_back_to_it(at_the_list):
    page = at_the_list
    facet(page, "evidence", "not_shown").click()
    expect(page.locator("#count")).to_have_text("2 claims found")
    rows = page.locator(".row__claim").all_inner_texts()
    page.locator(".row__claim a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(rows[0])
    page.go_back()
    expect(page.locator("#count")).to_have_text("2 claims found")
    assert page.locator(".row__claim").all_inner_texts() == rows
    page.go_back()
    expect(page.locator("#count")).to_have_text("15 claims found")


def test_an_actor_is_found_while_one_types_and_the_page_says_why(at_the_list):
    page = at_the_list
    page.get_by_label("Actor, by any of its names").press_sequentially("Kie")
    choice = page.locator("#choices a")
    expect(choice).to_have_count(1)
    expect(choice).to_contain_text("Ukraine")
    expect(choice).to_contain_text("also named Kiev")
    expect(page.get_by_label("Actor, by any of its names")).to_be_focused()
    count = int(choice.locator(".facet__count").inner_text())
    page.keyboard.press("Tab")  # the role
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")
    expect(choice).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("actor=ukraine"))
    expect(page.locator(".chip")).to_contain_text("involving: Ukraine")
    assert found(page) == count
    assert still_here(page)


def test_a_bar_of_the_dates_is_a_filter(at_the_list):
    page = at_the_list
    bar = page.locator(".bar", has_text="November 2022")
    count = int(bar.locator(".facet__count").inner_text())
    bar.click()
    expect(page).to_have_url(re.compile("after=2022-11&before=2022-11"))
    expect(page.get_by_role("textbox", name="From")).to_have_value("2022-11")
    assert found(page) == count
    page.get_by_role("link", name="All dates").click()
    expect(page.locator("#count")).to_have_text("15 claims found")


def test_without_scripts_an_actor_is_chosen_on_a_page_of_its_own(served, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/claims/?kind=fact")
    page.get_by_label("Actor, by any of its names").fill("Kiev")
    page.get_by_label("Role").select_option("subject")
    page.get_by_role("button", name="Look up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose an actor")
    page.get_by_role("link", name="Ukraine").click()
    assert page.url == f"{served}/claims/?kind=fact&subject=ukraine"
    context.close()


@pytest.mark.parametrize("status", [500, 404])
def test_a_failure_is_shown_and_not_passed_over(at_the_list, served, status):
    page = at_the_list
    page.route("**/claims/?*", lambda route: route.fulfill(status=status, body="It failed."))
    facet(page, "kind", "act").click()
    expect(page.locator("body")).to_have_text("It failed.")
    assert page.url == f"{served}/claims/?kind=act"


def test_an_answer_without_a_list_does_not_wipe_the_page_in_silence(at_the_list):
    page = at_the_list
    page.route("**/claims/?*", lambda route: route.fulfill(status=200, body="Log in first."))
    facet(page, "kind", "act").click()
    expect(page.locator("body")).to_have_text("Log in first.")


def test_actors_of_another_name_do_not_stay_when_the_look_up_fails(at_the_list):
    page = at_the_list
    field = page.get_by_label("Actor, by any of its names")
    field.press_sequentially("Kie")
    expect(page.locator("#choices a")).to_have_count(1)
    page.route("**/choose-actor/*", lambda route: route.fulfill(status=500, body="It failed."))
    field.press_sequentially("zz")
    expect(page.locator("#choices a")).to_have_count(0)


def test_enter_takes_the_only_actor_and_the_arrows_walk_through_several(at_the_list):
    page = at_the_list
    field = page.get_by_label("Actor, by any of its names")
    field.press_sequentially("united")
    choices = page.locator("#choices a")
    expect(choices).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(choices.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(choices.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    field.fill("")
    field.press_sequentially("kiev")
    expect(choices).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("actor=ukraine"))


def test_words_that_were_typed_go_along_with_a_facet(at_the_list):
    page = at_the_list
    page.get_by_label("Words in claims").fill("drones")
    facet(page, "kind", "fact").click()
    expect(page).to_have_url(re.compile("kind=fact&q=drones"))
    expect(page.get_by_label("Words in claims")).to_have_value("drones")


def test_going_back_announces_what_is_found_and_complains_of_nothing(at_the_list):
    page = at_the_list
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    facet(page, "kind", "act").click()
    expect(page.locator("#announced")).to_have_text("3 claims found")
    page.go_back()
    expect(page.locator("#announced")).to_have_text("15 claims found")
    assert complaints == []


@pytest.mark.parametrize(
    ("link", "heading"),
    [
        ("ledger of evidence", "Evidence: asked for, shown, missing"),
        ("matrix of disputes", "Disputes: who says what of whom"),
        ("timeline", "Timeline"),
    ],
)
def test_another_view_of_the_same_filters_is_a_page_of_its_own(at_the_list, served, link, heading):
    page = at_the_list
    facet(page, "kind", "fact").click()
    expect(page.locator("#count")).to_have_text("4 claims found")
    page.get_by_role("link", name=link, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page).to_have_url(re.compile(r"/\w+/\?kind=fact$"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who claimed what about whom")
    expect(page.locator("#count")).to_have_text("4 claims found")
