"""The seed article, before anything is said of it; and what the builder makes of its reading."""

import json
from typing import Any

from django.core import serializers
from django.test import Client

from claims.models import Article
from tests.annotating import save
from tests.readings import FIXTURES

ROWS = json.loads((FIXTURES / "demo.json").read_text())
BARE = {"actor", "alias", "affiliation", "article", "articletext"}

WESTERN = (
    "Western countries have repeatedly accused Iran of supplying combat drones to Russia for the "
    "latter's special military operation in Ukraine."
)
LAVROV = (
    'Russian Foreign Minister Sergey Lavrov said that Moscow and Tehran gave "exhaustive '
    'explanations" to the UN Security Council on the alleged use of Iranian drones in Ukraine.'
)
SUPPLIES = "iran-supplies-drones-to-russia"


def seed_article() -> Article:
    """The seed article with its registry of actors, and nothing said of it."""
    bare = [row for row in ROWS if row["model"].split(".")[1] in BARE]
    for row in serializers.deserialize("json", json.dumps(bare)):
        row.object.save() if row.object._meta.model_name != "affiliation" else row.save()
    return Article.objects.get()


def built(model: str, *about: Any) -> list[dict[str, Any]]:
    """The rows of the demo about a statement, as JSON; its own, or those of its parts in the
    passage at an offset."""
    return [
        row["fields"]
        for row in ROWS
        if row["model"] == f"claims.{model}" and all(fits(row["fields"]) for fits in about)
    ]


def the_text(slug: str) -> str:
    """The sentence of a claim of the demo."""
    return next(row["text"] for row in built("claim") if row["slug"] == slug)


def accuse(editor: Client, article: Article) -> Any:
    """Save the accusation of WESTERN."""
    return save(
        editor,
        article,
        WESTERN,
        "claim",
        text=the_text(SUPPLIES),
        slug=SUPPLIES,
        kind="fact",
        people={"Western countries": "claimant", "Iran": "subject", "Russia": "subject"},
    )
