"""A list of claims as a file: the list's rows, in its order, and what is refused by name."""

import json
import re

import pytest

from claims.exports import feed
from tests.taken import ATOM, FORMS, array_of, entries, pages_of, parsed, table_of, text_of

pytestmark = pytest.mark.django_db

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


@pytest.fixture(autouse=True)
def demo(demo_once):
    """Nothing here writes."""


@pytest.mark.parametrize("query", FILTERS)
def test_a_file_has_the_rows_of_the_list_in_its_order(client, query):
    expected = pages_of(client, query)
    assert expected or "unicorns" in query
    assert [row["slug"] for row in table_of(client, query)] == expected
    assert [claim["slug"] for claim in array_of(client, query)] == expected
    links = [
        entry.find(f"{ATOM}id").text
        for entry in entries(text_of(client.get(f"/claims.atom{query}")))
    ]
    assert links == [f"http://testserver/claims/{slug}/" for slug in expected[: feed.LENGTH]]


def test_json_lines_are_the_entries_of_the_array(client):
    lines = text_of(client.get("/claims.jsonl?actor=iran")).splitlines()
    assert [json.loads(line) for line in lines] == array_of(client, "?actor=iran") != []


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
    client, form, query, named
):
    response = client.get(f"/claims.{form}{query}")
    assert response.status_code == 400
    assert re.fullmatch(rf"{named}: .+\n", response.content.decode())
    assert "Content-Disposition" not in response


def test_a_passage_is_told_by_its_words_and_by_their_place(client):
    for claim in array_of(client):
        for passage in claim["passages"]:
            assert len(passage["exact"]) == passage["end"] - passage["start"]
            page = client.get(passage["url"].removeprefix("http://testserver").split("#")[0])
            assert f'id="passage-{passage["start"]}-{passage["end"]}"' in page.content.decode()


def test_a_feed_says_when_each_claim_changed_and_keeps_its_names(client):
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
