"""PostgreSQL with ten connections and fifty who ask: 503 within the limit, and nothing hangs."""

import sys
import time

from claimsite.kept import IDLE_SECONDS

from ._load import PAGES, Asker, Load, at, told
from .servers import Postgres, environment, manage, served

MOST = 10
CLIENTS = 50
SECONDS = 15.0
# What nobody may wait longer for: the budget of a page, and what is asked again in it.
LONGEST = 20.0


def main() -> int:
    broken = []
    with Postgres(max_connections=MOST) as postgres:
        surroundings = environment(postgres.url())
        manage(surroundings, "migrate", "--verbosity=0")
        manage(surroundings, "make_corpus", "--claims=2000", "--verbosity=0")
        with served(surroundings, workers=2, threads=CLIENTS // 2) as site:
            with Load(site.port, CLIENTS) as load:
                time.sleep(SECONDS)
            answers = load.answers
            refused = [one for one in answers if one.status == 503]
            print(
                f"{CLIENTS} clients, max_connections = {MOST}, {SECONDS:g} s: {told(answers)}; "
                f"the longest answer {max(one.seconds for one in answers):.2f} s, the 503s "
                f"{at(0.5, refused):.3f} s in the middle."
            )
            if not refused:
                broken.append("The limit was never met: this shows nothing.")
            if others := [one for one in answers if one.status not in (200, 503)]:
                broken.append(f"Other answers than a page or 503: {told(others)}")
            if any("retry-after" not in one.headers for one in refused):
                broken.append("A 503 without Retry-After.")
            if max(one.seconds for one in answers) > LONGEST:
                broken.append("Somebody waited too long.")
            if not any(one.status == 200 for one in answers):
                broken.append("Nobody was answered.")
            # Connections of threads that are idle now are closed after so many seconds.
            time.sleep(IDLE_SECONDS + 1)
            broken += _afterwards(site.port)
    for line in broken:
        print("NOT HELD:", line)
    return bool(broken)


def _afterwards(port: int) -> list[str]:
    """One reader, one after the other."""
    asker = Asker(port)
    answers = [asker.ask(path) for path in PAGES * 5]
    asker.close()
    print(f"Afterwards, one reader: {told(answers)}.")
    return [] if all(one.status == 200 for one in answers) else ["Errors after the rush."]


if __name__ == "__main__":
    sys.exit(main())
