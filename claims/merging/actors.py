"""Two actors that are one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from claims import history
from claims.derived import together
from claims.models import Actor, Affiliation, Article, Attribution, FormerSlug, ImportedName

from .rows import join_attributions
from .taking import take


@together()
def merge_actors(kept: Actor, merged: Actor) -> None:
    """Make `merged` a part of `kept`: its names are aliases of `kept`, what it has a role in, whom
    it acts for, who acts for it, what it publishes and whom imports mean by it is that of `kept`,
    its addresses lead there; then it is deleted. Kind, vagueness and name of `kept` stay.

    Raises ValidationError, and changes nothing, where they are the same, one of them is gone, both
    have a Wikidata id, somebody would act for themselves, or both say of the same something that
    differs (see `rows`).
    """
    kept, merged = take(Actor, kept, merged)
    key, slug, wikidata_id = merged.pk, merged.slug, merged.wikidata_id
    if wikidata_id and kept.wikidata_id:
        raise ValidationError(
            "“%(kept)s” is %(ours)s in Wikidata, and “%(merged)s” is %(theirs)s: if they are one "
            "nevertheless, remove the id that is wrong from its form first.",
            code="wikidata_ids_differ",
            params={
                "kept": kept,
                "ours": kept.wikidata_id,
                "merged": merged,
                "theirs": wikidata_id,
            },
        )
    _join_names(kept, merged)
    _join_affiliations(kept, merged)
    rows, others = (Attribution.objects.filter(actor=actor) for actor in (merged, kept))
    join_attributions(rows, others, by=("role", "claim_id", "denial_id", "evidence_id"))
    rows.all().update(actor=kept)
    for role in ("publisher", "agency"):
        Article.objects.filter(**{role: merged}).update(**{role: kept})
    FormerSlug.objects.filter(actor=merged).update(actor=kept)
    ImportedName.objects.filter(actor=merged).update(actor=kept)
    merged.delete()
    FormerSlug.objects.create(slug=slug, actor=kept)
    if wikidata_id:
        kept.wikidata_id = wikidata_id
        kept.save(update_fields=["wikidata_id"])
    history.record_merge(kept, key, slug)


def _join_names(kept: Actor, merged: Actor) -> None:
    known = {kept.name, *kept.aliases.values_list("name", flat=True)}
    for alias in merged.aliases.order_by("pk"):
        if alias.name in known:
            alias.delete()
        else:
            alias.actor = kept
            alias.save()
            known.add(alias.name)
    if merged.name not in known:
        kept.aliases.create(name=merged.name)


def _join_affiliations(kept: Actor, merged: Actor) -> None:
    """One between the two goes; of two that are the same, the one that says when it ends stays."""
    between = Q(actor=kept, principal=merged) | Q(actor=merged, principal=kept)
    Affiliation.objects.filter(between).delete()
    for side, other in (("actor", "principal"), ("principal", "actor")):
        rows = Affiliation.objects.filter(**{side: merged})
        for row in rows.order_by("pk"):
            same = {name: getattr(row, name) for name in (f"{other}_id", "office", "since")}
            if twin := Affiliation.objects.filter(**{side: kept}, **same).first():
                _join_ends(twin, row)
                row.delete()
        rows.update(**{side: kept})


def _join_ends(kept: Any, other: Any) -> None:
    if other.until in ("", kept.until):
        return
    if kept.until:
        raise ValidationError(
            "Nothing is merged. Both act for the same in the same office (%(office)s) since the "
            "same day, the one until %(ours)s, the other until %(theirs)s: make them alike first.",
            code="affiliations_differ",
            params={
                "office": kept.office or "none is named",
                "ours": kept.until,
                "theirs": other.until,
            },
        )
    kept.until = other.until
    kept.save()
