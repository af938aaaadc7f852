"""What an editor's eye went over in a text, without a record coming of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from claims.querysets import DismissalQuerySet, PassedOverQuerySet

from .article import ArticleText
from .base import Kept
from .fields import LineField, one_of


class Span(Kept):
    """Code points `start` to `end`, `end` exclusive, of an article's text."""

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    text: Any

    class Meta(Kept.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message="It ends after it starts.",
            ),
        ]

    fill_reads = frozenset({"text", "text_id", "start", "end"})

    def fill(self) -> None:
        super().fill()
        if self.end > len(self.text.body):
            raise ValidationError(
                "The text has %(length)d characters: the end %(end)d is beyond it.",
                code="beyond",
                params={"length": len(self.text.body), "end": self.end},
            )


class PassedOver(Span):
    """Words of a text that were read and carry no record: a dateline, an aside. The `nothing` of
    a reading."""

    text = models.ForeignKey(ArticleText, on_delete=models.CASCADE, related_name="passed_over")
    reason = LineField(max_length=300, blank=True, help_text="Why: a dateline, background.")

    objects = PassedOverQuerySet.as_manager()

    class Meta(Span.Meta):
        verbose_name = "sentence that carries nothing"
        verbose_name_plural = "sentences that carry nothing"
        constraints = [
            *Span.Meta.constraints,
            models.UniqueConstraint(
                fields=["text", "start", "end"], name="passed_over_once_in_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}: {self.reason}"

    def natural_key(self) -> tuple[str, int, int, int]:
        return (*self.text.natural_key(), self.start, self.end)

    natural_key.dependencies = ["claims.articletext"]  # type: ignore[attr-defined]


class Proposal(models.TextChoices):
    """What the site proposes of a text."""

    ACTOR = "actor", "an actor is named"
    SPEECH = "speech", "somebody says or denies something"
    DATE = "date", "a date is given"


class Dismissal(Span):
    """That an editor dismissed a proposal about these words: it is not made again. A note of work
    in hand, no record: no reading and no fixture holds it."""

    text = models.ForeignKey(ArticleText, on_delete=models.CASCADE, related_name="dismissals")
    proposal = LineField(max_length=6, choices=Proposal)

    objects = DismissalQuerySet.as_manager()

    class Meta(Span.Meta):
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("proposal", Proposal), name="dismissal_proposal_is_known"
            ),
            models.UniqueConstraint(
                fields=["text", "proposal", "start", "end"], name="dismissal_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}: {self.proposal}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.text.natural_key(), self.proposal, self.start, self.end)

    natural_key.dependencies = ["claims.articletext"]  # type: ignore[attr-defined]
