"""Error pages: in the site's look, with a way back; the page for a failure depends on nothing."""

import base64
import hashlib
import re

import pytest
from django.conf import settings
from django.test import Client

from tests.pages import ERROR_URLS

STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)

pytestmark = [pytest.mark.urls(ERROR_URLS), pytest.mark.django_db, pytest.mark.one_database]


def error(path: str, *, method: str = "get", **more: str):
    """The answer of the site as it runs without DEBUG."""
    assert settings.DEBUG is False
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    return getattr(client, method)(path, **more)


ERRORS = {
    "400": ("/bad/", "get", 400, "The request cannot be read"),
    "403": ("/forbidden/", "get", 403, "This page is not open to you"),
    "403 of a form": ("/form/", "post", 403, "The form was not taken"),
    "404": ("/nowhere/", "get", 404, "There is no such page"),
    "404 of a record": ("/claims/nowhere/", "get", 404, "There is no such page"),
    "500": ("/failing/", "get", 500, "Something went wrong here"),
}


@pytest.mark.parametrize(("path", "method", "status", "heading"), ERRORS.values(), ids=ERRORS)
def test_an_error_page_has_its_status_one_heading_and_a_way_back(path, method, status, heading):
    response = error(path, method=method)
    page = response.content.decode()
    assert response.status_code == status
    assert re.findall("<h1>(.*?)</h1>", page) == [heading]
    assert '<a href="/claims/">All claims</a>' in page
    assert "claimsite</title>" in page
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "style-src 'self'" in response["Content-Security-Policy"]


def test_more_parameters_than_are_read_are_a_bad_request():
    many = "&".join(f"a{number}=1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    response = error(f"/claims/?{many}")
    assert response.status_code == 400
    assert "The request cannot be read" in response.content.decode()


def test_a_host_that_is_not_ours_is_a_bad_request():
    response = error("/claims/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "elsewhere.example" not in response.content.decode()


def test_the_page_for_a_failure_says_nothing_of_the_failure():
    page = error("/failing/").content.decode()
    assert "secret" not in page
    assert "ZeroDivision" not in page


def test_the_page_for_a_failure_needs_no_file_no_database_and_no_context(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = error("/failing/").content.decode()
    source = (settings.BASE_DIR / "templates" / "500.html").read_text()
    assert page == source, "as it is written: no tag, no variable"
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["data:,", "/claims/"]


def test_the_style_of_the_page_for_a_failure_is_the_only_one_allowed_in_a_page():
    [style] = STYLE.findall((settings.BASE_DIR / "templates" / "500.html").read_text())
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"]
    assert allowed == ["'self'", f"'sha256-{digest}'"]


def test_a_page_that_is_not_found_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/nowhere/")
