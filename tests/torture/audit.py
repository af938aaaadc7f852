"""Secrets in the whole history, known holes of dependencies, bandit's rules: found or explained.

Ends with 1 where something was found, with 3 where all else is well, but nobody could be asked of
the dependencies: `pip-audit` is not there (`pipx install pip-audit`), or reaches no service.
"""

import json
import math
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.torture.servers import ROOT

FOUND, NOT_ASKED = 1, 3
EXPLAINED = Path(__file__).with_name("secrets_explained.txt")

# What says of itself that it is one, and what is given to a name that says so.
_PATTERNS = {
    "private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "key of a service": r"\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}|\bsk_live_\w{16,}",
    "token of a service": r"\bgh[pousr]_\w{36}|\bgithub_pat_\w{22,}|\bglpat-[\w-]{20}"
    r"|\bxox[abprs]-[\w-]{10,}|\bpypi-[\w-]{50,}|\bsk-[A-Za-z0-9_-]{32,}",
    "signed token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "password in an address": r"\w://[^/\s:\"'@{}]+:[^@/\s\"'{}]+@",
    "word given to a name": r"(?i)\w*(?:secret|passw(?:or)?d|token|api_?key)\w*[\"']?\s*[:=]\s*"
    r"[\"'][^\"'\s{}$]{6,}[\"']",
}
_SECRETS = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
# Long, without blanks, and of no language: bits a character of what was drawn by chance.
_WORD = re.compile(r"(?<![\w/+.-])[A-Za-z0-9/+_-]{32,}={0,2}(?![\w/+-])")
_BY_CHANCE = 4.5
# Digests of packages.
_LOCKS = re.compile(r"\.lock$")


class Line(NamedTuple):
    """A line that some commit added."""

    file: str
    text: str


def added(log: Iterable[str]) -> Iterator[Line]:
    """Of what `git log -p` prints."""
    file = ""
    for line in log:
        if line.startswith("+++ "):
            file = line[4:].strip().removeprefix("b/")
        elif line.startswith("+"):
            yield Line(file, line[1:].rstrip("\n"))


def entropy(word: str) -> float:
    """Bits a character."""
    times = Counter(word).values()
    return -sum(n / len(word) * math.log2(n / len(word)) for n in times)


def secret_in(line: Line) -> str:
    """Which kind of secret the line may have; "" for none."""
    for kind, pattern in _SECRETS.items():
        if pattern.search(line.text):
            return kind
    if not _LOCKS.search(line.file):
        for word in _WORD.findall(line.text):
            mixed = all(re.search(kind, word) for kind in ("[a-z]", "[A-Z]", "[0-9]"))
            if mixed and entropy(word) > _BY_CHANCE:
                return "word drawn by chance"
    return ""


def explained() -> list[tuple[re.Pattern[str], re.Pattern[str], str]]:
    """File, what the line has, and why it is no secret."""
    found = []
    for line in EXPLAINED.read_text().splitlines():
        if line and not line.startswith("#"):
            file, text, why = line.split("\t")
            found.append((re.compile(file), re.compile(text), why))
    return found


def secrets() -> int:
    """How many lines are not explained."""
    command = ["git", "log", "--all", "-p", "--unified=0", "--no-color", "--no-ext-diff", "-m"]
    known, used = explained(), Counter[str]()
    wrong: set[tuple[str, Line]] = set()
    lines = 0
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, errors="replace"
    ) as git:
        assert git.stdout is not None
        for line in added(git.stdout):
            lines += 1
            if not (kind := secret_in(line)):
                continue
            for file, text, why in known:
                if file.search(line.file) and text.search(line.text):
                    used[why] += 1
                    break
            else:
                wrong.add((kind, line))
    assert git.returncode == 0, f"git ends with {git.returncode}"
    assert lines, "git tells nothing of a history"
    print(f"secrets: {lines} added lines of the history; {sum(used.values())} found and explained:")
    for why, times in used.most_common():
        print(f"  {times:5} {why}")
    for kind, line in sorted(wrong):
        print(f"  {kind}, in {line.file}: {line.text.strip()[:100]}")
    print(f"  {len(wrong)} not explained")
    return len(wrong)


def dependencies() -> int | None:
    """How many of the pinned packages have known holes; None where nobody could be asked."""
    beside = Path(sys.executable).with_name("pip-audit")
    program = str(beside) if beside.exists() else shutil.which("pip-audit")
    if program is None:
        print("dependencies: NOT ASKED, pip-audit is not installed")
        return None
    options = ("--disable-pip", "--no-deps", "--format=json", "--progress-spinner=off")
    try:
        told = subprocess.run(
            [program, "--requirement=requirements.lock", *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
        )
        found = json.loads(told.stdout)["dependencies"]
    except (ValueError, subprocess.TimeoutExpired) as error:
        print(f"dependencies: NOT ASKED, pip-audit reaches no service ({type(error).__name__})")
        return None
    unknown = [one["name"] for one in found if "skip_reason" in one]
    holes = [one for one in found if one.get("vulns")]
    print(f"dependencies: {len(found)} pinned, {len(unknown)} not known to the service")
    for one in holes:
        names = ", ".join(hole["id"] for hole in one["vulns"])
        print(f"  {one['name']} {one['version']}: {names}")
    if unknown and not holes:
        print(f"  NOT ASKED of these: {' '.join(unknown[:5])} …")
        return None
    return len(holes)


def code() -> int:
    """How many lines break one of bandit's rules that pyproject.toml does not except."""
    command = [sys.executable, "-m", "ruff", "check", "--output-format=json", "--exit-zero", "."]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = [one for one in json.loads(told.stdout) if re.match(r"S\d", one["code"] or "")]
    for one in found:
        print(f"  {one['filename']}:{one['location']['row']}: {one['code']} {one['message']}")
    print(f"code: {len(found)} lines against bandit's rules")
    return len(found)


def main() -> int:
    found = [secrets(), dependencies(), code()]
    if any(found):
        return FOUND
    return NOT_ASKED if None in found else 0


if __name__ == "__main__":
    sys.exit(main())
