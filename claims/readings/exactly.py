"""`exactly:`, the last section of a reading or a registry: records as they are in full detail.

Most articles need none. It holds what the short form cannot say, or would say otherwise: fields
that are to be set in a record, records that no passage gives, and records that are not there
though a passage would give them. Here it is read; `overriding` applies it.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .kinds import KINDS, NUMBERS, OF, Key
from .loading import Document
from .problems import Place, Problems, known, shown
from .records import what_it_is
from .values import check, number

SECTION = "exactly"

_KINDS = ", ".join(name for name in KINDS if name != "article_text")


@dataclass(frozen=True)
class Exact:
    """One entry: the record, and the texts that its fields are set to; None, if there is no such
    record."""

    kind: str
    key: Key
    values: dict[str, str] | None
    place: Place
    # The lines of the fields.
    lines: dict[str, int] = field(default_factory=dict)

    def at(self, name: str) -> Place:
        return self.place._replace(line=self.lines.get(name, self.place.line))


@dataclass
class Exactly:
    """All entries of all files, by kind and key: a record has one."""

    entries: dict[tuple[str, Key], Exact] = field(default_factory=dict)

    def add(self, entries: Iterable[Exact], problems: Problems) -> None:
        for entry in entries:
            first = self.entries.setdefault((entry.kind, entry.key), entry)
            if first is not entry:
                problems.add(entry.place, f"has an entry already, {first.place}: make them one.")

    def gives(self, kind: str, key: Key, name: str) -> bool:
        """Whether the field `name` of the record is set there."""
        entry = self.entries.get((kind, key))
        return entry is not None and name in (entry.values or {})

    def made(self, kind: str) -> dict[Key, Exact]:
        """The entries of a kind that set something."""
        return {
            entry.key: entry
            for entry in self.entries.values()
            if entry.kind == kind and entry.values is not None
        }


def take_exactly(document: Document, problems: Problems) -> list[Exact]:
    """The entries of the document's section, which is taken out of its value. What is wrong in
    one is a problem, and the entry is left out."""
    if SECTION not in document.value:
        return []
    listed = document.value.pop(SECTION)
    if not isinstance(listed, list):
        place = Place(document.file, document.line(SECTION))
        problems.add(place, f"{SECTION} is no list: write each record after a hyphen.")
        return []
    read = (_entry(document, number, one, problems) for number, one in enumerate(listed))
    return [entry for entry in read if entry is not None]


def _entry(document: Document, number: int, written: Any, problems: Problems) -> Exact | None:
    line = document.line(SECTION, number)
    place = Place(document.file, line, f"{SECTION} {number + 1}")
    if not isinstance(written, dict):
        problems.add(place, "is no mapping: write `record: [kind, key]` and the fields to set.")
        return None
    given = [name for name in ("record", "without") if name in written]
    if len(given) != 1:
        problems.add(place, "needs either `record` or `without`, and which record that is.")
        return None
    named = written[given[0]]
    if not isinstance(named, list) or not named or not all(isinstance(p, str) for p in named):
        problems.add(place, f"{given[0]} is no list: write [kind, the parts of its key].")
        return None
    kind, *parts = named
    if kind not in KINDS or kind == "article_text":
        problems.add(place, f"“{shown(kind)}” is no kind of record: use one of {_KINDS}.")
        return None
    place = place._replace(record=f"{SECTION} {number + 1}, {kind} {shown('/'.join(parts))}")
    key = _key(kind, parts, place, problems)
    if key is None:
        return None
    values = {name: value for name, value in written.items() if name != given[0]}
    if given == ["without"]:
        if values:
            problems.add(place, "is not there, and has fields: remove them.")
        return Exact(kind, key, None, place)
    lines = {name: document.line(SECTION, number, name) for name in values}
    entry = Exact(kind, key, values, place, lines)
    return entry if _fits(entry, problems) else None


def _key(kind: str, parts: list[str], place: Place, problems: Problems) -> Key | None:
    """The key, its numbers as numbers; None, with a problem, where it can be none."""
    names = KINDS[kind].key
    if len(parts) != len(names):
        problems.add(
            place,
            f"the key has {len(parts)} parts: write [{', '.join((kind, *names))}].",
        )
        return None
    key: list[Any] = []
    for name, part in zip(names, parts, strict=True):
        if name == "of" and part not in OF[kind]:
            choices = ", ".join(OF[kind])
            problems.add(place, f"“{shown(part)}” has no {kind}: use one of {choices}.")
            return None
        if name in NUMBERS:
            if (counted := number(part)) is None:
                problems.add(place, f"{name} “{shown(part)}” is no number: count from 0.")
                return None
            key.append(counted)
            continue
        if name == "made_on":
            try:
                datetime.date.fromisoformat(part)
            except ValueError:
                problems.add(place, f"made_on “{shown(part)}” is no day: write 2022-11-30.")
                return None
        key.append(part)
    return tuple(key)


def _fits(entry: Exact, problems: Problems) -> bool:
    """Whether the values can be those of the fields, one by one."""
    kind, fits = KINDS[entry.kind], True
    for name, value in (entry.values or {}).items():
        place = entry.at(name)
        if name not in kind.fields:
            if kind.fields:
                advice = known(name, kind.fields, f"fields of {entry.kind}")
            else:
                advice = "its key says all: remove it."
            problems.add(place, f"has an unknown field “{shown(name)}”: {advice}")
            fits = False
        elif not isinstance(value, str):
            problems.add(place, f"{name} is {what_it_is(value)}: write text.")
            fits = False
        else:
            fits = _value_fits(kind.model, name, value, place, problems) and fits
    return fits


def _value_fits(
    model: type[models.Model], name: str, value: str, place: Place, problems: Problems
) -> bool:
    model_field: Any = model._meta.get_field(name)
    if isinstance(model_field, models.ForeignKey):
        return True  # looked up when all records are there
    if isinstance(model_field, models.BooleanField):
        if value not in ("true", "false"):
            problems.add(place, f"{name} is “{shown(value)}”: write true or false.")
            return False
        return True
    if not value and model_field.null:
        return True
    return check(model, name, value, place, problems)


def value_of(model: type[models.Model], name: str, value: str) -> Any:
    """What the field holds where the section says `value`, which fits."""
    model_field: Any = model._meta.get_field(name)
    if isinstance(model_field, models.BooleanField):
        return value == "true"
    if not value and model_field.null:
        return None
    return value


def key_problems(kind: str, key: Key) -> list[str]:
    """What is wrong with those parts of a key that are texts of the record itself."""
    model, found = KINDS[kind].model, []
    texts = {one.name: one for one in model._meta.concrete_fields if not one.is_relation}
    for name, value in zip(KINDS[kind].key, key, strict=True):
        if name not in texts or name in NUMBERS:
            continue
        try:
            texts[name].clean(value, None)
        except ValidationError as error:
            found.append(f"{name}: {error.messages[0].rstrip('.')}. Correct it.")
    return found
