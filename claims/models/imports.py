"""Where imported claims come from, and how far an import has come."""

import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.querysets import (
    ImportedNameQuerySet,
    ImportedRecordQuerySet,
    ImportRefusalQuerySet,
    ImportRunQuerySet,
)

from .actor import Actor
from .fields import LineField, not_blank
from .statement import Claim


class ImportRun(models.Model):
    """One import of one file: what was counted, and where it goes on if it was interrupted.

    Records of the file are counted from 1. All that is written of a record, and the position after
    it, is one transaction.
    """

    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    file = LineField(max_length=255, help_text="The file's name, without its folder.")
    size = models.PositiveBigIntegerField(help_text="Of the file, in bytes.")
    sha256 = LineField("SHA-256", max_length=64, help_text="Of the file's first mebibyte.")
    format = LineField(max_length=20)
    mapping = LineField(max_length=100, blank=True)
    source = LineField(max_length=100, blank=True)
    publish = models.BooleanField(default=False)
    position = models.PositiveBigIntegerField(default=0, help_text="Records read so far.")
    new = models.PositiveBigIntegerField(default=0)
    changed = models.PositiveBigIntegerField(default=0)
    unchanged = models.PositiveBigIntegerField(default=0)
    repeated = models.PositiveBigIntegerField(default=0, help_text="More than once in this file.")
    refused = models.PositiveBigIntegerField(default=0)
    met = models.BinaryField(
        default=bytes,
        editable=False,
        help_text="The keys of the records met so far: a Roaring bitmap.",
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    position=models.F("new")
                    + models.F("changed")
                    + models.F("unchanged")
                    + models.F("repeated")
                    + models.F("refused")
                ),
                name="import_counts_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file}, {self.started_at:%Y-%m-%d %H:%M}"


class ImportedRecord(models.Model):
    """A record of somebody's file, and the claim that it became.

    Found again by its source and key when the file comes once more; `occurrence` tells records
    apart to which the file gives one key. `item` is the record in this site's words, as it was
    last taken over, and `original` as it was read. The claim is NULL once it is deleted: what an
    editor deleted no later import brings back.
    """

    claim = models.ForeignKey(
        Claim, on_delete=models.SET_NULL, null=True, related_name="imported_from"
    )
    source = LineField(max_length=100)
    key = LineField(max_length=500)
    occurrence = models.PositiveIntegerField(default=1)
    digest = LineField(max_length=64, help_text="SHA-256 of the item and the original.")
    item = models.JSONField()
    original = models.JSONField(null=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="records")

    objects = ImportedRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=not_blank("key"), name="imported_key_is_not_blank"),
            models.UniqueConstraint(
                fields=["source", "key", "occurrence"], name="imported_record_is_unique_in_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"


class ImportedName(models.Model):
    """Whom a source means by a name. Once it is known it stays: an editor who merges an actor
    that an import made has said so for the next import, too."""

    source = LineField(max_length=100)
    name = LineField(max_length=200)
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="imported_names")

    objects = ImportedNameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "name"], name="imported_name_is_unique_in_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.name}"


class ImportRefusal(models.Model):
    """A record of a file that became no claim, or not all of one, and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="refusals")
    number = models.PositiveBigIntegerField(help_text="Of the record in its file, from 1.")
    place = LineField(max_length=200)
    field = LineField(max_length=200, blank=True)
    why = models.TextField()
    original = models.JSONField(null=True)

    objects = ImportRefusalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["run", "number"], name="refusal_by_run_and_number")]

    def __str__(self) -> str:
        return f"{self.place}: {self.why}"

    def as_line(self) -> str:
        """As a report has it: a JSON object in one line."""
        told = {
            "file": self.run.file,
            "record": self.number,
            "place": self.place,
            "field": self.field,
            "why": self.why,
            "original": self.original,
        }
        return json.dumps(told, ensure_ascii=False)
