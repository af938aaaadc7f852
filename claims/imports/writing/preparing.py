"""What can be told of records before anything is asked of the database."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from claims.bulk import Encoded
from claims.imports.items import Item, Refused

from .plain import digest, kept, plain
from .rows import Unfit, Written, new_claim

AT_ONCE = 5000
"""Records in a batch, at most."""
LARGEST = 16_000_000
"""Characters of JSON after which a batch ends earlier, so that long records take no more memory."""
MOST_NAMED = 500
"""Claimants and subjects of a record, at most: more than a page can name."""


class Prepared(NamedTuple):
    """A record whose values can be kept: as the claim that it would be if it is new, and as plain
    values, with the digest of these."""

    item: Item
    written: Written
    values: Encoded
    digest: str
    original: Encoded


Batch = list[Prepared | Refused]
Reading = Callable[[], Iterator[Item | Refused]]


def batches(reading: Reading, *, publish: bool) -> Iterator[Batch]:
    """The records, a batch at a time. Where the reading breaks off, those before come first.

    What cannot be kept is refused before it is known whether it is new: what is refused once is
    refused always.
    """
    records = reading()
    while True:
        batch: Batch = []
        size = 0
        try:
            for record in islice(records, AT_ONCE):
                one = _prepared(record, publish)
                batch.append(one)  # one by one, to have those before a break
                size += len(one.values) + len(one.original) if isinstance(one, Prepared) else 0
                if size >= LARGEST:
                    break
        except Exception:
            if batch:
                yield batch
            raise
        if not batch:
            return
        yield batch


def _prepared(record: Item | Refused, publish: bool) -> Prepared | Refused:
    if isinstance(record, Refused):
        return record
    named = len(record.claimants) + len(record.subjects)
    if named > MOST_NAMED:
        why = f"It names {named:,} claimants and subjects. A record may have {MOST_NAMED:,}."
        return Refused(record.number, record.place, "author", why, record.original)
    try:
        written = new_claim(record, publish=publish)
    except Unfit as error:
        return Refused(record.number, record.place, error.field, error.why, record.original)
    values = plain(record)
    original = Encoded(json.dumps(kept(record.original)))
    item = replace(record, original=None)
    return Prepared(item, written, Encoded(json.dumps(values)), digest(values), original)
