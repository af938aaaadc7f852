"""Claims, the denials that answer them, and the evidence for and against them."""

from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims import evidence_status, former_slugs
from claims.querysets import ClaimQuerySet, DenialQuerySet, EvidenceQuerySet

from .base import Statement
from .fields import LineField, ProseField, not_blank, one_of


class ClaimKind(models.TextChoices):
    FACT = "fact", _("Fact")
    ACT = "act", _("Act")
    NORM = "norm", _("Rule")
    EVIDENCE = "evidence", _("About evidence")


class DenialForm(models.TextChoices):
    """How a claim is denied, after Stanley Cohen, *States of Denial* (2001)."""

    LITERAL = "literal", _("Literal")
    EVIDENTIAL = "evidential", _("No proof")
    INTERPRETIVE = "interpretive", _("Interpretive")
    IMPLICATORY = "implicatory", _("Justifying")
    JURISDICTIONAL = "jurisdictional", _("No mandate")
    UNSPECIFIED = "unspecified", _("Unspecified")


class EvidenceKind(models.TextChoices):
    ANY = "any", _("Evidence of any kind")
    DOCUMENT = "document", _("Documents")
    IMAGERY = "imagery", _("Imagery")
    PHYSICAL_OBJECT = "physical_object", _("Physical object")
    TESTIMONY = "testimony", _("Testimony")
    MEASUREMENT = "measurement", _("Measurement")
    INQUIRY = "inquiry", _("Inquiry")
    MEETING = "meeting", _("Meeting")
    EXPLANATION = "explanation", _("Explanation")
    ADMISSION = "admission", _("Admission")
    ASSESSMENT = "assessment", _("Assessment")


class EvidenceState(models.TextChoices):
    """What is said to have become of a piece of evidence. Always somebody's word."""

    REQUESTED = "requested", _("Requested")
    SAID_TO_EXIST = "said_to_exist", _("Said to exist")
    NOT_SHOWN = "not_shown", _("Said not to be shown")
    PRESENTED = "presented", _("Said to be presented")
    DISPUTED = "disputed", _("Disputed")
    VERIFIED = "verified", _("Said to be verified")
    REJECTED = "rejected", _("Said to be rejected")


class EvidenceStatus(models.TextChoices):
    """Where a claim's evidence stands, by `claims.evidence_status`. Not a verdict."""

    CONTESTED = "contested", _("Contested")
    VERIFIED = "verified", _("Said to be verified")
    REJECTED = "rejected", _("Said to be rejected")
    PRESENTED = "presented", _("Said to be presented")
    NOT_SHOWN = "not_shown", _("Said not to be shown")
    SAID_TO_EXIST = "said_to_exist", _("Said to exist")
    REQUESTED = "requested", _("Requested")
    UNRECORDED = "unrecorded", _("None recorded")


class Side(models.TextChoices):
    FOR = "for", _("For the claim")
    AGAINST = "against", _("Against the claim")
    NEITHER = "neither", _("For neither side")


assert tuple(EvidenceState.values) == evidence_status.STATES
assert tuple(EvidenceStatus.values) == evidence_status.STATUSES


class Claim(Statement):
    """An assertion that somebody makes, or that somebody answers (schema.org Claim)."""

    text = LineField(max_length=2000, help_text="The claim in one sentence.")
    kind = LineField(max_length=8, choices=ClaimKind)
    evidence_status = LineField(
        max_length=13,
        choices=EvidenceStatus,
        default=EvidenceStatus.UNRECORDED,
        editable=False,
    )
    changed_at = models.DateTimeField(
        null=True, editable=False, help_text="When the claim, or what belongs to it, last changed."
    )

    objects = ClaimQuerySet.as_manager()

    class Meta(Statement.Meta):
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(condition=not_blank("text"), name="claim_text_is_not_blank"),
            models.CheckConstraint(condition=one_of("kind", ClaimKind), name="claim_kind_is_known"),
            models.CheckConstraint(
                condition=one_of("evidence_status", EvidenceStatus),
                name="claim_evidence_status_is_known",
            ),
        ]
        indexes = [
            *Statement.Meta.indexes,
            models.Index(fields=["earliest_on", "id"], name="claim_oldest_first"),
            models.Index(fields=["evidence_status"], name="claim_by_evidence_status"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.slug])

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude)
        if "slug" not in (exclude or ()):
            former_slugs.refuse_taken(self)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class _OfAClaim(Statement):
    """A denial or a piece of evidence: it belongs to one claim, and stands on its page."""

    claim: Any

    class Meta(Statement.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.slug

    def fill(self) -> None:
        """Give it an address, where nobody has."""
        super().fill()
        if not self.slug:
            self.slug = self._free_slug(f"{self.claim.slug[:120]}-{self._what()}")

    def _what(self) -> str:
        """What it is, in a word, for its address."""
        raise NotImplementedError

    @classmethod
    def _free_slug(cls, start: str) -> str:
        taken = set(
            cls._default_manager.filter(slug__startswith=start).values_list("slug", flat=True)
        )
        numbered = (f"{start}-{number}" for number in count(2))
        return next(slug for slug in chain([start], numbered) if slug not in taken)

    def get_absolute_url(self) -> str:
        return f"{self.claim.get_absolute_url()}#{self.fragment}"

    @property
    def fragment(self) -> str:
        """The id of the record on its claim's page."""
        return f"{self._meta.model_name}-{self.slug}"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Denial(_OfAClaim):
    """An answer to one claim, of a form. May name the request that it refuses."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="denials")
    form = LineField(max_length=14, choices=DenialForm)
    refuses = models.ForeignKey(
        "Evidence",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="refusals",
        help_text="The request, if the denial refuses one.",
    )

    objects = DenialQuerySet.as_manager()

    def _what(self) -> str:
        return f"{self.form}-denial".replace("_", "-")

    class Meta(_OfAClaim.Meta):
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("form", DenialForm), name="denial_form_is_known"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.refuses and self.refuses.state != EvidenceState.REQUESTED:
            raise ValidationError(
                {"refuses": f"“{self.refuses}” is no request: its state is {self.refuses.state}."}
            )


class Evidence(_OfAClaim):
    """Something for or against one claim, of a kind, in a state, according to somebody. What is
    for neither side, such as a reviewer's “half true”, has no part in the claim's status."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    side = LineField(max_length=7, choices=Side, default=Side.FOR)
    kind = LineField(max_length=15, choices=EvidenceKind)
    state = LineField(max_length=13, choices=EvidenceState)
    words = ProseField(
        blank=True,
        default="",
        db_default="",
        help_text="What its source says, in its own words, where no passage is kept that has them.",
    )

    objects = EvidenceQuerySet.as_manager()

    def _what(self) -> str:
        return f"{self.kind}-{self.state}".replace("_", "-")

    def clean(self) -> None:
        super().clean()
        if self.pk and self.state != EvidenceState.REQUESTED and self.refusals.exists():
            raise ValidationError(
                {"state": "A denial refuses this request: take that out of the denial first."}
            )

    class Meta(_OfAClaim.Meta):
        verbose_name_plural = "evidence"
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(condition=one_of("side", Side), name="evidence_side_is_known"),
            models.CheckConstraint(
                condition=one_of("kind", EvidenceKind), name="evidence_kind_is_known"
            ),
            models.CheckConstraint(
                condition=one_of("state", EvidenceState), name="evidence_state_is_known"
            ),
        ]
        indexes = [
            *Statement.Meta.indexes,
            models.Index(fields=["earliest_on", "id"], name="evidence_oldest_first"),
        ]


class ClaimWords(models.Model):
    """Derived: the words by which a claim is found (see `claims.search`)."""

    claim = models.OneToOneField(
        Claim, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    sentence = models.TextField()
    everything = models.TextField()

    class Meta:
        verbose_name_plural = "claim words"

    def __str__(self) -> str:
        return f"words of {self.claim_id}"
