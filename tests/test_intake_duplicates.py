"""What is like a new article: the same words, nearly the same, the same address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.intake.duplicates import Why, duplicates
from claims.intake.web_addresses import normal_form
from tests import factories as make
from tests.test_likeness import CHINESE, ENGLISH, PERSIAN

PAGE = "https://news.example/world/minister-denies"
QUERY = "https://news.example/story?id=12&page=2"

THE_SAME = {
    "http": (PAGE, "http://news.example/world/minister-denies"),
    "a slash": (PAGE, f"{PAGE}/"),
    "a slash there": (f"{PAGE}/", PAGE),
    "www": (PAGE, "https://www.news.example/world/minister-denies"),
    "a tracker": (PAGE, f"{PAGE}?utm_source=letter&utm_medium=mail"),
    "a tracker there": (f"{PAGE}?fbclid=abc", PAGE),
    "trackers on both": (
        f"{PAGE}/?utm_source=a",
        "http://www.news.example/world/minister-denies?gclid=1",
    ),
    "a fragment": (PAGE, f"{PAGE}#comments"),
    "a fragment there": (f"{PAGE}#comments", PAGE),
    "a host in capitals": (PAGE, "HTTPS://News.Example/world/minister-denies"),
    "a port that goes without saying": (PAGE, "https://news.example:443/world/minister-denies"),
    "parameters in another order": (QUERY, "https://news.example/story?page=2&id=12"),
    "parameters and a tracker": (f"{QUERY}&utm_source=x", QUERY),
    "as it is": (QUERY, QUERY),
    "the front page": ("https://news.example", "https://news.example/"),
}
ANOTHER = {
    "another path": (PAGE, f"{PAGE}-again"),
    "a longer path": (PAGE, f"{PAGE}/2"),
    "a path in capitals": (PAGE, "https://news.example/World/minister-denies"),
    "another host": (PAGE, "https://old.example/world/minister-denies"),
    "another number": (QUERY, "https://news.example/story?id=123&page=2"),
    "a number more": (PAGE, f"{PAGE}?id=1"),
    "a parameter that only sounds like a tracker": (PAGE, f"{PAGE}?_gallery=3"),
    "another port": (PAGE, "https://news.example:8443/world/minister-denies"),
    "no address": (PAGE, "news.example/world/minister-denies"),
    "nothing": (PAGE, ""),
    "a broken one": (PAGE, "https://[news.example/world"),
}


@pytest.mark.parametrize("case", THE_SAME)
def test_another_way_to_write_an_address_is_noticed(case: str, db: None) -> None:
    there, new = THE_SAME[case]
    article = make.make_article(url=there)
    assert normal_form(there) == normal_form(new)
    assert [(d.article, d.why) for d in duplicates("", new)] == [(article, Why.SAME_ADDRESS)]


@pytest.mark.parametrize("case", ANOTHER)
def test_another_address_is_not_taken_for_the_same(case: str, db: None) -> None:
    there, new = ANOTHER[case]
    make.make_article(url=there)
    assert duplicates("", new) == []


def test_an_article_without_an_address_is_like_no_other(db: None) -> None:
    make.make_article(url="")
    assert duplicates("", "") == []


def test_the_same_words_are_noticed(db: None) -> None:
    text = make.make_text(body=PERSIAN)
    make.make_text(body=ENGLISH)
    [found] = duplicates(PERSIAN)
    assert (found.article, found.why, found.percent) == (text.article, Why.SAME_TEXT, 100)
    assert found.needs_a_word


def test_the_same_words_in_other_paragraphs_are_the_same(db: None) -> None:
    make.make_text(body=ENGLISH)
    [found] = duplicates(ENGLISH.replace(". ", ".\n\n").upper())
    assert found.why == Why.SAME_TEXT


@pytest.mark.parametrize("body", [ENGLISH, PERSIAN, CHINESE])
def test_nearly_the_same_words_are_noticed_with_their_share(body: str, db: None) -> None:
    text = make.make_text(body=body)
    [found] = duplicates(body[: len(body) * 19 // 20])
    assert (found.article, found.why) == (text.article, Why.NEARLY)
    assert 94 <= found.percent <= 98
    assert not found.needs_a_word


def test_a_share_short_of_all_is_not_rounded_up_to_all(db: None) -> None:
    body = " ".join(f"word{n}" for n in range(1000))
    make.make_text(body=body)
    [found] = duplicates(f"{body} more")
    assert (found.why, found.percent) == (Why.NEARLY, 99)


def test_an_article_is_told_once_and_by_what_is_most_like(db: None) -> None:
    article = make.make_article(url=PAGE)
    make.make_text(article=article, body=ENGLISH)
    make.make_text(article=article, body=f"{ENGLISH} Corrected.")
    [found] = duplicates(ENGLISH, PAGE)
    assert (found.article, found.why) == (article, Why.SAME_TEXT)


def test_the_likest_come_first(db: None) -> None:
    nearly = make.make_text(body=f"{ENGLISH} And something more of it was said.").article
    there = make.make_article(url=PAGE)
    same = make.make_text(body=ENGLISH).article
    assert [d.article for d in duplicates(ENGLISH, PAGE)] == [same, there, nearly]


def test_an_article_is_not_like_itself(db: None) -> None:
    article = make.make_article(url=PAGE)
    make.make_text(article=article, body=ENGLISH)
    assert duplicates(ENGLISH, PAGE, of=article) == []


def test_texts_without_words_are_not_alike(db: None) -> None:
    make.make_text(body="… …")
    assert duplicates("!") == []


def test_the_queries_are_as_many_whatever_is_there(db: None) -> None:
    make.make_text(body=ENGLISH, article=make.make_article(url=PAGE))
    with CaptureQueriesContext(connection) as few:
        assert len(duplicates(ENGLISH, PAGE)) == 1
    for n in range(14):
        make.make_text(body=f"{ENGLISH} {n}", article=make.make_article(url=f"{PAGE}?utm_id={n}"))
    with CaptureQueriesContext(connection) as many:
        assert len(duplicates(ENGLISH, PAGE)) == 10
    assert len(few) == len(many) == 4


def test_the_candidates_are_found_by_an_index(db: None) -> None:
    sqlite = connection.vendor == "sqlite"
    with CaptureQueriesContext(connection) as asked:
        duplicates(ENGLISH, PAGE)
    with connection.cursor() as cursor:
        if not sqlite:
            # A small table PostgreSQL would rather read through.
            cursor.execute("SET LOCAL enable_seqscan = off")
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN {'QUERY PLAN' if sqlite else ''} {query['sql']}")
            for step in (str(row[-1]) for row in cursor.fetchall()):
                assert "SCAN claims_" not in step, step
                assert "Seq Scan on claims_" not in step, step
