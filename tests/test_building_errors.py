"""What is wrong with the sources is named with file, line and remedy, and nothing is written."""

import os
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from claims.readings.fixture import write_whole

from .readings import READING, SECOND_READING, copy_of_the_fixtures, with_the_second_article
from .readings.broken_files import BROKEN
from .readings.slips_in_print import SLIPS_IN_PRINT
from .readings.slips_in_readings import SLIPS_IN_READINGS
from .readings.slips_in_registries import SLIPS_IN_REGISTRIES

pytestmark = pytest.mark.one_database

SLIPS = SLIPS_IN_READINGS | SLIPS_IN_PRINT | SLIPS_IN_REGISTRIES


@pytest.fixture
def root(tmp_path):
    return copy_of_the_fixtures(tmp_path)


def complaints(root: Path) -> list[str]:
    """What `build_fixtures` says is wrong, one line each."""
    with pytest.raises(CommandError) as refused:
        call_command("build_fixtures", root=root)
    assert refused.value.returncode == 1
    *lines, blank, last = str(refused.value).splitlines()
    assert blank == ""
    assert re.fullmatch(r"[0-9]+ errors?; nothing was written\.", last)
    return lines


def said(lines: list[str], where: str, says: tuple[str, ...]) -> bool:
    """Whether one of the lines names the place, and holds all of `says`."""
    return any(
        line.startswith((f"{where}:", f"{where} ")) and all(word in line for word in says)
        for line in lines
    )


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_of_the_pen_is_named_with_its_line_and_a_remedy(root, name):
    slip = SLIPS[name]
    line = slip.make(root)
    before = (root / "demo.json").read_bytes()
    lines = complaints(root)  # without a database: a query would fail this test
    assert said(lines, f"{root / (slip.named or slip.file)}:{line}", slip.says), "\n".join(lines)
    assert (root / "demo.json").read_bytes() == before
    assert {path.name for path in root.iterdir()} == {
        *("actors.yaml", "claims.yaml", "demo.json", "articles", "readings", "README.md")
    }


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_taken_is_named_with_a_remedy(root, name):
    file, change, where, says = BROKEN[name]
    change(root / file)
    before = (root / "demo.json").read_bytes()
    lines = complaints(root)
    where = where.rstrip(":")
    assert any(
        line.startswith(f"{root / where}:") and all(word in line for word in says) for line in lines
    ), "\n".join(lines)
    assert (root / "demo.json").read_bytes() == before


def test_contradictions_between_two_readings_are_named_with_both_places(root):
    with_the_second_article(root)
    path = root / SECOND_READING
    text = path.read_text().replace(
        "  evidence: proof-at-joint-expert-meeting",
        "  evidence: {proof-at-joint-expert-meeting: "
        "{for: russia-uses-iranian-drones, kind: document, state: not_shown}}",
    )
    path.write_text(text)
    lines = complaints(root)
    assert len(lines) == 1
    first = f"{path}:{line_of(text, 'kind: document')}: "
    other = f"{root / READING}:{line_of((root / READING).read_text(), 'proof-at-joint')}"
    if lines[0].startswith(str(root / READING)):
        first, other = f"{other}: ", first.rstrip(": ")
    assert lines[0].startswith(first)
    assert other in lines[0]
    assert "make them agree" in lines[0]


def test_all_that_is_wrong_is_said_in_one_run(root):
    names = [
        "a quote with another apostrophe",
        "a member of the cast who is no actor",
        "an unknown form of denial",
        "a month that is not in the calendar",
        "a cycle of affiliations",
        "a claim of 3000 characters",
    ]
    for name in names:
        SLIPS[name].make(root)
    lines = complaints(root)
    for name in names:
        assert any(all(word in line for word in SLIPS[name].says) for line in lines), name
    assert all(re.match(r".+\.(yaml|txt):[0-9]+: ", line) for line in lines)


@pytest.mark.django_db
def test_a_build_asks_the_database_nothing_and_changes_nothing_there(demo, root):
    SLIPS["a quote that is absent"].make(root)
    claims = list(Claim.objects.order_by("pk").values())
    with CaptureQueriesContext(connection) as asked:
        complaints(root)
    assert len(asked) == 0
    assert list(Claim.objects.order_by("pk").values()) == claims


def line_of(text: str, words: str) -> int:
    return text.count("\n", 0, text.index(words)) + 1


def test_what_a_killed_build_left_goes_with_the_next_one_and_what_is_being_written_stays(tmp_path):
    old, young, other = (tmp_path / name for name in (".demo.json-a", ".demo.json-b", ".demo-c"))
    for left in (old, young, other):
        left.touch()
    for left in (old, other):
        os.utime(left, (0, 0))
    write_whole(tmp_path / "demo.json", "[]\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".demo-c",
        ".demo.json-b",
        "demo.json",
    ]
