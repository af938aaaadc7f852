"""The lists of articles and of actors as feeds."""

import feedparser
import pytest

from claims.models import Actor, Article
from tests import factories as make
from tests.asking import questions

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LISTS = ["articles", "actors"]


def feed_of(client, name, query=""):
    response = client.get(f"/{name}.atom{query}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.bozo_exception
    return feed


@pytest.mark.parametrize("name", LISTS)
def test_it_has_the_rows_of_the_list_in_its_order(client, demo, name):
    rows = client.get(f"/{name}/").context["rows"]
    entries = feed_of(client, name).entries
    addresses = [f"http://testserver{row.get_absolute_url()}" for row in rows]
    assert [entry.id for entry in entries] == addresses
    assert all(entry.updated.startswith("20") for entry in entries)


def test_actors_are_those_under_the_filter(client, demo):
    assert [entry.title for entry in feed_of(client, "actors", "?q=ukr").entries] == ["Ukraine"]


def test_an_entry_tells_what_the_list_tells(client, demo):
    (article,) = feed_of(client, "articles").entries
    assert article.title.startswith("Kiev Showed No Proof")
    assert "UrduPoint" in article.summary
    assert "15 claims rest on it" in article.summary
    (actor,) = feed_of(client, "actors", "?q=ukr").entries
    assert actor.summary.startswith("State.")


def test_it_is_updated_when_the_record_changes_and_not_by_what_nobody_sees(client):
    passage = make.make_passage(article=make.make_article(headline="Kiev's"))
    claim = make.make_claim(passage=passage, claimants=[make.make_actor(name="Kiev")])

    def moments():
        entries = feed_of(client, "articles").entries + feed_of(client, "actors").entries
        found = {entry.title: entry.updated for entry in entries}
        return found["Kiev's"], found["Kiev"]

    before = moments()
    make.make_evidence(claim=claim, publication_state="draft")
    assert moments() == before
    Article.objects.update(byline="By a correspondent")
    Actor.objects.filter(name="Kiev").update(vague=True)
    assert all(after > earlier for after, earlier in zip(moments(), before, strict=True))


@pytest.mark.parametrize(
    "text", ["A \N{PILE OF POO} <b>&amp;</b> ]]>", "قال إن الجسر أغلق", "e\u0301\u202e!"]
)
def test_whatever_is_written_in_a_record_the_feeds_are_sound(client, text):
    article = make.make_article(headline=text)
    make.make_claim(
        passage=make.make_passage(article=article), claimants=[make.make_actor(name=text)]
    )
    for name in LISTS:
        assert text in [entry.title for entry in feed_of(client, name).entries]


def test_drafts_are_in_no_feed(client):
    make.make_article(headline="Not yet", publication_state="draft")
    make.make_actor(name="Not yet")
    for name in LISTS:
        assert "Not yet" not in client.get(f"/{name}.atom").content.decode()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["?evidense=a", "?cursor=WzBd"])
def test_what_is_refused_is_named_and_no_entry_comes(client, demo, name, query):
    response = client.get(f"/{name}.atom{query}")
    assert response.status_code == 400
    assert response.content.decode().startswith(query[1:].split("=")[0])


@pytest.mark.parametrize("name", LISTS)
def test_ten_records_ask_as_much_as_forty(client, name):
    counts = []
    for _ in range(2):
        for _ in range(20):
            make.make_claim(passage=make.make_passage(), claimants=[make.make_actor()])
        counts.append(len(questions(client, f"/{name}.atom")))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", LISTS)
def test_the_list_leads_there(client, demo, name):
    assert f'href="/{name}.atom"' in client.get(f"/{name}/").content.decode()
