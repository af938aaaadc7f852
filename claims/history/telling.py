"""The history as a person reads it: edit by edit, each field by its name, before and after."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from claims.models import Action, Change

from .snapshots import Row, snapshot

ERASED = {"erased": True}
"""What stands in the history for a value that an administrator erased."""

# Of a record: the fields that name it, and the references that do.
_NAMED_BY = {
    "actor": ("name",),
    "alias": ("name",),
    "affiliation": ("actor", "principal", "office"),
    "article": ("headline",),
    "articletext": ("article", "revision"),
    "passage": ("exact",),
    "passedover": ("reason",),
    "dismissal": ("proposal",),
    "claim": ("text",),
    "denial": ("slug",),
    "evidence": ("slug",),
    "attribution": ("actor", "role"),
    "anchor": ("passage",),
    "mention": ("attribution", "name"),
    "correction": ("text",),
    "formerslug": ("slug",),
}
_LONGEST_NAME = 120


@dataclass
class ToldField:
    name: str
    before: str | None
    after: str | None
    erased: bool = False


@dataclass
class ToldChange:
    change: Change
    action: str
    kind: str
    name: str
    exists: bool
    fields: list[ToldField]

    @property
    def model_name(self) -> str:
        return self.change.kind

    @property
    def key(self) -> int:
        return self.change.key


@dataclass
class Edit:
    """What was written together."""

    edit: uuid.UUID
    at: datetime
    by: Any
    source: str
    comment: str
    changes: list[ToldChange] = field(default_factory=list)


def edits(changes: Iterable[Change]) -> list[Edit]:
    """The changes, in the order given, those that stand together and are of one edit as one.

    Queries: at most three for each kind of record that they tell of, however many they are.
    """
    changes = list(changes)
    names = _Names(changes)
    found: list[Edit] = []
    for change in changes:
        if not found or found[-1].edit != change.edit:
            found.append(Edit(change.edit, change.at, change.by, change.source, change.comment))
        found[-1].changes.append(names.told(change))
    return found


def called_by_history(kind: str, key: int) -> str:
    """What a record is called, or was when it went."""
    return _Names([Change(kind=kind, key=key)]).name(kind, key)


def model_of(kind: str) -> type[models.Model]:
    return apps.get_model("claims", kind)


class _Names:
    """What the records that some changes tell of are called, the ones gone among them."""

    def __init__(self, changes: list[Change]) -> None:
        self.rows: dict[str, dict[int, Row]] = defaultdict(dict)
        self.there: dict[str, set[int]] = defaultdict(set)
        wanted: dict[str, set[int]] = defaultdict(set)
        for change in changes:
            wanted[change.kind].add(change.key)
            for name, values in change.fields.items():
                if target := _target(change.kind, name):
                    wanted[target].update(value for value in values if isinstance(value, int))
        # What names a record may be another record: an attribution its actor.
        for kind in ("mention", "attribution", "anchor", "affiliation", "articletext"):
            self._look_up(kind, wanted.pop(kind, set()))
            for row in self.rows[kind].values():
                for name in _NAMED_BY[kind]:
                    if (target := _target(kind, name)) and isinstance(row.get(name), int):
                        wanted[target].add(row[name])
        for kind, keys in wanted.items():
            self._look_up(kind, keys - self.rows[kind].keys())

    def _look_up(self, kind: str, keys: set[int]) -> None:
        found = snapshot(model_of(kind), sorted(keys))
        self.there[kind] |= found.keys()
        if gone := keys - found.keys():
            removed = Change.objects.of(kind, sorted(gone)).filter(action="removed").order_by("pk")
            for key, fields in removed.values_list("key", "fields"):
                found[key] = {name: values[0] for name, values in fields.items()}
        self.rows[kind] |= found

    def told(self, change: Change) -> ToldChange:
        model = model_of(change.kind)
        return ToldChange(
            change=change,
            action=str(Action(change.action).label),
            kind=str(model._meta.verbose_name),
            name=self.name(change.kind, change.key),
            exists=change.key in self.there[change.kind],
            fields=[
                ToldField(
                    _label(model, name),
                    self.value(change.kind, name, before),
                    self.value(change.kind, name, after),
                    erased=ERASED in (before, after),
                )
                for name, (before, after) in change.fields.items()
                # Of what is new, a blank says nothing.
                if change.action == "changed" or [v for v in (before, after) if v not in (None, "")]
            ],
        )

    def name(self, kind: str, key: int) -> str:
        row = self.rows[kind].get(key)
        if row is None:
            return f"#{key}"
        parts = [self.value(kind, name, row.get(name)) for name in _NAMED_BY[kind]]
        words = ", ".join(part for part in parts if part)
        if len(words) > _LONGEST_NAME:
            words = f"{words[: _LONGEST_NAME - 1]}…"
        return words or f"#{key}"

    def value(self, kind: str, name: str, value: Any) -> str | None:
        """A value as the form shows it; None for none."""
        if value is None or value == "":
            return None
        if value == ERASED:
            return "[erased]"
        if target := _target(kind, name):
            return self.name(target, value) if isinstance(value, int) else str(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        choices = dict(_field(kind, name).flatchoices) if _field(kind, name) else {}
        return str(choices.get(value, value))


def called(kind: str, name: str) -> str:
    """A field as a person calls it: "mention: name as printed"."""
    model = model_of(kind)
    return f"{model._meta.verbose_name}: {_label(model, name)}"


def _field(kind: str, name: str) -> Any:
    fields = {field.name: field for field in model_of(kind)._meta.concrete_fields}
    return fields.get(name)


def _target(kind: str, name: str) -> str | None:
    """The kind of record that the field refers to."""
    found = _field(kind, name)
    target = found.related_model if found is not None and found.is_relation else None
    return str(target._meta.model_name) if target else None


def _label(model: type[models.Model], name: str) -> str:
    found = _field(str(model._meta.model_name), name)
    return str(found.verbose_name) if found is not None else name
