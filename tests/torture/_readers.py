"""Readers at full pace until something stands on the standard input; what came of it, as JSON."""

import contextlib
import http.client
import itertools
import json
import ssl
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator

from tests.torture._nginx import ByName

READERS = 8
PAGES = ("/", "/claims/", "/claims/?q=iran", "/actors/", "/evidence/", "/about/")
# The site makes two exports at a time: one reader fetches them, one after the other.
EXPORTS = ("/claims.csv", "/claims.jsonl")
# nginx lets an address ask twenty times a second: they are of many.
_ADDRESSES = [f"127.0.1.{number}" for number in range(1, 251)]


def main() -> None:
    trusted = ssl.create_default_context(cafile=sys.argv[1])
    enough = threading.Event()
    addresses = itertools.cycle(_ADDRESSES)
    taken, came, times = threading.Lock(), Counter[str](), list[float]()

    def read(pages: Iterator[str]) -> None:
        while not enough.is_set():
            with taken:
                address, page = next(addresses), next(pages)
            began = time.perf_counter()
            try:
                with contextlib.closing(ByName(443, trusted, address)) as asked:
                    asked.request("GET", page, headers={"Accept-Encoding": "gzip"})
                    answer = asked.getresponse()
                    answer.read()
                    outcome = str(answer.status)
            except (OSError, http.client.HTTPException) as error:
                outcome = repr(error)
            with taken:
                times.append(time.perf_counter() - began)
                came[outcome if outcome == "200" else f"{outcome} {page}"] += 1

    pages = [itertools.cycle(EXPORTS), *[itertools.cycle(PAGES)] * (READERS - 1)]
    readers = [threading.Thread(target=read, args=(which,)) for which in pages]
    for reader in readers:
        reader.start()
    sys.stdin.readline()
    enough.set()
    for reader in readers:
        reader.join()
    failures = {what: n for what, n in came.items() if what != "200"}
    told = {
        "requests": len(times),
        "failed": sum(failures.values()),
        "failures": failures,
        "median": sorted(times)[len(times) // 2],
        "slowest": max(times),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
