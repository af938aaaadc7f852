"""Claims that may be the same, as found, and what an editor said of them."""

from django.conf import settings
from django.db import models

from claims.querysets import AlikeClaimsQuerySet

from .statement import Claim


class AlikeClaims(models.Model):
    """That two claims may be one. Found by their words (`claims.alike`); it goes when one of them
    goes, or is merged into another. Once an editor has said that they are other claims
    (`decided_at`), they are not offered again."""

    first = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(help_text="How alike they are, 0 to 1.")
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text="Who said that they are other claims.",
    )

    objects = AlikeClaimsQuerySet.as_manager()

    class Meta:
        verbose_name = "pair of claims that may be one"
        verbose_name_plural = "claims that may be the same"
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="alike_claims_are_in_order"
            ),
            models.UniqueConstraint(fields=["first", "second"], name="alike_claims_are_given_once"),
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=1), name="alike_claims_score_is_a_part"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-score", "id"],
                condition=models.Q(decided_at=None),
                name="alike_claims_to_decide",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"
