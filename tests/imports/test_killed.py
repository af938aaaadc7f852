"""The command, killed at random moments as if the plug was pulled, and resumed. `script/torture
import` does it twenty times, with more rows."""

import os
import subprocess
from random import Random
from time import perf_counter

import pytest

from .feed import MAPPING
from .sites import Server

pytestmark = pytest.mark.django_db
KILLS = int(os.environ.get("IMPORT_KILLS", "1"))
ROWS = int(os.environ.get("IMPORT_ROWS", "1500"))
SEED = int(os.environ.get("IMPORT_SEED", "3"))


@pytest.fixture
def files(tmp_path):
    random = Random(1)
    (tmp_path / "feed.yaml").write_text(MAPPING)
    lines = ["claim,link,day,who,rating,by"]
    for number in range(ROWS):
        key = random.randrange(ROWS)
        who = ";".join(f"Courier {random.randrange(40)}" for _ in range(random.randrange(4)))
        rating = random.choice(["False", "True", "Half true", ""])
        words = random.choice(["It was closed", "It was opened", ""])
        lines.append(f"{words},https://feed.example/{key},2018-03-0{number % 12},{who},{rating},A")
    (tmp_path / "feed.csv").write_text("\n".join(lines))
    return tmp_path


@pytest.fixture
def server(files):
    found = Server(files)
    yield found
    found.end()


def test_killed_at_a_random_moment_and_resumed_it_ends_with_the_same_database(server):
    whole, empty = server.site(), server.site().hash()
    begun = perf_counter()
    code, told = whole.run()
    seconds = perf_counter() - begun
    assert code == 0, told
    assert f"{ROWS:,} records read" in told
    expected = whole.hash()
    assert expected != empty
    random = Random(SEED)
    for _ in range(KILLS):
        site = server.site()
        process = site.begin()
        try:
            process.communicate(timeout=random.uniform(0.2, 0.9) * seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        code, told = site.run("--resume")
        if code:
            # It was killed before it began, or had ended.
            assert "was interrupted" in told
            code, told = site.run()
            assert code == 0, told
            # Nothing was there, or all of it.
            assert " 0 new" in told or " 0 unchanged" in told
        else:
            assert site.hash() == expected
