"""200 who send slowly, and 200 who read slowly, through nginx: is an honest reader answered?"""

import asyncio
import contextlib
import multiprocessing
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from pathlib import Path

from tests.torture._nginx import NAME, ByName, Nginx, proxied
from tests.torture.servers import HOST, ROOT, Postgres, environment, manage

CLIENTS = 200
SECONDS = 40
# An export of some megabytes: far more than waits in the buffers of sockets.
CLAIMS = 5_000
SLOWEST = 1.0
# Two exports in the making, and two that are just let go; of eight threads.
MOST_HELD = 4
PAGES = ("/", "/claims/?q=iran", "/actors/", "/evidence/", "/timeline/", "/claims/?sort=oldest")
EXPORT = "/claims.jsonl"
# An honest reader turns a page this often.
_PAUSE = 0.1
# A slow client that was let go comes again.
_AGAIN = 5

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def slow_headers(connection: Connection) -> str:
    """A header, a letter a second."""
    _, writer = connection
    writer.write(f"GET / HTTP/1.1\r\nHost: {NAME}\r\nX-Slow: ".encode())
    return await _drip(connection)


async def slow_body(connection: Connection) -> str:
    """A form of a megabyte, a letter a second."""
    _, writer = connection
    writer.write(
        f"POST /admin/login/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 1000000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=".encode()
    )
    return await _drip(connection)


async def _drip(connection: Connection) -> str:
    reader, writer = connection
    answer = asyncio.ensure_future(reader.read(200))
    while not answer.done():
        writer.write(b"a")
        await writer.drain()
        await asyncio.wait({answer}, timeout=1)
    return _status(answer.result())


async def slow_reading(connection: Connection) -> str:
    """The longest export, a kilobyte a second."""
    reader, writer = connection
    writer.write(f"GET {EXPORT} HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
    status = _status(await reader.read(1000))
    while status == "200" and await reader.read(1000):
        await asyncio.sleep(1)
    return status


def _status(answer: bytes) -> str:
    return answer.split()[1].decode() if answer else "closed"


def _keep_at_it(
    nginx: Nginx,
    slow: Callable[[Connection], Coroutine[None, None, str]],
    connected: "multiprocessing.sharedctypes.Synchronized[int]",
) -> None:
    """CLIENTS connections from as many addresses for SECONDS, each anew when it is let go."""

    async def one(number: int) -> None:
        while True:
            try:
                sock = socket.socket()
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                sock.setblocking(False)
                sock.bind((f"127.0.1.{number + 1}", 0))
                await asyncio.get_running_loop().sock_connect(sock, (HOST, nginx.secure))
                connection = await asyncio.open_connection(
                    sock=sock, ssl=trusted, server_hostname=NAME, limit=1000
                )
                with connected.get_lock():
                    connected.value += 1
                try:
                    came[await slow(connection)] += 1
                finally:
                    connection[1].transport.abort()
            except OSError as error:
                came[type(error).__name__] += 1
            await asyncio.sleep(_AGAIN)

    async def all_of_them() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*map(one, range(CLIENTS))), SECONDS)

    came: Counter[str] = Counter()
    trusted = nginx.trusted()
    asyncio.run(all_of_them())
    told = ", ".join(f"{n} × {what}" for what, n in came.most_common()) or "none was let go"
    print(f"    {connected.value} slow connections in all; what came of those that ended: {told}")


def honest(nginx: Nginx, path: str) -> tuple[int, float]:
    """Status, and seconds until all of the answer is there, on a connection of its own."""
    began = time.perf_counter()
    with contextlib.closing(ByName(nginx.secure, nginx.trusted())) as asked:
        asked.request("GET", path, headers={"Host": NAME})
        answer = asked.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - began


def at_the_door(nginx: Nginx) -> int:
    """How many connections nginx has to the site: each holds a thread of it, or waits for one."""
    with Path("/proc/net/unix").open() as told:
        sockets = [line.split() for line in told]
    connected = "03"
    return sum(one[5] == connected and one[-1] == str(nginx.socket) for one in sockets)


def read_meanwhile(nginx: Nginx, going_on: Callable[[], bool]) -> list[tuple[str, int, float]]:
    found, held = [], 0
    while going_on():
        for path in PAGES:
            found.append((path, *honest(nginx, path)))
            held = max(held, at_the_door(nginx))
            time.sleep(_PAUSE)
    print(f"    at most {held} connections from nginx to the site")
    assert held <= MOST_HELD, f"{held} threads of the site are held"
    return found


def under(nginx: Nginx, slow: Callable[[Connection], Coroutine[None, None, str]]) -> None:
    connected = multiprocessing.Value("i", 0)
    attack = multiprocessing.Process(target=_keep_at_it, args=(nginx, slow, connected))
    attack.start()
    while connected.value < CLIENTS:
        assert attack.is_alive(), "The slow clients did not come in."
        time.sleep(0.1)
    found = read_meanwhile(nginx, attack.is_alive)
    attack.join()
    slowest = _tell(found, (slow.__doc__ or "").strip())
    assert slowest < SLOWEST, f"{slowest:.2f} s, and {SLOWEST} s are allowed"


def _tell(found: list[tuple[str, int, float]], what: str) -> float:
    """How long the slowest took."""
    times = sorted(seconds for _, _, seconds in found)
    print(
        f"  {what} {len(found)} honest requests: median {times[len(times) // 2] * 1000:.0f} ms, "
        f"slowest {times[-1] * 1000:.0f} ms",
        flush=True,
    )
    assert {status for _, status, _ in found} == {200}, Counter(status for _, status, _ in found)
    return times[-1]


@contextlib.contextmanager
def site(nginx: Nginx, surroundings: Mapping[str, str]) -> Iterator[None]:
    """The site under gunicorn as it is shipped, at nginx's socket."""
    given = {**surroundings, "STATIC_ROOT": str(nginx.folder / "static"), "WEB_CONCURRENCY": "2"}
    manage(given, "collectstatic", "--noinput", "--verbosity=0")
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    log = nginx.folder / "gunicorn.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--bind", f"unix:{nginx.socket}"],
            cwd=ROOT,
            env=given,
            stdout=output,
            stderr=output,
        )
    try:
        until = time.monotonic() + 60
        while honest(nginx, "/healthz")[0] != 200:
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        yield
    finally:
        process.kill() if process.poll() is None and _ended(process) else None


def _ended(process: "subprocess.Popen[bytes]") -> bool:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(20)
    return process.poll() is None


def main() -> None:
    with (
        Postgres() as server,
        tempfile.TemporaryDirectory(prefix="claimsite-slow-") as folder,
        proxied(Path(folder)) as nginx,
    ):
        surroundings = environment(server.url(), ALLOWED_HOSTS=NAME, HTTPS_ONLY="on")
        manage(surroundings, "migrate", "--verbosity=0")
        manage(surroundings, "make_corpus", f"--claims={CLAIMS}", "--seed=1")
        with site(nginx, surroundings):
            for path in PAGES:
                honest(nginx, path)
            until = time.monotonic() + 5
            slowest = _tell(read_meanwhile(nginx, lambda: time.monotonic() < until), "Quiet:")
            assert slowest < SLOWEST / 2, "This machine is too busy with other things to tell."
            for slow in (slow_headers, slow_body, slow_reading):
                under(nginx, slow)
    print(f"Each honest request was answered within {SLOWEST:.0f} s.")


if __name__ == "__main__":
    main()
