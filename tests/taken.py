"""Lists of claims, taken as files and read again."""

import csv
import json
from io import StringIO
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
FORMS = ["csv", "json", "jsonl", "atom"]


def text_of(response) -> str:
    assert response.status_code == 200, response.content
    content = b"".join(response) if response.streaming else response.content
    return content.decode()


def table_of(client, query: str = "") -> list[dict[str, str]]:
    text = text_of(client.get(f"/claims.csv{query}"))
    assert text.startswith("\N{BOM}")
    return list(csv.DictReader(StringIO(text[1:], newline="")))


def array_of(client, query: str = "") -> list[dict]:
    return json.loads(text_of(client.get(f"/claims.json{query}")))


def pages_of(client, query: str) -> list[str]:
    """The slugs of the list's rows, page after page."""
    found = []
    address = f"/claims/{query}"
    while address:
        response = client.get(address)
        found += [claim.slug for claim in response.context["rows"]]
        further = response.context["next_page"]
        address = further and f"/claims/{further}"
    return found


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def entries(text: str) -> list[ElementTree.Element]:
    return parsed(text).findall(f"{ATOM}entry")
