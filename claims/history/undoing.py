"""An edit undone: what it changed is as it was, what it added is gone, what it removed is back."""

import json
import uuid
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.deletion import Collector

from claims.derived import together
from claims.models import Action, Article, Change, Denial, Evidence, Mention
from claims.models.base import Kept

from .acting import acting
from .snapshots import Row, snapshot, tracked
from .telling import ERASED, model_of


@together()
def undo(edit: uuid.UUID) -> int:
    """Undo all that was written in the edit, the last first. How many changes were undone.

    The undoing is an edit of its own. Raises ValidationError, and changes nothing, where something
    was written on top of it since, where a value was erased, or where the database or the rules
    of publication would not have what was.
    """
    changes = list(Change.objects.filter(edit=edit).order_by("-pk"))
    if not changes:
        raise ValidationError("There is no such edit.")
    told = [change for change in changes if change.action not in _DONE_TO_ROWS]
    if any(change.action == Action.ERASED for change in told):
        raise ValidationError("What is erased stays erased.")
    with acting(source="undoing", comment=f"Undoes the edit of {changes[0].at:%Y-%m-%d %H:%M}"):
        for several in _alike(change for change in changes if change.action in _DONE_TO_ROWS):
            if len(several) > 1:
                _undo_alike(several)
            else:
                _undo(several[0])
        _check(changes)
    return len(changes)


_DONE_TO_ROWS = (Action.ADDED, Action.CHANGED, Action.REMOVED)


def _alike(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """The changes in their order; those that stand together and put the same into many rows of a
    kind, as a merge does, as one."""

    def what(change: Change) -> tuple[Any, ...]:
        alone = change.pk if change.action != Action.CHANGED else None
        return change.kind, change.action, json.dumps(change.fields, sort_keys=True), alone

    for _, several in groupby(changes, key=what):
        yield list(several)


def _undo_alike(changes: list[Change]) -> None:
    first, model = changes[0], model_of(changes[0].kind)
    now = snapshot(model, [change.key for change in changes])
    for change in changes:
        _refuse_what_differs(change, now.get(change.key))
    rows = model._default_manager.in_bulk([change.key for change in changes])
    keys = [key for key, row in rows.items() if not _follows(row, first)]
    values = {
        name: _value(model._meta.get_field(name), before, first)
        for name, (before, _) in _fields(first)
    }
    model._default_manager.filter(pk__in=keys).update(**values)


def _refuse_what_differs(change: Change, now: Row | None) -> None:
    """Raise ValidationError unless the row stands as the change left it, and all is known of it."""
    model = model_of(change.kind)
    if any(ERASED in values for values in change.fields.values()):
        raise ValidationError(f"A value of the {_named(change)} was erased from the history.")
    if change.action == Action.REMOVED:
        return
    if now is None:
        raise ValidationError(f"The {_named(change)} is gone: undo its removal first.")
    if any(_as_kept(model, name, now[name]) != after for name, (_, after) in _fields(change)):
        raise ValidationError(
            f"The {_named(change)} was changed again since: undo the later edits first."
        )


def _undo(change: Change) -> None:
    model = model_of(change.kind)
    now = snapshot(model, [change.key]).get(change.key)
    _refuse_what_differs(change, now)
    if change.action == Action.REMOVED:
        row = model(pk=change.key)
        _put_back(row, change)
        row.save(force_insert=True)
        return
    row = model._default_manager.get(pk=change.key)
    if _follows(row, change):
        return
    if change.action == Action.ADDED:
        _refuse_what_has_grown(row, change)
        row.delete()
    else:
        _put_back(row, change)
        row.save()


def _follows(row: Any, change: Change) -> bool:
    """Whether the row went along to another claim with its denial or its evidence: so it goes back,
    and not by itself."""
    if change.kind not in ("attribution", "anchor") or set(change.fields) != {"claim"}:
        return False
    return bool(row.denial_id or row.evidence_id)


def _refuse_what_has_grown(row: models.Model, change: Change) -> None:
    """Raise ValidationError if others would go along that were not added by the same edit."""
    going = Collector(using="default")
    going.collect([row])
    own = set(Change.objects.filter(edit=change.edit).values_list("kind", "key"))
    for model, gone in going.instances_with_model():
        kind = str(model._meta.model_name)
        if issubclass(model, Kept) and (kind, gone.pk) not in own:
            raise ValidationError(
                f"Since then a {model._meta.verbose_name} was added to the {_named(change)}: "
                "undo that first."
            )


def _fields(change: Change) -> list[tuple[str, list[Any]]]:
    names = tracked(model_of(change.kind))
    return [(name, values) for name, values in change.fields.items() if name in names]


def _put_back(row: models.Model, change: Change) -> None:
    for name, (before, _) in _fields(change):
        field: Any = row._meta.get_field(name)
        setattr(row, field.attname, _value(field, before, change))


def _value(field: Any, value: Any, change: Change) -> Any:
    """A value of the history as the field has it; a reference by its key.

    Raises ValidationError where the record that it leads to is gone: the database would say so
    too, but at the end, and of SQLite's tables all at once.
    """
    if value is None and not field.null:
        value = field.get_default()
    if value is None:
        return None
    if not field.is_relation:
        return field.to_python(value)
    if not field.related_model._base_manager.filter(pk=value).exists():
        raise ValidationError(
            f"The {field.verbose_name} of the {_named(change)} is gone: undo its removal first."
        )
    return field.target_field.to_python(value)


def _as_kept(model: type[models.Model], name: str, value: Any) -> Any:
    """A value of now as the history would have it."""
    encoder = Change._meta.get_field("fields").encoder
    return json.loads(json.dumps(value, cls=encoder))


def _named(change: Change) -> str:
    return f"{model_of(change.kind)._meta.verbose_name} #{change.key}"


def _check(changes: Iterable[Change]) -> None:
    """That what is public after the undoing may be."""
    from claims import publishing

    changes = list(changes)
    keys = {kind: {c.key for c in changes if c.kind == kind} for kind in ("passage", "mention")}
    in_question = Mention.objects.filter(
        Q(passage__in=keys["passage"]) | Q(pk__in=keys["mention"])
    ).select_related("passage")
    for mention in in_question.order_by("pk"):
        mention.clean()
    answers = {c.key for c in changes if c.kind == "evidence"}
    for evidence in Evidence.objects.filter(pk__in=answers).order_by("pk"):
        evidence.clean()
    refusals = {c.key for c in changes if c.kind == "denial"}
    for denial in Denial.objects.filter(pk__in=refusals).select_related("refuses").order_by("pk"):
        denial.clean()
    touched = {(change.kind, change.key) for change in changes}
    touched |= {(change.owner_kind, change.owner_key) for change in changes}
    here = {
        model: {key for kind, key in touched if kind == model._meta.model_name}
        for model in (*publishing.STATEMENTS, Article)
    }
    for model in publishing.STATEMENTS:
        publishing.refuse_obstacles_among(model._default_manager.filter(pk__in=here[model]))
    for article in Article.objects.filter(pk__in=here[Article]).order_by("pk"):
        publishing.refuse_stranding(article)
