"""The dearest requests from eight clients at N claims (argument; a million), beside one reader."""

import argparse
import itertools
import sys
import threading
import time
from urllib.parse import urlencode

from ._load import Answer, Asker, Load, at, told
from .servers import Postgres, Site, environment, manage, served

CLIENTS = 8
QUIET_SECONDS = 20.0
SECONDS = 60.0
MOST_TIMES = 5.0
# The settings' own, and what the machine takes to answer after them.
PAGE_BUDGET, EXPORT_BUDGET, SLACK = 15.0, 3600.0, 5.0
READ = (
    "/claims/",
    "/claims/?evidence=not_shown",
    "/claims/?q=border",
    "/evidence/",
    "/actors/",
    "/about/",
    "/api/v1/claims?kind=fact",
)
EXPORTS = ("/claims.json", "/claims.jsonld", "/claims.csv", "/claims.parquet", "/evidence.json")
_WORDS = """
from claims.models import Claim, Actor
words = " ".join(Claim.objects.order_by("pk").values_list("text", flat=True)[:200]).split()
kept = dict.fromkeys(word.strip(".,“”").lower() for word in words if word.isalpha())
print(*list(kept)[:60])
print(*Actor.objects.order_by("pk").values_list("slug", flat=True)[:20])
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("claims", nargs="?", type=int, default=1_000_000)
    arguments.add_argument("--whole", action="store_true", help="one whole export, too")
    given = arguments.parse_args()
    memory = {"shared_buffers": "'512MB'", "max_wal_size": "'4GB'", "synchronous_commit": "off"}
    with Postgres(**memory) as postgres:
        surroundings = environment(postgres.url())
        manage(surroundings, "migrate", "--verbosity=0")
        begun = time.monotonic()
        manage(surroundings, "make_corpus", f"--claims={given.claims}", "--verbosity=0")
        print(f"{given.claims:,} claims, written in {time.monotonic() - begun:.0f} s.", flush=True)
        pages = dearest(surroundings)
        with served(surroundings, workers=2, threads=8) as site:
            broken = [*alone(site, pages), *together(site, pages)]
            if given.whole:
                broken += whole(site)
    for line in broken:
        print("NOT HELD:", line)
    return bool(broken)


def dearest(surroundings: dict[str, str]) -> list[str]:
    """Addresses of pages: the longest text, the most filters, the widest dates, by every view."""
    words, slugs = (
        line.split()
        for line in manage(surroundings, "shell", "--no-imports", "-c", _WORDS).splitlines()
    )
    statuses = ["not_shown", "contested", "requested"]
    queries = [
        {"q": " ".join(words[:40])[:500], "sort": "relevance"},
        {"q": " ".join(words[:2]), "sort": "relevance"},
        {"q": "the", "sort": "relevance"},
        {"q": f'"{words[0]} {words[1]}"', "after": "0001", "before": "9999"},
        {"after": "0001", "before": "9999", "sort": "oldest"},
        {
            "q": "the",
            "actor": slugs[0],
            "acting_for": "1",
            "after": "1000",
            "before": "3000",
            "evidence": statuses,
            "state": ["requested", "presented"],
            "kind": ["fact", "act", "norm", "evidence"],
            "denial": "any",
        },
        {"actor": slugs, "acting_for": "1"},
        {"claimant": "none", "denial": "none", "evidence": statuses},
    ]
    views = ("/claims/", "/evidence/", "/disputes/", "/timeline/", "/api/v1/claim-facets")
    return [
        f"{view}?{urlencode(query, doseq=True)}"
        for query in queries
        for view in views
        if not (view in views[2:] and "sort" in query)
    ]


def alone(site: Site, pages: list[str]) -> list[str]:
    """Each of them once, with nobody else there; before them what a reader asks for."""
    asker = Asker(site.port)
    plain = [asker.ask(path) for path in READ]
    answers = [asker.ask(path) for path in pages]
    asker.close()
    worst = max(answers, key=lambda one: one.seconds)
    print(
        f"The dearest pages, one after the other: {told(answers)}; "
        f"the longest {worst.seconds:.2f} s ({worst.path[:70]}).",
        flush=True,
    )
    refused = [f"The only reader is refused {one.path}" for one in plain if one.status != 200]
    return [*refused, *_in_time(answers)]


def together(site: Site, pages: list[str]) -> list[str]:
    with Load(site.port, 1, READ, pause=0.05) as quiet:
        time.sleep(QUIET_SECONDS)
    exports: list[Answer] = []
    over = threading.Event()
    takers = [
        threading.Thread(target=_takes, args=(site, number, over, exports))
        for number in range(CLIENTS // 2)
    ]
    for taker in takers:
        taker.start()
    with (
        Load(site.port, CLIENTS - CLIENTS // 2, pages) as dear,
        Load(site.port, 1, READ, pause=0.05) as reader,
    ):
        time.sleep(SECONDS)
        over.set()
    for taker in takers:
        taker.join()
    refused = [one for one in exports if one.status == 503]
    print(
        f"{CLIENTS} clients, {SECONDS:g} s. Pages: {told(dear.answers)}; the longest "
        f"{max(one.seconds for one in dear.answers):.2f} s. Exports: {told(exports)}; refused "
        f"within {at(1, refused):.2f} s."
    )
    before, after = at(0.99, quiet.answers), at(0.99, reader.answers)
    print(
        f"One reader: p50 {at(0.5, quiet.answers):.3f} s, p99 {before:.3f} s alone; p50 "
        f"{at(0.5, reader.answers):.3f} s, p99 {after:.3f} s beside them "
        f"({after / before:.1f} times); {told(reader.answers)}."
    )
    broken = _in_time(dear.answers)
    if after > MOST_TIMES * before:
        broken.append(f"The reader waits more than {MOST_TIMES:g} times as long.")
    if any(one.status != 200 for one in reader.answers):
        broken.append(f"The reader was refused: {told(reader.answers)}")
    if not refused or any("retry-after" not in one.headers for one in refused):
        broken.append("Exports that are too many are not refused with 503 and Retry-After.")
    if others := [one for one in exports if one.status not in (200, 503)]:
        broken.append(f"Other answers to exports: {told(others)}")
    return broken


def whole(site: Site) -> list[str]:
    asker = Asker(site.port, timeout=EXPORT_BUDGET + SLACK)
    answer = asker.ask("/claims.json")
    asker.close()
    print(f"/claims.json, whole: {told([answer])}, {answer.size:,} bytes, {answer.seconds:.0f} s.")
    return [] if answer.status == 200 else ["The largest export does not end within its budget."]


def _takes(site: Site, number: int, over: threading.Event, answers: list[Answer]) -> None:
    """Asks for one whole list after the other, and lets go of it when the time is over."""
    for path in itertools.cycle([*EXPORTS[number:], *EXPORTS[:number]]):
        if over.is_set():
            return
        asker = Asker(site.port)
        answers.append(asker.ask(path, until=over.is_set))
        asker.close()
        if answers[-1].status != 200:
            time.sleep(0.5)


def _in_time(answers: list[Answer]) -> list[str]:
    late = [one for one in answers if one.seconds > PAGE_BUDGET + SLACK]
    others = [one for one in answers if one.status not in (200, 503)]
    return [
        *(f"Beyond its budget: {one.seconds:.1f} s, {one.path[:90]}" for one in late),
        *(f"Answered by {one.status} {one.why}: {one.path[:90]}" for one in others),
    ]


if __name__ == "__main__":
    sys.exit(main())
