"""What an export comes to, asked of the database without the code that exports."""

import json
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.db import models

from claims.integrity.records import WRITTEN
from claims.readings.export.exporting import Exported, export
from claims.readings.export.kept import kept

# When something was done is history, which no file holds.
_LEFT_OUT = ("changed_at",)

Rows = dict[str, list[Any]]


def everything() -> Rows:
    """All that people write, and what is derived of it in the same rows, as Django's own
    serializer tells it: by model, sorted, without primary keys."""
    return {model.__name__: _told(model) for model in WRITTEN}


def _told(model: type[models.Model]) -> list[Any]:
    rows: Any = model._default_manager.order_by("pk")
    written = serializers.serialize(
        "json", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    found = [row["fields"] for row in json.loads(written)]
    for fields in found:
        for name in _LEFT_OUT:
            fields.pop(name, None)
    return sorted(found, key=lambda fields: json.dumps(fields, sort_keys=True))


def in_a_fixture() -> dict[str, list[str]]:
    """What a fixture of the whole database holds, as `written_in` tells it: no blank field, and
    none that is derived."""
    found = {}
    for model in WRITTEN:
        given = {field.name for field in model._meta.concrete_fields if field.editable}
        rows = [
            {
                name: value
                for name, value in row.items()
                # The number 0 is a place in a text.
                if name in given and value is not None and value is not False and value != ""
            }
            for row in _told(model)
        ]
        if rows:
            label = model._meta.label_lower
            found[label] = sorted(json.dumps(row, sort_keys=True) for row in rows)
    return found


def written_in(text: str) -> dict[str, list[str]]:
    """The records of a fixture by model, sorted."""
    found: dict[str, list[str]] = {}
    for row in json.loads(text):
        found.setdefault(row["model"], []).append(json.dumps(row["fields"], sort_keys=True))
    return {model: sorted(rows) for model, rows in found.items()}


def export_all() -> Exported:
    return export(kept(None))


def put(exported: Exported, folder: Path) -> Path:
    """The exported files in `folder`."""
    for name, text in exported.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def build_and_load(folder: Path) -> None:
    """As somebody does who got the folder without its fixture."""
    (folder / "demo.json").unlink()
    call_command("build_fixtures", root=folder, verbosity=0, stdout=_Nowhere())
    call_command("loaddata", folder / "demo.json", verbosity=0)


class _Nowhere:
    def write(self, *args: Any) -> None: ...
