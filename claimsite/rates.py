"""How often one address asks: counted by all processes together, without a server for it.

The libraries for this keep their counts in Redis or memcached, or in each process apart, where a
limit is as many times what it says as there are workers; counting in the database would write to
it with each page that is read. Here a file of 2 ** 16 numbers is in the memory of all of them. A
number is when the address would have asked all that it has asked, had it kept to the rate (the
generic cell rate algorithm, ITU-T I.371): one number is all that there is to know of an address,
and which address it was cannot be told from it.

Each address has two of the numbers, by chance, and the lesser counts: two that share one do not
hinder each other.
"""

import hashlib
import mmap
import os
import struct
import tempfile
import threading
import time

from django.conf import settings

from . import shared

_SLOTS = 1 << 16
_NUMBER = struct.Struct("d")
_opening = threading.Lock()
_opened: dict[str, "tuple[int, mmap.mmap]"] = {}


def wait(kind: str, address: str, per_minute: int) -> float:
    """Count one request. 0 where it is within the rate, else in how many seconds the next one will
    be. As many as a minute has may come at once. Raises OSError where nothing can be counted."""
    each = 60 / per_minute
    most = 60 - each
    # Of all processes, and set by nobody, but begun anew with the machine.
    now = time.monotonic()
    file, numbers = _numbers()
    places = _places(kind, address)
    with shared.alone(file):
        found = [_NUMBER.unpack_from(numbers, place)[0] for place in places]
        # What cannot be is of before the machine was started.
        due = max(now, min(one if one <= now + 60 else 0.0 for one in found))
        if due - now > most:
            return due - now - most
        for place, one in zip(places, found, strict=True):
            kept = one if one <= now + 60 else 0.0
            _NUMBER.pack_into(numbers, place, max(kept, due + each))
    return 0.0


def _places(kind: str, address: str) -> tuple[int, int]:
    key = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    digest = hashlib.blake2b(f"{kind} {address}".encode(), key=key, digest_size=4).digest()
    first, second = struct.unpack("HH", digest)
    return first * _NUMBER.size, second * _NUMBER.size


def _numbers() -> tuple[int, mmap.mmap]:
    place = tempfile.gettempdir()
    with _opening:
        if place not in _opened:
            file = shared.opened("rates")
            os.ftruncate(file, _SLOTS * _NUMBER.size)
            _opened[place] = (file, mmap.mmap(file, _SLOTS * _NUMBER.size))
        return _opened[place]
