"""PostgreSQL takes no changes, locks a table, loses a race for a row, is slow, and says nothing."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from ._desk import Editor, heading, make_editors
from .servers import Postgres, Site, environment, manage, served

QUERY, LOCK = 2, 1
# A server that says nothing is given up five seconds after a statement should have ended.
SILENT = QUERY + 5
SLACK = 6.0


class Bad:
    """What does not hold, as it is found."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def unless(self, held: bool, line: str) -> None:
        print("  ", "held:" if held else "NOT HELD:", line, flush=True)
        if not held:
            self.lines.append(line)


def main() -> int:
    bad = Bad()
    with Postgres() as postgres:
        surroundings = environment(postgres.url(), QUERY_SECONDS=str(QUERY), LOCK_SECONDS=str(LOCK))
        manage(surroundings, "migrate", "--verbosity=0")
        manage(surroundings, "make_corpus", "--claims=300", "--verbosity=0")
        make_editors(surroundings, 1)
        with (
            served(surroundings, workers=1, threads=4) as site,
            psycopg.connect(
                host=str(postgres.folder), user="claims", dbname="claims", autocommit=True
            ) as own,
        ):
            editor = Editor(site, "editor0")
            editor.sign_in()
            key = own.execute("SELECT min(id) FROM claims_actor").fetchone()[0]
            for part in (read_only, locked_table, lost_race, slow, silent):
                print(f"{str(part.__name__).replace('_', ' ').capitalize()}:")
                part(bad, postgres, site, own, editor, key)
                saved, _ = editor.save("actor", key, name=f"After {part.__name__}")
                page = site.get("/claims/")[0]
                bad.unless((saved, page) == (302, 200), "it works again afterwards")
    return bool(bad.lines)


def read_only(
    bad: Bad, postgres: Postgres, site: Site, own: psycopg.Connection, editor: Editor, key: int
) -> None:
    name = _name(own, key)
    form = editor.form(f"/admin/claims/actor/{key}/change/", "actor_form")
    own.execute("ALTER SYSTEM SET default_transaction_read_only = on")
    own.execute("SELECT pg_reload_conf()")
    time.sleep(1)
    statuses = {path: site.get(path)[0] for path in ("/claims/", "/evidence/", "/api/v1/claims")}
    bad.unless(set(statuses.values()) == {200}, f"pages are read: {statuses}")
    status, page = editor.post(
        f"/admin/claims/actor/{key}/change/", {**form, "name": "Typed", "_save": "Save"}
    )
    bad.unless(
        status == 503 and "takes no changes" in page and "Nothing" in page,
        f"a save is refused: {status} {heading(page)}",
    )
    bad.unless(_name(own, key) == name, "nothing was saved")
    own.execute("SET default_transaction_read_only = off")
    own.execute("ALTER SYSTEM RESET default_transaction_read_only")
    own.execute("SELECT pg_reload_conf()")
    time.sleep(1)


def locked_table(
    bad: Bad, postgres: Postgres, site: Site, own: psycopg.Connection, editor: Editor, key: int
) -> None:
    with own.transaction():
        own.execute("LOCK TABLE claims_article IN ACCESS EXCLUSIVE MODE")
        took, status, page = _asked(site, "/articles/")
    bad.unless(status == 503 and "Somebody else is writing" in page, f"{status} {heading(page)}")
    bad.unless(took < LOCK + SLACK, f"after {took:.1f} s")


def lost_race(
    bad: Bad, postgres: Postgres, site: Site, own: psycopg.Connection, editor: Editor, key: int
) -> None:
    path = f"/admin/claims/actor/{key}/change/"
    form = editor.form(path, "actor_form")
    with own.transaction():
        own.execute("SELECT id FROM claims_actor WHERE id = %s FOR UPDATE", [key])
        begun = time.monotonic()
        status, page = editor.post(path, {**form, "name": "The slower one", "_save": "Save"})
        took = time.monotonic() - begun
    bad.unless(
        status in (200, 503) and "omebody else" in page and "Nothing" in page,
        f"a save is refused: {status} {heading(page)}",
    )
    bad.unless(took < LOCK + SLACK, f"after {took:.1f} s")
    bad.unless(_name(own, key) != "The slower one", "nothing was saved")


def slow(
    bad: Bad, postgres: Postgres, site: Site, own: psycopg.Connection, editor: Editor, key: int
) -> None:
    """A table that takes a minute to be read."""
    own.execute("ALTER TABLE claims_article RENAME TO slow_article")
    columns = "slow_article.*"
    own.execute(f"CREATE VIEW claims_article AS SELECT {columns} FROM slow_article, pg_sleep(60)")
    try:
        took, status, page = _asked(site, "/articles/")
    finally:
        own.execute("DROP VIEW claims_article")
        own.execute("ALTER TABLE slow_article RENAME TO claims_article")
    bad.unless(status == 503 and "longer than the site allows" in page, f"{status} {heading(page)}")
    bad.unless(took < QUERY + SLACK, f"after {took:.1f} s")


def silent(
    bad: Bad, postgres: Postgres, site: Site, own: psycopg.Connection, editor: Editor, key: int
) -> None:
    """All of its processes are stopped: connections are open, and nothing comes."""
    with stopped(postgres):
        took, status, page = _asked(site, "/claims/")
    bad.unless(status == 503, f"{status} {heading(page)}")
    # The check of the connection, what asks for the page's edition, and the page itself.
    bad.unless(took < 3 * SILENT + SLACK, f"after {took:.1f} s")


@contextmanager
def stopped(postgres: Postgres) -> Iterator[None]:
    postmaster = int((postgres.data / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    every = [postmaster, *map(int, children)]
    for process in every:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in every:
            os.kill(process, signal.SIGCONT)


def _asked(site: Site, path: str) -> tuple[float, int, str]:
    begun = time.monotonic()
    status, _, page = site.get(path, timeout=90)
    return time.monotonic() - begun, status, page.decode()


def _name(own: psycopg.Connection, key: int) -> str:
    [name] = own.execute("SELECT name FROM claims_actor WHERE id = %s", [key]).fetchone() or [""]
    return str(name)


if __name__ == "__main__":
    sys.exit(main())
