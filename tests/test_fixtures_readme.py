"""fixtures/README.md tells people what the builder takes."""

import re

import pytest

from claims.models import ActorKind, ClaimKind, DenialForm, EvidenceKind, EvidenceState
from claims.readings.building import build
from claims.readings.kinds import KINDS
from claims.readings.records import (
    ActorEntry,
    ActsFor,
    ArticleEntry,
    CastMember,
    ClaimEntry,
    DenialEntry,
    EvidenceEntry,
    PassageEntry,
)

from .readings import ACTORS, ARTICLE, CLAIMS, FIXTURES, copy_of_the_fixtures

README = (FIXTURES / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"(?s)```yaml\n(.*?)```", README)
CLAIMED = ("russia-uses-iranian-drones", "ukraine-gave-no-evidence-at-joint-meeting")


def entry(registry: str, key: str) -> str:
    """One entry of a registry, as it stands there."""
    text = (FIXTURES / registry).read_text(encoding="utf-8")
    (found,) = re.findall(rf"(?ms)^{key}:\n.*?(?=\n\n|\Z)", text)
    return f"{found}\n\n"


@pytest.fixture
def root(tmp_path):
    """The example as somebody follows it: a new article, its reading, the registries."""
    root = copy_of_the_fixtures(tmp_path)
    for reading in (root / "readings").iterdir():
        reading.unlink()
    (root / ARTICLE).rename(root / "articles" / "name-2022-12-13.txt")
    reading, _, _ = EXAMPLES
    (root / "readings" / "name-2022-12-13.yaml").write_text(reading, encoding="utf-8")
    (root / CLAIMS).write_text("".join(entry(CLAIMS, key) for key in CLAIMED), encoding="utf-8")
    return root


def test_the_example_of_a_reading_builds(root):
    built = build(root)
    assert built.counts["claims"] == 2
    assert built.counts["denials"] == built.counts["evidence"] == 1
    assert built.notes == []


def test_the_examples_of_the_registries_build(root):
    actors, claims = EXAMPLES[1].split("# claims.yaml\n")
    kept = (
        (FIXTURES / ACTORS).read_text(encoding="utf-8").replace(entry(ACTORS, "sergey-lavrov"), "")
    )
    (root / ACTORS).write_text(f"{kept}\n{actors}", encoding="utf-8")
    with (root / CLAIMS).open("a", encoding="utf-8") as file:
        file.write(claims)
    with (root / "readings" / "name-2022-12-13.yaml").open("a", encoding="utf-8") as file:
        file.write(
            '- quote: the possible UN investigation into the case is "illegal"\n'
            "  by: ARTICLE\n"
            "  claim: un-investigation-would-be-illegal\n"
        )
    assert build(root).counts["claims"] == 3


def test_the_example_of_a_section_builds(root):
    before = build(root).counts
    with (root / "readings" / "name-2022-12-13.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{EXAMPLES[2]}")
    built = build(root)
    assert built.counts["attributions"] == before["attributions"] + 1
    assert "sentences that carry nothing" in before
    assert "sentences that carry nothing" not in built.counts
    assert '"date": "2022-10"' in built.text


def test_every_kind_of_record_and_its_fields_are_named():
    section = README[README.index("### Exactly") : README.index("## The way back")]
    for name, kind in KINDS.items():
        if name != "article_text":
            (row,) = re.findall(rf"(?m)^\| `{name}` \|.*$", section)
            said = f"{row} {section[section.index('All statements') :]}"
            assert [field for field in kind.fields if f"`{field}`" not in said] == []


@pytest.mark.parametrize("choices", [ActorKind, ClaimKind, DenialForm, EvidenceKind, EvidenceState])
def test_every_value_of_a_closed_list_is_named(choices):
    assert [value for value in choices.values if not re.search(rf"\b{value}\b", README)] == []


@pytest.mark.parametrize(
    "shape",
    [
        *(ActorEntry, ActsFor, ArticleEntry, CastMember),
        *(ClaimEntry, DenialEntry, EvidenceEntry, PassageEntry),
    ],
)
def test_every_key_that_a_record_may_have_is_named(shape):
    assert [key for key in sorted(shape.keys()) if not re.search(rf"\b{key}\b", README)] == []
