"""500 wrong passwords from one address, from many, with forged headers; and 32 at once.

On PostgreSQL and on SQLite, as behind one proxy. The wait is `LOGINS_WAIT` seconds instead of
900. What was tried is what was hashed, as the site itself notes it. It shows for each attack

- how many passwords were tried in any time as long as the wait: ten at most for an account, for
  what is an address twenty;
- that a browser in which the owner signed in before signs in while it goes on;
- that the right password, refused to a stranger meanwhile, works once the wait is over.
"""

import contextlib
import http.client
import os
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from tests.torture.servers import HOST, Postgres, Site, environment, manage, served

WAIT = int(os.environ.get("LOGINS_WAIT", "30"))
GUESSES, AT_ONCE, CLIENTS = 500, 32, 8
MOST, MOST_OF_AN_ADDRESS = 10, 20
LOGIN = "/admin/login/"
RIGHT = "the right password"
ATTACKED = ("one", "many", "forged", "spelt", "together")
# What some sites take for the client's address, and this one does not.
HEADERS = ("X-Real-IP", "Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP")


class Browser:
    """Cookies, and the address that the proxy says it is at."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}
        self.open_the_form()

    def open_the_form(self) -> None:
        """Signed out."""
        self.cookies.pop("sessionid", None)
        page = self._ask("GET", LOGIN, {})[1]
        self.token = re.findall(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[0].decode()

    def sign_in(self, name: str, password: str, **headers: str) -> tuple[int, float]:
        """The status, and for how many seconds one is told to wait."""
        form = {"csrfmiddlewaretoken": self.token, "username": name, "password": password}
        status, _, found = self._ask("POST", LOGIN, headers, urlencode({**form, "next": "/admin/"}))
        return status, float(found.get("retry-after", 0))

    def _ask(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> tuple[int, bytes, dict[str, str]]:
        sent = {
            "X-Forwarded-For": "203.0.113.250",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        with contextlib.closing(http.client.HTTPConnection(HOST, self.site.port, 120)) as asked:
            asked.request(method, path, body=body, headers=sent)
            answer = asked.getresponse()
            page = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, page, {name.lower(): value for name, value in answer.getheaders()}


def elsewhere(number: int) -> str:
    return f"198.51.{number // 250}.{number % 250 + 1}"


def guesses(attack: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(name, password, headers) of each try. The password begins with whom it is for."""
    letters = ("", " ", "\u200b", "\xad", "\t")
    for number in range(AT_ONCE if attack == "together" else GUESSES):
        name, address = attack, elsewhere(number)
        headers = {"X_Forwarded_For": address}
        if attack == "one":
            headers = {"X_Forwarded_For": "203.0.113.1"}
        if attack == "forged":
            headers = {"X_Forwarded_For": f"{address}, 203.0.113.2"}
            headers |= {one.replace("-", "_"): address for one in HEADERS}
            headers["Forwarded"] = f"for={address}"
            # Of every third one the account is another: what counts for them is the address.
            name = attack if number % 3 else f"nobody{number}"
        if attack == "spelt":
            turned = "".join(c.upper() if number >> n & 1 else c for n, c in enumerate(attack))
            blank = letters[number % len(letters)]
            name = f"{blank}{turned[: number % 5]}{blank}{turned[number % 5 :]}"
        yield name, f"{attack}:{name.encode().hex()}:{number}", headers


def run(site: Site, attack: str, known: Browser) -> tuple[Counter[int], list[int], float]:
    """Statuses of the guesses; those of the owner, who signs in meanwhile; seconds that it took."""
    stranger, owner, over = Browser(site), [], threading.Event()
    start = threading.Barrier(AT_ONCE)

    def guess(one: tuple[str, str, dict[str, str]]) -> int:
        if attack == "together":
            start.wait(60)
        name, password, headers = one
        return stranger.sign_in(name, password, **headers)[0]

    def sign_in_meanwhile() -> None:
        while not over.is_set() and len(owner) < 20:
            known.open_the_form()
            owner.append(known.sign_in(attack, RIGHT, X_Forwarded_For="203.0.113.1")[0])
            over.wait(0.2)

    meanwhile = threading.Thread(target=sign_in_meanwhile)
    began = time.monotonic()
    meanwhile.start()
    with ThreadPoolExecutor(AT_ONCE if attack == "together" else CLIENTS) as clients:
        statuses = Counter(clients.map(guess, guesses(attack)))
    over.set()
    meanwhile.join()
    return statuses, owner, time.monotonic() - began


def most_in_a_wait(times: list[float]) -> int:
    """How many of the times lie within any `WAIT` seconds."""
    times = sorted(times)
    return max((sum(at <= then < at + WAIT for then in times) for at in times), default=0)


def tried(log: Path, which: Callable[[str], bool]) -> list[float]:
    """When passwords were hashed, of those for a name of which `which` is true."""
    times = []
    for line in log.read_text().splitlines():
        at, _, password = line.partition(" ")
        _, _, rest = password.partition(":")
        if rest and which(bytes.fromhex(rest.split(":")[0]).decode()):
            times.append(float(at))
    return times


def torture(database: str, told: str) -> bool:
    print(f"\n{told}. The wait is {WAIT} s here, and 900 s where nothing else is set.")
    with tempfile.TemporaryDirectory(prefix="claimsite-logins-") as folder:
        log = Path(folder, "tried")
        site_of = environment(
            database,
            PROXIES="1",
            LOGIN_WAIT=str(WAIT),
            TRIED=str(log),
            DJANGO_SETTINGS_MODULE="tests.torture._tried",
        )
        manage(site_of, "migrate", "--verbosity=0")
        code = f"[User.objects.create_superuser(name, password={RIGHT!r}) for name in {ATTACKED}]"
        make = "from django.contrib.auth.models import User; " + code
        manage(site_of, "shell", "--no-imports", "-c", make)
        with served(site_of) as site:
            until: dict[str, float] = {}
            return all([_attacked(site, log, until), _let_in_again(site, until)])


def _attacked(site: Site, log: Path, until: dict[str, float]) -> bool:
    """Fills in until when each owner is told to wait who comes from elsewhere, by a clock that only
    goes on."""
    holds = True
    for number, attack in enumerate(ATTACKED):
        known = Browser(site)
        assert known.sign_in(attack, RIGHT)[0] == 302, "the right password is not let in"
        log.write_text("")
        statuses, owner, seconds = run(site, attack, known)
        all_of_them = tried(log, lambda name: True)
        account = most_in_a_wait(tried(log, lambda name: not name.startswith("nobody")))
        address = most_in_a_wait(all_of_them)
        limited = attack in ("one", "forged")
        good = account <= MOST and set(owner) == {302} and bool(owner)
        good = good and (not limited or address <= MOST_OF_AN_ADDRESS)
        good = good and set(statuses) <= {200, 429} and statuses[200] == len(all_of_them)
        print(
            f"  {attack:9} {sum(statuses.values())} guesses in {seconds:.1f} s: "
            f"{account} tried for the account"
            + (f", {address} from the address" if limited else "")
            + f"; {statuses[429]} refused. The owner's browser: "
            f"{owner.count(302)} of {len(owner)} sign-ins{'' if good else '   BROKEN'}"
        )
        status, wait = Browser(site).sign_in(attack, RIGHT, X_Forwarded_For=f"192.0.2.{number}")
        until[attack] = time.monotonic() + wait
        if status != 429 or not 0 < wait <= WAIT:
            print(f"  {attack:9} the owner, as a stranger: status {status}, wait {wait}   BROKEN")
            good = False
        holds = holds and good
    return holds


def _let_in_again(site: Site, until: dict[str, float]) -> bool:
    """Each owner, as a stranger, once the wait is over."""
    holds = True
    for number, attack in enumerate(ATTACKED):
        time.sleep(max(0.0, until[attack] - time.monotonic()))
        status, _ = Browser(site).sign_in(attack, RIGHT, X_Forwarded_For=f"192.0.2.{number}")
        good = status == 302
        print(
            f"  {attack:9} the right password from elsewhere: refused during the wait, "
            + ("let in after it" if good else f"status {status} after it   BROKEN")
        )
        holds = holds and good
    return holds


def main() -> int:
    with Postgres() as postgres:
        on_postgresql = torture(postgres.url(), "PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="claimsite-logins-") as folder:
        on_sqlite = torture(f"sqlite:///{folder}/site.sqlite3", "SQLite")
    return 0 if on_postgresql and on_sqlite else 1


if __name__ == "__main__":
    sys.exit(main())
