"""No link of a page is dead: each leads to a page, and to the very place that it names on it."""

from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from tests.pages import PAGES, each

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SITE = "http://testserver"


class Links(HTMLParser):
    """The links of a page, and the places on it that links can name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if "id" in attributes:
            self.places.append(attributes["id"] or "")
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"] or "")

    handle_startendtag = handle_starttag


@pytest.fixture(scope="module")
def answer(demo_once):
    """From an address to its status, its links and its places; each asked once."""
    client = Client()

    @cache
    def ask(path: str) -> tuple[int, Links]:
        response = client.get(path)
        content = b"".join(response)  # a file arrives in pieces
        return response.status_code, Links(content.decode(errors="replace"))

    return lambda path: ask(path.replace("/?", "/claims/?", 1) if path.startswith("/?") else path)


@each(PAGES)
def test_every_link_of_a_page_leads_somewhere(answer, address):
    status, page = answer(address.path)
    assert status == address.status
    dead = []
    for link in dict.fromkeys(page.links):
        target = urlsplit(urljoin(SITE + address.path, link))
        if target.scheme not in ("http", "https") or f"{target.scheme}://{target.netloc}" != SITE:
            continue
        path = target._replace(scheme="", netloc="", fragment="").geturl()
        leads_to, there = (status, page) if path == address.path else answer(path)
        # Of several refused filters, one less leaves a refusal.
        fine = {200, status} if link.startswith(("?", "#")) else {200}
        if leads_to not in fine:
            dead.append(f"{link}: {leads_to}")
        elif target.fragment and target.fragment not in there.places:
            dead.append(f"{link}: there is no such place on that page")
    assert len(page.links) > 5
    assert not dead, "\n".join(["", *dead])


@each(PAGES)
def test_no_two_places_of_a_page_have_the_same_name(answer, address):
    _, page = answer(address.path)
    assert sorted(page.places) == sorted(set(page.places))
