"""Records as `loaddata` reads them: their fields, the text of the file, and its writing."""

import glob
import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import models

from .kinds import Rows


def fields_of(record: models.Model) -> dict[str, Any]:
    """The fields by name, in order: texts, numbers, True, and natural keys for references.

    What is blank is left out, and so is all that follows from other fields.
    """
    found: dict[str, Any] = {}
    for field in sorted(record._meta.concrete_fields, key=lambda field: field.name):
        if field.primary_key or not field.editable:
            continue
        if isinstance(field, models.ForeignKey):
            value: Any = getattr(record, field.name)
            value = value and value.natural_key()
        else:
            value = field.value_from_object(record)
            if value is not None and not isinstance(value, bool | int):
                # Choices are texts that know their label, days are dates: the plain text is meant.
                value = str(value)
        if value is not None and value != "" and value is not False:
            found[field.name] = value
    return found


def in_order(rows: Rows) -> Iterator[models.Model]:
    """All records, each after those that it refers to, and of each kind by natural key."""
    for records in rows.values():
        for key in sorted(records):
            yield records[key]


def as_json(rows: Iterable[models.Model]) -> str:
    """As Django's serializer writes it with natural keys, one field a line: a diff can be read."""
    written = []
    for row in rows:
        fields = ",\n".join(
            f"  {_text(name)}: {_text(value)}" for name, value in fields_of(row).items()
        )
        written.append(f'{{"model": {_text(row._meta.label_lower)}, "fields": {{\n{fields}\n}}}}')
    return "[\n" + ",\n".join(written) + "\n]\n"


def write_whole(path: Path, text: str) -> None:
    """A file whole or not at all; the lines end as they are told to."""
    beginning = f".{path.name[:40]}-"
    _clear(path.parent, beginning)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=beginning)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _clear(folder: Path, beginning: str) -> None:
    """Remove what a process left that was killed as it wrote: nobody writes for an hour."""
    for left in folder.glob(f"{glob.escape(beginning)}*"):
        if left.stat().st_mtime < time.time() - 3600:
            left.unlink(missing_ok=True)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
