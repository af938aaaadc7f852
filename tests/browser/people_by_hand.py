"""Who said it and when, filled in by hand into the short form that is open."""

import re

from playwright.sync_api import expect

from tests.browser.at_the_desk import AtTheDesk, listed

PUBLISHED = "2022-12-13"

# The first two fields of each.
ROWS_OF_PEOPLE = """
rows => rows.map(row =>
  [...row.querySelectorAll("input:not([type=hidden]), select")].slice(0, 2).map(f => f.value))
"""


class FillsIn(AtTheDesk):
    """Somebody at the desk, with a short form open."""

    cast: dict

    def slug_of(self, key):
        return "urdupoint" if key == "ARTICLE" else self.cast[key]["is"]

    def fill_in(self, passage, people, when=None):
        panel = self.page.locator("#panel")
        own = panel.get_by_label("The article says it in its own voice")
        own.set_checked(any(key == "ARTICLE" for _, key in people))
        # What is offered is only offered.
        for number, (_actor, role) in enumerate(self.rows()):
            if role:
                panel.locator(".person").nth(number).get_by_label("Role").select_option("")
        for role, key in people:
            if key != "ARTICLE":
                actor = key if role == "subject" else self.slug_of(key)
                self.person(passage["quote"], role, actor)
        date = when or next(
            (
                (passage[basis], basis, passage.get("why", ""))
                for basis in ("said", "happened", "reported")
                if basis in passage
            ),
            (PUBLISHED, "reported", ""),
        )
        when = panel.locator(".when")
        when.get_by_label("Date", exact=True).fill(date[0])
        when.get_by_label("Basis").select_option(date[1])
        when.get_by_label("Reason for the date", exact=True).fill(date[2])
        if passage.get("medium"):
            panel.get_by_label("Medium", exact=True).fill(passage["medium"])

    def person(self, quote, role, slug):
        panel = self.page.locator("#panel")
        name = self.actors[slug]["name"]
        rows = self.rows()
        like = [number for number, row in enumerate(rows) if row == [name, ""]]
        empty = [number for number, (actor, _role) in enumerate(rows) if not actor]
        if like or empty:
            free = panel.locator(".person").nth((like or empty)[0])
        else:
            panel.get_by_role("button", name="Another person").click()
            free = panel.locator(".person").last
        if free.get_by_label("Actor").input_value() != name:
            free.get_by_label("Actor").fill(name)
            offered = free.locator(".offers__list li").first
            expect(offered).to_contain_text(re.compile(rf"^{re.escape(name)}"))
            offered.click()
        free.get_by_label("Role").select_option(role)
        names, titles = self.printed(quote, slug)
        for label, printed in (("Name as printed", names), ("Title as printed", titles)):
            field = free.get_by_label(label, exact=True)
            if field.input_value() != printed:
                field.fill(printed)

    def rows(self):
        """Of each person in the form, the actor and the role."""
        return self.page.locator("#panel .person").evaluate_all(ROWS_OF_PEOPLE)

    def printed(self, quote, slug):
        """The names that a person sees in the words: the longest of those of the cast."""
        found = {}
        for member in self.cast.values():
            for kind in ("name", "title"):
                for words in listed(member.get(kind)):
                    for here in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", quote):
                        found[here.span()] = (member["is"], kind, words)
        outer = [
            said
            for (start, end), said in found.items()
            if not any(
                s <= start and end <= e and (s, e) != (start, end) and other[0] != said[0]
                for (s, e), other in found.items()
            )
        ]
        best = {"name": "", "title": ""}
        for who, kind, words in outer:
            if who == slug and len(words) > len(best[kind]):
                best[kind] = words
        return best["name"], best["title"]

    def keep(self):
        self.page.locator("#panel").get_by_role(
            "button", name=re.compile("Save as a draft|Save the passage")
        ).click()
        answer = self.page.locator("#panel .saved, #panel .errorlist, #panel .errornote").first
        expect(answer).to_be_visible()
        assert self.page.locator("#panel .errorlist, #panel .errornote").all_inner_texts() == []
