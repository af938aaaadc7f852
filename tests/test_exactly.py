"""The section `exactly:` sets, adds and takes away records; what is wrong in it is named."""

import json

import pytest
from django.core.management import CommandError, call_command

from claims.readings.building import build
from tests.readings import ACTORS, ARTICLE, CLAIMS, FIXTURES, READING, copy_of_the_fixtures

URDU = "urdupoint-2022-12-13"
USES = "russia-uses-iranian-drones"
TEXT = (FIXTURES / ARTICLE).read_text(encoding="utf-8")
SHOWN = TEXT.index("No concrete evidence has been presented yet")
NOTHING_SHOWN = f"{SHOWN}, {SHOWN + len('No concrete evidence has been presented yet')}"


@pytest.fixture
def root(tmp_path):
    return copy_of_the_fixtures(tmp_path)


def add(root, file, section):
    """A section at the end of the file; the line of its first entry."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nexactly:\n{section}\n", encoding="utf-8")
    return text.count("\n") + 3


def rows(root, model):
    return [r["fields"] for r in json.loads(build(root).text) if r["model"] == f"claims.{model}"]


def complaint(root):
    with pytest.raises(CommandError) as refused:
        call_command("build_fixtures", root=root)
    return str(refused.value).splitlines()[0]


def test_fields_of_a_record_are_set_and_the_others_stay(root):
    add(root, CLAIMS, f"- {{record: [claim, {USES}], date: 2022-10, date_basis: happened}}")
    (claim,) = (row for row in rows(root, "claim") if row["slug"] == USES)
    assert (claim["date"], claim["date_basis"], claim["kind"]) == ("2022-10", "happened", "fact")
    assert claim["publication_state"] == "published"


def test_a_field_is_blanked_by_a_blank(root):
    add(root, ACTORS, "- {record: [actor, iran], wikidata_id: ''}\n")
    (iran,) = (row for row in rows(root, "actor") if row["slug"] == "iran")
    assert "wikidata_id" not in iran


def test_what_no_passage_gives_is_added_with_what_it_rests_on(root):
    add(
        root,
        READING,
        f"- record: [passage, {URDU}, 1, 1, 5]\n"
        "- {record: [denial, Odd_Slug], claim: russia-uses-iranian-drones, form: literal}\n"
        "- record: [attribution, denial, Odd_Slug, iran, denier]\n"
        f"- record: [anchor, denial, Odd_Slug, {URDU}, 1, 1, 5]\n"
        f"- {{record: [mention, denial, Odd_Slug, iran, denier, {URDU}, 1, 1, 5], name: date}}\n"
        f"- {{record: [passed_over, {URDU}, 1, 0, 1]}}\n"
        f"- record: [correction, article, {URDU}, 2023-01-02, The date was wrong.]\n"
        "- {record: [former_slug, actor, persia], actor: iran}\n"
        "- record: [alias, iran, Persia]\n"
        "- {record: [affiliation, iran, russia, guest, 2022], until: 2023}",
    )
    assert {"slug": "Odd_Slug", "claim": [USES], "form": "literal"}.items() <= next(
        row for row in rows(root, "denial") if row["slug"] == "Odd_Slug"
    ).items()
    passage = next(row for row in rows(root, "passage") if row["start"] == 1)
    assert passage["exact"] == "date"
    mention = next(r for r in rows(root, "mention") if r["passage"] == [URDU, 1, 1, 5])
    assert mention["attribution"] == ["denial", "Odd_Slug", "iran", "denier"]
    assert {"actor": ["iran"], "slug": "persia"} in rows(root, "formerslug")
    assert len(rows(root, "passedover")) == 4
    assert rows(root, "correction")[0]["made_on"] == "2023-01-02"


def test_an_actor_and_a_claim_that_are_defined_there_are_known_to_the_readings(root):
    add(root, ACTORS, "- {record: [actor, The_West], name: The West, kind: group}")
    path = root / READING
    path.write_text(path.read_text().replace("is: western-countries", "is: The_West"))
    assert ["claim", "iran-supplies-drones-to-russia", "The_West", "claimant"] in [
        row["attribution"] for row in rows(root, "mention")
    ]


def test_what_a_passage_gives_is_taken_away(root):
    uses = f"claim, {USES}, russia, subject, {URDU}, 1"
    mentions = [r for r in rows(root, "mention") if r["attribution"][1:3] == [USES, "russia"]]
    keys = [r["passage"] for r in mentions]
    add(root, READING, "\n".join(f"- without: [mention, {uses}, {k[2]}, {k[3]}]" for k in keys))
    left = [r for r in rows(root, "mention") if r["attribution"][1:3] == [USES, "russia"]]
    assert len(keys) > 0
    assert left == []
    assert [r for r in rows(root, "attribution") if r["claim"] == [USES] and r["role"] == "subject"]


# In which file, what is written there, and what is said of it.
WRONG = {
    "no list": (CLAIMS, "  claim: x", "exactly is no list: write each record after a hyphen"),
    "no mapping": (CLAIMS, "- claim", "is no mapping: write `record: [kind, key]`"),
    "no record": (CLAIMS, "- {date: 2022}", "needs either `record` or `without`"),
    "both": (CLAIMS, "- {record: [a, b], without: [a, b]}", "needs either `record` or"),
    "a key that is text": (CLAIMS, f"- record: {USES}", "record is no list: write [kind"),
    "an unknown kind": (CLAIMS, "- record: [claims, x]", "“claims” is no kind of record: use one"),
    "a text": (READING, f"- record: [article_text, {URDU}, 1]", "is no kind of record"),
    "a history": (READING, "- record: [change, 1]", "is no kind of record"),
    "half a key": (READING, f"- record: [passage, {URDU}]", "write [passage, article, revision"),
    "a place in words": (READING, f"- record: [passage, {URDU}, 1, one, 2]", "is no number"),
    "a place beyond numbers": (
        READING,
        f"- record: [passage, {URDU}, 1, 0, {10**30}]",
        "no number",
    ),
    "a place beyond the text": (READING, f"- record: [passage, {URDU}, 1, 0, 9999]", "characters"),
    "a place that ends before": (READING, f"- record: [passage, {URDU}, 1, 9, 3]", "ends after it"),
    "spaces alone": (READING, f"- record: [passage, {URDU}, 1, 0, 1]", "spaces alone"),
    "an unknown field": (CLAIMS, f"- {{record: [claim, {USES}], dat: x}}", "did you mean “date”?"),
    "a derived field": (CLAIMS, f"- {{record: [claim, {USES}], latest_on: x}}", "unknown field"),
    "a field beside a whole key": (
        READING,
        "- {record: [alias, iran, UK], name: x}",
        "key says all",
    ),
    "a list for a field": (CLAIMS, f"- {{record: [claim, {USES}], text: [x]}}", "text is a list"),
    "a date that is none": (CLAIMS, f"- {{record: [claim, {USES}], date: May}}", "is not a date"),
    "a basis without a date": (
        CLAIMS,
        f"- {{record: [claim, {USES}], date: ''}}",
        "needs its basis",
    ),
    "an unknown kind of claim": (CLAIMS, f"- {{record: [claim, {USES}], kind: x}}", "valid choice"),
    "a long text": (CLAIMS, f"- {{record: [claim, {USES}], text: {'x' * 2001}}}", "at most 2000"),
    "a file for a source": (
        CLAIMS,
        f"- {{record: [claim, {USES}], source_url: 'ftp://a.example'}}",
        "is no web address",
    ),
    "neither true nor false": (
        ACTORS,
        "- {record: [actor, iran], vague: no}",
        "write true or false",
    ),
    "a claim of nothing": (
        CLAIMS,
        "- {record: [claim, new], kind: fact}",
        "it has no text: add that",
    ),
    "a denial without a claim": (
        CLAIMS,
        "- {record: [denial, new], form: literal}",
        "no claim: add",
    ),
    "an unknown claim": (
        CLAIMS,
        "- {record: [denial, new], form: literal, claim: x}",
        "claim: there is no claim x",
    ),
    "a mention of no attribution": (
        READING,
        f"- record: [mention, claim, {USES}, iran, claimant, {URDU}, 1, 32, 110]",
        "there is no attribution",
    ),
    "a role of another kind": (
        CLAIMS,
        f"- record: [attribution, claim, {USES}, iran, denier]",
        "“denier” is no role there: use one of claimant, subject",
    ),
    "an attribution to an article": (
        CLAIMS,
        f"- record: [attribution, article, {URDU}, iran, claimant]",
        "“article” has no attribution: use one of claim",
    ),
    "a cycle": (
        ACTORS,
        "- record: [affiliation, iran, sergey-lavrov, '', '']\n"
        "- record: [affiliation, russia, iran, '', '']",
        "nobody acts for themselves",
    ),
    "somebody who acts for himself": (
        ACTORS,
        "- record: [affiliation, iran, iran, '', '']",
        "itself",
    ),
    "an address that is taken": (
        ACTORS,
        "- {record: [former_slug, actor, russia], actor: iran}",
        "is the address of a record",
    ),
    "an address that leads nowhere": (
        ACTORS,
        "- record: [former_slug, actor, persia]",
        "it has no actor",
    ),
    "an address of another kind": (
        ACTORS,
        f"- {{record: [former_slug, actor, persia], claim: {USES}}}",
        "it has no actor",
    ),
    "an address of two kinds": (
        ACTORS,
        f"- {{record: [former_slug, actor, persia], claim: {USES}, actor: iran}}",
        "leads to an actor and to a claim",
    ),
    "an address of an article": (
        ACTORS,
        "- {record: [former_slug, article, old], actor: iran}",
        "use one of actor, claim",
    ),
    "the address none": (
        ACTORS,
        "- {record: [actor, none], name: x, kind: state}",
        "is no address",
    ),
    "an address with a slash": (ACTORS, "- {record: [actor, a/b], name: x, kind: state}", "slug: "),
    "a Wikidata id of two": (
        ACTORS,
        "- {record: [actor, iran], wikidata_id: Q159}",
        "one Wikidata",
    ),
    "what is not there": (READING, "- without: [alias, iran, Persia]", "no such record anyway"),
    "what others rest on": (ACTORS, "- without: [actor, germany]", "rests on it: take that out"),
    "fields of nothing": (READING, "- {without: [alias, iran, Tehran], name: x}", "remove them"),
    "a record twice": (
        ACTORS,
        "- {record: [actor, iran], vague: true}\n- {record: [actor, iran], name: x}",
        "has an entry already",
    ),
    "a day that is none": (
        READING,
        f"- record: [correction, article, {URDU}, May, x]",
        "is no day: write 2022-11-30",
    ),
    "a name in its own voice": (
        READING,
        "- {record: [mention, claim, no-concrete-evidence-of-drone-supplies, urdupoint, "
        f"claimant, {URDU}, 1, {NOTHING_SHOWN}], name: x}}",
        "prints no speaker's name",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_named_with_its_line_and_nothing_is_written(root, what):
    file, section, says = WRONG[what]
    line = add(root, file, section)
    before = (root / "demo.json").read_bytes()
    with pytest.raises(CommandError) as refused:
        call_command("build_fixtures", root=root)
    lines = str(refused.value).splitlines()
    said = [one for one in lines if says in one]
    assert said, lines
    places = [f"{root / file}:{number}:" for number in (line - 1, line, line + 1)]
    assert said[0].startswith(tuple(places)), said
    assert (root / "demo.json").read_bytes() == before


def test_sections_of_all_files_are_one(root):
    add(root, ACTORS, "- {record: [actor, iran], name: Persia}")
    add(root, CLAIMS, "- {record: [actor, iran], name: Iran}")
    assert f"{root / ACTORS}:" in complaint(root)
