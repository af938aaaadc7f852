"""The one way into the index: claims are filed anew, with their denials and evidence, and what they
were filed under before is taken back.

A chunk is locked before it is changed, in the order of keys, so that two writers of the same chunk
take turns and neither waits for the other for ever. Its stamp is that of the write: on PostgreSQL
the transaction's number, on SQLite, which has one writer at a time, the next one.
"""

import sys
import uuid
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db import connections, transaction
from django.db.models import Q
from pyroaring import BitMap

from . import keys as k

CHUNK_BITS = 16
_LOW = (1 << CHUNK_BITS) - 1
Slot = tuple[int, int]
"""A key as it is stored, with its kind of record, and a chunk."""
KEY_BYTES = 8
"""How many bytes a key takes, packed."""
_NOTHING: tuple[None, set[int]] = (None, set())


def packed(keys: Iterable[int]) -> bytes:
    """The keys as `RecordKeys` has them."""
    numbers = array("q", sorted(keys))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(stored: Any) -> array:
    numbers = array("q")
    numbers.frombytes(bytes(stored))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def file(filed: Mapping[int, Mapping[int, Collection[int]]], using: str = "default") -> None:
    """File what each claim has, as `claims.derived.memberships` gives it, and nothing else of it:
    what was filed of these claims and is not given is taken out."""
    from claims.models import RecordKeys

    now = {
        record: (claim, set(keys))
        for claim, records in filed.items()
        for record, keys in records.items()
    }
    rows = RecordKeys.objects.using(using)
    # A denial that has moved may still be filed as another claim's.
    kept = rows.filter(Q(claim_id__among=filed) | Q(pk__among=now))
    were = {
        record: (claim, set(unpacked(keys)))
        for record, claim, keys in kept.values_list("record", "claim_id", "keys")
    }
    added: dict[Slot, list[int]] = defaultdict(list)
    taken: dict[Slot, list[int]] = defaultdict(list)
    changed = [record for record in now.keys() | were.keys() if now.get(record) != were.get(record)]
    for record in changed:
        of, pk = k.kind_of(record), k.pk_of(record)
        chunk, low = pk >> CHUNK_BITS, pk & _LOW
        _, after = now.get(record, _NOTHING)
        _, before = were.get(record, _NOTHING)
        for key in after - before:
            added[k.stored(of, key), chunk].append(low)
        for key in before - after:
            taken[k.stored(of, key), chunk].append(low)
    if not changed:
        return
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        _write_chunks(cursor, added, taken)
        _write_counts(cursor, added, taken)
        cursor.execute(
            "INSERT INTO claims_keyepoch (id, mark) VALUES (1, %s) ON CONFLICT (id) DO NOTHING",
            [uuid.uuid4().hex],
        )
        _upsert(
            cursor,
            "claims_recordkeys",
            {"record": "bigint", "claim_id": "bigint", "keys": "bytea"},
            [(one, now[one][0], packed(now[one][1])) for one in sorted(changed) if one in now],
            "(record) DO UPDATE SET claim_id = excluded.claim_id, keys = excluded.keys",
        )
        if gone := [record for record in changed if record not in now]:
            rows.filter(pk__in=gone).delete()


_SLOT = {"key": "bigint", "chunk": "integer"}
_CHUNK = {**_SLOT, "bits": "bytea", "stamp": "bigint"}


def _write_chunks(
    cursor: Any, added: Mapping[Slot, list[int]], taken: Mapping[Slot, list[int]]
) -> None:
    slots = sorted(added.keys() | taken.keys())
    postgresql = _is_postgresql(cursor)
    if postgresql:
        # A row that is not there cannot be locked.
        empty = BitMap().serialize()
        _upsert(
            cursor,
            "claims_keychunk",
            _CHUNK,
            [(*slot, empty, 0) for slot in slots],
            "(key, chunk) DO NOTHING",
        )
    cursor.execute(
        "SELECT pg_current_xact_id()::text::bigint"
        if postgresql
        else "SELECT COALESCE(MAX(stamp), 0) + 1 FROM claims_keychunk"
    )
    (now,) = cursor.fetchone()
    bits: dict[Slot, BitMap] = {}
    for rows, values in _as_tables(cursor, _SLOT, slots):
        cursor.execute(
            f"SELECT key, chunk, bits FROM claims_keychunk WHERE (key, chunk) IN ({rows}) "  # noqa: S608
            f"ORDER BY key, chunk{' FOR UPDATE' if postgresql else ''}",
            values,
        )
        bits |= {(key, chunk): BitMap.deserialize(bytes(b)) for key, chunk, b in cursor.fetchall()}
    written = []
    for slot in slots:
        there = bits.get(slot) or BitMap()
        there.update(added.get(slot, ()))
        there -= BitMap(taken.get(slot, ()))
        written.append((*slot, there.serialize(), now))
    _upsert(
        cursor,
        "claims_keychunk",
        _CHUNK,
        written,
        "(key, chunk) DO UPDATE SET bits = excluded.bits, stamp = excluded.stamp",
    )


def _write_counts(
    cursor: Any, added: Mapping[Slot, list[int]], taken: Mapping[Slot, list[int]]
) -> None:
    more: dict[int, int] = defaultdict(int)
    for (key, _), records in added.items():
        more[key] += len(records)
    for (key, _), records in taken.items():
        more[key] -= len(records)
    _upsert(
        cursor,
        "claims_keycount",
        {"key": "bigint", "dimension": "smallint", "number": "integer"},
        [(key, k.dimension_of(key), n) for key, n in sorted(more.items()) if n],
        "(key) DO UPDATE SET number = claims_keycount.number + excluded.number",
    )


def _upsert(
    cursor: Any, table: str, columns: Mapping[str, str], rows: list[tuple[Any, ...]], conflict: str
) -> None:
    """Rows in few statements: one for each would take longer than the rest of the write.
    `columns`: their names, with PostgreSQL's types of them."""
    for some, values in _as_tables(cursor, columns, rows):
        # SQLite needs the WHERE to tell the ON of a conflict from that of a join.
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM ({some}) AS given "  # noqa: S608
            f"WHERE TRUE ON CONFLICT {conflict}",
            values,
        )


def _as_tables(
    cursor: Any, columns: Mapping[str, str], rows: list[tuple[Any, ...]]
) -> Iterator[tuple[str, list[Any]]]:
    """The rows as SQL that gives them, with its values: at once where each column can be one value,
    else some at a time."""
    if not rows:
        return
    if _is_postgresql(cursor):
        arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
        # As PostgreSQL writes arrays: the driver takes ten times as long to write them.
        yield (
            f"SELECT * FROM unnest({arrays})",  # noqa: S608
            [_array(column) for column in zip(*rows, strict=True)],
        )
        return
    for first in range(0, len(rows), 200):
        some = rows[first : first + 200]
        marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(some))
        yield f"VALUES {marks}", [value for row in some for value in row]


def _array(values: tuple[Any, ...]) -> str:
    """Whole numbers, or bytes."""
    if isinstance(values[0], bytes):
        return "{" + ",".join(f'"\\\\x{value.hex()}"' for value in values) + "}"
    return "{" + ",".join(map(str, values)) + "}"


def _is_postgresql(cursor: Any) -> bool:
    return bool(cursor.db.vendor == "postgresql")
