"""Reading a claim's page, for its tests."""

import html
import re

from tests import factories as make


def page_of(client, claim) -> str:
    response = client.get(claim.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    """The page as it is read: without tags, terms apart from their meaning, blanks run together."""
    apart = re.sub(r"</dt>", " ", page)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", apart)))


def section(page: str, heading: str) -> str:
    """The page from the heading with this id up to the end of its section."""
    return page.partition(f'id="{heading}"')[2].partition("</section>")[0]


def person(name: str):
    return make.make_actor(name=name, kind="person")
