"""docs/deploy.md, command by command, on a fresh Debian 12; an upgrade while the site is read."""

import io
import json
import re
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.torture._debian import Debian, installed, running
from tests.torture._nginx import NAME
from tests.torture.servers import ROOT

DOCUMENT = ROOT / "docs" / "deploy.md"
# What fetches packages, and so needs more than a network of its own.
_FETCHES = re.compile(r"^(apt-get|.*\bpip install)", re.MULTILINE)
_PASSWORD = "a desk, a lamp and nine cups of tea"
_CURL = (
    "curl --silent --show-error --cacert /etc/claimsite/tls/fullchain.pem "
    f"--resolve {NAME}:443:127.0.0.1 --resolve {NAME}:80:127.0.0.1"
)
# After the second release has answered, as before.
_READ_ON = 3.0


class Block(NamedTuple):
    """Commands of the document, and the heading that they stand under."""

    heading: str
    commands: str


def blocks() -> list[Block]:
    heading, found = "", []
    parts = re.split(r"^```sh\n(.*?)^```$", DOCUMENT.read_text(), flags=re.MULTILINE | re.DOTALL)
    for number, part in enumerate(parts):
        if number % 2:
            found.append(Block(heading, part))
        elif headings := re.findall(r"^#+ (.*)$", part, re.MULTILINE):
            heading = headings[-1]
    return found


def archive(release: str, more: dict[str, str]) -> bytes:
    """The files of this folder that git knows or would, as step 2 packs them, and more."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name in listed.stdout.splitlines():
            if (ROOT / name).is_file() and name not in more:
                tar.add(ROOT / name, arcname=name)
        for name, text in more.items():
            content = text.encode()
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(content), int(time.time())
            tar.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def next_release() -> dict[str, str]:
    """Another style sheet, and a migration that the release before survives."""
    style = "static/claims.css"
    last = max(path.stem for path in (ROOT / "claims/migrations").glob("0*.py"))
    return {
        style: (ROOT / style).read_text() + "\n/* The next release. */\n",
        f"claims/migrations/{int(last[:4]) + 1:04}_next.py": (
            "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
            f'    dependencies = [("claims", "{last}")]\n\n'
            '    operations = [migrations.RunSQL("ALTER TABLE claims_claim ADD next integer; '
            'CREATE TABLE claims_next (id bigint PRIMARY KEY, word text)")]\n'
        ),
    }


def run(server: Debian, block: Block) -> None:
    began = time.perf_counter()
    asks = "createsuperuser" in block.commands
    try:
        server.run(
            block.commands,
            network=bool(_FETCHES.search(block.commands)),
            answers=f"{_PASSWORD}\n{_PASSWORD}\n" if asks else "",
        )
    except AssertionError:
        print(server.run("journalctl --no-pager --lines=60 --unit='claimsite*'"))
        raise
    print(f"  {time.perf_counter() - began:5.1f} s  {block.heading}", flush=True)


@contextmanager
def read_all_the_while(server: Debian) -> Iterator[None]:
    """Readers at full pace, through nginx, of whom each is answered."""
    inside = [f"--target={server.first}", "--net", sys.executable, "-m", "tests.torture._readers"]
    certificate = server.root / "etc/claimsite/tls/fullchain.pem"
    readers = subprocess.Popen(
        ["nsenter", *inside, str(certificate)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        time.sleep(_READ_ON)
        yield
        time.sleep(_READ_ON)
        told, _ = readers.communicate("enough\n", timeout=120)
    finally:
        readers.kill()
        readers.wait()
    found = json.loads(told)
    print(
        f"           {found['requests']} requests meanwhile, {found['failed']} failed; median "
        f"{found['median'] * 1000:.0f} ms, slowest {found['slowest'] * 1000:.0f} ms",
        flush=True,
    )
    assert not found["failed"], found["failures"]


def style_sheet(server: Debian) -> str:
    """The address of the style sheet that pages name now."""
    page = server.run(f"{_CURL} --fail https://{NAME}/about/")
    match = re.search(r"/static/claims\.[0-9a-f]+\.css", page)
    assert match, page
    return match[0]


def status(server: Debian, path: str, options: str = "") -> str:
    return server.run(f"{_CURL} --output /dev/null --write-out '%{{http_code}}' {options} {path}")


def refused(server: Debian, why: str, command: str) -> None:
    said = server.run(f"{{ {command}; }} 2>&1 && echo DONE || true")
    assert why in said, f"{command}\n{said}"
    assert "DONE" not in said, f"{command}\n{said}"


def look_around(server: Debian) -> None:
    """What the document promises of what it has set up."""
    verified = server.run(
        "systemd-analyze verify /etc/systemd/system/claimsite*.timer "
        "/etc/systemd/system/claimsite-*.service claimsite@1.0.service claimsite@1.0.socket 2>&1"
    )
    assert not verified.strip(), verified
    exposed = server.run("systemd-analyze security --no-pager claimsite@1.0.service | tail -n 1")
    print(f"           systemd-analyze verify: clean; {exposed.strip().lstrip('→ ')}")
    assert not server.run("systemctl list-units --failed --no-legend --plain 'claimsite*'").strip()
    page = server.run(f"{_CURL} --fail https://{NAME}/about/")
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        assert status(server, f"https://{NAME}{address}") == "200", address
    assert status(server, f"http://{NAME}/") == "301"
    assert status(server, f"https://{NAME}/admin/login/") == "200"
    for export in ("csv", "jsonl", "parquet", "atom"):
        assert status(server, f"https://{NAME}/claims.{export}") == "200", export
    sign_in(server)
    refused(server, "reset by peer", f"{_CURL} --header 'Host: other.example' http://{NAME}/")
    refused(
        server,
        "unrecognized name",
        "curl --silent --show-error --insecure --resolve "
        "other.example:443:127.0.0.1 https://other.example/",
    )
    listening = server.run("cat /proc/net/tcp /proc/net/tcp6 | awk '$4 == \"0A\" {print $2}'")
    addresses = {line.rpartition(":") for line in listening.split()}
    ports = {
        int(port, 16)
        for address, _, port in addresses
        if not address.endswith("0100007F") and address != "00000000000000000000000001000000"
    }
    assert ports == {80, 443}, ports
    as_web = "runuser -u claimsite_web --"
    psql = f"{as_web} psql --no-psqlrc --dbname=claimsite --command"
    for why, sql in (
        ("must be owner", "ALTER TABLE claims_claim ADD COLUMN more integer"),
        ("must be owner", "ALTER TABLE claims_change DISABLE TRIGGER ALL"),
        ("permission denied", "UPDATE claims_change SET source = 'me'"),
        ("permission denied", "DELETE FROM claims_change"),
        ("permission denied", "TRUNCATE claims_claim CASCADE"),
        ("permission denied", "CREATE TABLE more (one integer)"),
        ("permission denied", "SET ROLE claimsite_owner"),
    ):
        refused(server, why, f'{psql} "{sql}"')
    refused(server, "Peer authentication failed", f"{psql} '' --username=claimsite_owner")
    refused(server, "Permission denied", f"{as_web} ls /var/backups/claimsite")
    refused(server, "Permission denied", f"{as_web} touch /srv/claimsite/current/more.py")
    refused(server, "Permission denied", "runuser -u www-data -- cat /etc/claimsite/env")


def sign_in(server: Debian) -> None:
    """The first administrator, by the form; what comes after the password is the second factor."""
    jar, page = "--cookie /tmp/jar --cookie-jar /tmp/jar", f"https://{NAME}/admin/login/"
    form = server.run(f"{_CURL} --fail {jar} {page}")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token, form
    given = {"csrfmiddlewaretoken": token[1], "username": "administrator", "password": _PASSWORD}
    fields = " ".join(f"--data-urlencode '{name}={value}'" for name, value in given.items())
    assert status(server, page, f"{jar} --referer {page} {fields}") == "302"
    wrong = fields.replace(_PASSWORD, "another")
    assert status(server, page, f"{jar} --referer {page} {wrong}") != "302"


def refuse_what_is_not_ready(server: Debian) -> None:
    """A release that lacks a migration, or does not start, changes nothing for readers."""
    server.run(
        "cp -a /srv/claimsite/releases/1.1 /srv/claimsite/releases/1.2\n"
        "cd /srv/claimsite/releases/1.2/claims/migrations\n"
        "last=$(ls 0*.py | tail -n 1)\n"
        'sed \'s/"claims", ".*"/"claims", "\'${last%.py}\'"/; s/claims_next/claims_later/; '
        "s/ADD next/ADD later/' $last > 9999_later.py"
    )
    for why, change in (
        ("Migrations are missing: claims.9999_later", "true"),
        ("does not start", "echo 'broken(' >> /srv/claimsite/releases/1.2/claimsite/settings.py"),
    ):
        server.run(change)
        with read_all_the_while(server):
            refused(server, why, "/srv/claimsite/releases/1.2/deploy/switch 1.2")
        print(f"           a release is refused: {why}", flush=True)
    assert "1.2" not in server.run("systemctl list-units --plain 'claimsite@*'")
    server.run("systemctl reset-failed; rm -r /srv/claimsite/releases/1.2")


def install(server: Debian, steps: Callable[[str], list[Block]]) -> None:
    for block in steps("1234567"):
        run(server, block)
    server.run("cd /srv/claimsite/current && deploy/manage load_demo")
    for block in steps("8"):
        run(server, block)
    look_around(server)


def upgrade(server: Debian, named: Callable[[str], Block]) -> None:
    old = style_sheet(server)
    with read_all_the_while(server):
        run(server, named("Upgrade"))
    new = style_sheet(server)
    assert new != old
    assert status(server, f"https://{NAME}{old}") == "200", "the old page's style sheet is gone"
    assert "next" in server.run(
        "runuser -u claimsite_web -- psql -d claimsite -c '\\d claims_next'"
    )
    with read_all_the_while(server):
        run(server, named("Back again"))
    assert style_sheet(server) == old
    refuse_what_is_not_ready(server)
    assert style_sheet(server) == old


def destroy_and_restore(server: Debian, named: Callable[[str], Block]) -> None:
    count = "runuser -u postgres -- psql -At -d claimsite -c 'SELECT count(*) FROM claims_change'"
    before = server.run(count)
    server.run("runuser -u postgres -- psql -q -d claimsite -c 'DROP TABLE claims_change CASCADE'")
    assert status(server, f"https://{NAME}/claims/") == "200"
    run(server, named("Restore"))
    assert server.run(count) == before != "0"
    assert status(server, f"https://{NAME}/claims/") == "200"
    assert status(server, f"https://{NAME}/readyz") == "200"


def main() -> None:
    found = blocks()

    def steps(numbers: str) -> list[Block]:
        return [block for block in found if block.heading[:2] in {f"{n}." for n in numbers}]

    def named(heading: str) -> Block:
        (block,) = (block for block in found if block.heading == heading)
        return block

    with installed() as root:
        for release, more in (("1.0", {}), ("1.1", next_release())):
            file = root / "root" / f"claimsite-{release}.tar.gz"
            file.write_bytes(archive(release, more))
        with running(root) as server:
            print(f"Debian {Path(root, 'etc/debian_version').read_text().strip()}, systemd:")
            install(server, steps)
            upgrade(server, named)
            destroy_and_restore(server, named)
        print("The plug is pulled, and in again:")
        began = time.perf_counter()
        with running(root) as server:
            server.run(f"until {_CURL} --fail https://{NAME}/readyz; do sleep 0.2; done")
            print(f"  {time.perf_counter() - began:5.1f} s  until it is ready again")
    print("Every command of docs/deploy.md does what it says.")


if __name__ == "__main__":
    main()
