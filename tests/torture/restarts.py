"""PostgreSQL restarted under 32 connections, while idle, and killed 20 times while editors save."""

import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

from ._desk import Editor, make_editors
from ._load import Asker, Load, told
from .servers import Postgres, Site, environment, manage, served

CONNECTIONS = 32
RECOVERY = 2.0
KILLS = 20
EDITORS = 4
CLAIMS = 2000
_KEYS = """
from claims.models import Actor
print(*Actor.objects.order_by("pk").values_list("pk", flat=True)[:{number}])
"""
_KEPT = """
from claims.models import Actor, Change
for key in ({keys}):
    print(key, Actor.objects.get(pk=key).name)
    for change in Change.objects.filter(kind="actor", key=key).order_by("pk"):
        print(key, change.fields.get("name", ["", ""])[1])
"""


def main() -> int:
    with Postgres() as postgres:
        surroundings = environment(postgres.url(), SECOND_FACTOR="off")
        manage(surroundings, "migrate", "--verbosity=0")
        manage(surroundings, "make_corpus", f"--claims={CLAIMS}", "--verbosity=0")
        make_editors(surroundings, EDITORS)
        with served(surroundings, workers=2, threads=CONNECTIONS // 2) as site:
            before = _processes(site)
            broken = [
                *under_load(postgres, site),
                *while_idle(postgres, site),
                *while_editors_save(postgres, site, surroundings),
            ]
            if _processes(site) != before:
                broken.append("The application was restarted.")
    for line in broken:
        print("NOT HELD:", line)
    return bool(broken)


def under_load(postgres: Postgres, site: Site) -> list[str]:
    with Load(site.port, CONNECTIONS) as load:
        time.sleep(4)
        down = time.monotonic()
        postgres.stop()
        time.sleep(1)
        postgres.start()
        up = time.monotonic()
        time.sleep(6)
    answers = load.answers
    errors = [one for one in answers if one.status != 200]
    # One that had begun before is cut off by the stop.
    early = [one for one in errors if one.ended < down]
    late = [one for one in errors if one.begun > up + RECOVERY]
    last = max((one.begun for one in errors), default=up)
    longest = max(one.seconds for one in answers)
    print(
        f"Restarted under {CONNECTIONS} connections: away for {up - down:.1f} s; {told(answers)}; "
        f"the last error {max(0.0, last - up):.2f} s after it was back; "
        f"the longest answer {longest:.2f} s."
    )
    broken = []
    if early or late:
        broken.append(f"Errors while it was there: {told([*early, *late])}")
    if others := [one for one in errors if one.status != 503]:
        broken.append(f"Errors that say nothing: {told(others)}")
    if any("retry-after" not in one.headers for one in errors if one.status == 503):
        broken.append("A 503 without Retry-After.")
    return broken


def while_idle(postgres: Postgres, site: Site) -> list[str]:
    with Load(site.port, CONNECTIONS):
        time.sleep(2)  # each of the threads has a connection now
    postgres.restart()
    asker = Asker(site.port)
    answers = [asker.ask("/claims/") for _ in range(100)]
    asker.close()
    print(f"Restarted while idle: of the next 100 requests {told(answers)}.")
    return [] if all(one.status == 200 for one in answers) else ["Errors after an idle restart."]


def while_editors_save(postgres: Postgres, site: Site, surroundings: dict[str, str]) -> list[str]:
    asked = _KEYS.format(number=EDITORS)
    keys = [*map(int, manage(surroundings, "shell", "--no-imports", "-c", asked).split())]
    acknowledged: dict[int, list[str]] = defaultdict(list)
    refused: list[int] = []
    over = threading.Event()

    def saves(place: int) -> None:
        editor, key, number = Editor(site, f"editor{place}"), keys[place], 0
        editor.sign_in()
        while not over.is_set():
            number += 1
            name = f"Actor {key}, save {number}"
            try:
                status, _ = editor.save("actor", key, name=name)
            except (AssertionError, OSError):  # the form itself was refused
                refused.append(503)
                time.sleep(0.05)
                continue
            if status == 302:
                acknowledged[key].append(name)
            else:
                refused.append(status)

    editors = [threading.Thread(target=saves, args=(place,)) for place in range(EDITORS)]
    for editor in editors:
        editor.start()
    waits = []
    for turn in range(KILLS):
        so_far = sum(map(len, acknowledged.values()))
        until = time.monotonic() + 20
        while sum(map(len, acknowledged.values())) < so_far + 4 and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.013 * turn)  # another moment of a save each time
        postgres.kill()
        begun = time.monotonic()
        postgres.start()
        waits.append(time.monotonic() - begun)
    time.sleep(1)
    over.set()
    for editor in editors:
        editor.join()
    kept: dict[int, set[str]] = defaultdict(set)
    code = _KEPT.format(keys="".join(f"{key}, " for key in keys))
    last = {}
    for line in manage(surroundings, "shell", "--no-imports", "-c", code).splitlines():
        key, _, name = line.partition(" ")
        last.setdefault(int(key), name)
        kept[int(key)].add(name)
    lost = [name for key, names in acknowledged.items() for name in names if name not in kept[key]]
    behind = [
        key
        for key, names in acknowledged.items()
        if int(last[key].rpartition(" ")[2]) < int(names[-1].rpartition(" ")[2])
    ]
    number = sum(map(len, acknowledged.values()))
    print(
        f"Killed {KILLS} times: {number} saves acknowledged, {len(lost)} of them lost; "
        f"{len(refused)} refused ({sorted(set(refused))}); back after {max(waits):.1f} s at most."
    )
    broken = []
    if lost or behind:
        broken.append(f"Acknowledged and not there: {lost or behind}")
    if number < KILLS:
        broken.append("Too few saves to tell.")
    if set(refused) - {503}:
        broken.append(f"Saves that ended otherwise than by 302 or 503: {sorted(set(refused))}")
    sound = manage(surroundings, "check_integrity")
    print("check_integrity:", sound.strip().splitlines()[-1])
    return broken


def _processes(site: Site) -> list[int]:
    """gunicorn's workers."""
    of = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    return sorted(map(int, of.read_text().split()))


if __name__ == "__main__":
    sys.exit(main())
