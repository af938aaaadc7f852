"""Corrections that the editors choose to tell their readers of, and addresses that moved."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from claims.querysets import CorrectionQuerySet, FormerSlugQuerySet

from .actor import Actor
from .article import Article
from .base import Kept
from .fields import LineField, SlugField, not_blank
from .statement import Claim


class Correction(Kept):
    """What was corrected in a claim, or in what the site keeps of an article, told to readers on
    its page."""

    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, null=True, blank=True, related_name="corrections"
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="corrections"
    )
    made_on = models.DateField("day")
    text = LineField("what was corrected", max_length=1000)

    objects = CorrectionQuerySet.as_manager()

    class Meta(Kept.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claim__isnull=False, article__isnull=True)
                | models.Q(claim__isnull=True, article__isnull=False),
                name="correction_is_of_one_record",
            ),
            models.CheckConstraint(condition=not_blank("text"), name="correction_is_not_blank"),
            *(
                models.UniqueConstraint(
                    fields=[of, "made_on", "text"],
                    condition=models.Q(**{f"{of}__isnull": False}),
                    name=f"correction_is_given_once_in_{of}",
                    violation_error_message="This correction is given already.",
                )
                for of in ("claim", "article")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_on}: {self.text}"

    def natural_key(self) -> tuple[Any, ...]:
        of: Any = self.claim or self.article
        return (str(of._meta.model_name), of.slug, str(self.made_on), self.text)

    natural_key.dependencies = ["claims.claim", "claims.article"]  # type: ignore[attr-defined]


class FormerSlug(Kept):
    """An address that a record no longer has, or that of one which was merged into it: it leads
    there for ever."""

    slug = SlugField(max_length=160)
    actor = models.ForeignKey(
        Actor, on_delete=models.CASCADE, null=True, blank=True, related_name="former_slugs"
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, null=True, blank=True, related_name="former_slugs"
    )

    objects = FormerSlugQuerySet.as_manager()

    class Meta(Kept.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor__isnull=False, claim__isnull=True)
                | models.Q(actor__isnull=True, claim__isnull=False),
                name="former_slug_is_of_one_record",
            ),
            models.CheckConstraint(condition=not_blank("slug"), name="former_slug_is_not_blank"),
            *(
                models.UniqueConstraint(
                    fields=["slug"],
                    condition=models.Q(**{f"{of}__isnull": False}),
                    name=f"former_slug_leads_to_one_{of}",
                )
                for of in ("actor", "claim")
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def natural_key(self) -> tuple[str, str]:
        return ("actor" if self.actor_id else "claim", self.slug)

    natural_key.dependencies = ["claims.actor", "claims.claim"]  # type: ignore[attr-defined]

    def fill(self) -> None:
        super().fill()
        model = Actor if self.actor_id else Claim
        if model._default_manager.filter(slug=self.slug).exists():
            raise ValidationError(
                "“%(slug)s” is the address of a record: it is not a former one.",
                code="living_slug",
                params={"slug": self.slug},
            )
