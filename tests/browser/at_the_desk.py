"""Somebody at the desk, in a browser, who has read the seed article: enters its actors and its
text, and publishes what was noted. What the person has decided is read from the reading."""

import re

from playwright.sync_api import expect
from ruamel.yaml import YAML

from tests.browser.choosing import choose
from tests.readings import FIXTURES

NAME = "urdupoint-2022-12-13"


def yaml(name):
    """A source of the fixture."""
    loader = YAML(typ="base")  # every scalar a text
    return loader.load((FIXTURES / name).read_text(encoding="utf-8"))


def listed(value):
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


class AtTheDesk:
    """Somebody at the desk, who has read the article."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.reading = yaml(f"readings/{NAME}.yaml")
        self.actors = yaml("actors.yaml")

    def go(self, path):
        self.page.goto(f"{self.server}{path}")

    def save(self):
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    # The article ---------------------------------------------------------------------------------

    def take_in(self):
        article = self.reading["article"]
        self.go("/admin/claims/article/")
        self.page.get_by_role("link", name="Take in an article").click()
        text = (FIXTURES / "articles" / article["file"]).read_text(encoding="utf-8")
        self.page.get_by_label("Text:").fill(text)
        self.page.get_by_role("button", name="Look at what is found").click()
        fields = {
            "Headline": article["headline"],
            "Slug": NAME,
            "Byline": article["byline"],
            "Dateline": article["dateline"],
            "Published": article["published"],
            "Published as given": article["published_as_given"],
            "Language": article["language"],
            "Rights": article["rights"],
        }
        for label, value in fields.items():
            self.page.get_by_label(f"{label}:", exact=True).fill(value)
        choose(self.page, "", "publisher", "UrduPoint", "UrduPoint (")
        choose(self.page, "", "agency", "Sputnik", "Sputnik (")
        self.page.get_by_role("button", name="Save as a draft, and annotate").click()
        expect(self.page.get_by_role("heading", name="Annotate: ")).to_be_visible()
        self.desk = self.page.url.split("?")[0].removeprefix(self.server)

    # Actors --------------------------------------------------------------------------------------

    def add_actors(self):
        waiting = dict(self.actors)
        while waiting:  # those first for whom others act
            acts_for = {slug: set(actor.get("acts_for", {})) for slug, actor in waiting.items()}
            slug = next(slug for slug in waiting if not acts_for[slug] & set(waiting))
            self.add_actor(slug, waiting.pop(slug))

    def add_actor(self, slug, actor):
        page = self.page
        self.go("/admin/claims/actor/add/")
        page.locator("#id_name").fill(actor["name"])
        page.keyboard.press("Tab")  # the address is made of the name
        if page.locator("#id_slug").input_value() != slug:
            page.locator("#id_slug").fill(slug)
        page.locator("#id_kind").select_option(actor["kind"])
        if actor.get("vague") == "true":
            page.locator("#id_vague").check()
        page.locator("#id_wikidata_id").fill(actor.get("wikidata", ""))
        for number, alias in enumerate(listed(actor.get("aliases"))):
            if number:
                page.get_by_role("button", name="Add another Alias").click()
            page.locator(f"#id_aliases-{number}-name").fill(alias)
        for number, (principal, tie) in enumerate(actor.get("acts_for", {}).items()):
            tie = tie if isinstance(tie, dict) else {"office": tie}
            row = f"affiliations-{number}"
            name = self.actors[principal]["name"]
            choose(page, row, "principal", name, f"{name} (")
            for field, value in tie.items():
                page.locator(f"#id_{row}-{field}").fill(value)
        self.save()

    # Review --------------------------------------------------------------------------------------

    def publish_all(self):
        for kind in ("article", "claim", "denial", "evidence"):
            self.go(f"/admin/claims/change/review/?kind={kind}")
            for box in self.page.get_by_role("checkbox", name=re.compile("^Choose")).all():
                box.check()
            self.page.get_by_role("button", name="Publish").click()
            expect(self.page.locator(".messagelist .success")).to_be_visible()
