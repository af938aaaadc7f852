"""Tables of any dialect, read by a mapping."""

import pytest

from claims.imports.items import Named, Refused
from claims.imports.reading import MAPPINGS, Unreadable
from claims.imports.reading.mapping import load

from .reading import items, packed, rows

pytestmark = pytest.mark.one_database

MAPPING = """
source: courier
key: [link]
text: claim
url: link
date: {column: day, formats: ["%d.%m.%Y"]}
language: tongue
claimants: [{column: who, split: '[+]', kind: news_organisation}]
subjects: [{column: whom, split: ',', kind: state, kinds: {The West: group}}]
tags: [{column: words, split: ','}]
evidence:
- words: answer
  source: {value: The Courier, kind: news_organisation}
  url: {value: "https://courier.example/answers"}
  rules:
  - {pattern: '^no evidence', side: for, kind: any, state: not_shown}
  - {side: against, kind: explanation, state: presented}
"""
HEADER = "claim,link,day,tongue,who,whom,words,answer"
ROW = 'It was closed,https://a.example/1,02.03.2018,English,A+B ,"Freedonia, The West","x, y",'


@pytest.fixture
def mapping(tmp_path):
    path = tmp_path / "courier.yaml"
    path.write_text(MAPPING)
    return path


def test_a_row_becomes_what_the_mapping_says(mapping):
    (one,) = items(rows(f"{HEADER}\n{ROW}No evidence was given.\n", mapping))
    assert (one.source, one.key) == ("courier", "https://a.example/1")
    assert (one.text, one.url) == ("It was closed", "https://a.example/1")
    assert (one.date, one.date_basis) == ("2018-03-02", "reported")
    assert one.language == "English"
    assert one.claimants == (Named("A", "news_organisation"), Named("B", "news_organisation"))
    assert one.subjects == (Named("Freedonia", "state"), Named("The West", "group"))
    assert one.tags == ("x", "y")
    (piece,) = one.evidence
    assert (piece.words, piece.side, piece.state) == ("No evidence was given.", "for", "not_shown")
    assert piece.sources == (Named("The Courier", "news_organisation"),)
    assert one.original["day"] == "02.03.2018"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("no evidence whatsoever", [("for", "any", "not_shown")]),
        ("It was open all day.", [("against", "explanation", "presented")]),
        ("  ", []),
    ],
)
def test_the_first_rule_that_fits_says_what_an_answer_is(mapping, words, expected):
    (one,) = items(rows(f"{HEADER}\n{ROW}{words}\n", mapping))
    assert [(piece.side, piece.kind, piece.state) for piece in one.evidence] == expected


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_dialect_and_encoding_are_told_from_the_file(mapping, delimiter, ending, encoding):
    words = "Мост был закрыт по приказу мэра города, и никто не знает почему"
    cells = [words, "https://a.example/1", "02.03.2018", "", "", "", "", ""]
    quoted = delimiter.join(f'"{cell}"' for cell in cells)
    text = ending.join([HEADER.replace(",", delimiter), *[quoted] * 40, ""])
    found = items(rows(text.encode(encoding), mapping))
    assert {one.text for one in found} == {words}
    assert len(found) == 40


def test_a_packed_table_is_read(mapping):
    assert len(rows(packed(f"{HEADER}\n{ROW}\n".encode()), mapping)) == 1


def test_columns_may_stand_in_any_order_and_others_beside_them(mapping):
    names, cells = f"{HEADER},more".split(","), ["It was so", "https://a.example/2", *[""] * 7]
    text = ",".join(reversed(names)) + "\n" + ",".join(reversed(cells))
    assert items(rows(text, mapping))[0].text == "It was so"


def test_lines_within_a_cell_and_long_cells_are_read(mapping):
    long = "y" * 300_000
    row = f'"It\nwas\r\nclosed",https://a.example/1,02.03.2018,,,,"{long}","a\n\nb"'
    (one,) = items(rows(f"{HEADER}\n{row}\n", mapping))
    assert one.text == "It was closed"
    assert one.evidence[0].words == "a\n\nb"


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        (",https://a.example/1,,,,,,", "claim", "empty"),
        ("It was closed,,,,,,,", "link", "address"),
        ("It was closed,ftp://a.example/1,,,,,,", "link", "address"),
        ("It was closed,https://a.example/1", "", "2 cells"),
        ("It was closed,https://a.example/1,,,,,,,,", "", "10 cells"),
    ],
)
def test_a_row_that_is_no_claim_is_refused_and_the_others_are_read(mapping, row, field, why):
    first, refused, last = rows(f"{HEADER}\n{ROW}\n{row}\n{ROW}\n", mapping)
    assert isinstance(refused, Refused)
    assert (refused.number, refused.place, refused.field) == (2, "line 3", field)
    assert why in refused.why
    assert first.text == last.text == "It was closed"


def test_a_date_of_another_form_is_none_and_is_noted(mapping):
    row = ROW.replace("02.03.2018", "02.03.2018 or later")
    (one,) = items(rows(f"{HEADER}\n{row}\n", mapping))
    assert (one.date, one.date_note) == ("", "given as “02.03.2018 or later”")


def test_bytes_that_are_of_no_encoding_are_in_their_row_alone(mapping):
    rest = ROW.encode() + b"\n"
    text = HEADER.encode() + b"\n" + rest * 3000 + ROW.encode().replace(b"closed", b"\xff") + b"\n"
    found = rows(text, mapping)
    assert found[2999].text == "It was closed"
    assert "\udcff" in found[3000].text


def test_what_was_read_before_is_passed_over(mapping):
    text = "\n".join([HEADER, *[ROW.replace("/1", f"/{n}") for n in range(1, 6)]])
    assert [one.number for one in rows(text, mapping, after=3)] == [4, 5]


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "empty"), ("claim,link\na,b\n", "no column"), ("\n\n", "empty")],
)
def test_a_table_that_does_not_fit_the_mapping_is_refused(mapping, text, says):
    with pytest.raises(Unreadable, match=says):
        rows(text, mapping)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("text: claim", "txt: claim"), "txt"),
        (("key: [link]", "key: []"), "key"),
        (("side: for", "side: left"), "side"),
        (("pattern: '^no evidence'", "pattern: '('"), "regular expression"),
        (("source: courier", "source: courier\nsource: herald"), "no YAML"),
        (("source: courier", "source: [unclosed"), "no YAML"),
        (("url: link", "url: {}"), "column or a value"),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_part_that_is_wrong(tmp_path, change, says):
    path = tmp_path / "wrong.yaml"
    path.write_text(MAPPING.replace(*change))
    with pytest.raises(Unreadable, match=says):
        rows(f"{HEADER}\n", path)


def test_a_table_whose_first_line_never_ends_is_refused_for_its_columns(tmp_path):
    path = tmp_path / "mapping.yaml"
    path.write_text(MAPPING)
    for header in (",".join(map(str, range(300_000))), f'a,"{"z" * 5_000_000}"', '"z\n' * 100_000):
        with pytest.raises(Unreadable, match="The table has no column"):
            rows(header, path)


def test_a_table_needs_a_mapping_and_one_that_exists():
    with pytest.raises(Unreadable, match="needs a mapping"):
        rows(HEADER, None)
    with pytest.raises(Unreadable, match="There is no mapping nowhere"):
        rows(HEADER, "nowhere")


@pytest.mark.parametrize("name", MAPPINGS)
def test_every_mapping_that_ships_is_whole(name):
    mapping = load(name)
    assert mapping.source == name
    assert set(mapping.key) <= mapping.columns()


def test_where_in_a_broadcast_it_was_said_is_not_who_said_it():
    header = "issue,date,outlet,language,origin,keywords,source,title,summary,disproof"
    row = "1,02.03.2016,{},Russian,Ukraine,a,https://a.example/1,It is so,,{}"
    outlets = [
        '"Evening @ One, time 09:08"',
        "Evening @ One (time: 1:02:33 and on)",
        "Evening @ One",
    ]
    answers = ["No evidence given.", "There is no proof for this", "It was not so."]
    text = "\n".join([header, *map(row.format, outlets, answers)])
    found = items(rows(text, "euvsdisinfo-disproofs"))
    assert {one.claimants for one in found} == {(Named("Evening @ One", "news_organisation"),)}
    assert [(one.evidence[0].side, one.evidence[0].state) for one in found] == [
        *[("for", "not_shown")] * 2,
        ("against", "presented"),
    ]
    assert {one.evidence[0].sources[0].name for one in found} == {"EUvsDisinfo"}
