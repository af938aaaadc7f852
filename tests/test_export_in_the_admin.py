"""An article's page in the admin leads to the article as a reading, and to all of it as a zip."""

import io
import json
import zipfile

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from claims.admin import exporting
from claims.models import Article
from claims.readings.building import build
from claims.readings.export.exporting import ExportError
from tests import factories as make
from tests.dispute import make_dispute
from tests.editing import change_address, list_address, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def page(article: Article) -> str:
    return reverse("admin:claims_article_export", args=[article.pk])


def download(article: Article) -> str:
    return reverse("admin:claims_article_export_download", args=[article.pk])


def act(client: Client, articles: list[Article]):
    data = {"action": "export_as_readings", "_selected_action": [one.pk for one in articles]}
    return client.post(list_address("article"), data)


@pytest.fixture
def article() -> Article:
    return make_dispute().article


def test_a_reader_finds_the_reading_from_the_articles_page(article):
    client = signed_in("reader")
    assert page(article) in client.get(change_address(article)).content.decode()
    shown = client.get(page(article)).content.decode()
    assert "readings/no-drones.yaml" in shown
    assert "quote:" in shown
    assert download(article) in shown


def test_the_zip_holds_what_builds_the_articles_records(article, tmp_path):
    response = signed_in("reader").get(download(article))
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="no-drones.zip"'
    zipfile.ZipFile(io.BytesIO(response.content)).extractall(tmp_path)
    folder = tmp_path / "no-drones"
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert found == {
        *("actors.yaml", "claims.yaml", "demo.json", "readings/no-drones.yaml"),
        *("articles/no-drones.txt", "articles/no-drones.1.txt"),
    }
    assert build(folder).text == (folder / "demo.json").read_text(encoding="utf-8")


def test_the_list_exports_those_that_are_chosen(article):
    other = Article.objects.get(slug="another")
    left_out = make.make_article(slug="left-out")
    response = act(signed_in("reader"), [article, other])
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert {name for name in names if "/readings/" in name} == {
        "readings/readings/another.yaml",
        "readings/readings/no-drones.yaml",
    }
    assert not [name for name in names if left_out.slug in name]


def test_too_many_articles_at_once_are_sent_to_the_command(article, monkeypatch):
    monkeypatch.setattr(exporting, "MOST", 1)
    response = act(signed_in("reader"), list(Article.objects.order_by("pk")))
    assert response.status_code == 302
    (said,) = get_messages(response.wsgi_request)
    assert "Choose 1 articles at most; manage.py export_reading" in str(said)


def test_strangers_and_staff_without_a_role_get_nothing(article):
    assert Client().get(page(article)).status_code == 302
    assert Client().get(download(article)).status_code == 302
    nobody = Client()
    nobody.force_login(User.objects.create_user("nobody", is_staff=True))
    assert nobody.get(page(article)).status_code == 403
    assert nobody.get(download(article)).status_code == 403


@pytest.mark.parametrize("key", ["999999", "x", "1" * 40, "%00", "_2F"])
@pytest.mark.parametrize("ending", ["export/", "export/download/"])
def test_an_article_that_is_not_there_is_not_found(db, key, ending):
    client = signed_in("reader")
    assert client.get(f"/admin/claims/article/{key}/{ending}").status_code == 404


def test_an_export_writes_nothing_and_is_only_read(article):
    client = signed_in("editor")
    assert client.post(page(article)).status_code == 405
    assert client.post(download(article)).status_code == 405


def test_what_cannot_be_exported_is_said_on_the_articles_page(article, monkeypatch):
    def refuse(rows):
        raise ExportError("claim x would not come back as it is.")

    monkeypatch.setattr(exporting, "export", refuse)
    client = signed_in("reader")
    for address in (page(article), download(article)):
        response = client.get(address, follow=True)
        assert "Nothing is exported. claim x would not come back" in response.content.decode()


def test_the_page_asks_as_many_questions_for_many_records_as_for_few(
    article, django_assert_max_num_queries
):
    """Batches of five hundred keys aside."""
    for number in range(30):
        passage = make.make_passage(article=make.make_article(slug=f"a-{number}"))
        make.make_claim(passage=passage, claimants=[make.make_actor()])
    many = make.make_text(article=article, body="\n".join(f"It was {i} times." for i in range(60)))
    for number in range(60):
        quote = f"It was {number} times."
        make.make_claim(passage=make.make_passage(text=many, quote=quote))
    client = signed_in("reader")
    with django_assert_max_num_queries(60):
        client.get(page(article))


def test_drafts_are_told_to_staff_alone(article):
    make.make_claim(
        slug="a-draft",
        passage=article.texts.last().passages.first()
        or make.make_passage(article=article, quote="A draft."),
        publication_state="draft",
    )
    response = signed_in("reader").get(download(article))
    archived = zipfile.ZipFile(io.BytesIO(response.content))
    rows = json.loads(archived.read("no-drones/demo.json"))
    assert "a-draft" in [row["fields"].get("slug") for row in rows]
