"""The words that a reader meets on a page, and which of them are the interface's own.

A page is read as a browser reads it: its text in order, and the attributes that are shown or
spoken. What the sources say (names, claims, quotes, headlines) is marked as such in the page, by
`dir="auto"`, `<bdi>`, `<cite>` or `lang`, and must be found in the database; everything else is
the interface, and goes through gettext.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from django.apps import apps
from django.db import models

from tests.pseudo import CLOSE, OPEN

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SPOKEN = {"aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title",
          "placeholder", "alt"}  # fmt: skip
SHARED = {"description", "og:title", "og:description", "twitter:title", "twitter:description"}
UNSEEN = {"script", "style", "template"}
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "mark", "q", "span", "strong",
          "sub", "sup", "time", "tspan"}  # fmt: skip
# A page's title and a picture cannot mark what a source says.
UNMARKED = {"title", "svg"}
LETTER = re.compile(r"[^\W\d_]")
SITE = "claimsite"


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    depth: int = 0

    @property
    def quotes(self) -> bool:
        """Whether it holds what a source says."""
        return (
            self.tag in ("bdi", "cite")
            or self.attributes.get("dir") == "auto"
            or (self.tag != "html" and "lang" in self.attributes)
        )

    @property
    def exempt(self) -> bool:
        """Whether it holds what no language changes: codes, the site's name."""
        return self.tag == "code" or self.attributes.get("translate") == "no"

    def __str__(self) -> str:
        named = self.attributes.get("id") or self.attributes.get("class", "")
        return f"<{self.tag}{' ' + named if named else ''}>"


@dataclass(frozen=True)
class Found:
    """Words that are not the interface's in its language, nor marked as a source's."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words!r}"


def folded(text: str) -> str:
    return " ".join(text.split())


class Sources:
    """What the database holds and the URL says: the words that no translator touches."""

    def __init__(self) -> None:
        texts: set[str] = set()
        for model in apps.get_app_config("claims").get_models():
            if model._meta.model_name == "change":
                continue  # the history is on no public page
            names = [
                column.attname
                for column in model._meta.concrete_fields
                if isinstance(column, models.CharField | models.TextField) and not column.choices
            ]
            for row in model._default_manager.values_list(*names) if names else []:
                texts.update(folded(str(value)) for value in row if value)
        self.whole = sorted((text for text in texts if LETTER.search(text)), key=len, reverse=True)
        self.everything = "\n".join(self.whole)
        actors = apps.get_model("claims", "Actor").objects.all()
        self.names = {actor.name: actor.get_absolute_url() for actor in actors}

    def say(self, text: str, url: str) -> bool:
        """Whether `text` is, or is part of, what a source or the URL says."""
        text = folded(text).strip("…“”\"'()[],.;:–—·× ")
        return (
            not LETTER.search(text)
            or text in self.everything
            or text in _asked(url)
            or text.startswith(("http://testserver/", "https://"))
        )

    def without(self, text: str, url: str) -> str:
        """`text` less all that is whole in a source or the URL, or cut short with a “…”."""
        head, cut, tail = folded(text).partition("…")
        if cut and any(
            text.startswith(head) and text.endswith(tail) for text in self.whole if head
        ):
            return ""  # cut short at its end, or in its middle
        if cut:
            begins = [0, *(blank.end() for blank in re.finditer(r"[ “(]", head))]
            known = (at for at in begins if head[at:] and head[at:] in self.everything)
            return f"{self.without(head[: next(known, len(head))], url)} {self.without(tail, url)}"
        for known in [*self.whole, *_asked(url)]:
            if len(known) > 2:
                head = head.replace(known, " ")
        return head


def _asked(url: str) -> list[str]:
    return [value for name, value in parse_qsl(urlsplit(url).query)]


@dataclass
class Words(HTMLParser):
    """Walks a page; `found` has what is neither interface nor source."""

    sources: Sources
    url: str
    found: list[Found] = field(default_factory=list)
    phrases: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[Element] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.depth)
        self._spoken(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._spoken(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not any(element.tag == tag for element in self.stack):
            return
        while (element := self.stack.pop()).tag != tag:
            pass
        if tag not in INLINE and element.depth != self.depth:
            self.found.append(Found(str(element), f"{OPEN} and {CLOSE} do not match"))
            self.depth = element.depth

    def handle_data(self, data: str) -> None:
        if any(element.tag in UNSEEN for element in self.stack):
            return
        outside, depth = [], self.depth
        for part in re.split(f"([{OPEN}{CLOSE}])", data):
            if part == OPEN:
                self.depth += 1
                self.phrases += 1
            elif part == CLOSE:
                self.depth -= 1
            elif self.depth <= 0:
                outside.append(part)
        if data.rstrip().endswith("…"):
            self.depth = depth  # a phrase cut short
        text = folded(" ".join(outside))
        if LETTER.search(text) and not self._is_known(text):
            self.found.append(Found(" ".join(map(str, self.stack[-3:])), text))

    def _is_known(self, text: str) -> bool:
        if any(element.exempt for element in self.stack):
            return True
        if any(element.tag in UNMARKED for element in self.stack):
            return not self._left(text)
        if any(element.quotes for element in self.stack):
            return self.sources.say(text, self.url) or not self._left(text)
        for element in self.stack:
            address = urlsplit(element.attributes.get("href", "")).path
            if element.tag == "a" and self.sources.names.get(text, "-") == address:
                return True
        return False

    def _spoken(self, element: Element) -> None:
        attributes = element.attributes
        spoken = {name: value for name, value in attributes.items() if name in SPOKEN}
        if (attributes.get("name") or attributes.get("property")) in SHARED:
            spoken["content"] = attributes.get("content", "")
        if element.tag == "input" and attributes.get("type") in ("submit", "button", "reset"):
            spoken["value"] = attributes.get("value", "")
        for name, value in spoken.items():
            if left := self._left(value):
                self.found.append(Found(f"{element} {name}", left))

    def _left(self, text: str) -> str:
        """What remains of an attribute's text without interface, sources and the site's name."""
        depth, outside = 0, []
        for part in re.split(f"([{OPEN}{CLOSE}])", text):
            depth += {OPEN: 1, CLOSE: -1}.get(part, 0)
            if depth <= 0:
                outside.append(part.strip(CLOSE))
        left = self.sources.without(" ".join(outside), self.url).replace(SITE, " ")
        return folded(left) if LETTER.search(left) else ""


def untranslated(html: str, url: str, sources: Sources) -> tuple[list[Found], int]:
    """What a page says that is neither interface nor source, and how many phrases it has."""
    words = Words(sources, url)
    words.feed(html)
    words.close()
    return words.found, words.phrases


def told(found: Iterable[Found]) -> Iterator[str]:
    return iter(dict.fromkeys(map(str, found)))
