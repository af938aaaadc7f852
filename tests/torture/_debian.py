"""A fresh Debian 12 with systemd, in namespaces of its own, for as long as a program runs.

As root; it takes a minute and a gigabyte. It has processes, mounts, users' ids and a network of its
own. That network is itself alone; what is fetched from Debian's mirror and from the index of Python
packages is fetched over this machine's, by commands that are said to need it.
"""

import contextlib
import os
import pty
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_BOOT = Path(__file__).with_name("_debian.sh")
_MIRROR = "http://deb.debian.org/debian"
_SECURITY = "http://deb.debian.org/debian-security"
# Where what systemd starts is counted: below a group of our own, which goes at the end.
_COUNTED = ("systemd", "unified", "devices", "pids")
_CGROUPS = Path("/sys/fs/cgroup")
# What this machine has of ways to the packages, and of names of hosts.
_OF_THIS_MACHINE = {
    "/etc/resolv.conf": "etc/resolv.conf",
    "/etc/hosts": "etc/hosts",
    "/etc/pip.conf": "etc/pip.conf",
    "/etc/ssl/certs/ca-certificates.crt": "etc/trusted-by-this-machine.crt",
}
_LONGEST_START = 60


class Debian:
    def __init__(self, root: Path, first: int) -> None:
        self.root, self.first = root, first

    def command(self, *command: str, network: bool = False) -> list[str]:
        """The command as one that runs in there."""
        enter = ["nsenter", f"--target={self.first}", "--mount", "--uts", "--ipc", "--pid"]
        surroundings = ["HOME=/root", "LANG=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
        if network:
            surroundings.append("PIP_CERT=/etc/trusted-by-this-machine.crt")
        else:
            enter.append("--net")
        return [*enter, "/usr/bin/env", "-i", *surroundings, *command]

    def run(self, script: str, *, network: bool = False, answers: str = "") -> str:
        """What a script of bash prints, its first failure its last. `answers` are typed, for a
        command that asks at a terminal. Raises AssertionError, with all that it said, if it
        fails."""
        command = self.command("bash", "-euo", "pipefail", "-c", script, network=network)
        if answers:
            return _typed(command, answers)
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
        said = done.stdout.decode(errors="replace")
        assert done.returncode == 0, f"{script}\n{said}"
        return said


def _typed(command: list[str], answers: str) -> str:
    """With a terminal, at which the answers are typed as soon as something asks."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    said = b""
    lines = answers.splitlines()
    with contextlib.suppress(OSError):  # the terminal's end
        while part := os.read(ours, 10_000):
            said += part
            if lines and part.rstrip().endswith(b":"):
                os.write(ours, f"{lines.pop(0)}\n".encode())
    os.close(ours)
    assert process.wait() == 0, said.decode(errors="replace")
    return said.decode(errors="replace")


@contextlib.contextmanager
def installed() -> Iterator[Path]:
    """A folder with a Debian that has never run. DEBIAN may name a folder that debootstrap has
    filled: it is copied, and no mirror asked."""
    missing = [name for name in ("debootstrap", "unshare", "nsenter", "ip") if not _found(name)]
    assert os.getuid() == 0, "A Debian of one's own is for root to make."
    assert not missing, f"Missing: {missing}. apt-get install debootstrap util-linux iproute2"
    folder = Path(tempfile.mkdtemp(prefix="claimsite-debian-"))
    try:
        _fill(folder / "root")
        yield folder / "root"
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def running(root: Path) -> Iterator[Debian]:
    """It runs, until its plug is pulled."""
    name = root.parent.name
    groups = [_CGROUPS / kind / name for kind in _COUNTED if (_CGROUPS / kind).is_dir()]
    try:
        for group in groups:
            group.mkdir()
        with _booted(root, groups) as first:
            yield Debian(root, first)
    finally:
        for group in groups:
            _remove(group)


def _found(program: str) -> bool:
    return bool(shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin"))


def _fill(root: Path) -> None:
    if made := os.environ.get("DEBIAN"):
        subprocess.run(["cp", "-a", made, str(root)], check=True)
    else:
        options = ["--variant=minbase", "--include=ca-certificates,systemd,systemd-sysv"]
        subprocess.run(
            ["debootstrap", *options, "bookworm", str(root), _MIRROR],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    (root / "etc/apt/sources.list").write_text(
        f"deb {_MIRROR} bookworm main\ndeb {_SECURITY} bookworm-security main\n"
    )
    for here, there in _OF_THIS_MACHINE.items():
        if Path(here).is_file():
            shutil.copy(here, root / there)
    # What it starts is counted below one group alone.
    settings = root / "etc/systemd/system.conf.d/claimsite.conf"
    settings.parent.mkdir(parents=True, exist_ok=True)
    off = ("Memory", "Tasks", "CPU", "BlockIO", "IO")
    lines = "".join(f"Default{name}Accounting=no\n" for name in off)
    settings.write_text(f"[Manager]\n{lines}")


@contextlib.contextmanager
def _booted(root: Path, groups: list[Path]) -> Iterator[int]:
    """The id of its first process."""
    enter = "".join(f'echo $$ > "{group}/cgroup.procs"; ' for group in groups)
    unshare = (
        "exec unshare --mount --pid --fork --kill-child --net --uts --ipc --cgroup "
        f'sh "{_BOOT}" "{root}"'
    )
    with (root.parent / "boot.log").open("wb") as log:
        outer = subprocess.Popen(
            ["sh", "-c", enter + unshare],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield _wait_for(root, outer)
    finally:
        outer.kill()
        outer.wait()


def _wait_for(root: Path, outer: "subprocess.Popen[bytes]") -> int:
    """Raises AssertionError where it does not start."""
    until = time.monotonic() + _LONGEST_START
    while time.monotonic() < until and outer.poll() is None:
        told = subprocess.run(
            ["ps", "--ppid", str(outer.pid), "-o", "pid="], capture_output=True, text=True
        )
        if told.stdout.strip():
            first = int(told.stdout.split()[0])
            asked = Debian(root, first).command("systemctl", "is-system-running", "--wait")
            # "degraded": something that the machine has no part for.
            state = subprocess.run(asked, capture_output=True, text=True).stdout.strip()
            if state in ("running", "degraded"):
                return first
        time.sleep(0.2)
    raise AssertionError(f"Debian does not start: {(root.parent / 'boot.log').read_text()}")


def _remove(group: Path) -> None:
    """The group and all below it, which are empty once their processes are gone."""
    until = time.monotonic() + 10
    while group.is_dir():
        for below in sorted(group.rglob("*/"), reverse=True):
            with contextlib.suppress(OSError):
                below.rmdir()
        with contextlib.suppress(OSError):
            group.rmdir()
        if time.monotonic() > until:
            return
        time.sleep(0.1)
