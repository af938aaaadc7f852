"""Pages that a reader has already, and how one asks whether they are still so."""

from typing import Any

from django.test import Client

CLAIM, CITED = "/claims/drones/", "/claims/drones/cite.txt"
ARTICLE, ACTOR = "/articles/no-drones/", "/actors/iran/"
QUICK = "/articles/"
"""Of all pages of records, the one that asks the least."""


def a_reader() -> Client:
    return Client(headers={"accept-language": "en"})


def again(client: Client, page: str, *tags: str, **headers: str) -> Any:
    """Ask for the page as one who has it already, with these tags."""
    return client.get(page, headers={"if-none-match": ", ".join(tags), **headers})
