"""Twenty minutes of reading, editing and importing at once: memory, connections, every edit.

With the argument `sqlite` on SQLite, else on PostgreSQL. MINUTES and CLAIMS say how long, and on
how much.
"""

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from ._desk import Editor, make_editors
from ._load import PAGES, Asker
from ._processes import Sample, grown, look
from .servers import ROOT, Postgres, Site, environment, manage, served

MINUTES = float(os.environ.get("MINUTES", "20"))
CLAIMS = int(os.environ.get("CLAIMS", "50000"))
READERS, EDITORS, WORKERS, THREADS = 4, 2, 2, 4
# Served as it is shipped: loaded before the workers are forked, a connection for each request.
SHIPPED = ("--config", "deploy/gunicorn.conf.py")
EVERY = 5.0
FILES = (
    "/claims.csv?kind=norm",
    "/claims.jsonld?kind=norm&denial=any",
    "/evidence.json?state=presented",
)
_ASKED = """
from claims.models import Actor, Claim
print(*Actor.objects.order_by("pk").values_list("pk", flat=True)[:20])
print(*Claim.objects.published().order_by("pk").values_list("slug", flat=True)[:100])
"""
_FOUND = """
import json
from claims.models import Change
kept = {}
for key, after in Change.objects.filter(kind="actor").order_by("pk").values_list("key", "fields"):
    kept.setdefault(key, []).extend(str(value) for values in after.values() for value in values)
print(json.dumps(kept))
"""


@dataclass
class Soak:
    site: Site
    surroundings: dict[str, str]
    folder: Path
    over: threading.Event = field(default_factory=threading.Event)
    statuses: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[int, list[str]] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    imports: Counter[str] = field(default_factory=Counter)

    def run(self, keys: list[int], addresses: list[str]) -> None:
        with ThreadPoolExecutor(READERS + EDITORS + 1) as pool:
            # What a worker keeps of a page it keeps from then on: dates, bitmaps, templates. One of
            # them takes the whole lists too, as later.
            read = [[*PAGES, *addresses, *FILES * (0 if n else 4)] for n in range(READERS)]
            for _ in pool.map(self.reads_all, read):
                pass
            work = [
                *(pool.submit(self.reads, n, addresses) for n in range(READERS)),
                *(pool.submit(self.edits, n, keys[n::EDITORS]) for n in range(EDITORS)),
                pool.submit(self.imports_now_and_then),
            ]
            until = time.monotonic() + 60 * MINUTES
            try:
                while time.monotonic() < until and not any(one.done() for one in work):
                    self.samples.append(look(self.site))
                    time.sleep(EVERY)
            finally:
                self.over.set()
        for one in work:
            # Nobody stops by themselves: whoever did says why.
            one.result()

    def reads_all(self, addresses: list[str]) -> None:
        asker = Asker(self.site.port)
        for path in random.sample(addresses, len(addresses)):
            answer = asker.ask(path)
            self.statuses[str(answer.status or answer.why)] += 1
        asker.close()

    def reads(self, place: int, addresses: list[str]) -> None:
        chance, asker = random.Random(place), Asker(self.site.port)
        tags: dict[str, str] = {}
        while not self.over.is_set():
            # One of them fetches whole lists, now and then: each is thousands of rows.
            lists = place == 0 and chance.random() < 0.01
            path = chance.choice(FILES if lists else chance.choice([PAGES, addresses]))
            answer = asker.ask(path, {"If-None-Match": tags[path]} if path in tags else {})
            self.statuses[str(answer.status or answer.why)] += 1
            if "etag" in answer.headers and len(tags) < 100:
                tags[path] = answer.headers["etag"]
        asker.close()

    def edits(self, place: int, keys: list[int]) -> None:
        editor, number = Editor(self.site, f"editor{place}"), 0
        editor.sign_in()
        while not self.over.is_set():
            key = keys[number % len(keys)]
            number += 1
            name = f"Actor {key}, edit {number}"
            try:
                status, _ = editor.save("actor", key, name=name)
            except (AssertionError, OSError) as error:
                self.statuses[f"of a form: {error}"] += 1
                continue
            self.statuses[f"of a save: {status}"] += 1
            if status == 302:
                self.acknowledged.setdefault(key, []).append(name)
            time.sleep(0.5)

    def imports_now_and_then(self) -> None:
        """Whole ones, dry ones, and some that are killed."""
        number = 0
        while not self.over.wait(20):
            number += 1
            kind = ("whole", "dry", "killed")[number % 3]
            process = subprocess.Popen(
                [sys.executable, "manage.py", *self._feed(number)]
                + (["--dry-run"] if kind == "dry" else []),
                cwd=ROOT,
                env=self.surroundings,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            if kind == "killed":
                time.sleep(2)
                process.kill()
            _, wrong = process.communicate()
            if process.returncode and kind != "killed":
                self.imports[f"{kind}, failed: {wrong.decode()[-200:]}"] += 1
            else:
                self.imports[kind] += 1

    def _feed(self, number: int) -> list[str]:
        page = "https://feed.example"
        reviews = [
            {
                "@type": "ClaimReview",
                "url": f"{page}/{number}/{one}",
                "claimReviewed": f"Bridge {one} was closed in winter {number}",
                "datePublished": "2018-03-02",
                "author": {"@type": "Organization", "name": "The Examiner"},
                "itemReviewed": {"author": {"@type": "Person", "name": f"Mayor {one % 50}"}},
                "reviewRating": {"@type": "Rating", "alternateName": "False"},
            }
            for one in range(200)
        ]
        file = self.folder / f"feed-{number}.json"
        file.write_text(json.dumps(reviews))
        return ["import_claims", str(file), "--format=claimreview", "--source=Soak", "--publish"]


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="claimsite-soak-"))
    try:
        with _database(folder) as url:
            surroundings = environment(url, SECOND_FACTOR="off")
            manage(surroundings, "migrate", "--verbosity=0")
            manage(surroundings, "make_corpus", f"--claims={CLAIMS}", "--verbosity=0")
            make_editors(surroundings, EDITORS)
            keys, slugs = manage(surroundings, "shell", "--no-imports", "-c", _ASKED).splitlines()
            addresses = [f"/claims/{slug}/" for slug in slugs.split()]
            with served(surroundings, *SHIPPED, workers=WORKERS, threads=THREADS) as site:
                soak = Soak(site, surroundings, folder)
                soak.run([*map(int, keys.split())], addresses)
                broken = [*grown(soak.samples, WORKERS * THREADS), *_of_answers(soak)]
            broken += _of_edits(soak)
    finally:
        shutil.rmtree(folder)
    for line in broken:
        print("NOT HELD:", line)
    return bool(broken)


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[str]:
    if "sqlite" in sys.argv[1:]:
        yield f"sqlite:///{folder}/claims.sqlite3"
        return
    with Postgres() as server:
        yield server.url()


def _of_answers(soak: Soak) -> list[str]:
    print("Answers:", ", ".join(f"{n:,} × {kind}" for kind, n in soak.statuses.most_common()))
    print("Imports:", ", ".join(f"{n} × {kind}" for kind, n in soak.imports.most_common()))
    failures = [line for line in soak.site.log.read_text().splitlines() if '"ERROR"' in line]
    usual = {"200", "304", "of a save: 302"}
    broken = [f"Answered {kind}" for kind in soak.statuses if kind not in usual]
    broken += [f"An import, {kind}" for kind in soak.imports if "failed" in kind]
    return broken + [f"In the log: {line[:300]}" for line in failures[:5]]


def _of_edits(soak: Soak) -> list[str]:
    kept = json.loads(manage(soak.surroundings, "shell", "--no-imports", "-c", _FOUND))
    lost = [
        name
        for key, names in soak.acknowledged.items()
        for name in names
        if name not in kept.get(str(key), [])
    ]
    number = sum(map(len, soak.acknowledged.values()))
    print(f"Edits: {number} acknowledged, {len(lost)} lost.")
    print("check_integrity:", manage(soak.surroundings, "check_integrity").strip().splitlines()[-1])
    broken = [f"Lost: {name}" for name in lost[:5]]
    return broken if number else ["There were no edits to lose."]


if __name__ == "__main__":
    sys.exit(main())
