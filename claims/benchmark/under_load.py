"""Many readers at once: how much the site answers, and how long a reader waits at half of that."""

import http.client
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from queue import SimpleQueue
from statistics import median
from time import perf_counter, sleep

from .asking import Reader
from .conditions import Asked
from .databases import Database
from .figures import percentile, ratio
from .measuring import LIST, Told, picked
from .serving import served

TIMEOUT = 30.0
MIX = (
    *("none", "popular-actor", "middling-actor", "rare-actor", "month", "status"),
    *("actor-year-status", "common-word", "publisher", "three"),
)
"""The ten filters that are asked for by turns."""


@dataclass
class Part:
    """One part of the run: `times` by filter, in seconds; `lasted`, in seconds."""

    connections: int
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: int = 0
    timeouts: int = 0
    lasted: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def answered(self) -> int:
        return sum(map(len, self.times.values()))

    @property
    def per_second(self) -> float:
        return ratio(self.answered, self.lasted)

    def add(self, name: str, seconds: float) -> None:
        with self._lock:
            self.times[name].append(seconds)

    def fail(self, *, late: bool) -> None:
        with self._lock:
            if late:
                self.timeouts += 1
            else:
                self.errors += 1


@dataclass(frozen=True)
class UnderLoad:
    """One reader alone; as many as there are connections, each of which asks again as soon as it
    has its answer; and at half of their rate, by the clock, whether answers have come or not."""

    alone: Part
    saturated: Part
    half: Part

    @property
    def gain(self) -> float:
        return ratio(self.saturated.per_second, self.alone.per_second)

    def p99(self) -> Iterator[tuple[str, float, float, float]]:
        """(filter, median alone, p99 at half of the rate, their ratio) of each filter that was
        answered in both; in seconds."""
        for name, times in self.alone.times.items():
            if late := self.half.times.get(name):
                own, worst = median(times), percentile(late, 99)
                yield name, own, worst, ratio(worst, own)


def put_under_load(
    url: str,
    database: Database,
    *,
    seconds: float,
    connections: int,
    workers: int,
    threads: int,
    names: Sequence[str],
    told: Told,
) -> UnderLoad:
    """The three parts, each of so many seconds. `names`: the filters; MIX for none. Raises
    MeasuringError, ServingError, NothingToAskError."""
    mix = picked(database, names or MIX)
    with served(url, workers=workers, threads=threads) as path:
        told("Warming up …")
        closed_loop(path, mix, connections, min(seconds, 2.0))
        told(f"One reader, {seconds:g} s …")
        alone = closed_loop(path, mix, 1, seconds)
        told(f"{connections} readers, {seconds:g} s …")
        saturated = closed_loop(path, mix, connections, seconds)
        rate = saturated.per_second / 2
        told(f"{rate:.1f} requests a second, {seconds:g} s …")
        half = open_loop(path, mix, connections, seconds, rate)
    return UnderLoad(alone, saturated, half)


def closed_loop(path: str, mix: Sequence[Asked], connections: int, seconds: float) -> Part:
    """Each connection asks for the filters by turns, each from another on, one answer after the
    other, until the time is over."""
    part = Part(connections)
    begun = perf_counter()

    def reads(place: int) -> None:
        reader = Reader(path, timeout=TIMEOUT)
        turns = cycle([*mix[place % len(mix) :], *mix[: place % len(mix)]])
        while perf_counter() < begun + seconds:
            _ask(reader, next(turns), part)
        reader.close()

    for reader in _started(reads, connections):
        reader.join()
    part.lasted = perf_counter() - begun
    return part


def open_loop(
    path: str, mix: Sequence[Asked], connections: int, seconds: float, rate: float
) -> Part:
    """So many requests a second, at even distances. The time of each counts from when it was due,
    though a connection may become free only later."""
    part = Part(connections)
    due: SimpleQueue[tuple[float, Asked] | None] = SimpleQueue()
    begun = perf_counter()
    number = max(len(mix), round(rate * seconds))
    distance = seconds / number

    def reads(place: int) -> None:
        reader = Reader(path, timeout=TIMEOUT)
        while (one := due.get()) is not None:
            _ask(reader, one[1], part, since=one[0])
        reader.close()

    readers = _started(reads, connections)
    turns = cycle(mix)
    for n in range(number):
        at = begun + n * distance
        sleep(max(0.0, at - perf_counter()))
        due.put((at, next(turns)))
    for _ in readers:
        due.put(None)
    for reader in readers:
        reader.join()
    part.lasted = perf_counter() - begun
    return part


def _started(work: Callable[[int], None], number: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=work, args=(n,), daemon=True) for n in range(number)]
    for thread in threads:
        thread.start()
    return threads


def _ask(reader: Reader, asked: Asked, part: Part, since: float | None = None) -> None:
    begun = perf_counter() if since is None else since
    try:
        answer = reader.get(f"{LIST}?{asked.query_string}")
    except TimeoutError:
        part.fail(late=True)
        reader.close()
    except (OSError, http.client.HTTPException):
        part.fail(late=False)
        reader.close()
    else:
        if answer.status == 200:
            part.add(asked.name, perf_counter() - begun)
        else:
            part.fail(late=False)
