"""How much a reader loads on the first visit, from the site as production serves it."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent.parent
MOST = 60_000
ROWS = 25

# Thirty claims as long and as varied as real ones: repetition would compress too well.
LOAD = f"""
import random
from django.core.management import call_command
import django
django.setup()
call_command("migrate", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
from claims.models import DenialForm, EvidenceState
from tests import factories as make
chance = random.Random(2022)
syllables = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("", "n", "r", "s", "l")]
words = ["".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(1500)]
said = lambda least, most: " ".join(
    chance.choice(words) for _ in range(chance.randint(least, most))).capitalize() + "."
actors = [make.make_actor(name=said(1, 4).rstrip(".")) for _ in range(25)]
some = lambda: chance.sample(actors, chance.randint(1, 3))
for number in range({ROWS + 5}):
    day = f"2022-{{number % 12 + 1:02}}-{{number % 27 + 1:02}}"
    article = make.make_article(headline=said(6, 14), publisher=chance.choice(actors))
    claim = make.make_claim(
        text=said(12, 30), claimants=some(), subjects=some(), date=day,
        passage=make.make_passage(quote=said(20, 50), article=article))
    make.make_denial(claim=claim, form=chance.choice(DenialForm.values), deniers=some(), date=day)
    make.make_evidence(claim=claim, state=chance.choice(EvidenceState.values), sources=some())
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """The address of the site under gunicorn, with more claims than a page shows."""
    folder = tmp_path_factory.mktemp("production")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.production",
        "STATIC_ROOT": str(folder / "static"),
        "DATABASE_URL": f"sqlite:///{folder}/claims.sqlite3",
        "SECRET_KEY": "".join(random.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=60)),
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS_ONLY": "off",
    }
    subprocess.run([sys.executable, "-c", LOAD], cwd=ROOT, env=environment, check=True)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "claimsite.wsgi"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def first_visit(browser: Browser, address: str) -> tuple[dict[str, int], list[str]]:
    """What comes over the wire, by address, with an empty cache; and what the page has of rows."""
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    named: dict[str, str] = {}
    weights: dict[str, int] = {}
    network.on(
        "Network.responseReceived",
        lambda event: named.update({event["requestId"]: event["response"]["url"]}),
    )
    network.on(
        "Network.loadingFinished",
        lambda event: weights.update({named[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    page.goto(address, wait_until="networkidle")
    rows = page.get_by_role("article").all_inner_texts()
    # A browser without a window does not ask for the icon: one with a window does.
    icon = page.locator("link[rel=icon]").evaluate("node => node.href")
    if icon not in weights:
        weights[icon] = len(context.request.get(icon).body()) + 300
    context.close()
    return weights, rows


@pytest.mark.parametrize("path", ["/", "/claims/"])
def test_the_first_visit_of_the_list_weighs_little(production, browser, path):
    weights, rows = first_visit(browser, production + path)
    assert len(rows) == ROWS
    assert sum(weights.values()) <= MOST, weights
    assert any("claims" in address and address.endswith(".css") for address in weights)


def test_nothing_on_the_list_comes_from_elsewhere(production, browser):
    weights, _ = first_visit(browser, production)
    assert all(address.startswith((production, "data:")) for address in weights)


def test_files_are_named_after_what_is_in_them_and_kept_for_ever(production, browser):
    context = browser.new_context()
    page = context.new_page()
    kept = {}
    page.on("response", lambda answer: kept.update({answer.url: answer.headers}))
    page.goto(production, wait_until="networkidle")
    files = {url: headers for url, headers in kept.items() if "/static/" in url}
    assert files
    for url, headers in files.items():
        assert "immutable" in headers["cache-control"], url
        assert headers.get("content-encoding") in ("gzip", "br"), url
    context.close()
