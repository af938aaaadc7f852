"""The words by which an actor is found: those of its name and of its aliases."""

from collections.abc import Collection
from typing import Any

from claims import search


def names_to_search(keys: Collection[Any]) -> dict[int, str]:
    """The words of each of the actors with `keys`, as `search.names` joins them."""
    from claims.models import Actor, Alias

    names = {
        key: [name] for key, name in Actor.objects.filter(pk__in=keys).values_list("pk", "name")
    }
    aliases = Alias.objects.filter(actor__in=keys).order_by("name", "pk")
    for key, name in aliases.values_list("actor_id", "name"):
        names[key].append(name)
    return {key: search.joined(own) for key, own in names.items()}


def write_names(keys: Collection[Any]) -> None:
    """Work out anew the words of the actors with `keys`; of those that are no more, nothing."""
    from claims.models import ActorWords

    ActorWords.objects.bulk_create(
        [ActorWords(actor_id=key, names=names) for key, names in names_to_search(keys).items()],
        update_conflicts=True,
        unique_fields=["actor"],
        update_fields=["names"],
    )
