"""Many who ask at once, over kept connections, and what each of them got."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from .servers import HOST

PAGES = (
    "/claims/",
    "/claims/?q=the&sort=relevance",
    "/claims/?evidence=not_shown&denial=any",
    "/evidence/",
    "/articles/",
    "/actors/",
    "/disputes/",
    "/timeline/",
    "/api/v1/claims?kind=fact",
    "/claims.atom",
)


@dataclass(frozen=True)
class Answer:
    """One request: when it began and ended (`time.monotonic`), and what came. `status` is 0 where
    nothing did; `why` is then what happened instead."""

    path: str
    begun: float
    ended: float
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    why: str = ""
    size: int = 0

    @property
    def seconds(self) -> float:
        return self.ended - self.begun


class Asker:
    """Somebody with one connection, which is kept as long as it holds."""

    def __init__(self, port: int, timeout: float = 60) -> None:
        self.port, self.timeout = port, timeout
        self._kept: http.client.HTTPConnection | None = None

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        until: Callable[[], bool] = lambda: False,
    ) -> Answer:
        """`until` says when enough has come of a long answer, which is then let go."""
        begun = time.monotonic()
        was_kept = self._kept is not None
        try:
            return self._ask(path, headers or {}, begun, until)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            # A server may end a kept connection whenever it likes: then one asks again.
            if was_kept and not isinstance(error, TimeoutError | http.client.IncompleteRead):
                try:
                    return self._ask(path, headers or {}, begun, until)
                except (OSError, http.client.HTTPException) as again:
                    self.close()
                    error = again
            return Answer(path, begun, time.monotonic(), 0, why=f"{type(error).__name__}: {error}")

    def _ask(
        self, path: str, headers: Mapping[str, str], begun: float, until: Callable[[], bool]
    ) -> Answer:
        if self._kept is None:
            self._kept = http.client.HTTPConnection(HOST, self.port, timeout=self.timeout)
        self._kept.request("GET", path, headers=dict(headers))
        got = self._kept.getresponse()
        size = 0
        while part := got.read(1 << 16):
            size += len(part)
            if until():
                self.close()
                break
        named = {name.lower(): value for name, value in got.getheaders()}
        return Answer(path, begun, time.monotonic(), got.status, named, size=size)

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None


class Load:
    """`number` who ask for `paths` by turns, each from another on, until the block ends."""

    def __init__(
        self,
        port: int,
        number: int,
        paths: Sequence[str] = PAGES,
        *,
        pause: float = 0.0,
        timeout: float = 60,
    ) -> None:
        self.answers: list[Answer] = []
        self._over = threading.Event()
        self._work: Callable[[int], None] = lambda place: self._asks(
            Asker(port, timeout),
            [*paths[place % len(paths) :], *paths[: place % len(paths)]],
            pause,
        )
        self._threads = [
            threading.Thread(target=self._work, args=(place,), daemon=True)
            for place in range(number)
        ]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _asks(self, asker: Asker, paths: Sequence[str], pause: float) -> None:
        for path in cycle(paths):
            if self._over.is_set():
                break
            self.answers.append(asker.ask(path))
            time.sleep(pause)
        asker.close()


def told(answers: Sequence[Answer]) -> str:
    """How many of each status, and of what came instead of one."""
    kinds = Counter(_kind(one) for one in answers)
    return ", ".join(f"{number:,} × {kind}" for kind, number in kinds.most_common()) or "none"


def _kind(one: Answer) -> str:
    again = one.headers.get("retry-after")
    return f"{one.status or one.why}{f' (again in {again} s)' if again else ''}"


def at(share: float, answers: Sequence[Answer]) -> float:
    """The time within which such a share of them came, in seconds."""
    times = sorted(one.seconds for one in answers)
    return times[min(len(times) - 1, int(share * len(times)))] if times else float("nan")
