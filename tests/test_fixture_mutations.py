"""A fixture that somebody spoilt is refused by `loaddata`, with nothing written and the record
named, or loaded and named by `check_integrity`; or what it smuggled in is worked out anew."""

import copy
import io
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims.models import ArticleText, Claim
from tests.conftest import DEMO
from tests.mutations import FILES, MUTATIONS
from tests.spoiling import CLAIM, Rows, body, claim, few, find

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def counts() -> dict[str, int]:
    return {
        model.__name__: model._base_manager.count()
        for model in apps.get_app_config("claims").get_models()
    }


def load(tmp_path: Path, content: str | bytes) -> str:
    """The refusal of `loaddata`; "" if it took the fixture."""
    fixture = tmp_path / "spoilt.json"
    fixture.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        # As the command has it to itself: what it refuses, it takes back.
        with transaction.atomic():
            call_command("loaddata", fixture, verbosity=0)
    except Exception as refusal:  # noqa: BLE001  # whatever it is, it has to be of use
        return f"{type(refusal).__name__}: {refusal}"
    return ""


def check() -> list[str]:
    printed = io.StringIO()
    try:
        call_command("check_integrity", stdout=printed)
    except CommandError:
        return printed.getvalue().splitlines()
    return []


@pytest.fixture(scope="module")
def rows() -> Rows:
    loaded: Rows = json.loads(DEMO.read_text())
    return loaded


@pytest.mark.parametrize("what", MUTATIONS)
def test_a_spoilt_record_is_refused_or_named(what: str, rows: Rows, tmp_path: Path) -> None:
    spoil, refused, named = MUTATIONS[what]
    sound = few(rows)
    spoilt = copy.deepcopy(sound)
    spoil(spoilt)
    assert spoilt != sound
    before = counts()
    refusal = load(tmp_path, json.dumps(spoilt))
    if refused:
        assert refused in refusal
        assert counts() == before
    elif named:
        assert refusal == ""
        assert [line for line in check() if named in line], check()
    else:
        assert refusal == ""
        assert check() == []


def test_what_is_spoilt_is_sound_before_and_has_every_kind(rows: Rows, tmp_path: Path) -> None:
    assert load(tmp_path, json.dumps(few(rows))) == ""
    assert check() == []
    assert {row["model"] for row in few(rows)} == {row["model"] for row in rows}


@pytest.mark.parametrize("what", FILES)
def test_a_spoilt_file_is_refused_and_nothing_is_written(what: str, tmp_path: Path) -> None:
    spoil, why = FILES[what]
    before = counts()
    assert why in load(tmp_path, spoil(DEMO.read_text()))
    assert counts() == before


def test_the_demo_loads_twice_into_the_same_rows(demo: None) -> None:
    before = counts()
    statuses = dict(Claim.objects.values_list("slug", "evidence_status"))
    call_command("loaddata", DEMO, verbosity=0)
    assert counts() == before
    assert dict(Claim.objects.values_list("slug", "evidence_status")) == statuses
    assert check() == []


def test_a_spoilt_fixture_leaves_the_demo_as_it_was(demo: None, rows: Rows, tmp_path: Path) -> None:
    """The text is another, under the same revision: passages count on the one that is there."""
    spoilt = copy.deepcopy(rows)
    body(lambda text: text + "\n")(spoilt)
    claim(text="Another.")(spoilt)
    assert "add a revision" in load(tmp_path, json.dumps(spoilt))
    assert ArticleText.objects.get().body == find(rows, "articletext")["body"]
    assert Claim.objects.get(slug=CLAIM).text != "Another."
    assert check() == []


def test_nothing_is_nothing(tmp_path: Path) -> None:
    """Django warns of a fixture without records, and that is refusal enough."""
    before = counts()
    assert "No fixture data found" in load(tmp_path, "[]")
    assert counts() == before


def test_references_are_kept_by_the_database(demo: None) -> None:
    connection.check_constraints()
