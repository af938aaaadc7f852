"""Which changes make up the history of a record."""

from typing import Any

from claims.models import Change

from .telling import model_of


def history_of(record: Any) -> Any:
    """The changes of the record, of what is part of it, and of what was merged into it; the
    latest first, each with its user."""
    kind = str(record._meta.model_name)
    changes = Change.objects.about(kind, merged_into(kind, record.pk))
    return changes.select_related("by").latest_first()


def merged_into(kind: str, key: int) -> list[int]:
    """`key`, and those of the records that were merged into it, into those, and so on."""
    keys = [key]
    new = [key]
    while new:
        merges = Change.objects.of(kind, new).filter(action="merged")
        new = [fields["key"][0] for fields in merges.values_list("fields", flat=True)]
        # What a merge took and an undoing brought back has a history of its own again.
        back = set(model_of(kind)._base_manager.filter(pk__in=new).values_list("pk", flat=True))
        new = [other for other in new if other not in keys and other not in back]
        keys += new
    return keys
