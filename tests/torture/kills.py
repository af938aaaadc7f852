"""Commands killed (SIGKILL) at random moments, on both engines: all or none of each unit.

KILLS says how many of each, 50 without it; arguments name the commands, all without any.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.imports.feed import MAPPING

from ._sites import EMPTY, Sites, both
from ._whole_database import Whole
from .servers import ROOT, environment, manage

KILLS = int(os.environ.get("KILLS", "50"))
CLAIMS = 400
IMPORTED = 6_000

Counts = dict[str, int]


@dataclass(frozen=True)
class Program:
    """A command, and what it is to leave.

    `begins` is what it begins with: a database without tables, or with empty ones. Of a `whole` one
    all or nothing is there after it was killed. `again` is how it is run once more, where that is
    by other options; `refuses_twice`, where what is there already hinders it.
    """

    name: str
    command: tuple[str, ...]
    begins: str = "migrated"
    whole: bool = True
    again: tuple[str, ...] = ()
    refuses_twice: bool = False


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="claimsite-kills-"))
    try:
        feed = _feed(folder)
        programs = [
            Program("loaddata", ("loaddata", "fixtures/demo.json")),
            Program(
                "make_corpus", ("make_corpus", f"--claims={CLAIMS}", "--seed=1"), refuses_twice=True
            ),
            Program("import_claims", feed, whole=False, again=(*feed, "--resume")),
            Program("migrate", ("migrate", "--verbosity=0"), begins=EMPTY, whole=False),
        ]
        asked = sys.argv[1:] or ["build_fixtures", *(program.name for program in programs)]
        broken = of_files(folder) if "build_fixtures" in asked else []
        with both(folder) as engines:
            for sites in engines:
                sites.copy(EMPTY, "migrated")
                manage(environment(sites.url("migrated")), "migrate", "--verbosity=0")
                for program in programs:
                    if program.name in asked:
                        broken += of_a_database(sites, program)
    finally:
        shutil.rmtree(folder)
    for line in broken:
        print("NOT HELD:", line)
    return bool(broken)


def of_a_database(sites: Sites, program: Program) -> list[str]:
    """Killed, looked at, and run to its end."""
    none = _counts(_fresh(sites, program, "one"))
    surroundings = environment(sites.url("one"))
    began = time.perf_counter()
    manage(surroundings, *program.command)
    seconds = time.perf_counter() - began
    expected = sites.look("one")
    chance = random.Random(f"{program.name} {sites.name}")
    found: Counter[str] = Counter()
    broken = []
    for number in range(KILLS):
        _fresh(sites, program, "one")
        ended = _killed(program.command, surroundings, chance.uniform(0.2, 0.95) * seconds)
        state = _state(_counts(sites.look("one")), none, _counts(expected))
        found[f"{state}, ended before it was killed" if ended else state] += 1
        if program.whole and state == "a part":
            broken.append(f"{program.name} on {sites.name}, kill {number}: a part is there.")
        wrong = _run_again(program, surroundings, state) or _differences(
            sites.look("one"), expected
        )
        if wrong:
            broken.append(f"{program.name} on {sites.name}, kill {number}, run again: {wrong}")
        elif program.begins != EMPTY and number % 25 == 24:
            manage(surroundings, "check_integrity")
    told = ", ".join(f"{times} × {state}" for state, times in found.most_common())
    print(f"{sites.name}, {program.name} ({seconds:.1f} s): {KILLS} kills: {told}.", flush=True)
    return broken


def _fresh(sites: Sites, program: Program, name: str) -> Whole:
    sites.copy(program.begins, name)
    return sites.look(name)


def _counts(whole: Whole) -> Counts:
    """Rows by table, but for those in which SQLite keeps its own accounts, of the words too."""
    return {
        name: rows
        for name, (rows, _) in whole.tables.items()
        if not name.startswith("sqlite_") and "_fts_" not in name and name != "claims_importrun"
    }


def _differences(after: Whole, expected: Whole) -> str:
    """In how many rows a table has, and in what the tables are. How often a number was taken from a
    sequence may differ."""
    now, then = _counts(after), _counts(expected)
    found = [
        f"{name}: {now.get(name)} rows, not {then.get(name)}"
        for name in sorted({*now, *then})
        if now.get(name) != then.get(name)
    ]
    for what, lines in expected.words.items():
        if what != "sequences":
            found += sorted(set(lines) ^ set(after.words.get(what, [])))
    return "; ".join(found)[:500]


def _state(now: Counts, none: Counts, everything: Counts) -> str:
    if now == everything:
        return "all"
    return "none" if now == none else "a part"


def _run_again(program: Program, surroundings: Mapping[str, str], state: str) -> str:
    """What is wrong where none of the ways to run it ends well."""
    if program.refuses_twice and state == "all":
        return ""
    wrong = ""
    for command in (program.again, program.command):
        if command:
            try:
                manage(surroundings, *command)
            except AssertionError as error:
                wrong = str(error)[-300:]
            else:
                return ""
    return wrong


def _begun(command: tuple[str, ...], surroundings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """In a group of its own, so that all that it starts is killed with it."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=dict(surroundings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _killed(command: tuple[str, ...], surroundings: Mapping[str, str], after: float) -> bool:
    """Whether it had ended by itself before; else it and all that it started are gone."""
    process = _begun(command, surroundings)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


# What is a file ----------------------------------------------------------------------------------


def of_files(folder: Path) -> list[str]:
    """build_fixtures: the fixture is the old one or the new one, and what it is built from stays.

    Every other kill comes as soon as a file appears beside it: at the writing, which is short."""
    root = folder / "fixtures"
    shutil.copytree(ROOT / "fixtures", root)
    surroundings = environment("sqlite://:memory:")
    command = ("build_fixtures", f"--root={root}")
    began = time.perf_counter()
    manage(surroundings, *command)
    seconds = time.perf_counter() - began
    fixture = root / "demo.json"
    new, old = fixture.read_bytes(), b"[]\n"
    sources = _sources(root)
    chance = random.Random(1)
    found: Counter[str] = Counter()
    broken = []
    for number in range(KILLS):
        fixture.write_bytes(old)
        if number % 2:
            _killed_when(lambda: any(root.glob(".demo.json-*")), command, surroundings)
        else:
            _killed(command, surroundings, chance.uniform(0.25, 1.02) * seconds)
        now = fixture.read_bytes()
        found["the new one" if now == new else "the old one" if now == old else "a part"] += 1
        if now not in (old, new) or _sources(root) != sources:
            broken.append(f"build_fixtures, kill {number}: half a file, or a source that changed.")
        manage(surroundings, *command)
        if fixture.read_bytes() != new:
            broken.append(f"build_fixtures, kill {number}: run again it wrote something else.")
        for left in root.glob(".demo.json-*"):
            found["left a file beside it"] += 1
            left.unlink()
    told = ", ".join(f"{times} × {state}" for state, times in found.most_common())
    print(f"build_fixtures ({seconds:.1f} s): {KILLS} kills: {told}.", flush=True)
    return broken


def _sources(root: Path) -> dict[Path, bytes]:
    """All files but the fixture and what was on its way to be it."""
    return {
        path: path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "demo.json" not in path.name
    }


def _killed_when(
    now: Callable[[], bool], command: tuple[str, ...], surroundings: Mapping[str, str]
) -> None:
    process = _begun(command, surroundings)
    while process.poll() is None and not now():
        pass
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _feed(folder: Path) -> tuple[str, ...]:
    """A table of more records than a batch has, and the command that imports it."""
    chance = random.Random(1)
    (folder / "feed.yaml").write_text(MAPPING)
    lines = ["claim,link,day,who,rating,by"]
    for number in range(IMPORTED):
        who = ";".join(f"Courier {chance.randrange(40)}" for _ in range(chance.randrange(4)))
        rating = chance.choice(["False", "True", "Half true", ""])
        words = f"Bridge {number} was closed"
        link = f"https://feed.example/{number}"
        lines.append(f"{words},{link},2018-03-0{number % 9 + 1},{who},{rating},A")
    (folder / "feed.csv").write_text("\n".join(lines))
    return (
        *("import_claims", str(folder / "feed.csv"), "--format=csv"),
        *(f"--mapping={folder / 'feed.yaml'}", "--publish"),
    )


if __name__ == "__main__":
    sys.exit(main())
