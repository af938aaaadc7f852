"""Attributions, anchors, mentions; actors and whom they act for."""

from random import Random
from typing import Any

from claims.models import (
    Actor,
    Affiliation,
    Anchor,
    Attribution,
    Claim,
    Denial,
    Evidence,
    Mention,
    Passage,
)
from tests import factories as make

from .paths import (
    TERMS,
    NothingThere,
    address,
    assign,
    dated,
    load,
    some,
    write,
)


def _free(dice: Random, statement: Any, role: str) -> Any:
    taken = statement.attributions.filter(role=role).values_list("actor", flat=True)
    actors = list(Actor.objects.exclude(pk__in=list(taken)).order_by("pk"))
    if not actors:
        raise NothingThere
    return dice.choice(actors)


@write
def a_claimant_is_added(dice: Random) -> None:
    claim = some(dice, Claim)
    make.attribute(statement=claim, actor=_free(dice, claim, "claimant"), role="claimant")


@write
def an_examiner_is_added(dice: Random) -> None:
    evidence = some(dice, Evidence)
    make.attribute(statement=evidence, actor=_free(dice, evidence, "examiner"), role="examiner")


@write
def an_examiner_is_added_by_the_evidence(dice: Random) -> None:
    evidence = some(dice, Evidence)
    evidence.attributions.create(actor=_free(dice, evidence, "examiner"), role="examiner")


@write
def examiners_are_created_in_bulk(dice: Random) -> None:
    evidence = some(dice, Evidence)
    actor = _free(dice, evidence, "examiner")
    Attribution.objects.bulk_create(
        [Attribution(evidence=evidence, claim=evidence.claim, actor=actor, role="examiner")]
    )


@write
def examiners_become_others(dice: Random) -> None:
    row = some(dice, Attribution, role="examiner")
    Attribution.objects.filter(pk=row.pk).update(actor=_free(dice, row.evidence, "examiner"))


@write
def examiners_become_sources(dice: Random) -> None:
    Attribution.objects.filter(pk=some(dice, Attribution, role="examiner").pk).update(role="source")


@write
def an_attribution_is_moved_to_other_evidence(dice: Random) -> None:
    evidence = some(dice, Evidence)
    row = some(dice, Attribution, role="examiner")
    assign(row, evidence=evidence, claim=evidence.claim).save()


@write
def attributions_are_updated_to_other_evidence(dice: Random) -> None:
    evidence = some(dice, Evidence)
    row = some(dice, Attribution, role="examiner")
    Attribution.objects.filter(pk=row.pk).update(evidence=evidence)


@write
def attributions_are_updated_to_a_claim(dice: Random) -> None:
    row = some(dice, Attribution, role="examiner")
    Attribution.objects.filter(pk=row.pk).update(claim=some(dice, Claim))


@write
def an_attribution_is_deleted(dice: Random) -> None:
    some(dice, Attribution).delete()


@write
def an_attribution_is_loaded(dice: Random) -> None:
    load(some(dice, Attribution))


@write
def an_anchor_is_made(dice: Random) -> None:
    statement = some(dice, dice.choice([Claim, Denial, Evidence]))
    quote = f"A sentence {dice.random()}."
    make.anchor(statement=statement, passage=make.make_passage(quote=quote))


@write
def an_anchor_is_moved(dice: Random) -> None:
    Anchor.objects.filter(pk=some(dice, Anchor).pk).update(passage=some(dice, Passage))


@write
def anchors_are_deleted(dice: Random) -> None:
    Anchor.objects.filter(passage=some(dice, Passage)).delete()


@write
def a_mention_is_made_and_updated(dice: Random) -> None:
    row = make.mention(attribution=some(dice, Attribution), passage=some(dice, Passage))
    Mention.objects.filter(pk=row.pk).update(**dated(dice))


@write
def an_actor_is_made(dice: Random) -> None:
    make.make_actor()


@write
def actors_are_created_in_bulk(dice: Random) -> None:
    Actor.objects.bulk_create(Actor(slug=address(dice), name="X", kind="person") for _ in range(2))


@write
def an_actor_is_loaded(dice: Random) -> None:
    load(some(dice, Actor), slug=address(dice), wikidata_id="")


@write
def an_actor_is_deleted(dice: Random) -> None:
    # One who still has a role is protected: now and then it is one who has none yet.
    actor = some(dice, Actor) if dice.random() < 0.3 else make.make_actor()
    make.make_affiliation(actor=actor, principal=some(dice, Actor))
    actor.delete()


@write
def an_affiliation_is_made(dice: Random) -> None:
    make.make_affiliation(
        actor=some(dice, Actor),
        principal=some(dice, Actor),
        since=dice.choice(TERMS),
        until=dice.choice(TERMS),
    )


@write
def affiliations_are_created_in_bulk(dice: Random) -> None:
    Affiliation.objects.bulk_create(
        [
            Affiliation(
                actor=some(dice, Actor), principal=some(dice, Actor), office=f"{dice.random()}"
            )
            for _ in range(2)
        ]
    )


@write
def an_affiliation_is_saved(dice: Random) -> None:
    assign(some(dice, Affiliation), since=dice.choice(TERMS), until="").save()


@write
def affiliations_are_updated(dice: Random) -> None:
    Affiliation.objects.filter(pk=some(dice, Affiliation).pk).update(
        principal=some(dice, Actor), until=dice.choice(TERMS)
    )


@write
def affiliations_are_updated_in_bulk(dice: Random) -> None:
    rows = [assign(row, since=dice.choice(TERMS)) for row in Affiliation.objects.all()]
    Affiliation.objects.bulk_update(rows, ["since"])


@write
def an_affiliation_is_loaded(dice: Random) -> None:
    load(some(dice, Affiliation), until=dice.choice(TERMS))


@write
def affiliations_are_deleted(dice: Random) -> None:
    Affiliation.objects.filter(actor=some(dice, Actor)).delete()
