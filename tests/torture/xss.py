"""Every text that can be filled, with 83 payloads, in Chromium: nothing runs or is blocked.

By form, beside the text, by fixture and by import, on SQLite or PostgreSQL; then pages, admin,
exports and feeds are opened.
Status 1 where anything ran, broke the policy, led to a script, or is no file of its format.
`script/torture xss 5` takes five payloads of all kinds, `xss 83 postgresql` that database.
"""

import argparse
import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urljoin

import lxml.etree
from playwright.sync_api import sync_playwright

from tests.torture._desk import Editor, make_editors
from tests.torture._eyes import Eyes, prove
from tests.torture._payloads import PAYLOADS, some
from tests.torture.servers import ROOT, Postgres, Site, environment, manage, served

# Of so many records of a kind a page each; the lists show all of them.
_OF_A_KIND = 100
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
# A number with its sign is data.
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_SCHEMES = re.compile(r"\s*(javascript|vbscript|data)\s*:", re.IGNORECASE)
_EXPORTS = (
    *("/claims.csv", "/claims.tsv", "/claims.json", "/claims.jsonl", "/claims.jsonld"),
    *("/claims.atom", "/evidence.csv", "/evidence.json", "/evidence.jsonl", "/evidence.atom"),
    *("/articles.atom", "/actors.atom", "/sitemap.xml", "/sitemap-claims.xml", "/robots.txt"),
    *("/api/v1/claims", "/api/v1/actors", "/api/v1/articles", "/api/v1/evidence"),
)

_LISTS = ("/claims/", "/evidence/", "/articles/", "/actors/")

Keys = dict[str, list[Any]]


def spread(keys: list[Any]) -> list[Any]:
    step = max(1, len(keys) // _OF_A_KIND)
    return keys[::step]


def public(keys: Keys) -> Iterator[str]:
    yield "/"
    for name in ("claims", "evidence", "articles", "actors"):
        yield f"/{name}/"
    yield from ("/disputes/", "/timeline/", "/about/")
    for kind in ("claim", "article", "actor"):
        for slug in spread(keys[f"{kind} slug"]):
            yield f"/{kind}s/{quote(slug, safe='')}/"


def asked(payloads: list[str]) -> Iterator[str]:
    """The payloads in the address: as words, as every filter, as a path."""
    filters = (
        "actor",
        "claimant",
        "after",
        "evidence",
        "kind",
        "publisher",
        "sort",
        "page",
        "lang",
    )
    for payload in payloads:
        words = urlencode({"q": payload})
        every = urlencode(dict.fromkeys((*filters, payload[:50]), payload))
        for path in ("/claims/", "/evidence/", "/disputes/", "/timeline/"):
            yield f"{path}?{words}"
        for path in ("/claims/", "/timeline/", "/articles/", "/api/v1/claims"):
            yield f"{path}?{every}"
        yield f"/choose-actor/?{urlencode({'name': payload, 'role': payload})}"
        yield f"/{quote(payload, safe='')}"
        yield f"/claims/{quote(payload, safe='')}/"


def desk(keys: Keys, payloads: list[str]) -> Iterator[str]:
    admin = "/admin/claims"
    for kind in ("actor", "article", "claim", "denial", "evidence", "passage", "attribution"):
        yield from (f"{admin}/{kind}/?p={page}" for page in range(1, 4))
        for key in spread(keys[kind]):
            yield f"{admin}/{kind}/{key}/change/"
        for key in spread(keys[kind])[::4]:
            yield f"{admin}/{kind}/{key}/history/"
            yield f"{admin}/{kind}/{key}/delete/"
    for key in spread(keys["article"]):
        yield f"{admin}/article/{key}/annotate/"
    for key in spread(keys["article"])[::4]:
        yield f"{admin}/article/{key}/export/"
    for key in spread(keys["importrun"])[::3]:
        yield f"{admin}/importrun/{key}/report/"
    for name in ("change", "importrun", "alikeclaims", "change/review", "articletext"):
        yield f"{admin}/{name}/"
    yield from ("/admin/", "/admin/auth/user/", "/admin/auth/user/1/change/", "/admin/auth/group/")
    for payload in payloads[::3]:
        for kind in ("claim", "actor"):
            yield f"{admin}/{kind}/?{urlencode({'q': payload})}"
        field = "app_label=claims&model_name=attribution&field_name=actor"
        yield f"/admin/autocomplete/?{field}&{urlencode({'term': payload})}"


def unsound(path: str, kind: str, body: bytes) -> list[str]:
    """What is wrong with a file of its format."""
    text = body.decode()
    found: list[str] = []
    if "csv" in kind or "tab-separated" in kind:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "tab" in kind else ",")
        for cell in (cell for row in rows for cell in row):
            if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
                found.append(f"a cell begins as a formula: {cell[:60]!r}")
    elif "jsonl" in kind or "ndjson" in kind or path.endswith(".jsonl"):
        for line in text.split("\n"):
            if line:
                json.loads(line)
    elif "json" in kind:
        json.loads(text)
    elif "xml" in kind:
        tree = lxml.etree.fromstring(body)
        for node in tree.iter(lxml.etree.Element):
            if "xhtml" in str(node.tag) and str(node.tag).endswith("script"):
                found.append("an element that runs")
            for name in ("href", "src"):
                if _SCHEMES.match(node.get(name, "")):
                    found.append(f"a link to a script: {node.get(name)}")
    return found


def files(site: Site, keys: Keys) -> tuple[list[str], list[str]]:
    """The exports and feeds that there are, and what is wrong with them."""
    cited = [
        f"/claims/{slug}/cite.{form}"
        for slug in spread(keys["claim slug"])[::10]
        for form in ("bib", "json", "ris", "csljson")
    ]
    there, wrong = [], []
    for path in (*_EXPORTS, *cited):
        status, headers, body = site.get(path, timeout=120)
        assert status < 500, (path, status)
        if status != 200:
            continue
        there.append(path)
        kind = headers["content-type"]
        if headers.get("x-content-type-options") != "nosniff":
            wrong.append(f"{path}: may be taken for another type")
        try:
            wrong += [f"{path}: {what}" for what in unsound(path, kind, body)]
        except (ValueError, lxml.etree.XMLSyntaxError) as error:
            wrong.append(f"{path}: no {kind}: {error}")
    return there, wrong


def table(told: dict[str, dict[str, int]]) -> None:
    print(f"  {'':46}{'let in':>8}{'refused':>9}")
    for name, counted in sorted(told.items()):
        print(f"  {name:46}{counted.get('let in', 0):8}{counted.get('refused', 0):9}")


def fill(surroundings: dict[str, str], folder: Path, number: int) -> tuple[Keys, dict[str, Any]]:
    manage(surroundings, "migrate", "--verbosity=0")
    file = folder / "filled.json"
    command = [sys.executable, "-m", "tests.torture._poisoned", str(file), str(number)]
    given = {**surroundings, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    told = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    filled = json.loads(file.read_text())
    return filled["keys"], filled["told"]


def look(site: Site, keys: Keys, payloads: list[str]) -> list[str]:
    wrong: list[str] = []
    editor = Editor(site, "editor0")
    editor.sign_in()
    there, unsound_files = files(site, keys)
    wrong += unsound_files
    print(f"  {len(there)} exports and feeds read: {len(unsound_files)} unsound")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        missed = prove(browser.new_context(), site.address)
        assert not missed, f"These eyes do not see: {missed}"
        print("  an unsound page is seen, without a policy and with one")
        cookies = [
            {"name": name, "value": value, "url": site.address}
            for name, value in editor.cookies.items()
        ]
        for name, paths, signed_in in (
            ("exports and feeds", there, False),
            ("public pages", list(public(keys)), False),
            ("payloads in the address", list(asked(payloads)), False),
            ("the admin", list(desk(keys, payloads)), True),
        ):
            context = browser.new_context()
            if signed_in:
                context.add_cookies(cookies)  # type: ignore[arg-type]
            eyes, statuses, began = Eyes(context), Counter[int](), time.monotonic()
            for path in paths:
                answer = eyes.look(site.address + path)
                # A list is read to its end: what is added is walked too.
                following = path.split("?")[0] in _LISTS and eyes.page.query_selector("a[rel=next]")
                if following and name == "public pages":
                    paths.append(urljoin(path, following.get_attribute("href") or ""))
                if answer is not None:
                    statuses[answer.status] += 1
                    if answer.status >= 500:
                        eyes.problems.append(f"{answer.status} at {path}")
            context.close()
            took = time.monotonic() - began
            counted = ", ".join(f"{status}: {n}" for status, n in sorted(statuses.items()))
            print(f"  {name}: {eyes.pages} opened in {took:.0f} s ({counted});", end=" ")
            print(f"{len(eyes.problems)} problems", flush=True)
            wrong += eyes.problems
        browser.close()
    return wrong


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("number", nargs="?", type=int, default=len(PAYLOADS))
    arguments.add_argument("engine", nargs="?", choices=("sqlite", "postgresql"), default="sqlite")
    given = arguments.parse_args()
    number = given.number
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="claimsite-xss-"))
        url = f"sqlite:///{folder}/claims.sqlite3"
        if given.engine == "postgresql":
            url = stack.enter_context(Postgres()).url()
        surroundings = environment(url, EXPORTS_AT_ONCE="0")
        began = time.monotonic()
        keys, told = fill(surroundings, Path(folder), number)
        table(told)
        print(f"  {number} payloads, filled in within {time.monotonic() - began:.0f} s", flush=True)
        make_editors(surroundings, 1)
        with served(surroundings) as site:
            wrong = look(site, keys, some(number))
    for what, times in Counter(line.split("\n")[0] for line in wrong).most_common(30):
        example = next(line for line in wrong if line.startswith(what))
        print(f"{times} ×: {example}")
    print(f"{len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
