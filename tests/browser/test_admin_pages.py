"""Every page of the admin in every look: axe-core, the strict policy, and nothing that scrolls
sideways. Each page is loaded once, and then looked at in all of its looks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from claims.models import AlikeClaims, Article, Change, Claim
from tests.browser import watching
from tests.browser.signing_in import sign_in
from tests.browser.the_admin import LOOKS, last, named, newest_edit, sound, take
from tests.browser.watching import Watch
from tests.editing import change_address, delete_address, list_address
from tests.people.codes import with_telephone

pytestmark = pytest.mark.django_db

REGISTERED = sorted(
    model._meta.model_name for model in admin.site._registry if model._meta.app_label == "claims"
)


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
