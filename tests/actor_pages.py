"""An actor's page, in parts, as the tests read it."""

import re


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page_of(client, actor) -> str:
    response = client.get(actor.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def section(page: str, name: str) -> str:
    """What stands under the heading with the id `name`."""
    found = re.search(rf'aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    return found[1] if found else ""
