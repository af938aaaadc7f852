"""The index made from nothing: of all records of a kind, in their order."""

import uuid
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from pyroaring import BitMap

from . import keys as k
from .writing import CHUNK_BITS, unpacked

_LOW = (1 << CHUNK_BITS) - 1


class Building:
    """The index of the records of one kind, which come in the order of their primary keys; each
    chunk is written as it is full, so that many records take no more memory than a few.

    What it gives are rows (key, chunk, bits) to be written.
    """

    def __init__(self, of: k.Of) -> None:
        self._of = of
        self._chunk = -1
        self._here: dict[int, array] = {}

    def take(self, pk: int, keys: Iterable[int]) -> list[tuple[int, int, bytes]]:
        """The rows that are complete as this record comes, most often none."""
        rows = self.rest() if pk >> CHUNK_BITS != self._chunk else []
        self._chunk = pk >> CHUNK_BITS
        for key in keys:
            there = self._here.get(key)
            if there is None:
                there = self._here[key] = array("I")
            there.append(pk & _LOW)
        return rows

    def rest(self) -> list[tuple[int, int, bytes]]:
        rows = []
        for key in sorted(self._here):
            stored = k.stored(self._of, key)
            rows.append((stored, self._chunk, BitMap(self._here[key]).serialize()))
        self._here.clear()
        return rows


def cardinalities(chunks: QuerySet[Any]) -> Iterator[tuple[int, int, int]]:
    """(key, dimension, number of records) of rows of `KeyChunk`, by key."""
    rows = chunks.order_by("key").values_list("key", "bits").iterator()
    for key, of_key in groupby(rows, key=itemgetter(0)):
        number = sum(len(BitMap.deserialize(bytes(bits))) for _, bits in of_key)
        yield key, k.dimension_of(key), number


def build() -> None:
    """Write the index out of `RecordKeys`, into tables that have nothing of it."""
    from claims.models import KeyChunk, KeyCount

    for of in k.Of:
        _build(of)
    counts = cardinalities(KeyChunk.objects.all())
    while some := list(islice(counts, 5000)):
        KeyCount.objects.bulk_create(
            KeyCount(key=key, dimension=dimension, number=number) for key, dimension, number in some
        )


def _build(of: k.Of) -> None:
    from claims.models import KeyChunk

    building = Building(of)
    for rows in chunks(building, of):
        KeyChunk.objects.bulk_create(
            (KeyChunk(key=key, chunk=chunk, bits=bits, stamp=1) for key, chunk, bits in rows),
            batch_size=1000,
        )


def chunks(building: Building, of: k.Of) -> Iterator[list[tuple[int, int, bytes]]]:
    """The rows of each chunk, as `building` makes them of what is kept in `RecordKeys`."""
    from claims.models import RecordKeys

    all_of = k.records(of)
    kept = RecordKeys.objects.filter(pk__gte=all_of.start, pk__lt=all_of.stop).order_by("pk")
    for record, keys in kept.values_list("record", "keys").iterator():
        if rows := building.take(k.pk_of(record), unpacked(keys)):
            yield rows
    if rows := building.rest():
        yield rows


def renew(using: str = "default") -> None:
    """Say that all that was read of the index is void."""
    from claims.models import KeyEpoch

    KeyEpoch.objects.using(using).update_or_create(pk=1, defaults={"mark": uuid.uuid4().hex})
