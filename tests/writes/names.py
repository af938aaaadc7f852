"""Writes to the names of actors."""

from random import Random

from claims.models import Actor, Alias
from tests import factories as make

from .paths import address, assign, form_save, load, some, write

NAMES = ["Kiev", "Київ", "The Kremlin", "Straße", "UrduPoint.com"]


def _alias(dice: Random) -> Alias:
    return some(dice, Actor).aliases.create(name=f"{dice.choice(NAMES)} {address(dice)}")


@write
def an_alias_is_given(dice: Random) -> None:
    _alias(dice)


@write
def aliases_are_created_in_bulk(dice: Random) -> None:
    Alias.objects.bulk_create(
        Alias(actor=some(dice, Actor), name=f"{name} {address(dice)}") for name in NAMES
    )


@write
def an_alias_is_moved(dice: Random) -> None:
    assign(_alias(dice), actor=make.make_actor()).save()


@write
def aliases_are_updated(dice: Random) -> None:
    Alias.objects.filter(pk=_alias(dice).pk).update(actor=make.make_actor(), name=address(dice))


@write
def aliases_are_deleted(dice: Random) -> None:
    Alias.objects.filter(pk__lte=_alias(dice).pk).delete()


@write
def an_alias_is_loaded(dice: Random) -> None:
    load(_alias(dice), name=address(dice))


@write
def an_actor_is_renamed(dice: Random) -> None:
    form_save(some(dice, Actor), name=dice.choice(NAMES))


@write
def actors_are_renamed_in_bulk(dice: Random) -> None:
    actors = [assign(actor, name=dice.choice(NAMES)) for actor in Actor.objects.order_by("pk")[:3]]
    Actor.objects.bulk_update(actors, ["name"])
