"""Actors, the names they go by, and whom they act for."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims import former_slugs
from claims.querysets import ActorQuerySet, AffiliationQuerySet, AliasQuerySet

from .base import Kept
from .fields import EDTFField, LineField, SlugField, not_blank, one_of


class ActorKind(models.TextChoices):
    PERSON = "person", _("Person")
    STATE = "state", _("State")
    GOVERNMENT_BODY = "government_body", _("Government body")
    INTERNATIONAL_BODY = "international_body", _("International body")
    NEWS_ORGANISATION = "news_organisation", _("News organisation")
    GROUP = "group", _("Group")


class Actor(Kept):
    """Somebody who claims, denies, shows or is spoken of (schema.org Person, Organization)."""

    slug = SlugField(max_length=100, unique=True)
    name = LineField(max_length=200)
    kind = LineField(max_length=18, choices=ActorKind)
    vague = models.BooleanField(
        default=False, help_text="The sources do not say who belongs to it: “Western countries”."
    )
    wikidata_id = LineField("Wikidata id", max_length=20, blank=True)
    to_review = models.BooleanField(
        default=False,
        db_default=False,
        help_text="An import made it of a name that it did not know, and nobody has looked yet.",
    )

    objects = ActorQuerySet.as_manager()

    class Meta(Kept.Meta):
        constraints = [
            models.CheckConstraint(condition=not_blank("slug"), name="actor_slug_is_not_blank"),
            models.CheckConstraint(
                condition=~models.Q(slug="none"),
                name="actor_slug_is_not_none",
                violation_error_message="“none” is no address: in a list it means nobody.",
            ),
            models.CheckConstraint(condition=not_blank("name"), name="actor_name_is_not_blank"),
            models.CheckConstraint(condition=one_of("kind", ActorKind), name="actor_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(wikidata_id="") | models.Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                name="actor_wikidata_id_is_q_and_digits",
                violation_error_message="A Wikidata id is Q and digits: Q794.",
            ),
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=~models.Q(wikidata_id=""),
                name="actor_wikidata_id_is_unique",
            ),
        ]
        # A text's names are looked for in whatever case.
        indexes = [models.Index(Lower("name"), name="actor_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actor", args=[self.slug])

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude)
        if "slug" not in (exclude or ()):
            former_slugs.refuse_taken(self)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class ActorWords(models.Model):
    """Derived: the words of an actor's names, by the beginnings of which it is found
    (see `claims.search`)."""

    actor = models.OneToOneField(
        Actor, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    names = models.TextField()

    class Meta:
        verbose_name_plural = "actor words"

    def __str__(self) -> str:
        return f"words of {self.actor_id}"


class Alias(Kept):
    """Another name of an actor. One that two actors share is ambiguous and matches neither."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    name = LineField(max_length=200)

    objects = AliasQuerySet.as_manager()

    class Meta(Kept.Meta):
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(condition=not_blank("name"), name="alias_name_is_not_blank"),
            models.UniqueConstraint(fields=["actor", "name"], name="alias_is_given_once"),
        ]
        indexes = [models.Index(Lower("name"), name="alias_by_name")]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (*self.actor.natural_key(), self.name)

    natural_key.dependencies = ["claims.actor"]  # type: ignore[attr-defined]


class Affiliation(Kept):
    """One actor acts for another, in an office, since and until where known.

    Undated ends always hold. A vague date counts from its earliest to its latest day.
    """

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="affiliations")
    principal = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="representatives", verbose_name="acts for"
    )
    office = LineField(max_length=200, blank=True)
    since = EDTFField(earliest="since_on")
    until = EDTFField(latest="until_on")
    since_on = models.DateField(null=True, editable=False)
    until_on = models.DateField(null=True, editable=False)

    objects = AffiliationQuerySet.as_manager()

    class Meta(Kept.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(actor=models.F("principal")),
                name="affiliation_is_not_with_itself",
                violation_error_message="An actor does not act for itself.",
            ),
            models.CheckConstraint(
                condition=models.Q(since_on__isnull=True)
                | models.Q(until_on__isnull=True)
                | models.Q(since_on__lte=models.F("until_on")),
                name="affiliation_begins_before_it_ends",
                violation_error_message="“Since” is later than “until”: exchange them.",
            ),
            models.UniqueConstraint(
                fields=["actor", "principal", "office", "since"], name="affiliation_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        period = f", {self.since or '…'}–{self.until}" if self.since or self.until else ""
        return f"{self.office or 'affiliation'}{period}"

    def natural_key(self) -> tuple[str, str, str, str]:
        return (
            *self.actor.natural_key(),
            *self.principal.natural_key(),
            self.office,
            self.since,
        )

    natural_key.dependencies = ["claims.actor"]  # type: ignore[attr-defined]


class CountsAs(models.Model):
    """Derived: as whom an actor counts when those who act for somebody count as that somebody.

    The closure of the affiliations, with the days on which each holds (NULL: no end), and each
    actor as itself, always. Rebuilt when affiliations change; never written by hand.
    """

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="counts_as")
    principal = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["principal", "actor"], name="counts_as_by_principal")]

    def __str__(self) -> str:
        return f"{self.actor_id} as {self.principal_id}"
