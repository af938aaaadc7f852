"""A claim is cited in words, as BibTeX and as CSL-JSON, whatever its sentence."""

import datetime
import json

import pytest
from pybtex.database import parse_string
from pybtex.richtext import Text

from claims.pages import citing

TITLES = [
    "Iran supplies Russia with drones.",
    "One {brace, and } another way round",
    "{All} of {{it}} in braces",
    "Half, 50% & more: $5 #1 a_b ~x ^y",
    "A path C:\\new\\text and an end \\",
    "Dashes - -- --- and quotes `` '' `x' \"y\"",
    "“Typographic” ‘quotes’ – and dashes — and dots…",
    "Șefă, naïve, Łódź, ß, İstanbul, ﬁ",
    "ایران می‌گوید: هیچ پهپادی نداده است",
    "\u2067ایران\u2069 said no",
    "Иран поставляет 無人機",
    "<b>bold</b> &amp; 1 < 2 > 0",
    "@misc{x, title = {y}},",
    "Why? “No!”",
    "word " * 399 + "end.",
]

# What LaTeX prints for commands that pybtex reads past.
PRINTED = {
    r"\textbraceleft ": "{",
    r"\textbraceright ": "}",
    r"\textdollar ": "$",
    r"\textasciicircum ": "^",
}


def cited(**more) -> citing.Cited:
    return citing.Cited(
        **{
            "key": "drones",
            "title": "Iran supplies Russia with drones.",
            "url": "https://claims.example.org/claims/drones/",
            "read_on": datetime.date(2025, 1, 2),
            "changed_on": datetime.date(2024, 12, 31),
            "note": "A claim by Western countries.",
            **more,
        }
    )


def as_printed(latex: str) -> str:
    text = str(Text.from_latex(latex))
    for command, sign in PRINTED.items():
        text = text.replace(command, sign)
    return text


def test_the_item_of_csl_json_says_what_where_and_when_and_whose_word_it_is():
    assert json.loads(citing.as_csl_json(cited())) == [
        {
            "id": "drones",
            "type": "webpage",
            "title": "Iran supplies Russia with drones.",
            "container-title": "claimsite",
            "URL": "https://claims.example.org/claims/drones/",
            "issued": {"date-parts": [[2024, 12, 31]]},
            "accessed": {"date-parts": [[2025, 1, 2]]},
            "note": "A claim by Western countries.",
        }
    ]


def test_the_site_is_the_place_and_never_the_author():
    item = citing.csl_item(cited())
    entry = parse_string(citing.as_bibtex(cited()), "bibtex").entries["drones"]
    assert "author" not in item
    assert not entry.persons
    assert entry.fields["howpublished"] == "claimsite"


def test_in_words_it_is_one_line():
    assert citing.as_text(cited()) == (
        "“Iran supplies Russia with drones.” A claim by Western countries. claimsite, changed on "
        "31 December 2024, https://claims.example.org/claims/drones/ (read on 2 January 2025)\n"
    )


def test_what_is_not_known_is_left_out():
    bare = cited(changed_on=None, note="")
    assert not {"issued", "note"} & citing.csl_item(bare).keys()
    fields = parse_string(citing.as_bibtex(bare), "bibtex").entries["drones"].fields
    assert not {"year", "date", "note"} & {name.lower() for name in fields}
    assert citing.as_text(bare) == (
        "“Iran supplies Russia with drones.” claimsite, "
        "https://claims.example.org/claims/drones/ (read on 2 January 2025)\n"
    )


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_keeps_every_title_to_the_letter(title):
    written = citing.as_bibtex(cited(title=title, note=title))
    fields = parse_string(written, "bibtex").entries["drones"].fields
    assert as_printed(fields["title"]) == title
    assert as_printed(fields["note"]) == title


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_has_as_many_braces_that_open_as_close_wherever_one_stops(title):
    depth = 0
    for letter in citing.as_bibtex(cited(title=title)).strip():
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("title", TITLES)
def test_words_and_csl_json_keep_every_title_to_the_letter(title):
    assert citing.as_text(cited(title=title)).startswith(f"“{title}” ")
    assert json.loads(citing.as_csl_json(cited(title=title)))[0]["title"] == title


def test_bibtex_protects_the_capitals_of_names():
    assert "{Iran supplies Russia with drones.}" in citing.as_bibtex(cited())


def test_an_address_is_verbatim_in_bibtex():
    url = "https://claims.example.org/claims/a_b_c/"
    fields = parse_string(citing.as_bibtex(cited(url=url)), "bibtex").entries["drones"].fields
    assert fields["url"] == url
