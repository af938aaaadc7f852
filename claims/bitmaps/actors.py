"""Which actors have the most of some rows, by the index."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from pyroaring import BitMap

from claims.models import Actor, KeyCount, Role

from . import keys as k
from .few import Few, batched
from .shelf import Shelf

# Of so many, one facet alone is worth reading them one by one.
HARDLY_ANY = 1000
_FIRST_PART, _LARGEST_PART = 40, 1000


def first_of(
    shelf: Shelf,
    rows: BitMap,
    few: Few | None,
    dimensions: list[int],
    most: int,
    anybody: int | None = None,
) -> list[tuple[int, int]]:
    """(actor, number) of those with the most of the rows. `few`: the rows, where they are few;
    `anybody`: the key of the rows that have one of them at all."""
    if few:
        return _most(few.by_value(dimensions).items(), most)
    as_they_are = len(dimensions) == 1 and len(rows) == len(shelf[k.PUBLISHED])
    if anybody is not None and not as_they_are:
        rows = rows & shelf[anybody]
        if few := Few.of(rows, shelf, HARDLY_ANY):
            return _most(few.by_value(dimensions).items(), most)
    first: list[tuple[int, int]] = []
    for some in by_number(shelf, dimensions):
        if len(first) == most and some[0][1] < first[-1][1]:
            break
        counted = some if as_they_are else counts_of(shelf, rows, some, dimensions)
        first = _most([*first, *(one for one in counted if one[1])], most)
    return first


def counts_of(
    shelf: Shelf, rows: BitMap, some: list[tuple[int, int]], dimensions: list[int]
) -> list[tuple[int, int]]:
    """(actor, number) of the rows that each of `some` has."""
    sets = sets_of(shelf, [actor for actor, _ in some], dimensions)
    return [(actor, _intersecting(rows, own)) for actor, own in sets.items()]


def sets_of(shelf: Shelf, actors: Iterable[int], dimensions: list[int]) -> dict[int, list[BitMap]]:
    """The rows that each of the actors has, a bitmap for each dimension; one query for all."""
    keys = {actor: [k.key(d, actor) for d in dimensions] for actor in actors}
    sets = shelf.get(chain.from_iterable(keys.values()))
    return {actor: [sets[key] for key in own] for actor, own in keys.items()}


def by_number(shelf: Shelf, dimensions: list[int]) -> Iterator[list[tuple[int, int]]]:
    """(actor, at most so many rows), the most first, for as long as is asked: a few, then more
    at a time. Beside the first dimension there are those of whom others act for the actor."""
    of_role = shelf.counts(dimensions[0]).order_by("-number", "key").values_list("key", "number")
    both = shelf.kept(("both", *dimensions), lambda: _of_both(shelf, dimensions))
    rest, place = list(both.items()), 0
    for first, number in _parts():
        alone = [(k.value_of(key), n) for key, n in of_role[first : first + number]]
        last = len(alone) < number
        bound = 0 if last else alone[-1][1]
        some = [one for one in alone if one[0] not in both]
        while place < len(rest) and rest[place][1] >= bound:
            some.append(rest[place])
            place += 1
        if some:
            yield sorted(some, key=_rank)
        if last:
            return


def _parts() -> Iterator[tuple[int, int]]:
    """(first, number) of the parts in which a list is read."""
    first, number = 0, _FIRST_PART
    while True:
        yield first, number
        first, number = first + number, min(2 * number, _LARGEST_PART)


def _of_both(shelf: Shelf, dimensions: list[int]) -> dict[int, int]:
    """At most how many rows each actor has for whom others act, the most first."""
    numbers: Counter[int] = Counter()
    for dimension in dimensions[1:]:
        for key, number in shelf.numbers(dimension).items():
            numbers[k.value_of(key)] += number
    own_keys = [k.stored(shelf.kind, k.key(dimensions[0], actor)) for actor in numbers]
    for some in batched(own_keys):
        own = KeyCount.objects.using(shelf.using).filter(pk__in=some)
        for key, number in own.values_list("key", "number"):
            numbers[k.value_of(key)] += number
    return dict(sorted(numbers.items(), key=_rank))


def _most(counted: Iterable[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    return heapq.nsmallest(most, counted, key=_rank)


def _rank(counted: tuple[int, int]) -> tuple[int, int]:
    actor, number = counted
    return -number, actor


def _intersecting(rows: BitMap, sets: list[BitMap]) -> int:
    some = [one for one in sets if one]
    if len(some) < 2:
        return rows.intersection_cardinality(some[0]) if some else 0
    return len(BitMap.union(*(one & rows for one in some)))


def dimensions_of(role: str | None, acting_for: bool) -> list[int]:
    """In which dimensions an actor has the role, or any, first of all by itself."""
    if role is None:
        own, acting = (
            [int(k.Dimension.INVOLVED)],
            [k.Dimension.FOR + n for n, _ in enumerate(k.ROLES)],
        )
    else:
        place = k.ROLES.index(Role(role))
        own, acting = [k.Dimension.ROLE + place], [k.Dimension.FOR + place]
    return [*own, *acting] if acting_for else own


def names_of(actors: Iterable[int]) -> dict[int, tuple[str, str]]:
    """(slug, name) of each; one query."""
    rows = Actor.objects.filter(pk__in=set(actors)).order_by()
    return {pk: (slug, name) for pk, slug, name in rows.values_list("pk", "slug", "name")}
