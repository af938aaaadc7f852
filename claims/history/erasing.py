"""Personal data erased from the history, which itself records that they were, and by whom."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction

from claims.models import Change
from claims.models.fields import LineField, ProseField, SlugField, URLField

from .acting import acting
from .lookup import history_of
from .recording import record_erasure
from .telling import ERASED, model_of

ERASED_COMMENT = "[erased]"
COMMENTS = ("change", "comment")
"""What editors wrote beside their edits, as a (kind, field) pair."""


def erasable(record: Any) -> list[tuple[str, str, int]]:
    """(kind, field, how many values the history has) of the record and all that is part of it,
    the records gone and those merged into it among them, and of the editors' comments; what was
    erased already is not counted."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind, fields in _changes_about(record).values_list("kind", "fields"):
        for name, values in fields.items():
            if not _is_text(kind, name):
                continue
            counts[kind, name] += sum(value not in (None, "", ERASED) for value in values)
    comments = _changes_about(record).exclude(comment__in=("", ERASED_COMMENT)).count()
    found = [(kind, name, n) for (kind, name), n in counts.items() if n]
    return sorted(found) + ([(*COMMENTS, comments)] if comments else [])


@transaction.atomic
def erase(record: Any, names: Collection[tuple[str, str]], comment: str) -> int:
    """Replace every value that the history of the record has in the fields `names`, (kind, field)
    pairs, by a mark. How many values were erased.

    What the record holds now stays: change that first. Raises ValidationError where there is
    nothing to erase, or no reason is given.
    """
    if not comment.strip():
        raise ValidationError("Say why: the history keeps that instead of what is erased.")
    wanted = set(names)
    erased = 0
    if COMMENTS in wanted:
        # One comment stands beside all that was written with it, elsewhere too.
        edits = set(_changes_about(record).values_list("edit", flat=True))
        beside = Change.objects.filter(edit__in=edits).exclude(comment="")
        erased += models.QuerySet.update(
            beside.exclude(comment=ERASED_COMMENT), comment=ERASED_COMMENT
        )
    for change in _changes_about(record).order_by("pk"):
        fields = dict(change.fields)
        for name, values in change.fields.items():
            if (change.kind, name) in wanted:
                kept = [value if value in (None, "", ERASED) else ERASED for value in values]
                erased += sum(a != b for a, b in zip(kept, values, strict=True))
                fields[name] = kept
        if fields != change.fields:
            # The one place that writes to what is written.
            models.QuerySet.update(Change.objects.filter(pk=change.pk), fields=fields)
    if not erased:
        raise ValidationError("Nothing is chosen that the history still has.")
    with acting(comment=comment):
        record_erasure(record, [f"{kind}.{name}" for kind, name in sorted(wanted)], comment)
    return erased


def _is_text(kind: str, name: str) -> bool:
    """Whether a person's words, or words about a person, can stand in the field."""
    try:
        field = model_of(kind)._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return isinstance(field, LineField | ProseField | SlugField | URLField) and not field.choices


def _changes_about(record: Any) -> Any:
    return history_of(record).exclude(action="erased")
