"""Somebody who annotates the seed article in a browser: chooses words with the mouse, says what
they carry, who said it and when. Neither a quote nor an offset is ever typed."""

import re

from playwright.sync_api import expect

from claims.models import Claim, Denial, Evidence
from claims.readings.carried import denial_slug
from tests.browser.at_the_desk import listed, yaml
from tests.browser.people_by_hand import PUBLISHED, FillsIn

# The mouse's way from the first to the last letter of some words, as they stand on the screen once
# nothing moves any more.
WORDS_ON_SCREEN = """
async words => {
  const text = document.getElementById("text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, node =>
    node.parentElement.closest("[data-apart]")
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const letters = [];
  while (walker.nextNode())
    for (let at = 0; at < walker.currentNode.data.length; at++)
      letters.push([walker.currentNode, at]);
  const all = letters.map(([node, at]) => node.data[at]).join("");
  const start = all.indexOf(words);
  if (start < 0 || all.indexOf(words, start + 1) >= 0) return null;
  const box = ([node, at]) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const rects = range.getClientRects();
    return rects[rects.length - 1];
  };
  letters[start][0].parentElement.scrollIntoView({ block: "center" });
  const way = () => {
    const first = box(letters[start]), last = box(letters[start + words.length - 1]);
    return [first.left + 1, first.top + first.height / 2,
            last.right - 1, last.top + last.height / 2];
  };
  const frame = () => new Promise(done => requestAnimationFrame(done));
  let before = null, now = way();
  while (String(before) !== String(now)) {
    await frame();
    await frame();
    [before, now] = [now, way()];
  }
  return now;
}
"""


class Annotator(FillsIn):
    """Somebody at the desk, with the page of the text open."""

    def __init__(self, page, server):
        super().__init__(page, server)
        self.claims, self.cast = yaml("claims.yaml"), self.reading["cast"]
        self.evidence = {}
        for passage in self.reading["passages"]:
            for slug, said in self.described(passage).items():
                self.evidence.setdefault(slug, said)

    # Passages ------------------------------------------------------------------------------------

    def annotate(self):
        later = []
        for passage in self.reading["passages"]:
            self.nothing(passage)
            for slug in listed(passage.get("presupposes")):
                self.claim(passage, slug, "presupposes")
            for slug in listed(passage.get("claim")):
                self.claim(passage, slug, "states")
            later += [*self.tell_of_answers(passage)]
        for passage, act in later:  # of claims that are entered further down
            act(passage)

    def tell_of_answers(self, passage):
        for slug, said in self.described(passage).items():
            about = self.evidence[slug].get("for") or self.evidence[slug].get("against")
            act = lambda passage, slug=slug, said=said: self.show(passage, slug, said)  # noqa: E731
            if Claim.objects.filter(slug=about).exists():
                act(passage)
            else:
                yield passage, act
        for claim, said in passage.get("denies", {}).items():
            said = said if isinstance(said, dict) else {"form": said}
            act = lambda passage, c=claim, said=said: self.deny(passage, c, said)  # noqa: E731
            refused = said.get("refuses")
            ready = Claim.objects.filter(slug=claim).exists() and (
                not refused or Evidence.objects.filter(slug=refused).exists()
            )
            if ready:
                act(passage)
            else:
                yield passage, act

    @staticmethod
    def described(passage):
        said = passage.get("evidence", {})
        return said if isinstance(said, dict) else {slug: {} for slug in listed(said)}

    def choose_words(self, quote):
        """Drag over the words, from the first to the last letter."""
        if self.page.locator("#choose input[name=start]").input_value() and (
            self.page.locator("#panel blockquote").count()
            and self.page.locator("#panel blockquote").first.inner_text() == quote
        ):
            return  # they are chosen still, after the last save
        self.page.wait_for_load_state()
        box = self.page.evaluate(WORDS_ON_SCREEN, quote)
        assert box, f"these words do not stand once in the text: {quote}"
        mouse = self.page.mouse
        mouse.move(box[0], box[1])
        mouse.down()
        mouse.move((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, steps=3)
        mouse.move(box[2], box[3], steps=3)
        mouse.up()

    def press(self, button):
        self.page.locator("#choose").get_by_role("button", name=button).click()

    def nothing(self, passage):
        if "nothing" not in passage:
            return
        self.choose_words(passage["quote"])
        self.press("Carries nothing")
        self.page.locator("#panel").get_by_label("Reason").fill(passage["nothing"])
        self.page.get_by_role("button", name="Note that they carry nothing").click()

    def claim(self, passage, slug, relation):
        entry = self.claims[slug]
        by = passage.get("by") if relation == "states" else None
        people = [("claimant", key) for key in listed(by)]
        people += [("subject", actor) for actor in listed(entry.get("about"))]
        when = None
        if relation == "presupposes" and ("said" in passage or "happened" in passage):
            when = (PUBLISHED, "reported", "")
        if Claim.objects.filter(slug=slug).exists():
            self.another(passage, entry["text"], relation, people, when)
            return
        self.open(passage, "Claim")
        panel = self.page.locator("#panel")
        panel.get_by_label("The claim in one sentence").fill(entry["text"])
        panel.get_by_label("Kind").select_option(entry["kind"])
        panel.get_by_label("The passage").select_option(relation)
        panel.get_by_label("Address").fill(slug)
        self.fill_in(passage, people, when)
        self.keep()

    def deny(self, passage, claim, said):
        by = said.get("by") or passage["by"]
        people = [("denier", key) for key in listed(by)]
        date = passage.get("said") or passage.get("happened") or PUBLISHED
        slug = denial_slug(claim, said["form"], [self.slug_of(key) for _, key in people], date)
        there = Denial.objects.filter(slug=slug).first()
        if there:
            self.another(passage, slug, None, people)
            return
        self.open(passage, "Denial")
        panel = self.page.locator("#panel")
        self.choose_record("The claim that is denied", self.claims[claim]["text"])
        panel.get_by_label("Form").select_option(said["form"])
        if said.get("refuses"):
            self.choose_record("The request that it refuses", said["refuses"])
        self.fill_in(passage, people)
        self.keep()

    def show(self, passage, slug, said):
        whole = self.evidence[slug]
        people = [("source", key) for key in listed(said.get("source") or passage["by"])]
        for role in ("holder", "requester", "disputer", "examiner"):
            people += [(role, key) for key in listed(said.get(role))]
        there = Evidence.objects.filter(slug=slug).first()
        if there:
            self.another(passage, slug, None, people)
            return
        self.open(passage, "Evidence")
        panel = self.page.locator("#panel")
        side = "for" if "for" in whole else "against"
        self.choose_record("The claim that it is about", self.claims[whole[side]]["text"])
        panel.get_by_label("Side").select_option(side)
        panel.get_by_label("Kind").select_option(whole["kind"])
        panel.get_by_label("State").select_option(whole["state"])
        panel.get_by_label("Address").fill(slug)
        self.fill_in(passage, people)
        self.keep()

    def another(self, passage, words, relation, people, when=None):
        self.open(passage, "Another passage of …")
        self.choose_record("Claim, denial or evidence", words)
        if relation:
            self.page.get_by_label("Of a claim: the passage").select_option(relation)
        self.page.get_by_role("button", name="Go on").click()
        self.fill_in(passage, people, when)
        self.keep()

    def open(self, passage, button):
        self.choose_words(passage["quote"])
        self.press(button)
        expect(self.page.locator("#panel")).to_be_visible()

    def choose_record(self, label, words):
        field = self.page.locator("#panel").get_by_label(label)
        field.fill(words)
        # The words of the record itself stand first in its row; a denial's tells of its claim too.
        begins = re.compile(rf"^\s*{re.escape(words[:60])}")
        self.page.locator("#panel .offers__list li").filter(has_text=begins).first.click()
