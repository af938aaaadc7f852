"""The ledger as files: its rows, in its order, by its filters."""

import json

import feedparser
import pytest

from claims.models import Evidence
from tests import factories as make
from tests.taken import ATOM, entries

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def taken(client, form, query=""):
    response = client.get(f"/evidence.{form}{query}")
    assert response.status_code == 200
    return b"".join(response).decode()


@pytest.mark.parametrize(
    "query", ["", "?state=not_shown", "?actor=iran&sort=oldest", "?q=drones", "?kind=norm"]
)
def test_each_form_has_the_rows_of_the_ledger_in_its_order(client, demo_once, query):
    slugs = [row.slug for row in client.get(f"/evidence/{query}").context["rows"]]
    rows = json.loads(taken(client, "json", query))
    assert [row["slug"] for row in rows] == slugs
    lines = taken(client, "jsonl", query).splitlines()
    assert [json.loads(line) for line in lines] == rows
    feed = feedparser.parse(taken(client, "atom", query))
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [row["url"] for row in rows]


def test_an_entry_says_what_became_of_it_and_whose_word_that_is(client, demo_once):
    (row, *_) = json.loads(taken(client, "json", "?state=not_shown"))
    (entry, *_) = feedparser.parse(taken(client, "atom", "?state=not_shown")).entries
    assert entry.title == "Evidence of any kind: Said not to be shown"
    assert row["sources"][0]["name"] in entry.summary
    assert row["claim"]["text"] in entry.summary
    assert row["passages"][0]["exact"] in entry.summary


def test_what_is_not_published_is_in_no_file(client):
    evidence = make.make_evidence(slug="shown")
    make.make_evidence(claim=evidence.claim, slug="hidden", publication_state="draft")
    for form in ("json", "jsonl", "atom"):
        text = taken(client, form)
        assert "shown" in text
        assert "hidden" not in text


@pytest.mark.parametrize("query", ["?state=maybe", "?cursor=x", "?colour=red", "?after=2022-13"])
def test_what_is_refused_is_no_file(client, query):
    for form in ("json", "jsonl", "atom"):
        assert client.get(f"/evidence.{form}{query}").status_code == 400
    assert client.get("/evidence.csv").status_code == 404


@pytest.mark.parametrize("words", ["\u202eright to left", "🛰️ & <b>", "ف‌ا", "]]>"])
def test_odd_words_leave_the_feed_sound(client, words):
    evidence = make.make_evidence()
    Evidence.objects.filter(pk=evidence.pk).update(words=words)
    text = taken(client, "atom")
    assert not feedparser.parse(text).bozo
    (own,) = [one for one in entries(text) if evidence.slug in one.findtext(f"{ATOM}id")]
    assert words in own.findtext(f"{ATOM}summary")


@pytest.mark.parametrize("form", ["json", "atom"])
def test_a_file_of_twenty_asks_as_much_as_one_of_two(client, form, django_assert_max_num_queries):
    def ask():
        with django_assert_max_num_queries(100) as asked:
            taken(client, form)
        return len(asked)

    for _ in range(2):
        make.make_evidence(claim=make.make_claim())
    few = ask()
    for _ in range(18):
        make.make_evidence(claim=make.make_claim())
    assert ask() == few


def test_the_page_leads_to_its_feed_and_its_files(client, demo_once):
    page = client.get("/evidence/?state=not_shown").content.decode()
    for form in ("json", "jsonl", "atom"):
        assert f'href="/evidence.{form}?state=not_shown"' in page
