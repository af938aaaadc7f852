"""Evidence, by every path that Django has."""

from random import Random

from asgiref.sync import async_to_sync
from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat

from claims.models import (
    Claim,
    Evidence,
)

from .paths import (
    address,
    assign,
    dated,
    described,
    form_save,
    load,
    some,
    state,
    write,
)


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
