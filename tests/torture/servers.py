"""Servers of one's own, that end with the program: PostgreSQL, and the site under gunicorn."""

import contextlib
import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parent.parent.parent
HOST = "127.0.0.1"
_LONGEST_START = 60.0
# What a site takes of the caller's surroundings; its settings are given, one by one.
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR")


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
        return port


def programs() -> Path:
    """The folder of the newest PostgreSQL server's programs, which Debian keeps off PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: one.parts[4])
    if found:
        return found[-1].parent
    told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
    return Path(told.stdout.strip())


def as_postgres(*command: str | Path) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package makes the user postgres."""
    mine = os.getuid() != 0
    return [*([] if mine else ["runuser", "-u", "postgres", "--"]), *map(str, command)]


class Postgres:
    """A cluster that keeps what it acknowledged, reached by a socket in its own folder.

    `settings` are lines of postgresql.conf, by name. `folder` is where it lies: an empty folder,
    by default one that goes when the block ends.
    """

    def __init__(self, folder: Path | None = None, **settings: str | int) -> None:
        self.given = folder
        self.settings = {"listen_addresses": "''", "port": 5432, "jit": "off", **settings}

    def __enter__(self) -> "Postgres":
        # In /tmp whatever TMPDIR says: the path of a socket may have but 107 bytes.
        self.folder = self.given or Path(tempfile.mkdtemp(prefix="claimsite-pg-", dir="/tmp"))
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.data = self.folder / "data"
        self._run(
            "initdb",
            *(f"--pgdata={self.data}", "--username=claims", "--auth=trust"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        lines = "".join(f"{name} = {value}\n" for name, value in self.settings.items())
        with (self.data / "postgresql.conf").open("a") as configuration:
            configuration.write(lines)
        self.start()
        self._run("createdb", f"--host={self.folder}", "--username=claims", "claims")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: BaseException | None, at: TracebackType | None
    ) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop("immediate")
        if self.given is None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str = "claims", user: str = "claims") -> str:
        # Two slashes: to django-environ, a name that is a path is the socket's folder and the name.
        return f"postgres://{user}@//{str(self.folder).lstrip('/')}/{name}"

    def start(self) -> None:
        """Raises CalledProcessError where it does not start; waits until it answers."""
        log = f"--log={self.folder / 'log'}"
        self._control(log, f"--options=-k {self.folder}", "--wait", "start")

    def stop(self, mode: str = "fast") -> None:
        self._control(f"--mode={mode}", "--wait", "stop")

    def answers(self) -> bool:
        """Whether it runs; one that ended itself does not."""
        command = as_postgres(programs() / "pg_ctl", f"--pgdata={self.data}", "status")
        return subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL).returncode == 0

    def restart(self) -> None:
        self.stop()
        self.start()

    def kill(self) -> None:
        """As if the plug was pulled: SIGKILL to the postmaster, and its children to their end."""
        postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
        told = subprocess.run(
            ["ps", "--ppid", str(postmaster), "-o", "pid="], capture_output=True, text=True
        )
        ended = [postmaster, *map(int, told.stdout.split())]
        for process in ended:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        # One that is not gone yet would be taken for a server that runs.
        while any(Path("/proc", str(process)).exists() for process in ended):
            time.sleep(0.01)
        # Nor is it to be asked whether it still runs.
        (self.data / "postmaster.pid").unlink()

    def _control(self, *options: str) -> None:
        self._run("pg_ctl", f"--pgdata={self.data}", *options)

    def _run(self, program: str, *options: str) -> None:
        command = as_postgres(programs() / program, *options)
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)


def environment(database: str, **settings: str) -> dict[str, str]:
    """The surroundings of a site in production, but for https, which a proxy speaks."""
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        "DJANGO_SETTINGS_MODULE": "tests.production",
        "DATABASE_URL": database,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "HTTPS_ONLY": "off",
        "SECOND_FACTOR": "off",
        # As deploy/systemd/claimsite@.service has it.
        "MALLOC_ARENA_MAX": "2",
        **dict.fromkeys(("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"), "131072"),
        # All of a program's requests come from one address.
        **dict.fromkeys(("PAGES_PER_MINUTE", "API_PER_MINUTE", "FILES_PER_MINUTE"), "0"),
        **settings,
    }


def manage(surroundings: Mapping[str, str], *command: str) -> str:
    """What `manage.py` prints. Raises AssertionError, with all that it said, where it fails."""
    told = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=dict(surroundings),
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, f"manage.py {' '.join(command)}:\n{told.stdout}{told.stderr}"
    return told.stdout


class Site:
    """The site under gunicorn, on a port of this machine's own."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log
        self.address = f"http://{HOST}:{port}"

    def get(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: str | None = None,
        timeout: float = 30,
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by their names in small letters, and what came, on a connection of its
        own. Raises OSError or HTTPException where there is no answer."""
        with contextlib.closing(http.client.HTTPConnection(HOST, self.port, timeout)) as asked:
            asked.request(method, path, body=body, headers=dict(headers or {}))
            answer = asked.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, answer.read()


@contextlib.contextmanager
def served(
    surroundings: Mapping[str, str], *options: str, workers: int = 2, threads: int = 4
) -> Iterator[Site]:
    """The site, which has ended after the block, however that ends. Raises AssertionError where it
    does not start. The database is there already, its tables made. `options`: gunicorn's."""
    with tempfile.TemporaryDirectory(prefix="claimsite-site-") as folder:
        log, port = Path(folder, "log"), free_port()
        given = {"STATIC_ROOT": f"{folder}/static", **surroundings}
        manage(given, "collectstatic", "--noinput", "--verbosity=0")
        command = [
            *(sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}"),
            *("--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread"),
            *("--limit-request-line", "8190", "--no-control-socket", *options, "claimsite.wsgi"),
        ]
        with log.open("wb") as output:
            process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=output, stderr=output)
        site = Site(process, port, log)
        try:
            _wait_for(site)
            yield site
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(site: Site) -> None:
    until = time.monotonic() + _LONGEST_START
    while time.monotonic() < until and site.process.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if site.get("/healthz")[0] == 200:
                return
        time.sleep(0.05)
    raise AssertionError(f"The site does not start:\n{site.log.read_text(errors='replace')}")
