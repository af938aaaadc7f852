"""While the database cannot, who asks is told so, in plain words and with status 503."""

import base64
import hashlib
import re

import pytest
from django.conf import settings
from django.test import Client

from tests.kept_pages import QUICK

pytestmark = pytest.mark.urls("tests.faults.addresses")


@pytest.fixture(autouse=True)
def impatient(settings):
    settings.QUERY_SECONDS = settings.ADMIN_QUERY_SECONDS = 0.05


def headings(response):
    return re.findall("<h1>(.*?)</h1>", response.content.decode())


@pytest.mark.django_db
def test_what_is_wrong_stays_a_failure():
    """The first test of the module asks for a database, as `served` wants it."""
    response = Client(raise_request_exception=False).get("/wrong/")
    assert response.status_code == 500
    assert headings(response) == ["Something went wrong here"]


def test_a_statement_that_takes_too_long_is_said_with_when_to_come_again(reader):
    response = reader.get("/slow/")
    assert response.status_code == 503
    assert headings(response) == ["This takes longer than the site allows"]
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    assert "saved" not in response.content.decode()


def test_the_next_request_is_answered(reader):
    reader.get("/slow/")
    assert reader.get(QUICK).status_code == 200
    reader.get("/away/")
    assert reader.get(QUICK).status_code == 200


def test_a_database_that_is_away_is_said(reader):
    response = reader.get("/away/")
    assert response.status_code == 503
    assert headings(response) == ["The database does not answer"]


def test_who_sent_something_is_told_that_it_was_not_saved(reader):
    page = reader.post("/away/", {"words": "typed"}).content.decode()
    assert "Nothing of what you sent was saved" in page


def test_a_program_is_told_in_problem_details(reader):
    response = reader.get("/api/slow")
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"].startswith("This takes longer than the site allows.")
    assert int(response["Retry-After"]) > 0


def test_a_file_is_refused_as_text(reader):
    response = reader.get("/slow.csv")
    assert response.status_code == 503
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().startswith("This takes longer than the site allows.\n")


def test_a_file_that_was_begun_does_not_end_as_if_it_was_whole(reader):
    with pytest.raises(Exception, match=r"timeout|interrupted"):
        b"".join(reader.get("/begun.csv").streaming_content)


def test_what_is_raised_on_the_way_to_a_page_is_said_as_what_pages_raise(served, monkeypatch):
    """A session is looked up after the middleware that sees what views raise."""
    client = Client(raise_request_exception=False)
    assert client.login(username="editor", password="editor")
    from django.contrib.sessions.backends.db import SessionStore

    from tests.faults import provoking

    monkeypatch.setattr(SessionStore, "load", lambda self: provoking.take_long())
    response = client.get("/admin/")
    assert response.status_code == 503
    assert headings(response) == ["This takes longer than the site allows"]


def test_the_page_asks_nothing_and_has_the_style_that_is_allowed(reader):
    page = reader.get("/slow/").content.decode()
    [style] = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"]
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["data:,", "/claims/"]


def test_a_fault_is_one_line_in_the_log(reader, caplog):
    reader.get("/away/")
    [record] = [one for one in caplog.records if one.name == "claimsite.unavailable"]
    assert record.route == "away/"
    line = record.getMessage()
    assert line.startswith("The database cannot: away: ")
    assert "\n" not in line
