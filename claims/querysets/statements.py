"""Questions about claims, denials and evidence."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from claims import search
from claims.dates import Span

from .attributions import AnchorQuerySet, AttributionQuerySet
from .finding import by_slug, by_words, by_words_or_people
from .kept import KeptQuerySet
from .related import Related

if TYPE_CHECKING:
    from claims.models import Actor, Article

Self = TypeVar("Self", bound="StatementQuerySet")


class StatementQuerySet(KeptQuerySet):
    """What may be asked of claims and of evidence alike: the filters of the URL.

    Nothing here ends in rows for the public by itself: begin at `published()`.
    """

    # The path from a row to its claim; "" where the row is one.
    to_claim = "claim__"

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)

    def published(self: Self) -> Self:
        """Published, and so is the claim that they belong to."""
        condition = Q(publication_state="published")
        if self.to_claim:
            condition &= Q(claim__publication_state="published")
        return self.filter(condition)

    # Who ---------------------------------------------------------------------------------------

    def _attributions(self) -> AttributionQuerySet:
        """The published attributions of the row at hand and of its claim."""
        raise NotImplementedError

    def involving(
        self: Self, actor: "Actor", role: str | None = None, *, acting_for: bool = False
    ) -> Self:
        """Those in which `actor` has `role`, or any; with `acting_for`, also those in which
        somebody has it who acted for `actor` on the day of the statement."""
        attributions = self._attributions().by(actor, acting_for=acting_for)
        if role is not None:
            attributions = attributions.filter(role=role)
        return self.filter(Exists(attributions))

    def involving_nobody(self: Self, role: str) -> Self:
        """Those in which no source names anybody in `role`."""
        return self.filter(~Exists(self._attributions().filter(role=role)))

    # When --------------------------------------------------------------------------------------

    def during(self: Self, after: Span | None = None, before: Span | None = None) -> Self:
        """Those whose date overlaps the days from the first of `after` to the last of `before`,
        both included. A record without a date matches none."""
        found = self
        if after is not None:
            found = found.filter(latest_on__gte=after.earliest)
        if before is not None:
            found = found.filter(earliest_on__lte=before.latest)
        return found

    # What --------------------------------------------------------------------------------------

    def with_evidence_status(self: Self, statuses: Iterable[str]) -> Self:
        """Those whose claim has any of the statuses."""
        return self.filter(**{f"{self.to_claim}evidence_status__in": list(statuses)})

    def with_evidence_in(self: Self, states: Iterable[str]) -> Self:
        """Those whose claim has published evidence in any of the states; of evidence, those that
        are in one."""
        from claims.models import Evidence

        evidence = Evidence.objects.published().filter(claim=OuterRef(f"{self.to_claim}pk"))
        return self.filter(Exists(evidence.filter(state__in=list(states))))

    def of_claim_kind(self: Self, kinds: Iterable[str]) -> Self:
        """Those whose claim is of any of the kinds."""
        return self.filter(**{f"{self.to_claim}kind__in": list(kinds)})

    def denied_as(self: Self, forms: Iterable[str]) -> Self:
        """Those whose claim has a published denial of any of the forms; `none`: that has no
        denial; `any`: that has one of whatever form."""
        from claims.models import Denial

        denials = Denial.objects.published().filter(claim=OuterRef(f"{self.to_claim}pk"))
        forms = set(forms)
        condition = Q()
        if "none" in forms:
            condition |= ~Q(Exists(denials))
        if "any" in forms:
            condition |= Q(Exists(denials))
        if named := forms - {"none", "any"}:
            condition |= Q(Exists(denials.filter(form__in=named)))
        return self.filter(condition)

    def matching(self: Self, query: search.Query) -> Self:
        """Those whose claim has every word and phrase of `query`."""
        return search.matching(self, query, claim=f"{self.to_claim}pk")

    def found_by(self: Self, typed: str) -> Self:
        """Those that an editor looks for who typed this: see `finding`."""
        if (own := by_slug(self, typed)) is not None:
            return own
        if not self.to_claim:
            return by_words(self, typed, claim="pk")
        return by_words_or_people(self, typed, part=str(self.model._meta.model_name))

    # Where -------------------------------------------------------------------------------------

    def _anchors(self) -> AnchorQuerySet:
        """The published anchors of the row at hand."""
        raise NotImplementedError

    def reported_in(self: Self, article: "Article") -> Self:
        return self.filter(Exists(self._anchors().filter(passage__text__article=article)))

    def reported_by(self: Self, publisher: "Actor") -> Self:
        return self.filter(
            Exists(self._anchors().filter(passage__text__article__publisher=publisher))
        )

    # Order -------------------------------------------------------------------------------------

    def newest_first(self: Self) -> Self:
        """By latest day; records without a date last."""
        return self.order_by(F("latest_on").desc(nulls_last=True), "-pk")

    def oldest_first(self: Self) -> Self:
        """By earliest day; records without a date last."""
        return self.order_by(F("earliest_on").asc(nulls_last=True), "pk")

    # With what they are shown ------------------------------------------------------------------

    @classmethod
    def people(cls) -> Prefetch:
        """What a row's `attributions` are fetched by, with their actors and the names under
        which they appear."""
        from claims.models import Attribution

        own = Attribution.objects.published().roles_in_order().with_names_as_printed()
        if not cls.to_claim:
            own = own.filter(denial=None, evidence=None)
        return Prefetch("attributions", own)

    def with_people(self: Self) -> Self:
        """Each with its `attributions`, their actors, and the names under which they appear."""
        return self.prefetch_related(self.people())

    def with_names(self: Self) -> Self:
        """Each with its claim and its `attributions`, as far as it takes to name its people."""
        from claims.models import Attribution

        people = Attribution.objects.published().roles_in_order()
        rows = self
        if self.to_claim:
            rows = self.select_related("claim")
        else:
            people = people.filter(denial=None, evidence=None)
        return rows.prefetch_related(Prefetch("attributions", people.select_related("actor")))

    def with_passages(self: Self, *, bodies: bool = False) -> Self:
        """Each with its `anchors`: the passages on which it rests, and their articles; with
        `bodies`, also the text around them."""
        from claims.models import Anchor

        own = Anchor.objects.published().with_passages(bodies=bodies).in_reading_order()
        if not self.to_claim:
            own = own.filter(denial=None, evidence=None)
        return self.prefetch_related(Prefetch("anchors", own))


class ClaimQuerySet(Related, StatementQuerySet):
    to_claim = ""

    def _attributions(self) -> AttributionQuerySet:
        from claims.models import Attribution

        return Attribution.objects.published().filter(claim=OuterRef("pk"))

    def _anchors(self) -> AnchorQuerySet:
        # An article that denies a claim, or tells of evidence for it, reports it too.
        from claims.models import Anchor

        return Anchor.objects.published().filter(claim=OuterRef("pk"))

    @staticmethod
    def answers() -> list[Prefetch]:
        """What a claim's `denials` and `evidence` are fetched by, oldest first, with who they are
        by."""
        from claims.models import Denial, Evidence

        return [
            Prefetch(name, model.objects.published().oldest_first().with_people())
            for name, model in (("denials", Denial), ("evidence", Evidence))
        ]

    def with_answers(self) -> "ClaimQuerySet":
        """Each with its `denials` and its `evidence`."""
        return self.prefetch_related(*self.answers())

    def as_case_file(self) -> "ClaimQuerySet":
        """Each with all that its page shows."""
        return self.with_all_parts(bodies=True)

    def with_all_parts(self, *, bodies: bool = False) -> "ClaimQuerySet":
        """Each with its people, its passages, and its `denials` and `evidence` with theirs; with
        `bodies`, also the texts around the passages."""
        from claims.models import Denial, Evidence

        parts = (
            ("denials", Denial.objects.select_related("refuses__claim")),
            ("evidence", Evidence.objects.all()),
        )
        return (
            self.with_people()
            .with_passages(bodies=bodies)
            .prefetch_related(
                *(
                    Prefetch(
                        name,
                        rows.published().oldest_first().with_people().with_passages(bodies=bodies),
                    )
                    for name, rows in parts
                )
            )
        )


class DenialQuerySet(StatementQuerySet):
    def _attributions(self) -> AttributionQuerySet:
        from claims.models import Attribution

        return Attribution.objects.published().filter(
            Q(denial=None) | Q(denial=OuterRef("pk")), evidence=None, claim=OuterRef("claim")
        )

    def denied_as(self, forms: Iterable[str]) -> "DenialQuerySet":
        """Those of any of the forms; `any`: all; `none`: none, for a denial is an answer."""
        forms = set(forms)
        return self if "any" in forms else self.filter(form__in=forms - {"none"})

    def _anchors(self) -> AnchorQuerySet:
        from claims.models import Anchor

        return Anchor.objects.published().filter(denial=OuterRef("pk"))


class EvidenceQuerySet(StatementQuerySet):
    def with_evidence_in(self, states: Iterable[str]) -> "EvidenceQuerySet":
        return self.filter(state__in=list(states))

    def _attributions(self) -> AttributionQuerySet:
        # The claim's claimants, subjects and deniers, and this evidence's own people: not those
        # of other evidence for the same claim.
        from claims.models import Attribution

        return Attribution.objects.published().filter(
            Q(evidence=None) | Q(evidence=OuterRef("pk")), claim=OuterRef("claim")
        )

    def _anchors(self) -> AnchorQuerySet:
        from claims.models import Anchor

        return Anchor.objects.published().filter(evidence=OuterRef("pk"))

    def with_claims(self) -> "EvidenceQuerySet":
        return self.select_related("claim")

    def with_answered_claims(self) -> "EvidenceQuerySet":
        """Each with its claim, and the claim with its `denials`, oldest first."""
        from claims.models import Denial

        denials = Denial.objects.published().oldest_first().with_people()
        return self.with_claims().prefetch_related(Prefetch("claim__denials", denials))
