"""The site as a child process, under gunicorn with production settings, on a socket of its own."""

import contextlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HOST = "benchmark.localhost"
_PROJECT = Path(__file__).resolve().parent.parent.parent
COMMAND = [
    *(sys.executable, "-m", "gunicorn", "-c", "python:claims.benchmark.gunicorn_conf"),
    "claims.benchmark.wsgi",
]
_LONGEST_START = 120.0
_LONGEST_END = 20.0


class ServingError(Exception):
    """The site does not start."""


class Connection(http.client.HTTPConnection):
    """A kept connection to a socket in the file system: nobody else's port, and nobody else."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__(HOST, timeout=timeout)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


@contextlib.contextmanager
def served(database_url: str, *, workers: int = 1, threads: int = 1) -> Iterator[str]:
    """The path of a socket at which the site answers for the database. However the block ends,
    the process has ended after it. Raises ServingError where the site does not start. An error in
    the block gets a note of what the site wrote last."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        path = f"{folder}/socket"
        log = Path(folder, "log")
        process = _started(
            log,
            {
                "DATABASE_URL": database_url,
                "BENCHMARK_SOCKET": path,
                "BENCHMARK_STATIC_ROOT": f"{folder}/static",
                "BENCHMARK_WORKERS": str(workers),
                "BENCHMARK_THREADS": str(threads),
            },
        )
        try:
            _wait_until_it_answers(process, path)
            yield path
        except Exception as error:
            if last := log.read_text(errors="replace").strip().splitlines()[-12:]:
                error.add_note("The site wrote last:\n" + "\n".join(last))
            raise
        finally:
            _end(process)


def _started(log: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    given = {
        "SECRET_KEY": secrets.token_urlsafe(40),
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "claims.benchmark.settings",
        "ALLOWED_HOSTS": HOST,
        "DEBUG": "off",
        # As behind a proxy that speaks https: see the header in `asking`.
        "HTTPS_ONLY": "on",
        # The folder stays the parent's: a database may be named from there.
        "PYTHONPATH": os.pathsep.join(
            [str(_PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
        ),
        **environment,
    }
    with log.open("wb") as output:
        return subprocess.Popen(
            COMMAND,
            env=given,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            # Ctrl-C is for the parent, which then ends it.
            start_new_session=True,
        )


def _wait_until_it_answers(process: subprocess.Popen[bytes], path: str) -> None:
    until = time.monotonic() + _LONGEST_START
    while time.monotonic() < until and process.poll() is None:
        with (
            contextlib.suppress(OSError, http.client.HTTPException),
            contextlib.closing(Connection(path, timeout=_LONGEST_START)) as connection,
        ):
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            answer.read()
            if answer.status == 200:
                return
        time.sleep(0.05)
    raise ServingError("The site does not start.")


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.terminate()
    try:
        process.wait(_LONGEST_END)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
