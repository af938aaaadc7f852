"""The command: files, options, what it says, and what it leaves behind."""

import json

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, ImportRun
from tests.imports.reading import REVIEW, review

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(tmp_path):
    path = tmp_path / "feed.jsonl"
    lines = [json.dumps(REVIEW), "{broken", json.dumps(review(claimReviewed=""))]
    path.write_text("\n".join([*lines, json.dumps(REVIEW)]))
    return path


def run(capsys, *arguments, **options):
    call_command("import_claims", *map(str, arguments), **options)
    return capsys.readouterr().out


def test_it_says_what_was_read_and_what_became_of_it(feed, capsys):
    told = run(capsys, feed, format="claimreview")
    assert told == (
        "feed.jsonl: 4 records read: 1 new, 0 changed, 0 unchanged, 1 repeated, 2 refused.\n"
    )
    told = run(capsys, feed, format="claimreview")
    assert "0 new, 0 changed, 1 unchanged, 1 repeated, 2 refused" in told


def test_the_report_has_each_record_that_was_refused_with_its_reason(feed, tmp_path, capsys):
    report = tmp_path / "report.jsonl"
    run(capsys, feed, format="claimreview", report=report)
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert [(one["file"], one["record"], one["place"], one["field"]) for one in lines] == [
        ("feed.jsonl", 2, "line 2", ""),
        ("feed.jsonl", 3, "line 3", "claimReviewed"),
    ]
    assert lines[1]["original"] == review(claimReviewed="")
    with pytest.raises(CommandError, match="there already"):
        run(capsys, feed, format="claimreview", report=report)


def test_a_dry_run_reports_and_keeps_nothing(feed, tmp_path, capsys):
    report = tmp_path / "report.jsonl"
    told = run(capsys, feed, format="claimreview", dry_run=True, report=report)
    assert "1 new" in told
    assert "dry run" in told
    assert len(report.read_text().splitlines()) == 2
    assert not Claim.objects.exists()
    assert not ImportRun.objects.exists()


def test_several_files_are_imported_one_after_the_other(feed, tmp_path, capsys):
    other = tmp_path / "other.json"
    other.write_text(json.dumps(review(url="https://examiner.example/2")))
    told = run(capsys, feed, other, format="claimreview", publish=True, source="examiner")
    assert [line.split(":")[0] for line in told.splitlines()] == ["feed.jsonl", "other.json"]
    assert Claim.objects.published().count() == 2


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("nowhere.json", {"format": "claimreview"}, "cannot be read"),
        ("feed.jsonl", {"format": "csv"}, "needs a mapping"),
        ("feed.jsonl", {"format": "csv", "mapping": "euvsdisinfo"}, "no column"),
        ("feed.jsonl", {"format": "claimreview", "resume": True}, "was interrupted"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(feed, name, options, says, capsys):
    with pytest.raises(CommandError, match=says):
        run(capsys, feed.with_name(name), **options)
    assert not Claim.objects.exists()


def test_what_comes_before_a_break_is_kept_and_can_be_resumed_with_the_whole_file(tmp_path, capsys):
    records = [review(url=f"https://examiner.example/{n}") for n in range(5)]
    whole = json.dumps(records)
    path = tmp_path / "feed.json"
    path.write_text(whole[:-40])
    with pytest.raises(CommandError, match="no JSON"):
        run(capsys, path, format="claimreview")
    assert Claim.objects.count() == 4
    path.write_text(whole)
    assert "1 new, 0 changed, 4 unchanged" in run(capsys, path, format="claimreview")
