"""A site backed up, destroyed and restored, on both engines: each table, sequence, privilege."""

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.torture._whole_database import Whole, of_postgresql, of_sqlite
from tests.torture.servers import ROOT, Postgres, as_postgres, environment, manage, programs, served

CLAIMS = 5_000
KILLED = 5
# As many lines of the comparison as somebody reads.
_SHOWN = 10
# What a killed command had started ends by itself.
_SETTLED = 1.5


class Drill:
    """The commands of one site: `owner` makes tables and backups, `web` serves and saves."""

    def __init__(
        self,
        owner: Mapping[str, str],
        web: Mapping[str, str],
        look: Callable[[], Whole],
        destroy: Callable[[], None],
        folder: Path,
    ) -> None:
        self.owner, self.web, self.look, self.destroy = owner, web, look, destroy
        self.backups = folder / "backups"
        self.restoring = [sys.executable, "manage.py", "restore", "--overwrite"]

    def run(self) -> None:
        self.fill()
        made = self.back_up()
        before = self.look()
        print(f"  {before.rows} rows of {len(before.tables)} tables; {before.size()}")
        self.edit("after")
        self.refuse_half(made)
        self.destroy()
        began = time.perf_counter()
        manage(self.owner, "restore", str(made))
        lasted = time.perf_counter() - began
        print(f"  restored in {lasted:.1f} s")
        self.compare(before)
        self.serve()
        self.kill_restores(made, before, lasted)
        self.kill_backups()

    def fill(self) -> None:
        print(f"  the demo, {CLAIMS} claims, an editor's work …")
        self.migrate()
        manage(self.owner, "load_demo")
        manage(self.owner, "make_corpus", f"--claims={CLAIMS}", "--seed=1", "--add")
        self.edit("before")

    def migrate(self) -> None:
        manage(self.owner, "migrate", "--verbosity=0")
        if self.owner["DATABASE_URL"].startswith("postgres"):
            options = ("--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
            manage(self.owner, "dbshell", "--", *options, "--file=deploy/privileges.sql")

    def edit(self, when: str) -> None:
        """An editor at the admin, in a process of its own, as the web's role."""
        command = [sys.executable, "-m", "tests.torture._restore_edits", when]
        surroundings = {**self.web, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        told = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True)
        assert told.returncode == 0, told.stderr

    def back_up(self) -> Path:
        began = time.perf_counter()
        said = manage(self.owner, "backup", str(self.backups)).strip()
        print(f"  backed up in {time.perf_counter() - began:.1f} s: {said.rpartition('/')[2]}")
        return max(self.backups.glob("claimsite-*"))

    def refuse_half(self, made: Path) -> None:
        """Half a backup changes nothing, though it may overwrite what is there."""
        before = self.look()
        half = self.backups / f"half{made.suffix}"
        half.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
        command = [*self.restoring, str(half)]
        told = subprocess.run(command, cwd=ROOT, env=dict(self.owner), capture_output=True)
        half.unlink()
        assert told.returncode, "Half a backup was restored."
        _same(before, self.look(), "after half a backup was refused")

    def kill_restores(self, made: Path, before: Whole, lasted: float) -> None:
        """One that is killed has restored all of it, or nothing."""
        now, chance, ended = self.look(), random.Random(7), 0
        for _ in range(KILLED):
            _killed([*self.restoring, str(made)], self.owner, chance.uniform(0.2, 1.2) * lasted)
            time.sleep(_SETTLED)
            found = self.look()
            if not found.differences(before):
                ended, now = ended + 1, found
            else:
                _same(now, found, "after a restore was killed")
        print(f"  {KILLED} restores killed: {ended} had done all of it, the others nothing")

    def compare(self, before: Whole) -> None:
        _same(before, self.look(), "after the restore")
        print(f"  the same: {before.counted()}")
        manage(self.owner, "migrate", "--check")
        print(f"  check_integrity: {manage(self.web, 'check_integrity').strip()}")

    def serve(self) -> None:
        with served(self.web) as site:
            for page in ("/", "/claims/?q=iran", "/actors/", "/claims.csv", "/readyz"):
                assert site.get(page)[0] == 200, page
        told, _ = self.look().tables["claims_change"]
        self.edit("again")
        assert self.look().tables["claims_change"][0] > told
        assert "No problem" in manage(self.web, "check_integrity")
        print("  it serves, and saves")

    def kill_backups(self) -> None:
        """A backup that is killed leaves nothing under a name, and the next one is made."""
        good = set(self.backups.glob("claimsite-*"))
        chance = random.Random(7)
        for _ in range(KILLED):
            command = [sys.executable, "manage.py", "backup", str(self.backups)]
            _killed(command, self.owner, chance.uniform(0.5, 2.0))
        for made in set(self.backups.glob("claimsite-*")) - good:
            manage(self.owner, "restore", "--overwrite", str(made))
        # What a killed one started writes on for a moment.
        time.sleep(_SETTLED)
        self.back_up()
        print(f"  {KILLED} backups killed: each whole or not there")


def _killed(command: list[str], surroundings: Mapping[str, str], after: float) -> None:
    """The command, killed as if the plug was pulled so many seconds after its start."""
    process = subprocess.Popen(command, cwd=ROOT, env=dict(surroundings), stdout=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _same(before: Whole, after: Whole, when: str) -> None:
    differences = before.differences(after)
    shown = "\n".join(differences[:_SHOWN])
    assert not differences, f"{len(differences)} differences {when}:\n{shown}"


def on_sqlite(folder: Path) -> None:
    file = folder / "claims.sqlite3"
    surroundings = environment(f"sqlite:///{file}")

    def destroy() -> None:
        for one in folder.glob("claims.sqlite3*"):
            one.unlink()

    Drill(surroundings, surroundings, lambda: of_sqlite(file), destroy, folder).run()


def on_postgresql(folder: Path) -> None:
    with Postgres() as server:

        def run(program: str, *options: str) -> None:
            reached = (f"--host={server.folder}", "--username=claims")
            command = as_postgres(programs() / program, *reached, *options)
            subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)

        def make() -> None:
            run("createdb", "--owner=claimsite_owner", "claimsite")

        def destroy() -> None:
            # The server's own statistics of a table go with it; nothing of the old one helps.
            run("dropdb", "--force", "claimsite")
            make()

        roles = (ROOT / "deploy" / "roles.sql").read_text()
        run("psql", "--quiet", "--dbname=claims", "--set=ON_ERROR_STOP=1", f"--command={roles}")
        make()
        look = server.url("claimsite", "claims")
        owner, web = (
            environment(server.url("claimsite", f"claimsite_{role}")) for role in ("owner", "web")
        )
        Drill(owner, web, lambda: of_postgresql(look), destroy, folder).run()


def main() -> None:
    for name, drill in (("PostgreSQL", on_postgresql), ("SQLite", on_sqlite)):
        print(f"{name}:", flush=True)
        folder = Path(tempfile.mkdtemp(prefix="claimsite-restore-"))
        try:
            drill(folder)
        finally:
            shutil.rmtree(folder)
    print("Backed up, destroyed, restored: identical.")


if __name__ == "__main__":
    main()
