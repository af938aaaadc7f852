"""What the models share: a save that keeps derived values true, dates, publication."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from claims.querysets import KeptQuerySet

from .fields import EDTFField, LineField, SlugField, URLField, not_blank, one_of, web_address


class PublicationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DateBasis(models.TextChoices):
    """What a statement's date is the date of; the first that its sources give."""

    SAID = "said", _("said")
    HAPPENED = "happened", _("happened")
    REPORTED = "reported", _("reported")


class Kept(models.Model):
    """A record whose writes keep what follows from it true.

    What follows from the record alone is set by `fill`; what follows for others is refreshed by
    `claims.derived`, in the same transaction: all of it is written, or nothing.
    """

    objects = KeptQuerySet.as_manager()

    # The fields by which `fill` may refuse a record: `QuerySet.update` of one asks it again.
    fill_reads: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True
        # Related managers write through the base manager: it has to be one that refreshes.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = self._with_days(kwargs["update_fields"])
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=kwargs.get("using")):
            return super().delete(*args, **kwargs)

    def fill(self) -> None:
        """Set the fields that follow from others of the record. Called before every write.

        Raises ValidationError where the record contradicts itself or what it rests on.
        """
        for field in self._meta.concrete_fields:
            if isinstance(field, EDTFField):
                field.fill(self)

    @classmethod
    def _with_days(cls, names: Iterable[str]) -> set[str]:
        """`names`, and for each EDTF field among them those that hold its days."""
        found = set(names)
        for field in cls._meta.concrete_fields:
            if isinstance(field, EDTFField) and field.name in found:
                found |= {field.earliest, field.latest} - {""}
        return found


class Dated(models.Model):
    """One date, as precise as its source and no more, with what it is the date of.

    A record without any date has "" and NULL throughout: it matches no date filter and is listed
    last.
    """

    date = EDTFField(
        earliest="earliest_on",
        latest="latest_on",
        help_text="EDTF: 2022, 2022-11, 2022-11-30, 2022-11-30/2022-12-02.",
    )
    date_basis = LineField(max_length=8, choices=DateBasis, blank=True)
    date_note = LineField(
        "reason for the date",
        max_length=300,
        blank=True,
        help_text="How the source gives it: “on Monday”, published on a Tuesday.",
    )
    earliest_on = models.DateField(null=True, editable=False)
    latest_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=one_of("date_basis", DateBasis, or_blank=True),
                name="%(class)s_date_basis_is_known",
                violation_error_message="The basis of a date is said, happened or reported.",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(
                        date="", date_basis="", earliest_on__isnull=True, latest_on__isnull=True
                    )
                    | (
                        ~models.Q(date="")
                        & ~models.Q(date_basis="")
                        & models.Q(earliest_on__lte=models.F("latest_on"))
                        & models.Q(earliest_on__isnull=False, latest_on__isnull=False)
                    )
                ),
                name="%(class)s_date_has_basis_and_days",
                violation_error_message=(
                    "A date needs its basis (said, happened or reported), and a basis its date."
                ),
            ),
        ]


class Statement(Kept, Dated):
    """What claims, denials and evidence share: an address, a date, a publication state."""

    slug = SlugField(max_length=160, unique=True)
    publication_state = LineField(
        max_length=9, choices=PublicationState, default=PublicationState.DRAFT
    )
    source_url = URLField(
        "source",
        max_length=1000,
        blank=True,
        help_text="The page that an imported record rests on, where there is no article text.",
    )

    class Meta(Kept.Meta):
        abstract = True
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=not_blank("slug"), name="%(class)s_slug_is_not_blank"),
            models.CheckConstraint(
                condition=one_of("publication_state", PublicationState),
                name="%(class)s_publication_state_is_known",
            ),
            models.CheckConstraint(
                condition=web_address("source_url"),
                name="%(class)s_source_is_http",
                violation_error_message="A source is an http or https address.",
            ),
        ]
        indexes = [models.Index(fields=["publication_state", "id"], name="%(class)s_by_state")]
