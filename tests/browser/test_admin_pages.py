"""Every page of the admin in every look: axe-core, the strict policy, and nothing that scrolls
sideways. Each page is loaded once, and then looked at in all of its looks."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from claims.models import AlikeClaims, Article, Change, Claim, ImportRun
from tests import factories as make
from tests.browser import watching
from tests.browser.signing_in import sign_in
from tests.browser.watching import NARROW, Watch, beyond_the_screen, inaccessible
from tests.editing import change_address, delete_address, list_address, make_editor
from tests.people.codes import with_telephone

pytestmark = pytest.mark.django_db

# (theme, width), the narrowest last: where it is 320 px wide, a page at 400 % is.
LOOKS = [("light", 1280), ("light", 390), ("dark", 1280), ("light", 320)]

# What Django's own pages have, and no block, variable or attribute of them can mend.
STOCK = (
    # The column of a row's name has no head, in view or out of it: its cells say what they are.
    re.compile(r"^empty-table-header: .*\.original:"),
    # The help beside the search field of a user's groups, written by SelectFilter2.js.
    re.compile(r"^aria-prohibited-attr: .*\.help-tooltip\.search-label-icon:"),
)
# Django's scripts put calendars and links beside fields when a form is there already. What moves
# by less than this is good by Web Vitals' measure.
MOST_SHIFTED = 0.1

REGISTERED = sorted(
    model._meta.model_name for model in admin.site._registry if model._meta.app_label == "claims"
)


@pytest.fixture(scope="module")
def desk(served, django_db_blocker, window):
    """The address of the site, with an editor in `window` who is logged in."""
    with django_db_blocker.unblock():
        editor = make_editor()
        draft = make.make_claim(text="A draft that waits.", publication_state="draft")
        AlikeClaims.objects.create(first=last(Claim), second=draft, score=0.8)
        run = ImportRun.objects.create(file="feed.csv", size=1, by=editor, format="csv")
        run.refusals.create(number=1, place="line 2", field="title", why="There is no claim.")
        sign_in(window, served, editor)
    return served


@pytest.fixture
def tab(window):
    page = window.new_page()
    yield page
    page.close()


def last(model: Any) -> Any:
    """The record of the kind that has been there longest: one of the demo's."""
    found = model._default_manager.order_by("pk").first()
    assert found is not None, model
    return found


def newest_edit() -> Any:
    """A small one: the first loaded all of the demo."""
    return Change.objects.latest("pk").edit


def named(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


# What a page is called in the tests, and the way to its address; asked when the demo is there.
PAGES: dict[str, Callable[[], str]] = {
    "first page": lambda: named("index"),
    "password": lambda: named("password_change"),
    "second factor": lambda: named("second_factor_set_up"),
    "review": lambda: named("claims_review"),
    "passages left behind": lambda: named("claims_review") + "?kind=passage",
    "history of a claim": lambda: named("claims_claim_history", last(Claim).pk),
    "one edit": lambda: named("claims_change_edit", newest_edit()),
    "erase": lambda: named("claims_change_erase", "claim", last(Claim).pk),
    "deleting a claim": lambda: delete_address(last(Claim)),
    "users": lambda: named("auth_user_changelist"),
    "new user": lambda: named("auth_user_add"),
    "a user": lambda: named("auth_user_change", last_user().pk),
    "a list that is filtered": lambda: (
        list_address("claim") + "?q=drones&kind__exact=act&publication_state__exact=published"
    ),
    "left behind": lambda: named("claims_article_left_behind", last(Article).pk),
    "importing a file": lambda: named("claims_importrun_new"),
    "the same claim?": lambda: named("claims_alikeclaims_pair", last(AlikeClaims).pk),
    "taking in": lambda: named("claims_article_intake"),
    "an article as a reading": lambda: named("claims_article_export", last(Article).pk),
}
for kind in REGISTERED:
    PAGES[f"{kind}: list"] = lambda kind=kind: list_address(kind)
for model in admin.site._registry:
    if model is Change or model._meta.app_label != "claims":
        continue
    PAGES[f"{model._meta.model_name}: change"] = lambda model=model: change_address(last(model))
    # The other forms are the same, filled in or not.
    if model._meta.model_name in ("claim", "evidence"):
        PAGES[f"{model._meta.model_name}: add"] = lambda model=model: named(
            f"claims_{model._meta.model_name}_add"
        )


def last_user() -> Any:
    from django.contrib.auth.models import User

    return last(User)


def take(page: Page, theme: str, width: int) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})


def seen(page: Page) -> list[str]:
    """What is wrong with the page that is open, with the looks in which it is."""
    wrong: dict[str, list[str]] = defaultdict(list)
    for theme, width in LOOKS:
        take(page, theme, width)
        found = []
        if width != 320:
            rules = None if width == 390 else NARROW
            told = inaccessible(page, colours_only=theme == "dark", rules=rules)
            found += [text for text in told if not any(rule.match(text) for rule in STOCK)]
        if theme == "light":
            found += beyond_the_screen(page)
        for text in found:
            wrong[text].append(f"{theme}, {width} px")
    return [f"{text} ({'; '.join(looks)})" for text, looks in wrong.items()]


def went_wrong(watch: Watch) -> list[str]:
    """What went wrong so far, but for what moved a little."""
    shifted = re.compile(r"what is read moves, by ([0-9.]+)")
    found = [(text, shifted.match(text)) for text in watch.told()]
    return [text for text, moved in found if not moved or float(moved[1]) >= MOST_SHIFTED]


def sound(page: Page, watch: Watch) -> None:
    wrong = [*went_wrong(watch), *seen(page)]
    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_admin_is_sound_in_every_look(desk, tab: Page, name):
    take(tab, *LOOKS[0])
    watch = Watch(tab, desk)
    response = tab.goto(desk + PAGES[name]())
    assert response.status == 200
    if name != "a popup":
        expect(tab.get_by_role("heading", level=1)).to_have_count(1)
    sound(tab, watch)


# Pages that one comes to by a POST --------------------------------------------------------------


def test_the_form_that_somebody_else_saved_meanwhile_is_sound(desk, tab: Page, django_db_blocker):
    claim = last(Claim)
    take(tab, *LOOKS[0])
    watch = Watch(tab, desk)
    tab.goto(desk + change_address(claim))
    with django_db_blocker.unblock():
        claim.date_note = "as somebody else read it"
        claim.save()
    tab.get_by_label("Reason for the date").fill("as I read it")
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.locator(".conflict")).to_contain_text("as somebody else read it")
    sound(tab, watch)


def test_a_form_with_errors_is_sound(desk, tab: Page):
    take(tab, *LOOKS[0])
    watch = Watch(tab, desk)
    tab.goto(desk + named("claims_denial_add"))
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.locator(".errornote")).to_be_visible()
    sound(tab, watch)


@pytest.mark.parametrize("action", ["merge", "delete_selected"])
def test_the_page_that_asks_before_an_action_is_sound(desk, tab: Page, action):
    take(tab, *LOOKS[0])
    watch = Watch(tab, desk)
    tab.goto(desk + list_address("actor"))
    for place in (0, 1):
        tab.locator(".action-select").nth(place).check()
    tab.get_by_label("Action:").select_option(action)
    tab.get_by_role("button", name="Go", exact=True).click()
    expect(tab.locator("#changelist")).to_have_count(0)
    sound(tab, watch)


def test_the_way_in_is_sound(desk, browser):
    """By somebody who has not logged in."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(watching.SCRIPT)
    tab = context.new_page()
    take(tab, *LOOKS[0])
    watch = Watch(tab, desk)
    tab.goto(desk + named("login"))
    sound(tab, watch)
    context.close()


def test_the_second_step_is_sound(desk, browser, django_db_blocker):
    """By somebody who has a second factor, and has not given a code yet."""
    with django_db_blocker.unblock():
        user = User.objects.create_user("half in", is_staff=True)
        with_telephone(user)
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(watching.SCRIPT)
    with django_db_blocker.unblock():
        sign_in(context, desk, user)
    tab = context.new_page()
    take(tab, *LOOKS[0])
    watch = Watch(tab, desk)
    tab.goto(desk + named("index"))
    expect(tab.get_by_label("Code:")).to_be_focused()
    sound(tab, watch)
    context.close()


# Keys --------------------------------------------------------------------------------------------


def test_keys_lead_to_the_lists_and_to_a_new_record(desk, tab: Page):
    tab.goto(desk + named("index"))
    for keys, address in (
        ("gc", list_address("claim")),
        ("gd", list_address("denial")),
        ("ge", list_address("evidence")),
        ("ga", list_address("article")),
        ("gp", list_address("actor")),
        ("gr", named("claims_review")),
        ("gc", list_address("claim")),
        ("n", named("claims_claim_add")),
    ):
        for key in keys:
            tab.keyboard.press(key)
        tab.wait_for_url(desk + address)


def test_keys_are_letters_while_one_types(desk, tab: Page):
    tab.goto(desk + list_address("claim"))
    tab.keyboard.press("/")
    expect(tab.locator("#searchbar")).to_be_focused()

    tab.keyboard.type("gd n?")

    expect(tab.locator("#searchbar")).to_have_value("gd n?")
    expect(tab).to_have_url(desk + list_address("claim"))
    expect(tab.locator("#keys")).to_be_hidden()


def test_the_keys_are_shown_and_can_be_switched_off(desk, tab: Page):
    take(tab, *LOOKS[0])
    watch = Watch(tab, desk)
    tab.goto(desk + named("claims_review"))
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog", name="Keys")).to_be_visible()
    sound(tab, watch)
    tab.get_by_role("checkbox", name="Single keys do something").uncheck()
    tab.keyboard.press("Escape")
    expect(tab.locator("#keys")).to_be_hidden()

    tab.reload()
    tab.keyboard.press("?")
    tab.keyboard.press("g")
    tab.keyboard.press("c")

    expect(tab.locator("#keys")).to_be_hidden()
    expect(tab).to_have_url(desk + named("claims_review"))
    tab.get_by_role("button", name="Keys").click()
    tab.get_by_role("checkbox", name="Single keys do something").check()


@pytest.mark.parametrize("keys", ["Control+Enter", "Control+s"])
def test_a_form_is_saved_by_a_key_from_within_a_field(desk, tab: Page, keys, django_db_blocker):
    with django_db_blocker.unblock():
        claim = make.make_claim(text="It was as it was.")
    tab.goto(desk + change_address(claim))
    tab.get_by_label("Reason for the date").fill(f"by {keys}")
    tab.keyboard.press(keys)

    goes_on = keys == "Control+s"
    expect(tab.locator(".messagelist .success")).to_be_visible()
    expect(tab).to_have_url(desk + (change_address(claim) if goes_on else list_address("claim")))
    claim.refresh_from_db()
    assert claim.date_note == f"by {keys}"
