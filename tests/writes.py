"""One write to the database by each path that the product has, out of the many it could be."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from asgiref.sync import async_to_sync
from django.core import serializers
from django.core.management import call_command
from django.db.models import Case, CharField, F, Model, Value, When
from django.db.models.functions import Concat
from django.forms import modelform_factory

from claims.models import (
    Actor,
    Affiliation,
    Anchor,
    Article,
    Attribution,
    Claim,
    Denial,
    Evidence,
    EvidenceState,
    Mention,
    Passage,
)
from tests import factories as make

Write = Callable[[Random], object]
WRITES: dict[str, Write] = {}

DATES = ["2022-12-12", "2022-11", "2022", "2021-03-01/2021-04", "2023-02"]
TERMS = ["", "2021-08", "2022-11-15", "2022-12-12", "2023"]


def write(function: Write) -> Write:
    WRITES[function.__name__] = function
    return function


def some(dice: Random, model: type[Model], **conditions: Any) -> Any:
    """One of the records, or an error that makes the step none."""
    rows = list(model._default_manager.filter(**conditions).order_by("pk"))
    if not rows:
        raise NothingThere
    return dice.choice(rows)


class NothingThere(Exception):
    pass


def state(dice: Random) -> str:
    return dice.choice(EvidenceState.values)


def dated(dice: Random) -> dict[str, str]:
    chosen = dice.choice(["", *DATES])
    return {"date": chosen, "date_basis": "said" if chosen else ""}


def described(dice: Random) -> dict[str, Any]:
    return {
        "kind": "any",
        "state": state(dice),
        "side": dice.choice(["for", "for", "against"]),
        "publication_state": dice.choice(["published", "published", "draft"]),
        **dated(dice),
    }


def address(dice: Random) -> str:
    return f"r{dice.getrandbits(64)}"


def assign(record: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(record, name, value)
    return record


def form_save(record: Any, **values: Any) -> None:
    """As an editor's form saves it."""
    form = modelform_factory(type(record), fields=list(values))(
        {name: getattr(value, "pk", value) for name, value in values.items()}, instance=record
    )
    assert form.is_valid(), form.errors
    form.save()


def load(*records: Any, **values: Any) -> None:
    """`loaddata` of the records, with other values."""
    rows = json.loads(
        serializers.serialize(
            "json", records, use_natural_foreign_keys=True, use_natural_primary_keys=True
        )
    )
    for row in rows:
        row["fields"] |= values
        for derived in ("evidence_status", "earliest_on", "latest_on", "since_on", "until_on"):
            row["fields"].pop(derived, None)
    with tempfile.TemporaryDirectory() as folder:
        fixture = Path(folder) / "some.json"
        fixture.write_text(json.dumps(rows))
        call_command("loaddata", fixture, verbosity=0)


# Evidence ----------------------------------------------------------------------------------------


@write
def evidence_is_created(dice: Random) -> None:
    Evidence.objects.create(claim=some(dice, Claim), **described(dice))


@write
def evidence_is_saved(dice: Random) -> None:
    assign(some(dice, Evidence), **described(dice)).save()


@write
def evidence_is_saved_in_some_fields(dice: Random) -> None:
    values = dice.choice([{"state": state(dice)}, dated(dice), {"side": "against"}])
    assign(some(dice, Evidence), **values).save(update_fields=list(values))


@write
def evidence_is_saved_to_another_claim(dice: Random) -> None:
    assign(some(dice, Evidence), claim=some(dice, Claim)).save()


@write
def evidence_is_saved_to_another_claim_in_that_field(dice: Random) -> None:
    assign(some(dice, Evidence), claim_id=some(dice, Claim).pk).save(update_fields=["claim"])


@write
def evidence_is_saved_by_a_form(dice: Random) -> None:
    form_save(some(dice, Evidence), claim=some(dice, Claim), **described(dice))


@write
def evidence_is_deleted(dice: Random) -> None:
    some(dice, Evidence).delete()


@write
def evidence_is_created_in_bulk(dice: Random) -> None:
    Evidence.objects.bulk_create(
        Evidence(
            claim=some(dice, Claim),
            slug=address(dice),
            **described(dice),
        )
        for _ in range(3)
    )


@write
def evidence_is_updated_in_bulk(dice: Random) -> None:
    rows = [assign(row, **described(dice)) for row in Evidence.objects.all()]
    Evidence.objects.bulk_update(rows, ["state", "side", "date", "date_basis"])


@write
def evidence_is_moved_in_bulk(dice: Random) -> None:
    rows = [assign(row, claim=some(dice, Claim)) for row in Evidence.objects.all()]
    Evidence.objects.bulk_update(rows, ["claim"], batch_size=2)


@write
def evidence_is_updated(dice: Random) -> None:
    Evidence.objects.filter(side="for").update(**described(dice))


@write
def evidence_is_updated_by_an_expression(dice: Random) -> None:
    Evidence.objects.update(
        state=Case(
            When(state="presented", then=Value(state(dice))),
            default=F("state"),
            output_field=CharField(),
        ),
        date_note=Concat(Value("after "), F("slug")),
    )


@write
def evidence_is_updated_to_another_claim(dice: Random) -> None:
    Evidence.objects.filter(claim=some(dice, Claim)).update(claim=some(dice, Claim))


@write
def evidence_is_updated_out_of_its_own_filter(dice: Random) -> None:
    old, new = state(dice), state(dice)
    Evidence.objects.filter(state=old, publication_state="published").update(
        state=new, publication_state="draft"
    )


@write
def evidence_is_deleted_by_a_query(dice: Random) -> None:
    Evidence.objects.filter(state=state(dice)).delete()


@write
def evidence_is_created_by_its_claim(dice: Random) -> None:
    some(dice, Claim).evidence.create(**described(dice))


@write
def evidence_is_added_to_a_claim(dice: Random) -> None:
    some(dice, Claim).evidence.add(some(dice, Evidence), bulk=dice.random() < 0.5)


@write
def evidence_of_a_claim_is_set(dice: Random) -> None:
    some(dice, Claim).evidence.set([some(dice, Evidence), some(dice, Evidence)])


@write
def evidence_of_a_claim_is_updated(dice: Random) -> None:
    some(dice, Claim).evidence.update(state=state(dice))


@write
def evidence_is_got_or_created(dice: Random) -> None:
    slug = dice.choice(["a", "b"])
    Evidence.objects.get_or_create(
        slug=slug, defaults={"claim": some(dice, Claim), **described(dice)}
    )


@write
def evidence_is_updated_or_created(dice: Random) -> None:
    slug = dice.choice(["a", "b"])
    Evidence.objects.update_or_create(
        slug=slug, defaults={"claim": some(dice, Claim), **described(dice)}
    )


@write
def evidence_is_loaded(dice: Random) -> None:
    load(some(dice, Evidence), **described(dice))


@write
def evidence_is_loaded_to_another_claim(dice: Random) -> None:
    load(some(dice, Evidence), claim=[some(dice, Claim).slug])


@write
def evidence_is_created_in_a_coroutine(dice: Random) -> None:
    values = {"claim": some(dice, Claim), **described(dice)}

    async def create() -> None:
        await Evidence.objects.acreate(**values)

    async_to_sync(create)()


@write
def evidence_is_updated_in_a_coroutine(dice: Random) -> None:
    async def update() -> None:
        await Evidence.objects.filter(side="for").aupdate(state=state(dice))

    async_to_sync(update)()


@write
def evidence_is_saved_in_a_coroutine(dice: Random) -> None:
    evidence = assign(some(dice, Evidence), state=state(dice))

    async def save() -> None:
        await evidence.asave()

    async_to_sync(save)()


@write
def evidence_is_deleted_in_a_coroutine(dice: Random) -> None:
    evidence = some(dice, Evidence)

    async def delete() -> None:
        await evidence.adelete()

    async_to_sync(delete)()


# Denials -----------------------------------------------------------------------------------------


@write
def a_denial_is_made(dice: Random) -> None:
    make.make_denial(claim=some(dice, Claim), deniers=[some(dice, Actor)], **dated(dice))


@write
def a_denial_is_saved_to_another_claim(dice: Random) -> None:
    assign(some(dice, Denial), claim=some(dice, Claim), **dated(dice)).save()


@write
def denials_are_updated_to_another_claim(dice: Random) -> None:
    Denial.objects.filter(claim=some(dice, Claim)).update(claim=some(dice, Claim))


@write
def a_denial_is_loaded_to_another_claim(dice: Random) -> None:
    load(some(dice, Denial), claim=[some(dice, Claim).slug])


@write
def a_denial_is_deleted(dice: Random) -> None:
    some(dice, Denial).delete()


@write
def denials_change_their_publication_state(dice: Random) -> None:
    Denial.objects.filter(claim=some(dice, Claim)).update(
        publication_state=dice.choice(["draft", "published"])
    )


# Claims and articles -----------------------------------------------------------------------------


@write
def a_claim_is_made(dice: Random) -> None:
    make.make_claim(claimants=[some(dice, Actor)], **dated(dice))


@write
def claims_are_created_in_bulk(dice: Random) -> None:
    Claim.objects.bulk_create(
        Claim(slug=address(dice), text="So.", kind="fact", **dated(dice)) for _ in range(2)
    )


@write
def a_claim_is_saved(dice: Random) -> None:
    assign(some(dice, Claim), text=f"It was {dice.random()}.", **dated(dice)).save()


@write
def a_claim_is_saved_with_a_status_of_its_own(dice: Random) -> None:
    assign(some(dice, Claim), evidence_status="verified").save()


@write
def a_claim_is_saved_by_a_form(dice: Random) -> None:
    form_save(some(dice, Claim), text=f"Form {dice.random()}.", kind="act", **dated(dice))


@write
def claims_are_updated(dice: Random) -> None:
    Claim.objects.filter(kind="fact").update(text=f"All of it {dice.random()}.", **dated(dice))


@write
def claims_are_updated_by_an_expression(dice: Random) -> None:
    Claim.objects.update(text=Concat(F("slug"), Value(" and so on")))


@write
def claims_are_updated_to_a_status(dice: Random) -> None:
    Claim.objects.update(evidence_status="contested")


@write
def claims_are_updated_to_a_day(dice: Random) -> None:
    Claim.objects.exclude(date="").update(earliest_on="1999-01-01")


@write
def claims_are_updated_to_a_date_by_an_expression(dice: Random) -> None:
    Claim.objects.update(date=Concat(Value("2022"), Value("")), date_basis="said")


@write
def claims_change_their_publication_state(dice: Random) -> None:
    Claim.objects.filter(pk=some(dice, Claim).pk).update(
        publication_state=dice.choice(["draft", "published"])
    )


@write
def a_claim_is_loaded(dice: Random) -> None:
    load(some(dice, Claim), text=f"Loaded {dice.random()}.", **dated(dice))


@write
def a_claim_is_deleted(dice: Random) -> None:
    some(dice, Claim).delete()


@write
def claims_without_answers_are_deleted(dice: Random) -> None:
    Claim.objects.filter(denials=None, evidence=None).delete()


@write
def an_article_changes_its_headline_and_state(dice: Random) -> None:
    article = some(dice, Article)
    values = {
        "headline": f"Headline {dice.random()}",
        "publication_state": dice.choice(["draft", "published"]),
        "published": dice.choice(["", *DATES]),
    }
    if dice.random() < 0.5:
        assign(article, **values).save()
    else:
        Article.objects.filter(pk=article.pk).update(**values)


@write
def an_article_is_loaded(dice: Random) -> None:
    load(
        some(dice, Article),
        headline="Loaded",
        published=dice.choice(DATES),
        published_earliest_on=None,
        published_latest_on=None,
    )


# What ties them together -------------------------------------------------------------------------


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


# Actors ------------------------------------------------------------------------------------------


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
