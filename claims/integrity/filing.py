"""Whether the bitmap index has each claim under what it is, and nothing else."""

from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef
from pyroaring import BitMap

from claims import derived
from claims.bitmaps import keys as k
from claims.bitmaps.building import Building, cardinalities, chunks
from claims.bitmaps.writing import packed
from claims.models import Claim, KeyChunk, KeyCount, RecordKeys
from claims.models.names import name

from .records import Problem, batches

_ANEW = "Run check_integrity --refresh to derive it anew."


def claims_are_filed_under_what_they_are() -> Iterator[Problem]:
    """They, and their denials and evidence."""
    for some in batches(Claim.objects.only("slug"), 5000):
        due = derived.memberships([claim.pk for claim in some])
        kept: dict[int, dict[int, bytes]] = {claim.pk: {} for claim in some}
        rows = RecordKeys.objects.filter(claim_id__in=due)
        for record, claim_id, keys in rows.values_list("record", "claim_id", "keys"):
            kept[claim_id][record] = bytes(keys)
        for claim in some:
            own = {record: packed(keys) for record, keys in due[claim.pk].items()}
            if kept[claim.pk] != own:
                yield Problem(name(claim), f"lists find it by what it is not. {_ANEW}")
    # Not `exclude(claim_id__in=…)`: PostgreSQL would go through the claims for each of the rows.
    stray = RecordKeys.objects.filter(~Exists(Claim.objects.filter(pk=OuterRef("claim_id"))))
    for key in stray.values_list("claim_id", flat=True).distinct().order_by("claim_id").iterator():
        yield Problem(f"claim #{key}", f"lists find it, and it is not there. {_ANEW}")


def bitmaps_have_the_claims_that_are_filed() -> Iterator[Problem]:
    """Chunk by chunk, so that a million claims take no more memory than a chunk's."""
    for of in k.Of:
        yield from _of_kind(of)
    yield from _wrong_numbers()


def _of_kind(of: k.Of) -> Iterator[Problem]:
    first, end = k.stored(of, 0), k.records(of).stop
    building = Building(of)
    kept = groupby(
        KeyChunk.objects.filter(key__gte=first, key__lt=end)
        .order_by("chunk", "key")
        .values_list("chunk", "key", "bits")
        .iterator(),
        key=lambda row: row[0],
    )
    here = next(kept, None)
    for rows in chunks(building, of):
        chunk, due = rows[0][1], {key: BitMap.deserialize(bits) for key, _, bits in rows}
        while here is not None and here[0] < chunk:
            yield from _differences(here[0], {}, _sets(here[1]))
            here = next(kept, None)
        there = _sets(here[1]) if here is not None and here[0] == chunk else {}
        if there:
            here = next(kept, None)
        yield from _differences(chunk, due, there)
    while here is not None:
        yield from _differences(here[0], {}, _sets(here[1]))
        here = next(kept, None)


def _wrong_numbers() -> Iterator[Problem]:
    """Two columns side by side, so that they take no more memory than a row of each."""
    due = ((key, number) for key, _, number in cardinalities(KeyChunk.objects.all()) if number)
    rows = KeyCount.objects.exclude(number=0).order_by("key").values_list("key", "number")
    side_by_side = merge(((*row, 0) for row in due), ((*row, 1) for row in rows.iterator()))
    for key, both in groupby(side_by_side, itemgetter(0)):
        numbers = {side: number for _, number, side in both}
        if 1 not in numbers:
            yield Problem(f"key {key}", f"its number of records is missing. {_ANEW}")
        elif numbers[1] != numbers.get(0):
            yield Problem(f"key {key}", f"its number of records is not {numbers[1]}. {_ANEW}")


def _sets(rows: Any) -> dict[int, BitMap]:
    return {key: BitMap.deserialize(bytes(bits)) for _, key, bits in rows}


def _differences(chunk: int, due: dict[int, BitMap], kept: dict[int, BitMap]) -> Iterator[Problem]:
    for key in sorted(due.keys() | kept.keys()):
        if due.get(key, BitMap()) != kept.get(key, BitMap()):
            yield Problem(f"key {key}", f"its bitmap {chunk} has other records. {_ANEW}")
