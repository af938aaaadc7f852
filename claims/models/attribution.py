"""Who has which role in a statement, in which passage, under which name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.querysets import AnchorQuerySet, AttributionQuerySet, MentionQuerySet

from .actor import Actor
from .article import Passage
from .base import Dated, Kept
from .fields import LineField, one_of
from .statement import Claim, Denial, Evidence

OF_A_CLAIM = models.Q(denial__isnull=True, evidence__isnull=True)
OF_A_DENIAL = models.Q(denial__isnull=False, evidence__isnull=True)
OF_EVIDENCE = models.Q(denial__isnull=True, evidence__isnull=False)


class AboutAStatement(Kept):
    """A row about one statement: a claim, or a denial or evidence of it.

    The claim is always set, so that "this actor in this role" is one lookup whatever the role.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="%(class)ss")
    # Of most rows one or both are NULL. With those in it, SQLite would take an index for the
    # quickest way to a claim's own rows, and read nearly all: the indexes below leave them out.
    denial = models.ForeignKey(
        Denial,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        db_index=False,
    )
    evidence = models.ForeignKey(
        Evidence,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        db_index=False,
    )

    fill_reads = frozenset({"claim", "claim_id", "denial", "denial_id", "evidence", "evidence_id"})

    class Meta(Kept.Meta):
        abstract = True
        indexes = [
            models.Index(
                fields=[part],
                condition=models.Q((f"{part}__isnull", False)),
                name=f"%(class)s_of_{part}",
            )
            for part in ("denial", "evidence")
        ]

    @property
    def statement(self) -> Claim | Denial | Evidence:
        """The denial or the evidence, where it is about one; the claim otherwise."""
        return self.denial or self.evidence or self.claim

    def statement_key(self) -> tuple[str, str]:
        """The statement's model and slug: the head of the natural key."""
        statement = self.statement
        return (str(statement._meta.model_name), statement.slug)

    def fill(self) -> None:
        """Set the claim from the denial or the evidence, or refuse another one."""
        super().fill()
        part = self.denial or self.evidence
        if part is None:
            return
        if self.claim_id is None:
            self.claim_id = part.claim_id
        elif self.claim_id != part.claim_id:
            raise ValidationError(
                "“%(part)s” belongs to another claim than the one given.",
                code="other_claim",
                params={"part": part},
            )


class Role(models.TextChoices):
    CLAIMANT = "claimant", _("Claimant")
    SUBJECT = "subject", _("Subject")
    DENIER = "denier", _("Denier")
    SOURCE = "source", _("Source")
    HOLDER = "holder", _("Holder")
    REQUESTER = "requester", _("Requester")
    DISPUTER = "disputer", _("Disputer")
    EXAMINER = "examiner", _("Examiner")


CLAIM_ROLES = (Role.CLAIMANT, Role.SUBJECT)
DENIAL_ROLES = (Role.DENIER,)
EVIDENCE_ROLES = (Role.SOURCE, Role.HOLDER, Role.REQUESTER, Role.DISPUTER, Role.EXAMINER)


class Attribution(AboutAStatement):
    """That an actor has a role in a statement, once (PROV-O wasAttributedTo)."""

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="attributions")
    role = LineField(max_length=9, choices=Role)

    objects = AttributionQuerySet.as_manager()

    class Meta(AboutAStatement.Meta):
        constraints = [
            models.CheckConstraint(
                condition=(OF_A_CLAIM & models.Q(role__in=CLAIM_ROLES))
                | (OF_A_DENIAL & models.Q(role__in=DENIAL_ROLES))
                | (OF_EVIDENCE & models.Q(role__in=EVIDENCE_ROLES)),
                name="attribution_role_fits_its_statement",
                violation_error_message=(
                    "Claims have claimants and subjects, denials have deniers, evidence has "
                    "sources, holders, requesters, disputers and examiners."
                ),
            ),
            *(
                models.UniqueConstraint(
                    fields=[part, "actor", "role"],
                    condition=condition,
                    name=f"attribution_is_given_once_in_{part}",
                    violation_error_message="This actor has this role here already.",
                )
                for part, condition in (
                    ("claim", OF_A_CLAIM),
                    ("denial", OF_A_DENIAL),
                    ("evidence", OF_EVIDENCE),
                )
            ),
        ]
        indexes = [
            *AboutAStatement.Meta.indexes,
            models.Index(fields=["actor", "role", "claim"], name="attribution_by_actor_and_role"),
        ]

    def __str__(self) -> str:
        return f"{self.role} #{self.pk}"

    def natural_key(self) -> tuple[str, str, str, str]:
        return (*self.statement_key(), *self.actor.natural_key(), self.role)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "claims.claim",
        "claims.denial",
        "claims.evidence",
        "claims.actor",
    ]


class Relation(models.TextChoices):
    """How a passage carries a statement."""

    STATES = "states", _("states it")
    PRESUPPOSES = "presupposes", _("presupposes it")
    ANSWERS = "answers", _("answers it")


class Anchor(AboutAStatement):
    """That a statement rests on a passage (W3C Web Annotation: the record is the body, the
    passage the target)."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="anchors")
    relation = LineField(max_length=11, choices=Relation, default=Relation.STATES)

    objects = AnchorQuerySet.as_manager()

    class Meta(AboutAStatement.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(denial__isnull=True) | models.Q(evidence__isnull=True),
                name="anchor_is_of_one_statement",
            ),
            models.CheckConstraint(
                condition=one_of("relation", Relation), name="anchor_relation_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(relation=Relation.STATES) | OF_A_CLAIM,
                name="anchor_presupposes_or_answers_claims_only",
                violation_error_message="A passage presupposes or answers a claim only.",
            ),
            *(
                models.UniqueConstraint(
                    fields=[part, "passage"],
                    condition=condition,
                    name=f"anchor_is_given_once_in_{part}",
                    violation_error_message="This passage is given already.",
                )
                for part, condition in (
                    ("claim", OF_A_CLAIM),
                    ("denial", OF_A_DENIAL),
                    ("evidence", OF_EVIDENCE),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"anchor #{self.pk}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.statement_key(), *self.passage.natural_key())

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "claims.claim",
        "claims.denial",
        "claims.evidence",
        "claims.passage",
    ]


class Mention(Kept, Dated):
    """One attribution in one passage: the name and title as printed there, the medium, and the
    date as that article gives it. In an article's own voice there is no name to print."""

    attribution = models.ForeignKey(Attribution, on_delete=models.CASCADE, related_name="mentions")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="mentions")
    name = LineField("name as printed", max_length=200, blank=True)
    title = LineField("title as printed", max_length=200, blank=True)
    medium = LineField(
        max_length=300,
        blank=True,
        help_text="“a statement posted on the government's social media”",
    )
    own_voice = models.BooleanField(
        default=False, help_text="The article says it in its own voice."
    )

    objects = MentionQuerySet.as_manager()

    class Meta(Kept.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["attribution", "passage"], name="mention_is_given_once_in_passage"
            ),
            models.CheckConstraint(
                condition=models.Q(own_voice=False) | models.Q(name="", title=""),
                name="mention_in_own_voice_prints_no_name",
                violation_error_message="In its own voice an article prints no speaker's name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.title or f"mention #{self.pk}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.attribution.natural_key(), *self.passage.natural_key())

    natural_key.dependencies = ["claims.attribution", "claims.passage"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if not self.passage_id:
            return
        for field in ("name", "title"):
            printed = getattr(self, field)
            if printed and printed not in self.passage.exact:
                raise ValidationError(
                    {field: f"“{printed}” does not occur in the passage “{self.passage}”."}
                )
