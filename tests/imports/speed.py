"""An import of many rows beside bare COPY and building of indexes of the same rows, in one run.

The floor is `pg_restore` of a dump of what the import wrote: COPY into tables without indexes,
then the indexes and constraints. It prints; it never judges.
"""

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from django.db import connection

from .sites import Server, Site

Found = TypeVar("Found")
ROWS = int(os.environ.get("IMPORT_ROWS", "300000"))
SEED = int(os.environ.get("IMPORT_SEED", "1"))
_MAPPING = """
source: feed
key: [link]
text: claim
url: link
date: day
claimants: [{column: who, split: ';', kind: news_organisation}]
subjects: [{column: about, split: ';', kind: state}]
tags: [{column: tags, split: ';'}]
"""


def main() -> None:
    if connection.vendor != "postgresql":
        sys.exit("Set DATABASE_URL to a PostgreSQL server: postgres://user@host/name")
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        _write(files)
        server = Server(files)
        try:
            _measure(server, files)
        finally:
            server.end()


def _measure(server: Server, files: Path) -> None:
    site, bare = server.site(), server.site(empty=True)
    site.environment |= {"DEBUG": "off", "SECRET_KEY": "for-this-run-" + "0123456789abcdef" * 4}
    seconds, (_, told) = _timed(lambda: site.run(timeout=None))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    known = connection.settings_dict
    to = ["--host", known["HOST"], "--username", known["USER"]]
    dump = str(files / "dump")
    subprocess.run(["pg_dump", *to, "-Fc", "-Z0", "-f", dump, site.name], check=True)
    restore = ["pg_restore", *to, "-d", bare.name, dump]
    floor, _ = _timed(lambda: subprocess.run(restore, check=True))
    sys.stdout.write(
        f"{told}{_rows(site):,} rows; import {seconds:.1f} s, at most {peak:.0f} MB; "
        f"floor {floor:.1f} s: {floor / seconds:.3f} of its speed\n"
    )


def _timed(work: Callable[[], Found]) -> tuple[float, Found]:
    begun = perf_counter()
    found = work()
    return perf_counter() - begun, found


def _write(files: Path) -> None:
    """Claims of 6 to 24 words, by some of 900 outlets, about some of 190 states."""
    known = random.Random(SEED)

    def some(name: str, number: int, most: list[int]) -> str:
        found = {f"{name} {int(number * known.random() ** 3)}" for _ in range(known.choice(most))}
        return ";".join(sorted(found))

    letters = "abcdefghijklmnoprstuvw"
    words = ["".join(known.choices(letters, k=known.randint(2, 9))) for _ in range(9000)]
    (files / "feed.yaml").write_text(_MAPPING)
    with (files / "feed.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["claim", "link", "day", "who", "about", "tags"])
        for number in range(ROWS):
            day = f"20{known.randint(10, 22)}-{known.randint(1, 12):02}-{known.randint(1, 28):02}"
            table.writerow(
                [
                    " ".join(known.choices(words, k=known.randint(6, 24))),
                    f"https://feed.example/{number}",
                    day,
                    some("Courier", 900, [1, 1, 2]),
                    some("State", 190, [1, 1, 2, 3]),
                    ";".join(known.sample(words, 3)),
                ]
            )


def _rows(site: Site) -> int:
    told = site.told(
        "from django.apps import apps\n"
        "print(sum(m._default_manager.count() for m in apps.get_app_config('claims').get_models()))"
    )
    return int(told)


if __name__ == "__main__":
    main()
