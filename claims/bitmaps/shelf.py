"""Reading the index: the bitmaps of keys, kept in the process from one request to the next.

What is kept is never trusted: each request asks the database, by one query, what was written since
the last, and takes that over. The database's own snapshot says from where on to ask the next time,
so that a write which was under way meanwhile is not missed. Inside a transaction nothing is kept,
for it may be rolled back.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.conf import settings
from django.db import connections
from pyroaring import BitMap

from . import keys as k
from .writing import CHUNK_BITS

_SINCE = {
    # What has a number below the first that is still under way is written, and seen.
    "postgresql": "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
    "sqlite": "SELECT COALESCE(MAX(stamp), 0) + 1 FROM claims_keychunk",
}
_MOST_IN_A_QUERY = 900
_NEVER = 2**63 - 1
_EACH = 300
"""How many bytes a bitmap takes that has next to nothing in it, with its place here; measured."""


class Bitmaps:
    """Bitmaps by stored key; each is of primary keys of records of the key's kind, and nobody
    changes it."""

    def __init__(self, using: str = "default", most: int | None = None) -> None:
        """`most`: how many bytes, about, are kept; those that were asked for last."""
        self.using = using
        self._most = most
        self._sets: OrderedDict[int, tuple[BitMap, int]] = OrderedDict()
        self._bytes = 0
        self._kept: dict[Hashable, Any] = {}
        self._mark: str | None = None
        self._since = 0
        self._lock = threading.Lock()

    def get(self, keys: Iterable[int]) -> dict[int, BitMap]:
        """The records of each of the keys; one query for all that is not at hand."""
        wanted = list(dict.fromkeys(keys))
        connections[self.using].ensure_connection()  # before the lock, as in `catch_up`
        with self._lock:
            found = {key: self._sets[key][0] for key in wanted if key in self._sets}
            missing = [key for key in wanted if key not in found]
            if missing:
                read = self._read(missing)
                for key, (records, size) in read.items():
                    found[key] = records
                    self._sets[key] = (records, size)
                    self._bytes += size
            for key in wanted:
                self._sets.move_to_end(key)
        return found

    def kept(self, name: Hashable, work_out: Callable[[], Any]) -> Any:
        """What `work_out` gives, kept until anything is written."""
        # What is worked out while another thread takes a write over is put where nobody looks.
        kept = self._kept
        if name not in kept:
            kept[name] = work_out()
        return kept[name]

    def _read(self, keys: list[int]) -> dict[int, tuple[BitMap, int]]:
        parts: dict[int, list[BitMap]] = {key: [] for key in keys}
        sizes = dict.fromkeys(keys, _EACH)
        with connections[self.using].cursor() as cursor:
            for first in range(0, len(keys), _MOST_IN_A_QUERY):
                some = keys[first : first + _MOST_IN_A_QUERY]
                marks = ", ".join(["%s"] * len(some))
                cursor.execute(
                    f"SELECT key, chunk, bits FROM claims_keychunk WHERE key IN ({marks})",  # noqa: S608
                    some,
                )
                for key, chunk, bits in cursor.fetchall():
                    bits = bytes(bits)
                    parts[key].append(BitMap.deserialize(bits).shift(chunk << CHUNK_BITS))
                    sizes[key] += len(bits) + 64
        return {
            key: (BitMap.union(*sets) if sets else BitMap(), sizes[key])
            for key, sets in parts.items()
        }

    def catch_up(self) -> None:
        """Take over what was written since the last time. One query; one more now and then."""
        connection = connections[self.using]
        since = _SINCE[connection.vendor]
        # Whoever waits for a connection holds up nobody who has one.
        with connection.cursor() as cursor, self._lock:
            cursor.execute(
                f"SELECT s.n, e.mark, c.key FROM (SELECT ({since}) AS n) s "  # noqa: S608
                "LEFT JOIN claims_keyepoch e ON e.id = 1 "
                "LEFT JOIN claims_keychunk c ON c.stamp >= %s",
                # At first nothing is at hand that could be old.
                [self._since if self._mark else _NEVER],
            )
            rows = cursor.fetchall()
            now, mark = rows[0][:2]
            written = {key for _, _, key in rows if key is not None}
            if mark is None or mark != self._mark:
                self._sets.clear()
                self._kept = {}
                self._bytes = 0
            elif written:
                self._kept = {}
                for key in written:
                    self._forget(key)
            self._mark, self._since = mark, now
            while self._most is not None and self._bytes > self._most:
                self._forget(next(iter(self._sets)))

    def _forget(self, key: int) -> None:
        _, size = self._sets.pop(key, (None, 0))
        self._bytes -= size


class Shelf:
    """The bitmaps of one kind of record, by key without kind."""

    def __init__(self, bitmaps: Bitmaps, of: k.Of) -> None:
        self.using = bitmaps.using
        self.kind = of
        self._bitmaps = bitmaps

    def of(self, kind: k.Of) -> "Shelf":
        """That of another kind, read in the same moment."""
        return Shelf(self._bitmaps, kind)

    def __getitem__(self, key: int) -> BitMap:
        """The records of a key; empty for none."""
        return self.get([key])[key]

    def get(self, keys: Iterable[int]) -> dict[int, BitMap]:
        """The records of each of the keys; one query for all that is not at hand."""
        if not self.kind:
            return self._bitmaps.get(keys)
        found = self._bitmaps.get([k.stored(self.kind, key) for key in keys])
        return {k.without_kind(key): records for key, records in found.items()}

    def union(self, keys: Iterable[int]) -> BitMap:
        sets = list(self.get(keys).values())
        return BitMap.union(*sets) if sets else BitMap()

    def numbers(self, dimension: int) -> dict[int, int]:
        """The keys of a dimension that has few, with their numbers of records, in order."""

        def work_out() -> dict[int, int]:
            return dict(self.counts(dimension).order_by("key").values_list("key", "number"))

        found = self.kept(("numbers", dimension), work_out)
        return {k.without_kind(key): number for key, number in found.items()}

    def counts(self, dimension: int) -> Any:
        """The rows of `KeyCount` of the keys of a dimension that have a record."""
        from claims.models import KeyCount

        stored = k.dimension_of(k.stored(self.kind, k.key(dimension)))
        return KeyCount.objects.using(self.using).filter(dimension=stored, number__gt=0)

    def kept(self, name: tuple[Hashable, ...], work_out: Callable[[], Any]) -> Any:
        """What `work_out` gives, kept until anything is written."""
        return self._bitmaps.kept((self.kind, *name), work_out)


_kept: dict[tuple[str, str], Bitmaps] = {}


def shelf(of: k.Of = k.Of.CLAIM, using: str = "default") -> Shelf:
    """The shelf for one request. Queries: one, outside of a transaction; none, inside."""
    connection = connections[using]
    if connection.in_atomic_block:
        return Shelf(Bitmaps(using), of)
    name = (using, str(connection.settings_dict["NAME"]))
    kept = _kept.setdefault(name, Bitmaps(using, settings.BITMAPS_KEPT_MB * 2**20))
    kept.catch_up()
    return Shelf(kept, of)
