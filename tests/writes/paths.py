"""What the writes share: a register of them, dice, and the paths that take more than a line."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.db.models import Model
from django.forms import modelform_factory

from claims.models import EvidenceState

Write = Callable[[Random], object]
WRITES: dict[str, Write] = {}

DATES = ["2022-12-12", "2022-11", "2022", "2021-03-01/2021-04", "2023-02"]
TERMS = ["", "2021-08", "2022-11-15", "2022-12-12", "2023"]


def write(function: Write) -> Write:
    WRITES[function.__name__] = function
    return function


def some(dice: Random, model: type[Model], **conditions: Any) -> Any:
    """One of the records, or an error that makes the step none."""
    rows = list(model._default_manager.filter(**conditions).order_by("pk"))
    if not rows:
        raise NothingThere
    return dice.choice(rows)


class NothingThere(Exception):
    pass


def state(dice: Random) -> str:
    return dice.choice(EvidenceState.values)


def dated(dice: Random) -> dict[str, str]:
    chosen = dice.choice(["", *DATES])
    return {"date": chosen, "date_basis": "said" if chosen else ""}


def described(dice: Random) -> dict[str, Any]:
    return {
        "kind": "any",
        "state": state(dice),
        "side": dice.choice(["for", "for", "against"]),
        "publication_state": dice.choice(["published", "published", "draft"]),
        **dated(dice),
    }


def address(dice: Random) -> str:
    return f"r{dice.getrandbits(64)}"


def assign(record: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(record, name, value)
    return record


def form_save(record: Any, **values: Any) -> None:
    """As an editor's form saves it."""
    form = modelform_factory(type(record), fields=list(values))(
        {name: getattr(value, "pk", value) for name, value in values.items()}, instance=record
    )
    assert form.is_valid(), form.errors
    form.save()


def load(*records: Any, **values: Any) -> None:
    """`loaddata` of the records, with other values."""
    rows = json.loads(
        serializers.serialize(
            "json", records, use_natural_foreign_keys=True, use_natural_primary_keys=True
        )
    )
    for row in rows:
        row["fields"] |= values
        for derived in ("evidence_status", "earliest_on", "latest_on", "since_on", "until_on"):
            row["fields"].pop(derived, None)
    with tempfile.TemporaryDirectory() as folder:
        fixture = Path(folder) / "some.json"
        fixture.write_text(json.dumps(rows))
        call_command("loaddata", fixture, verbosity=0)
