"""What the editors choose to tell their readers of, and when a page last changed."""

import datetime
import re

import pytest
from django.db import models

from claims.models import Article, Claim, Correction
from tests import factories as make
from tests.asking import questions
from tests.editing import change_address, errors, save

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize("make_one", [make.make_claim, make.make_article])
def test_corrections_are_told_on_the_records_page_the_newest_first(client, make_one):
    record = make_one()
    record.corrections.create(made_on="2023-01-02", text="The date was <wrong>.")
    record.corrections.create(made_on="2023-02-03", text="So was a name.")

    page = client.get(record.get_absolute_url()).content.decode()

    assert '<h2 id="corrections">Corrections</h2>' in page
    assert page.index("3 February 2023") < page.index("So was a name.") < page.index("2 January")
    assert "The date was &lt;wrong&gt;." in page


@pytest.mark.parametrize("make_one", [make.make_claim, make.make_article])
def test_a_page_without_corrections_says_nothing_of_them(client, make_one):
    assert "Corrections" not in client.get(make_one().get_absolute_url()).content.decode()


@pytest.mark.parametrize("make_one", [make.make_claim, make.make_article])
def test_an_editor_tells_of_a_correction_in_the_records_form(editor, make_one):
    record = make_one()

    response = save(
        editor,
        change_address(record),
        corrections_0_made_on="2023-01-02",
        corrections_0_text="The date was wrong.",
    )

    assert response.status_code == 302
    told = Correction.objects.get()
    assert (told.claim or told.article, str(told.made_on)) == (record, "2023-01-02")


def test_a_row_of_which_nothing_but_the_proposed_day_is_filled_in_is_no_correction(editor):
    assert save(editor, change_address(make.make_claim())).status_code == 302
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("day", "text"),
    [("2023-02-30", "It was wrong."), ("soon", "It was wrong."), ("2023-01-02", "\x07")],
)
def test_what_no_correction_can_be_is_refused(editor, day, text):
    response = save(
        editor,
        change_address(make.make_claim()),
        corrections_0_made_on=day,
        corrections_0_text=text,
    )
    assert errors(response)
    assert not Correction.objects.exists()


def test_a_correction_is_given_once(editor):
    claim = make.make_claim()
    claim.corrections.create(made_on="2023-01-02", text="The date was wrong.")
    response = save(
        editor,
        change_address(claim),
        corrections_1_made_on="2023-01-02",
        corrections_1_text="The date was wrong.",
    )
    assert errors(response) == ["This correction is given already."]


def test_a_correction_bears_on_when_its_claim_last_changed():
    claim, other = make.make_claim(), make.make_claim()
    then = datetime.datetime(2023, 1, 1, tzinfo=datetime.UTC)
    Claim.objects.all().update_alone(changed_at=then)

    correction = claim.corrections.create(made_on="2023-01-02", text="The date was wrong.")
    assert Claim.objects.get(pk=claim.pk).changed_at > then
    Claim.objects.all().update_alone(changed_at=then)
    correction.delete()
    assert Claim.objects.get(pk=claim.pk).changed_at > then
    assert Claim.objects.get(pk=other.pk).changed_at == then


def test_an_articles_page_says_when_it_last_changed_by_itself_its_texts_or_its_corrections(
    client, monkeypatch
):
    def on(day):
        moment = datetime.datetime(2023, 1, day, 9, 30, tzinfo=datetime.UTC)
        monkeypatch.setattr("claims.history.recording.timezone.now", lambda: moment)

    def last_changed():
        page = client.get(article.get_absolute_url()).content.decode()
        return re.search(r'Last changed <time datetime="(.{10})', page)[1]

    on(1)
    article = make.make_article()
    assert last_changed() == "2023-01-01"
    on(2)
    text = make.make_text(article=article, body="So it is.")
    assert last_changed() == "2023-01-02"
    on(3)
    article.corrections.create(made_on="2023-01-03", text="The date was wrong.")
    assert last_changed() == "2023-01-03"
    on(4)
    # That something else comes to rest on it does not change the article.
    make.make_claim(passage=make.make_passage(text=text, quote="So it is."))
    assert last_changed() == "2023-01-03"


def test_an_article_of_which_the_history_has_nothing_has_no_last_change(client):
    known = make.make_article()
    # As it was written before there was a history.
    [article] = models.QuerySet.bulk_create(
        Article.objects.all(),
        [
            Article(
                slug="old",
                headline="Old",
                publisher=known.publisher,
                publication_state="published",
            )
        ],
    )
    assert "Last changed" in client.get(known.get_absolute_url()).content.decode()
    assert "Last changed" not in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("make_one", [make.make_claim, make.make_article])
def test_a_page_asks_as_much_of_many_corrections_as_of_one(client, make_one):
    record = make_one()
    record.corrections.create(made_on="2023-01-02", text="One.")
    few = len(questions(client, record.get_absolute_url()))
    for number in range(9):
        record.corrections.create(made_on="2023-01-02", text=f"Number {number}.")
    assert len(questions(client, record.get_absolute_url())) == few
