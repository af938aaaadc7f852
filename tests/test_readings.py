"""From articles, readings and registries to the fixture; and what a reading means."""

import json
import re

import pytest
from django.core.management import CommandError, call_command

from claims.models import Anchor, Attribution, Claim, Denial, Mention
from claims.readings.building import build, write

from .readings import FIXTURES, READING, change, copy_of_the_fixtures, printed

pytestmark = pytest.mark.one_database

NO_EVIDENCE = "ukraine-gave-no-evidence-at-joint-meeting"
USES = "russia-uses-iranian-drones"
ARTICLE = "urdupoint-2022-12-13"


@pytest.fixture
def root(tmp_path):
    return copy_of_the_fixtures(tmp_path)


def test_the_committed_fixture_is_what_its_sources_build(capsys):
    call_command("build_fixtures", check=True)
    assert "demo.json is what its sources build" in capsys.readouterr().out


def test_the_same_sources_build_the_same_bytes(root):
    call_command("build_fixtures", root=root)
    first = (root / "demo.json").read_bytes()
    call_command("build_fixtures", root=root)
    assert (root / "demo.json").read_bytes() == first == (FIXTURES / "demo.json").read_bytes()


def test_the_order_of_a_registry_does_not_change_what_it_builds(root):
    first = build(root).text
    for name in ("actors.yaml", "claims.yaml"):
        entries = re.split(r"\n\n(?=[a-z])", (root / name).read_text(encoding="utf-8").rstrip())
        turned = [*reversed(entries[1:]), entries[0]]
        (root / name).write_text("\n\n".join(turned) + "\n", encoding="utf-8")
    assert build(root).text == first


def test_a_fixture_that_its_sources_do_not_build_fails_the_check(root):
    change(root / "demo.json", "Kiev Showed No Proof", "Kyiv Showed No Proof")
    before = (root / "demo.json").read_bytes()
    with pytest.raises(CommandError, match=r"is not what its sources build: run manage\.py build"):
        call_command("build_fixtures", root=root, check=True)
    assert (root / "demo.json").read_bytes() == before


def test_a_missing_fixture_fails_the_check_and_is_built(root):
    (root / "demo.json").unlink()
    with pytest.raises(CommandError, match="is not what its sources build"):
        call_command("build_fixtures", root=root, check=True)
    call_command("build_fixtures", root=root)
    assert (root / "demo.json").read_bytes() == (FIXTURES / "demo.json").read_bytes()


def test_a_fixture_that_cannot_be_written_whole_leaves_the_old_one(root):
    before = (root / "demo.json").read_bytes()
    built = build(root)
    built.text += "\ud800"  # which UTF-8 cannot write: the disk is full, as it were
    with pytest.raises(UnicodeEncodeError):
        write(built, root)
    assert (root / "demo.json").read_bytes() == before
    assert not list(root.glob(".demo*"))


def test_who_reads_the_old_fixture_while_a_new_one_is_built_reads_it_whole(root):
    before = (root / "demo.json").read_bytes()
    change(root / "claims.yaml", "held a joint meeting", "held a meeting")
    with (root / "demo.json").open("rb") as old:
        call_command("build_fixtures", root=root)
        assert old.read() == before
    assert (root / "demo.json").read_bytes() != before


@pytest.mark.parametrize("around", ["suffix: ' denying'", "prefix: 'with both '"])
def test_what_stands_before_or_after_a_quote_tells_which_occurrence_is_meant(root, around):
    change(
        root / READING,
        "quote: both Moscow and Tehran denying the allegations as false.",
        f"quote: Moscow and Tehran\n  {around}",
    )
    text = (FIXTURES / "articles" / f"{ARTICLE}.txt").read_text(encoding="utf-8")
    passage = fields_of(build(root), "passage", exact="Moscow and Tehran")
    assert passage["start"] == text.index("Moscow and Tehran denying")


def test_a_change_of_one_word_changes_that_word_in_the_fixture_alone(root):
    before = (root / "demo.json").read_text(encoding="utf-8").splitlines()
    change(root / "claims.yaml", "held a joint meeting", "held a meeting")
    call_command("build_fixtures", root=root)
    after = (root / "demo.json").read_text(encoding="utf-8").splitlines()
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert [line.strip() for line in changed[0]] == [
        '"text": "Ukrainian and Iranian experts held a joint meeting."',
        '"text": "Ukrainian and Iranian experts held a meeting."',
    ]
    assert len(changed) == 1


def test_the_fixture_holds_nothing_that_follows_from_other_fields():
    rows = json.loads((FIXTURES / "demo.json").read_text(encoding="utf-8"))
    fields = {(row["model"], name) for row in rows for name in row["fields"]}
    derived = ("sha256", "evidence_status", "earliest_on", "latest_on", "since_on", "until_on")
    assert not [name for name in fields if name[1].endswith(derived)]
    assert not {row["model"] for row in rows} & {"claims.countsas", "claims.claimwords"}
    assert not [row for row in rows if "pk" in row]


def test_passages_cover_the_whole_article_but_for_words_that_join_them():
    assert build(FIXTURES).uncovered == {ARTICLE: ["with", "but"]}


def test_text_that_no_passage_covers_is_listed(root, capsys):
    reading = root / READING
    text = reading.read_text(encoding="utf-8")
    start = text.index("- quote: The resolution, among other things")
    reading.write_text(text[:start] + text[text.index("- quote: France, the UK") :])
    change(root / "claims.yaml", "resolution-2231-restricts-iranian-sales:", "unused-claim:")
    with pytest.raises(CommandError):
        call_command("build_fixtures", root=root)
    change(
        reading,
        "- quote: France, the UK",
        "- {quote: The resolution, nothing: x}\n\n- quote: France, the UK",
    )
    change(
        reading,
        "  claim: resolution-2231-endorses-nuclear-deal",
        "  claim: [resolution-2231-endorses-nuclear-deal, unused-claim]",
    )
    call_command("build_fixtures", root=root)
    shown = capsys.readouterr().out
    assert "urdupoint-2022-12-13: no passage covers 3 stretches of text" in shown
    assert "“among other things, prohibits Tehran from selling certain types of items" in shown


def test_a_name_that_two_actors_share_is_noted(root, capsys):
    change(root / "actors.yaml", "aliases: [UN]", "aliases: [UN, the Council, Tehran]")
    call_command("build_fixtures", root=root)
    shown = capsys.readouterr().out
    assert "“tehran” names iran and united-nations: it matches neither by itself" in shown


def test_a_speaker_whom_the_passage_does_not_name_is_noted(root, capsys):
    change(root / READING, "name: Sergey Lavrov, title: Russian Foreign Minister", "name: []")
    call_command("build_fixtures", root=root)
    assert "does not name lavrov: its claimant has no name" in capsys.readouterr().out


# What a reading means ----------------------------------------------------------------------------


@pytest.fixture
def demo(demo_for_all, db):
    """It is there."""


def test_names_and_titles_are_kept_as_each_passage_prints_them(demo):
    assert printed(attribution__claim__slug=NO_EVIDENCE, attribution__role="claimant") == [
        (ARTICLE, "claimant", "", "Iranian Defense Minister"),
        (ARTICLE, "claimant", "", "Iranian Defense Minister"),
        (ARTICLE, "claimant", "Mohammad-Reza Ashtiani", "Iranian Defense Minister"),
    ]
    assert printed(attribution__evidence__slug="documents-at-joint-expert-meeting") == [
        (ARTICLE, "source", "the minister", ""),
        (ARTICLE, "holder", "Ukraine", ""),
    ]


def test_a_name_inside_the_longer_name_of_somebody_else_names_nobody(demo):
    """In "Iran's permanent mission to the United Nations requested" neither Iran nor the UN does
    anything; nor is the UN "the UN Security Council"."""
    slug = "iran-requested-joint-expert-meeting"
    passage = Anchor.objects.get(claim__slug=slug, denial=None, evidence=None).passage
    named = set(passage.mentions.values_list("name", flat=True)) - {""}
    assert named == {"Iran's permanent mission to the United Nations", "Kiev", "Russia"}
    explanations = "russia-and-iran-gave-exhaustive-explanations"
    passage = Anchor.objects.get(claim__slug=explanations, denial=None, evidence=None).passage
    assert "the UN" not in set(passage.mentions.values_list("name", flat=True))


def test_the_articles_own_voice_is_its_publishers_and_prints_no_name(demo):
    own = Mention.objects.filter(own_voice=True)
    assert set(own.values_list("attribution__actor__slug", "name", "title")) == {
        ("urdupoint", "", "")
    }
    assert not Mention.objects.filter(attribution__actor__slug="urdupoint", own_voice=False)


def test_the_accusation_is_only_presupposed_and_has_no_claimant(demo):
    anchors = Anchor.objects.filter(claim__slug=USES, denial=None, evidence=None)
    assert set(anchors.values_list("relation", flat=True)) == {"presupposes"}
    assert not Attribution.objects.filter(claim__slug=USES, role="claimant")


def test_an_accusation_is_not_dated_by_what_presupposes_it(demo):
    """The request of November speaks of alleged supplies. That is neither when Western countries
    accused Iran nor when anything was supplied; the article of 13 December reports it."""
    claim = Claim.objects.get(slug="iran-supplies-drones-to-russia")
    assert (claim.date, claim.date_basis) == ("2022-12-13", "reported")


def test_a_date_keeps_its_basis_and_its_reason(demo):
    claim = Claim.objects.get(slug="iran-requested-joint-expert-meeting")
    assert (claim.date, claim.date_basis) == ("2022-11", "happened")
    assert claim.date_note == "“In November”, in an article of December 2022"


def test_one_denial_in_several_passages_is_one_record(demo):
    denial = Denial.objects.get(claim__slug=USES)
    assert denial.form == "evidential"
    assert denial.anchors.count() == 4


def test_a_denial_names_the_request_that_it_refuses(demo):
    denial = Denial.objects.get(form="jurisdictional")
    assert denial.refuses.slug == "un-investigation-of-resolution-2231"


def fields_of(built, model, **of):
    """The fields of the one record of a model that has the values `of`."""
    (found,) = (
        row["fields"]
        for row in json.loads(built.text)
        if row["model"] == f"claims.{model}" and of.items() <= row["fields"].items()
    )
    return found


def test_the_date_on_which_a_claim_was_made_is_better_than_an_earlier_one_of_another_basis(root):
    change(
        root / READING,
        "  by: west\n  claim: iran-supplies-drones-to-russia\n",
        "  by: west\n  said: 2022-12-20\n  why: for this test\n"
        "  claim: iran-supplies-drones-to-russia\n",
    )
    claim = fields_of(build(root), "claim", slug="iran-supplies-drones-to-russia")
    assert (claim["date"], claim["date_basis"]) == ("2022-12-20", "said")
    assert claim["date_note"] == "for this test"


def test_two_entries_with_the_same_quote_are_one_passage_which_states_what_one_of_them_states(root):
    quote = "Western countries have repeatedly accused Iran of supplying combat drones to Russia"
    change(
        root / READING,
        f"- quote: {quote}",
        f"- quote: {quote} for the latter's special military operation in Ukraine.\n"
        f"  presupposes: iran-supplies-drones-to-russia\n\n- quote: {quote}",
    )
    before, after = build(FIXTURES), build(root)
    for model in ("passages", "anchors"):
        assert after.counts[model] == before.counts[model]
    assert after.text == before.text
