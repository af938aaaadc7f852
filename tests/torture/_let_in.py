"""What a text was let into, and what refused it, counted for `xss`."""

import json
import tempfile
from collections import Counter
from typing import Any

# What the site works out from the others.

# Fields with a form of their own, each tried by itself: most of it is refused.
STRICT = {
    *("slug", "date", "since", "until", "published", "wikidata_id", "language", "sha256"),
    *("source_url", "url", "archive_url", "format", "mapping", "kind", "owner_kind"),
}
APART = 1_000  # between the keys of one payload's records and the next one's

Record = dict[str, Any]
told: dict[str, Counter[str]] = {}


def count(way: str, field: str, let_in: bool) -> None:
    told.setdefault(f"{way} {field}", Counter())["let in" if let_in else "refused"] += 1


def load(objects: list[Record]) -> bool:
    from django.core.management import call_command

    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(objects, file)
        file.flush()
        try:
            call_command("loaddata", file.name, verbosity=0)
        except Exception:  # noqa: BLE001  whichever check refuses it
            return False
    return True
