"""Two editors at one record: the second to save is told what the first changed, and loses nothing.

A form knows the version of its record: what the history had of it when the form was made. If the
history has more when the form comes back, it is not saved but shown again: what the editor had not
touched is now as the other left it, what both changed stays as the editor typed it, with the
other's beside it. Saved once more, it is saved.
"""

from dataclasses import dataclass, field
from typing import Any

from claims.models import Action, Anchor, Change, Claim, Denial, Evidence

VERSION = "_version"


@dataclass
class Difference:
    """What became of a field, or of a whole row, that somebody else changed meanwhile."""

    what: str
    theirs: str
    yours: str | None
    outcome: str


@dataclass
class Conflict:
    changes: list[Change]
    differences: list[Difference] = field(default_factory=list)

    @property
    def who(self) -> list[str]:
        """Who wrote meanwhile, each once, in order of time."""
        return list(
            dict.fromkeys(str(change.by) if change.by else change.source for change in self.changes)
        )


def version(record: Any) -> str:
    """What the history has of the record and of the rows in its form: how much, and up to which.
    The number alone tells of a writer who began earlier and ended later."""
    return standing(record)[0]


def standing(record: Any) -> tuple[str, str | None]:
    """The version of the record, and the comment with which it was returned, if nothing was done
    to it since; None otherwise. One query."""
    changes = list(_changes_of(record).order_by("pk").values_list("pk", "action", "comment"))
    if not changes:
        return "0.0", None
    key, action, comment = changes[-1]
    return f"{len(changes)}.{key}", comment if action == Action.RETURNED else None


def _changes_of(record: Any) -> Any:
    """Those of the record and of the rows in its form, and of the passages that it rests on."""
    changes = Change.objects.in_form_of(str(record._meta.model_name), record.pk)
    if isinstance(record, Claim | Denial | Evidence):
        kind = str(record._meta.model_name)
        alone = {"denial": None, "evidence": None} if isinstance(record, Claim) else {}
        own = Anchor.objects.filter(**{kind: record.pk}, **alone)
        changes |= Change.objects.filter(kind="passage", key__in=own.values("passage"))
    return changes


def meanwhile(record: Any, posted: str) -> Conflict | None:
    """What was changed since the form with the version `posted` was made; None if nothing."""
    if posted == version(record):
        return None
    count, _, last = posted.partition(".")
    known = int(last) if last.isdecimal() and len(last) < 19 else 0
    changes = _changes_of(record).select_related("by").order_by("pk")
    since = list(changes.filter(pk__gt=known))
    # A slower transaction may have written what comes before: then all of it is looked at.
    earlier = int(count) if count.isdecimal() and len(count) < 19 else 0
    if changes.count() - len(since) != earlier:
        since = list(changes)
    return Conflict(since)
