"""The disk is full, under PostgreSQL and under SQLite: what is said, what is kept, and then."""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ._desk import Editor, heading, make_editors
from .servers import ROOT, Postgres, environment, manage, served

MEGABYTES = 128
_ROOM = 128 * 1024
DEMO = ROOT / "fixtures" / "demo.json"
_COUNT = """
from claims import models
from django.apps import apps
kinds = apps.get_app_config("claims").get_models()
print(*(f"{one._meta.model_name}={one._default_manager.count()}" for one in kinds))
"""
_FIRST = """
from claims.models import Actor
print(Actor.objects.order_by("pk").first().pk)
"""


def main() -> int:
    broken = []
    try:
        with disk() as folder:
            small = {"max_wal_size": "'32MB'", "min_wal_size": "'32MB'", "shared_buffers": "'16MB'"}
            with Postgres(_inside(folder, "pg"), **small) as postgres:
                broken += filled("PostgreSQL", folder, postgres.url(), postgres)
        with disk() as folder:
            _inside(folder, "sqlite")
            broken += filled("SQLite", folder, f"sqlite:///{folder}/sqlite/claims.sqlite3", None)
    except PermissionError as error:
        print(f"Not tried: {error}")
        return 1
    for line in broken:
        print("NOT HELD:", line)
    return bool(broken)


def filled(name: str, folder: Path, url: str, postgres: Postgres | None) -> list[str]:
    surroundings = environment(url)
    manage(surroundings, "migrate", "--verbosity=0")
    manage(surroundings, "make_corpus", "--claims=300", "--verbosity=0")
    make_editors(surroundings, 1)
    broken = []
    ballast = folder / "ballast"
    with served(surroundings, workers=1, threads=4) as site:
        editor = Editor(site, "editor0")
        editor.sign_in()
        key = int(_shell(surroundings, _FIRST))
        before = _shell(surroundings, _COUNT)
        _fill(ballast)
        print(f"{name}: full, {before.split()[0]} and so on.")
        for command in (
            ("make_corpus", "--claims=20000", "--add", "--verbosity=0"),
            ("loaddata", str(DEMO), "--verbosity=0"),
        ):
            broken += _refused(name, surroundings, command)
            _see_to(postgres)
        after = _shell(surroundings, _COUNT)
        if after != before:
            broken.append(f"{name}: something is half-written: {before} was, {after} is.")
        _fill(ballast)
        statuses = _saves(editor, key)
        print(f"{name}: saves while it is full: {statuses or 'all of them had room'}.")
        if set(statuses) - {"503: There is no room left to write", "503: form", "503: away"}:
            broken.append(f"{name}: a save ended otherwise: {statuses}")
        _see_to(postgres)
        status, _, _ = site.get("/claims/")
        print(f"{name}: a page while it is full: {status}.")
        if status not in (200, 503):
            broken.append(f"{name}: a page is {status}.")
        ballast.unlink()
        _see_to(postgres)
        saved, _ = editor.save("actor", key, name="There is room again")
        told = manage(surroundings, "loaddata", str(DEMO), "--verbosity=1").strip()
        sound = manage(surroundings, "check_integrity").strip().splitlines()[-1]
        page = site.get("/claims/")[0]
        print(f"{name}: room again: a save {saved}, a page {page}; {told}; {sound}")
        if (saved, page) != (302, 200):
            broken.append(f"{name}: it does not work again.")
    return broken


def _refused(name: str, surroundings: dict[str, str], command: tuple[str, ...]) -> list[str]:
    """The command ends with one line, and status 1."""
    told = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
    )
    said = told.stderr.strip()
    print(f"{name}: {command[0]} ends with {told.returncode}: {said[-200:]}")
    if told.returncode == 0:
        return [f"{name}: {command[0]} had room: this shows nothing."]
    if "Traceback" in said or "\n" in said:
        return [f"{name}: {command[0]} says it with a traceback."]
    return []


def _saves(editor: Editor, key: int) -> list[str]:
    """What became of saves, until one is refused; [] where none is."""
    for number in range(40):
        try:
            status, page = editor.save("actor", key, name=f"Typed {number}", _why="why " * 60)
        except AssertionError as error:
            return [f"503: away ({error})"] if "503" not in str(error) else ["503: away"]
        if status != 302:
            title = heading(page)
            return [f"{status}: {title if status != 503 or 'no room' in title else 'form'}"]
    return []


def _see_to(postgres: Postgres | None) -> None:
    """Start the server again where it ended, as systemd would: without room for its journal it
    ends itself."""
    if postgres is None or postgres.answers():
        return
    print("PostgreSQL had ended itself, and is started again.")
    with contextlib.suppress(subprocess.CalledProcessError):
        postgres.start()


def _shell(surroundings: dict[str, str], code: str) -> str:
    return manage(surroundings, "shell", "--no-imports", "-c", code).strip()


def _fill(ballast: Path) -> None:
    """Until next to nothing fits: SQLite needs a little to be read at all, beside its journal."""
    with ballast.open("ab", buffering=0) as file:
        with contextlib.suppress(OSError):
            while file.write(b"x" * 4096):
                pass
        file.truncate(file.tell() - _ROOM)


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    path.mkdir()
    return path


@contextlib.contextmanager
def disk() -> Iterator[Path]:
    """A disk of its own, in memory. Raises PermissionError where nobody may mount one."""
    with tempfile.TemporaryDirectory(prefix="claimsite-disk-", dir="/tmp") as name:
        command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", name]
        if subprocess.run(command, capture_output=True).returncode:
            raise PermissionError("a disk of 128 MB has to be mounted, by root.")
        Path(name).chmod(0o755)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


if __name__ == "__main__":
    sys.exit(main())
