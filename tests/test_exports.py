"""A list of claims as a file: the list's rows, in its order, and nothing that is not public."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from claims.exports import feed, rows, table
from tests import factories as make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FORMS = ["csv", "json", "jsonl", "atom"]
FILTERS = [
    "",
    "?actor=iran",
    "?claimant=none",
    "?sort=oldest",
    "?q=drones&sort=relevance",
    "?after=2022-11&before=2022-12-01",
    "?evidence=not_shown&evidence=contested&denial=any",
    "?publisher=urdupoint&kind=act&lang=en",
    "?q=unicorns",
]


def text_of(response) -> str:
    assert response.status_code == 200, response.content
    content = b"".join(response) if response.streaming else response.content
    return content.decode()


def table_of(client, query: str = "") -> list[dict[str, str]]:
    text = text_of(client.get(f"/claims.csv{query}"))
    assert text.startswith("\N{BOM}")
    return list(csv.DictReader(StringIO(text[1:], newline="")))


def array_of(client, query: str = "") -> list[dict]:
    return json.loads(text_of(client.get(f"/claims.json{query}")))


def pages_of(client, query: str) -> list[str]:
    """The slugs of the list's rows, page after page."""
    found = []
    address = f"/claims/{query}"
    while address:
        response = client.get(address)
        found += [claim.slug for claim in response.context["rows"]]
        further = response.context["next_page"]
        address = further and f"/claims/{further}"
    return found


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def entries(text: str) -> list[ElementTree.Element]:
    return parsed(text).findall(f"{ATOM}entry")


# The rows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", FILTERS)
def test_a_file_has_the_rows_of_the_list_in_its_order(client, demo, query):
    expected = pages_of(client, query)
    assert expected or "unicorns" in query
    assert [row["slug"] for row in table_of(client, query)] == expected
    assert [claim["slug"] for claim in array_of(client, query)] == expected
    links = [
        entry.find(f"{ATOM}id").text
        for entry in entries(text_of(client.get(f"/claims.atom{query}")))
    ]
    assert links == [f"http://testserver/claims/{slug}/" for slug in expected[: feed.LENGTH]]


def test_json_lines_are_the_entries_of_the_array(client, demo):
    lines = text_of(client.get("/claims.jsonl?actor=iran")).splitlines()
    assert [json.loads(line) for line in lines] == array_of(client, "?actor=iran") != []


def test_more_claims_than_are_fetched_at_a_time_are_all_there(client, monkeypatch):
    monkeypatch.setattr(rows, "AT_ONCE", 3)
    make.make_many_claims(10)
    assert [row["slug"] for row in table_of(client)] == pages_of(client, "")
    assert len(table_of(client)) == 10


def test_what_is_not_published_is_in_no_file(client):
    claim = make.make_claim(text="It was so.")
    make.make_denial(claim=claim, slug="zzhidden-denial", publication_state="draft")
    make.make_evidence(claim=claim, slug="zzhidden-evidence", publication_state="withdrawn")
    make.make_claim(slug="zzhidden-claim", publication_state="draft")
    for form in FORMS:
        text = text_of(client.get(f"/claims.{form}"))
        assert claim.slug in text
        assert "zzhidden" not in text, form


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?evidence=maybe", "evidence"),
        ("?after=2022-13", "after"),
        ("?claimant=nobody-of-that-name", "claimant"),
        ("?evidense=verified", "evidense"),
        ("?cursor=WzBd", "cursor"),
        ("?at=2022", "at"),
        ("?q=drones&sort=random", "sort"),
    ],
)
def test_a_filter_that_is_refused_or_unknown_is_named_and_no_row_is_there(
    client, demo, form, query, named
):
    response = client.get(f"/claims.{form}{query}")
    assert response.status_code == 400
    assert re.fullmatch(rf"{named}: .+\n", response.content.decode())
    assert "Content-Disposition" not in response


def test_there_is_no_other_form(client):
    assert client.get("/claims.exe").status_code == 404
    assert client.post("/claims.csv").status_code == 405


# What is written ---------------------------------------------------------------------------------


def test_the_table_tells_of_a_claim_and_of_what_answers_it(client):
    iran, kiev = make.make_actor(name="Iran"), make.make_actor(name="Kiev")
    article = make.make_article(headline="Drones, again")
    claim = make.make_claim(
        text="Drones were sent.",
        claimants=[kiev],
        subjects=[iran],
        date="2022-11",
        passage=make.make_passage(quote="they sent drones", article=article),
    )
    make.make_denial(claim=claim, form="literal", deniers=[iran], date="2022-11-20")
    make.make_denial(claim=claim, form="evidential", deniers=[iran, kiev], date="2022-11-21")
    make.make_evidence(claim=claim, state="not_shown", kind="document", sources=[iran])

    (row,) = table_of(client)

    assert row["text"] == "Drones were sent."
    assert (row["date"], row["earliest"], row["latest"]) == ("2022-11", "2022-11-01", "2022-11-30")
    assert (row["claimants"], row["subjects"]) == ("Kiev", "Iran")
    assert row["passages"] == "they sent drones"
    assert row["articles"] == "Drones, again"
    assert row["denial_forms"] == "literal | evidential"
    assert row["deniers"] == "Iran | Iran, Kiev"
    assert row["denial_dates"] == "2022-11-20 | 2022-11-21"
    assert (row["evidence_states"], row["evidence_sources"]) == ("not_shown", "Iran")
    assert row["url"] == f"http://testserver{claim.get_absolute_url()}"


def test_a_passage_is_told_by_its_words_and_by_their_place(client, demo):
    for claim in array_of(client):
        for passage in claim["passages"]:
            assert len(passage["exact"]) == passage["end"] - passage["start"]
            page = client.get(passage["url"].removeprefix("http://testserver").split("#")[0])
            assert f'id="passage-{passage["start"]}-{passage["end"]}"' in page.content.decode()


def test_every_column_is_documented_in_the_order_of_the_table(client):
    documented = re.findall(
        r"^\| `(\w+)` \| (.+) \|$", Path("docs/open-data.md").read_text(encoding="utf-8"), re.M
    )
    assert documented == [(column.name, column.says) for column in table.COLUMNS]
    text = text_of(client.get("/claims.csv"))
    assert text[1:].splitlines()[0].split(",") == [column.name for column in table.COLUMNS]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "'=", "＝"])
def test_no_cell_is_run_by_a_spreadsheet(client, begins):
    text = f'{begins}HYPERLINK("https://example.org","Look")'
    make.make_claim(text=text)
    (row,) = table_of(client)
    assert row["text"] == f"'{text}"
    assert table.undone(row["text"]) == text
    assert array_of(client)[0]["text"] == text


@given(st.text(st.sampled_from("'=+-@\t\ra ＝"), max_size=6))
def test_what_is_made_harmless_is_undone(text):
    cell = table.harmless(text)
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝")
    assert table.undone(cell) == text


def test_a_feed_says_when_each_claim_changed_and_keeps_its_names(client, demo):
    once, again = (text_of(client.get("/claims.atom?actor=iran&lang=en")) for _ in range(2))
    assert once == again
    root = parsed(once)
    assert root.find(f"{ATOM}id").text == "http://testserver/claims/?actor=iran"
    own = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == ["http://testserver/claims.atom?actor=iran"]
    assert root.find(f"{ATOM}author/{ATOM}name").text == "claimsite"
    for entry in entries(once):
        assert entry.find(f"{ATOM}updated").text > "2000"
        assert entry.find(f"{ATOM}summary").text


# What it costs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_fifty_asks_as_much_as_one_of_ten(client, form):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(client.get(f"/claims.{form}"))
        return len(queries)

    make.make_many_claims(10)
    few = asked()
    make.make_many_claims(40)
    assert asked() == few <= 20


def test_who_goes_away_ends_the_asking(client, monkeypatch):
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    make.make_many_claims(8)
    response = client.get("/claims.jsonl")
    taken = iter(response)
    next(taken)
    with CaptureQueriesContext(connection) as queries:
        response.close()
    assert len(queries) == 0


def test_the_file_that_somebody_has_is_not_sent_again(client, transactional_db):
    make.make_claim()
    first = client.get("/claims.csv")
    text_of(first)
    assert client.get("/claims.csv", headers={"If-None-Match": first["ETag"]}).status_code == 304
    make.make_claim()
    assert client.get("/claims.csv", headers={"If-None-Match": first["ETag"]}).status_code == 200
