"""Two claims that are one."""

from typing import Any

from django.core.exceptions import ValidationError

from claims import history, publishing
from claims.derived import together
from claims.models import (
    Anchor,
    Attribution,
    Claim,
    Correction,
    Denial,
    Evidence,
    FormerSlug,
    ImportedRecord,
    PublicationState,
)

from .rows import join_anchors, join_attributions
from .taking import take


@together()
def merge_claims(kept: Claim, merged: Claim) -> None:
    """Make `merged` a part of `kept`: who has a role in it, the passages it rests on, its denials,
    its evidence, its corrections and where it was imported from are those of `kept`, its addresses
    lead there; then it is deleted. Words, kind and date of `kept` stay; so does its source, unless
    it has none.

    Raises ValidationError, and changes nothing, where they are the same, one of them is gone, both
    say of the same something that differs (see `rows`), or something would leave the public's eye
    or come before it unasked: what is published is not merged into what is not, and what was
    withdrawn into nothing else.
    """
    kept, merged = take(Claim, kept, merged)
    _refuse_states(kept, merged)
    key, slug = merged.pk, merged.slug
    rows, others = (_own(Attribution, claim) for claim in (merged, kept))
    join_attributions(rows, others, by=("role", "actor_id"))
    rows.all().update(claim=kept)
    rows, others = (_own(Anchor, claim) for claim in (merged, kept))
    join_anchors(rows, others)
    rows.all().update(claim=kept)
    for part in (Denial, Evidence):
        part._default_manager.filter(claim=merged).update(claim=kept)
    _join_corrections(kept, merged)
    FormerSlug.objects.filter(claim=merged).update(claim=kept)
    ImportedRecord.objects.filter(claim=merged).update(claim=kept)
    source = merged.source_url
    merged.delete()
    FormerSlug.objects.create(slug=slug, claim=kept)
    if source and not kept.source_url:
        kept.source_url = source
        kept.save(update_fields=["source_url"])
    publishing.refuse_obstacles(kept)
    history.record_merge(kept, key, slug)


def _own(model: Any, claim: Claim) -> Any:
    """The claim's own rows: not those of its denials and its evidence."""
    return model.objects.filter(claim=claim, denial=None, evidence=None)


def _refuse_states(kept: Claim, merged: Claim) -> None:
    if merged.publication_state == kept.publication_state:
        return
    if merged.publication_state == PublicationState.WITHDRAWN:
        raise ValidationError(
            "“%(merged)s” was withdrawn, and that it was stays on record: keep it, or put it back "
            "to draft first.",
            code="withdrawn",
            params={"merged": merged},
        )
    if merged.publication_state == PublicationState.PUBLISHED:
        raise ValidationError(
            "“%(merged)s” is published, and “%(kept)s” is not: it would vanish from the public's "
            "pages. Keep the published one, or publish the other first.",
            code="would_vanish",
            params={"merged": merged, "kept": kept},
        )


def _join_corrections(kept: Claim, merged: Claim) -> None:
    told = set(kept.corrections.values_list("made_on", "text"))
    for correction in merged.corrections.order_by("pk"):
        if (correction.made_on, correction.text) in told:
            correction.delete()
    Correction.objects.filter(claim=merged).update(claim=kept)
