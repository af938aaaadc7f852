"""Somebody at the page that takes an article in: gives it a text, looks through, saves."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.models import Actor, Article, ArticleText

ADDRESS = "/admin/claims/article/new/"
TEXT = "Minister denies it\n\n  “No drones,” he said.\n"


def look(client: Client, **given: Any) -> Any:
    """What the first step answers to a text, a file or a source."""
    return client.post(ADDRESS, given)


def uploaded(data: bytes, name: str = "article.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def filled_in(response: Any) -> dict[str, str]:
    """What a browser would post of the second step's form, as it stands."""
    assert response.status_code == 200
    posted = {"step": "save"}
    for field in response.context["form"]:
        value = field.value()
        if value not in (None, False, ""):
            # A textarea posts CRLF.
            posted[field.html_name] = re.sub(r"\r?\n", "\r\n", str(value))
    return posted


def take_in(client: Client, response: Any, **changes: Any) -> Any:
    """Press "Save" in the second step, with some fields changed; None empties one."""
    posted: dict[str, Any] = filled_in(response) | changes
    return client.post(ADDRESS, {k: v for k, v in posted.items() if v is not None})


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200, f"saved, or gone: {response.status_code}"
    return {field: list(map(str, why)) for field, why in response.context["form"].errors.items()}


def nothing_is_written() -> bool:
    return not (Article.objects.exists() or ArticleText.objects.exists() or Actor.objects.exists())
