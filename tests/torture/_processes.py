"""The processes of a site, looked at from outside: memory, open files, connections."""

import contextlib
import os
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from .servers import Site

# Until the caches are full, and each thread has its connection.
WARM_UP = 0.25
# Of its size, in what is left: less than that is called none.
SMALL = 0.01


@dataclass
class Sample:
    """What one look found: of each worker its memory and open files, of the server its clients."""

    at: float
    memory: dict[int, float]
    files: dict[int, int]
    clients: int


def look(site: Site) -> Sample:
    workers = _workers(site)
    return Sample(
        time.monotonic(),
        {worker: _memory(worker) for worker in workers},
        {worker: len(list(Path(f"/proc/{worker}/fd").iterdir())) for worker in workers},
        len(_clients(workers)),
    )


def grown(samples: list[Sample], most: int) -> list[str]:
    """What rose from the warm-up on: memory, open files, connections beyond `most`."""
    first = samples[int(WARM_UP * len(samples)) :]
    broken = []
    for worker in first[0].memory:
        if any(worker not in sample.memory for sample in first):
            broken.append(f"Worker {worker} ended.")
            continue
        sizes = [sample.memory[worker] for sample in first]
        times = [sample.at for sample in first]
        slope, at_first = statistics.linear_regression(times, sizes)
        noise = statistics.pstdev(
            size - slope * at - at_first for at, size in zip(times, sizes, strict=True)
        )
        rise = slope * (times[-1] - times[0])
        files = [sample.files[worker] for sample in first]
        print(
            f"A worker: {sizes[0]:.1f} MB after the warm-up, {sizes[-1]:.1f} MB at the end; the "
            f"line through them rises by {rise:.2f} MB ({slope * 3600:.1f} MB an hour), they lie "
            f"{noise:.2f} MB off it; {files[0]} to {max(files)} open files, {files[-1]} at the end."
        )
        if rise > max(2 * noise, SMALL * sizes[0]):
            broken.append(f"The memory of a worker rises by {rise:.2f} MB.")
        if files[-1] > max(files[: len(files) // 2]):
            broken.append("More files are open at the end than ever in the first half.")
    clients = [sample.clients for sample in first]
    print(f"Connections of the site to its database: {min(clients)} to {max(clients)}, of {most}.")
    if max(clients) > most:
        broken.append(f"{max(clients)} connections, and there are {most} threads.")
    return broken


def _workers(site: Site) -> list[int]:
    of = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    return sorted(map(int, of.read_text().split()))


def _memory(process: int) -> float:
    """What it has asked for, in MB: what is mapped from files comes and goes with other processes,
    and a page it shares with its parent is counted before it is written to as well as after."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    (asked_for,) = (line.split()[1] for line in lines if line.startswith("Anonymous:"))
    return int(asked_for) / 1024


def _clients(processes: list[int]) -> list[str]:
    """The sockets of the processes that are no TCP: those to PostgreSQL, at a file."""
    known = {
        line.split()[6]
        for line in Path("/proc/net/unix").read_text().splitlines()[1:]
        if len(line.split()) >= 7
    }
    found = []
    for process in processes:
        for opened in Path(f"/proc/{process}/fd").iterdir():
            with contextlib.suppress(OSError):
                to = os.readlink(opened)
                if to.startswith("socket:[") and to[8:-1] in known:
                    found.append(to)
    return found
