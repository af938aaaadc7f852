"""At most so many tries in any `LOGIN_WAIT` seconds, however many are made at once.

A slot is taken before anything is tried, in a transaction in which the rows of its keys are locked:
of two that come at once the second sees what the first took. (django-axes and django-defender count
what has failed, when it has: of many at once more are tried than may be.) A try that is refused
takes none, so that it does not make the wait any longer.
"""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection, transaction

from .models import Tries

_PRUNED_AT_ONCE = 100


@dataclass(frozen=True)
class Slot:
    """One try, which counts for each of the keys."""

    keys: tuple[str, ...]
    at: float

    def give_back(self) -> None:
        """It was no guess: the password was right."""
        with transaction.atomic():
            for row in _locked(self.keys, time.time()):
                if self.at in row.times:
                    row.times.remove(self.at)
                    row.save(update_fields=["times"])


@dataclass(frozen=True)
class Wait:
    """Nothing is tried for so many seconds: more than 0, and `LOGIN_WAIT` at most."""

    seconds: float


def take(limits: Mapping[str, int]) -> Slot | Wait:
    """A slot that counts for all of the keys, or how long to wait for one. `limits` says how many
    a key has in `LOGIN_WAIT` seconds."""
    keys = tuple(sorted(limits))
    now = time.time()
    # Nothing is locked or written for those who have to wait, which many at once may be.
    seen = {row.key: row.times for row in Tries.objects.filter(key__in=keys)}
    if not _is_ahead(seen, now) and (seconds := _wait(seen, limits, now)):
        return Wait(seconds)
    with transaction.atomic():
        rows = _locked(keys, now)
        now = time.time()
        for row in rows:
            # A clock that was put back leaves times to come: they count as of now, so that nobody
            # waits for longer than they would have.
            row.times = [min(at, now) for at in row.times if at > now - settings.LOGIN_WAIT]
        seconds = _wait({row.key: row.times for row in rows}, limits, now)
        for row in rows:
            if not seconds:
                row.times.append(now)
            row.latest = datetime.fromtimestamp(now, UTC)
            row.save(update_fields=["times", "latest"])
    _prune(now)
    return Wait(seconds) if seconds else Slot(keys, now)


def _locked(keys: Collection[str], now: float) -> list[Tries]:
    """The rows of the keys, made where there are none, which until the end of the transaction
    nobody else writes. In one order, lest two wait for each other; SQLite has one writer anyway."""
    latest = datetime.fromtimestamp(now, UTC)
    Tries.objects.bulk_create(
        [Tries(key=key, latest=latest) for key in sorted(keys)],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["latest"],
    )
    return list(Tries.objects.filter(key__in=keys).order_by("key"))


def _wait(seen: Mapping[str, list[float]], limits: Mapping[str, int], now: float) -> float:
    """Seconds until each of the keys has a slot; 0 where all have."""
    longest = 0.0
    for key, most in limits.items():
        counted = sorted(at for at in seen.get(key, ()) if at > now - settings.LOGIN_WAIT)
        if len(counted) >= most:
            longest = max(longest, counted[-most] + settings.LOGIN_WAIT - now)
    return longest


def _is_ahead(seen: Mapping[str, list[float]], now: float) -> bool:
    return any(at > now for times in seen.values() for at in times)


def _prune(now: float) -> None:
    """Delete what counts no more, but for rows that somebody is at: some each time are enough."""
    past = datetime.fromtimestamp(now - settings.LOGIN_WAIT, UTC)
    with transaction.atomic():
        old = Tries.objects.filter(latest__lt=past).order_by("key")
        if connection.features.has_select_for_update_skip_locked:
            old = old.select_for_update(skip_locked=True)
        if keys := list(old.values_list("key", flat=True)[:_PRUNED_AT_ONCE]):
            Tries.objects.filter(key__in=keys, latest__lt=past).delete()
