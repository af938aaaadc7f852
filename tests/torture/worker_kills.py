"""The worker of the site killed (SIGKILL) 20 times while editors save: all or none of each save.

What was acknowledged is there; of what got no answer all or nothing is: the record, and the line of
its history. The site goes on with another worker.
"""

import http.client
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from ._desk import Editor, make_editors
from ._sites import EMPTY, Sites, both
from .servers import Site, environment, manage, served

KILLS = int(os.environ.get("KILLS", "20"))
EDITORS = 3
_ACTORS = """
from claims.models import Actor
print(*Actor.objects.order_by("pk").values_list("pk", flat=True)[:{number}])
"""
_KEPT = """
import json
from claims.models import Actor, Change
print(json.dumps({{
    "names": {{key: Actor.objects.get(pk=key).name for key in {keys}}},
    "told": {{
        key: [
            change.fields["name"][1]
            for change in Change.objects.filter(kind="actor", key=key).order_by("pk")
            if "name" in change.fields
        ]
        for key in {keys}
    }},
}}))
"""


@dataclass
class Saves:
    """Of one actor, in order: the names that were sent, and whether that was acknowledged."""

    key: int
    sent: list[tuple[str, bool]] = field(default_factory=list)
    # Whether one is on its way.
    sending: bool = False


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="claimsite-workers-"))
    broken = []
    try:
        with both(folder) as engines:
            for sites in engines:
                sites.copy(EMPTY, "one")
                broken += on(sites)
    finally:
        shutil.rmtree(folder)
    for line in broken:
        print("NOT HELD:", line)
    return bool(broken)


def on(sites: Sites) -> list[str]:
    surroundings = environment(sites.url("one"))
    manage(surroundings, "migrate", "--verbosity=0")
    manage(surroundings, "make_corpus", "--claims=300", "--verbosity=0")
    make_editors(surroundings, EDITORS)
    asked = _ACTORS.format(number=EDITORS)
    keys = [*map(int, manage(surroundings, "shell", "--no-imports", "-c", asked).split())]
    saves = [Saves(key) for key in keys]
    over = threading.Event()
    with served(surroundings, workers=1, threads=4) as site:
        signed_in = [Editor(site, f"editor{place}") for place in range(EDITORS)]
        for editor in signed_in:
            editor.sign_in()
        threads = [
            threading.Thread(target=_saves, args=(editor, one, over))
            for editor, one in zip(signed_in, saves, strict=True)
        ]
        for thread in threads:
            thread.start()
        waits = _kill(site, saves)
        over.set()
        for thread in threads:
            thread.join()
        answers = [site.get("/claims/")[0] for _ in range(20)]
    kept = json.loads(manage(surroundings, "shell", "--no-imports", "-c", _KEPT.format(keys=keys)))
    manage(surroundings, "check_integrity")
    sent = sum(len(one.sent) for one in saves)
    known = sum(done for one in saves for _, done in one.sent)
    print(
        f"{sites.name}: {KILLS} times killed; {sent} saves sent, {known} acknowledged; the next "
        f"save was acknowledged after {max(waits):.1f} s at most.",
        flush=True,
    )
    broken = [f"{sites.name}: {line}" for one in saves for line in _wrong(one, kept)]
    if answers != [200] * 20:
        broken.append(f"{sites.name}: answered {answers} afterwards.")
    if sent - known < 3:
        broken.append(f"{sites.name}: hardly a save was hit; that says little.")
    return broken


def _saves(editor: Editor, saves: Saves, over: threading.Event) -> None:
    number = 0
    while not over.is_set():
        number += 1
        called = f"Actor {saves.key}, save {number}"
        path = f"/admin/claims/actor/{saves.key}/change/"
        try:
            form = {**editor.form(path, "actor_form"), "name": called, "_save": "Save"}
        except (AssertionError, OSError, http.client.HTTPException):
            continue  # nothing was sent
        saves.sending = True
        try:
            status, _ = editor.post(path, form)
        except (OSError, http.client.HTTPException):
            status = 0
        saves.sending = False
        saves.sent.append((called, status == 302))


def _kill(site: Site, saves: list[Saves]) -> list[float]:
    """Seconds until another save was acknowledged, after each kill."""
    chance, waits = random.Random(5), []
    for _ in range(KILLS):
        _wait_for_more(saves, 2)
        while not any(one.sending for one in saves):
            pass
        time.sleep(chance.uniform(0, 0.15))
        of = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
        [worker] = map(int, of.read_text().split())
        os.kill(worker, signal.SIGKILL)
        waits.append(_wait_for_more(saves, 1))
    return waits


def _wait_for_more(saves: list[Saves], number: int) -> float:
    begun = time.monotonic()
    before = sum(done for one in saves for _, done in one.sent)
    while sum(done for one in saves for _, done in one.sent) < before + number:
        assert time.monotonic() < begun + 60, "No save is acknowledged for a minute."
        time.sleep(0.005)
    return time.monotonic() - begun


def _wrong(saves: Saves, kept: dict[str, dict[str, object]]) -> list[str]:
    told = kept["told"][str(saves.key)]
    assert isinstance(told, list)
    names = [name for name, _ in saves.sent]
    broken = [
        f"{name} was acknowledged and is lost"
        for name, done in saves.sent
        if done and name not in told
    ]
    # Each line of the history is a save that was sent, in the order in which that was.
    ours = [name for name in told if name in names]
    if ours != sorted(ours, key=names.index) or len(set(ours)) != len(ours):
        broken.append(f"the history of {saves.key} is not what was sent")
    if ours and kept["names"][str(saves.key)] != ours[-1]:
        broken.append(
            f"{saves.key} is {kept['names'][str(saves.key)]}, the history says {ours[-1]}"
        )
    return broken


if __name__ == "__main__":
    sys.exit(main())
