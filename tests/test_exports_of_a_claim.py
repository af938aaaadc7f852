"""A list of claims as a file: what is written of a claim, and what writing it costs."""

import html
import re
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from claims.exports import rows, table
from tests import factories as make
from tests.taken import FORMS, array_of, pages_of, table_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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


def test_there_is_no_other_form(client):
    assert client.get("/claims.exe").status_code == 404
    assert client.post("/claims.csv").status_code == 405


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
    assert row["deniers"] == "Iran | Iran + Kiev"
    assert row["denial_dates"] == "2022-11-20 | 2022-11-21"
    assert (row["evidence_states"], row["evidence_sources"]) == ("not_shown", "Iran")
    assert row["url"] == f"http://testserver{claim.get_absolute_url()}"


def test_every_column_is_documented_in_the_order_of_the_table(client):
    documented = re.findall(
        r"^\| `(\w+)` \| (.+) \|$",
        (Path(__file__).parents[1] / "docs/open-data.md").read_text(encoding="utf-8"),
        re.M,
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


@pytest.mark.parametrize("sign", ["|", "+"])
@given(data=st.data())
def test_values_that_stand_in_one_cell_are_taken_apart_again(sign, data):
    values = data.draw(st.lists(st.text(st.sampled_from(f"{sign}a \n"), max_size=6), min_size=1))
    assert table.split(table.joined(values, sign), sign) == values


def test_a_value_without_the_sign_stands_in_its_cell_as_it_is():
    assert table.joined(["a", "b|c", "d"], "|") == "a | b|c | d"
    assert table.joined(["RT | Sputnik"], "|") == "RT || Sputnik"


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


ODD = [
    "👩‍🚒 flags 🇺🇦 and 𝒳",
    "طهران تنفي ذلك \u202eabc\u202c \u2067ایران\u2069",
    "<b>bold</b> & ]]> <!-- &amp; '\"",
    "a\u00adb\u200b\ufeffc\u2028d",
]


@pytest.mark.parametrize("text", ODD)
def test_a_feed_of_odd_texts_is_sound(client, text):
    claim = make.make_claim(text=text, claimants=[make.make_actor(name=text)])
    found = feedparser.parse(client.get("/claims.atom").content)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    (entry,) = found.entries
    assert entry.id == entry.link == f"http://testserver{claim.get_absolute_url()}"
    assert html.unescape(entry.title) == text or entry.title == text
    assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == claim_changed(claim)


def test_a_feed_of_nothing_is_sound(client):
    found = feedparser.parse(client.get("/claims.atom").content)
    assert not found.bozo
    assert found.entries == []
    assert found.feed.updated


def claim_changed(claim) -> datetime:
    claim.refresh_from_db()
    return claim.changed_at.replace(microsecond=0)
