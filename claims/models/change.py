"""The history: each change of each record, field by field. Written once, and by nothing else than
`claims.history`."""

import uuid
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.querysets import ChangeQuerySet

from .fields import LineField, not_blank, one_of


class Action(models.TextChoices):
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Removed")
    # These say what was done with a record; what it did to its fields is told by others beside it.
    RETURNED = "returned", _("Returned for more work")
    MERGED = "merged", _("Merged")
    ERASED = "erased", _("Erased from history")


class Change(models.Model):
    """That one record was written, by whom, when, and what in it.

    `kind` is the record's model and `key` its primary key: no foreign key, for the history outlives
    the record. `owner_kind` and `owner_key` are the record in whose form it stands (a claim, for an
    attribution; itself, for a claim); `claim_key` and `article_key` the claim and the article that
    it was part of. What is written together has one `edit`.

    `fields` maps the name of a field to [before, after], as JSON has them: text, number, truth,
    ISO 8601 date, the key of another record, null. Fields that follow from others are left out.
    """

    edit = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="changes",
        help_text="Nobody: a command, or the shell.",
    )
    source = LineField(max_length=300, help_text="What wrote it: the admin, a fixture, an import.")
    comment = models.TextField(blank=True)
    action = LineField(max_length=8, choices=Action)
    kind = LineField(max_length=20)
    key = models.BigIntegerField()
    owner_kind = LineField(max_length=20)
    owner_key = models.BigIntegerField()
    claim_key = models.BigIntegerField(null=True)
    article_key = models.BigIntegerField(null=True)
    fields = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "history"
        default_permissions = ("view",)
        permissions = [
            ("publish_records", "Can publish, return and withdraw records, and edit everybody's"),
            ("merge_records", "Can merge actors and claims"),
            ("revert_changes", "Can undo what the history tells of"),
            ("erase_history", "Can erase personal data from the history"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=one_of("action", Action), name="change_action_is_known"
            ),
            models.CheckConstraint(condition=not_blank("source"), name="change_has_a_source"),
        ]
        indexes = [
            models.Index(fields=["kind", "key", "id"], name="change_of_record"),
            models.Index(fields=["owner_kind", "owner_key", "id"], name="change_of_owner"),
            models.Index(fields=["claim_key", "id"], name="change_of_claim"),
            models.Index(fields=["article_key", "id"], name="change_of_article"),
            models.Index(fields=["edit"], name="change_of_edit"),
            models.Index(fields=["action", "id"], name="change_by_action"),
            models.Index(fields=["by", "kind", "action", "key"], name="change_by_author"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        raise TypeError("The history is written by claims.history alone.")

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("The history is never deleted.")
