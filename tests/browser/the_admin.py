"""The admin in a window, and what makes a page of it sound."""

import re
from collections import defaultdict
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from claims.models import Change
from tests.browser.watching import NARROW, Watch, beyond_the_screen, inaccessible

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
