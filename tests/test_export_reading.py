"""The demo becomes the readings that a person wrote of it, and those build the demo."""

import pytest
from django.core.management import CommandError, call_command

from claims.models import Denial
from claims.readings.building import build
from claims.readings.loading import load_yaml
from claims.readings.problems import Problems
from tests.exported import export_all, put
from tests.readings import ARTICLE, FIXTURES, READING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_once")]

URDU = "urdupoint-2022-12-13"


def read(path):
    problems = Problems()
    document = load_yaml(path, problems)
    assert not problems.errors
    return document.value


def told(reading):
    """What a reading says, whatever it calls the members of its cast."""
    names = {key: member["is"] for key, member in reading["cast"].items()}

    def people(value):
        listed = [value] if isinstance(value, str) else value
        return sorted(names.get(name, name) for name in listed)

    found = []
    for entry in reading["passages"]:
        entry = dict(entry)
        if "by" in entry:
            entry["by"] = people(entry["by"])
        if isinstance(entry.get("evidence"), dict):
            entry["evidence"] = {
                key: {n: people(v) if n in ("holder", "requester") else v for n, v in one.items()}
                for key, one in entry["evidence"].items()
            }
        found.append(entry)
    return found


# The demo ----------------------------------------------------------------------------------------


def test_the_demo_is_exported_as_it_was_written(tmp_path):
    exported = export_all()
    assert exported.exactly == 0
    assert exported.files["demo.json"] == (FIXTURES / "demo.json").read_text(encoding="utf-8")
    assert exported.files[ARTICLE] == (FIXTURES / ARTICLE).read_text(encoding="utf-8")
    root = put(exported, tmp_path)
    by_hand, ours = read(FIXTURES / READING), read(root / READING)
    assert told(ours) == told(by_hand)
    assert ours["article"] == by_hand["article"]
    for name in ("actors.yaml", "claims.yaml"):
        assert _sorted(read(root / name)) == _sorted(read(FIXTURES / name))
    assert not any("exactly" in text for name, text in exported.files.items() if "yaml" in name)


def _sorted(registry):
    """A registry, the order of its lists aside; `about: []` is a claim about nobody named."""
    return {
        key: {n: sorted(v) if isinstance(v, list) else v for n, v in entry.items()}
        for key, entry in registry.items()
    }


def test_the_exported_demo_builds_the_demo_byte_for_byte(tmp_path):
    root = put(export_all(), tmp_path)
    assert build(root).text == (FIXTURES / "demo.json").read_text(encoding="utf-8")
    call_command("build_fixtures", root=root, check=True)


def test_an_exported_reading_is_laid_out_as_a_person_would():
    """The lines, as fixtures/readings has them, but for the names in the cast."""
    lines = export_all().files[READING].splitlines()
    for line in (
        "- {quote: date 2022-12-13 UrduPoint.com, nothing: page header}",
        "- {quote: 'MOSCOW (UrduPoint News / Sputnik - 13th December, 2022)', nothing: dateline}",
        "  denies: {russia-uses-iranian-drones: evidential}",
        "  evidence: proof-at-joint-expert-meeting",
        "  said: 2022-12-12",
        "  france: {is: france, name: France}",
    ):
        assert line in lines


def test_a_request_that_is_refused_is_known_to_the_denial():
    denial = Denial.objects.get(refuses__isnull=False)
    assert denial.refuses
    assert f"refuses: {denial.refuses.slug}" in export_all().files[READING]


# The command -------------------------------------------------------------------------------------


def test_the_command_writes_a_folder_that_builds(tmp_path, capsys):
    call_command("export_reading", URDU, into=tmp_path / "new")
    assert "1 readings, 252 records." in capsys.readouterr().out
    call_command("build_fixtures", root=tmp_path / "new", check=True)


def test_the_command_refuses_a_folder_in_use_and_overwrites_what_is_ours_if_told(tmp_path):
    (tmp_path / "README.md").write_text("Mine.")
    (tmp_path / "readings").mkdir()
    (tmp_path / "readings" / "stale.yaml").write_text("x: y\n")
    with pytest.raises(CommandError, match=r"holds files: .*--overwrite"):
        call_command("export_reading", all=True, into=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "readings"]
    call_command("export_reading", all=True, into=tmp_path, overwrite=True)
    assert (tmp_path / "README.md").read_text() == "Mine."
    assert [path.name for path in (tmp_path / "readings").iterdir()] == [f"{URDU}.yaml"]
    call_command("build_fixtures", root=tmp_path, check=True)


@pytest.mark.parametrize(
    ("slugs", "options", "says"),
    [
        ([], {}, "Name articles by their slugs, or use --all."),
        ([URDU], {"all": True}, "Name articles by their slugs, or use --all."),
        (["nowhere", "no\x00where"], {}, "There is no article nowhere, no\ufffdwhere: the slug"),
    ],
)
def test_the_command_says_what_it_needs(tmp_path, slugs, options, says):
    with pytest.raises(CommandError, match=says):
        call_command("export_reading", *slugs, into=tmp_path / "new", **options)
    assert not (tmp_path / "new").exists()


def test_a_place_that_is_no_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="is no folder"):
        call_command("export_reading", all=True, into=tmp_path / "file", overwrite=True)
    assert (tmp_path / "file").read_text() == "x"
