"""A page that one has already is not made again; what is no page, or one for somebody alone, is
kept by nobody."""

import datetime
import re

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from claimsite import release
from claimsite.urls import urlpatterns as site
from tests import factories as make
from tests import pseudo
from tests.editing import change_address
from tests.kept_pages import ACTOR, ARTICLE, CITED, CLAIM, QUICK, again

LISTS = ("/", "/claims/", "/evidence/", "/disputes/", "/timeline/", "/articles/", "/actors/")
PAGES = (*LISTS, "/claims/?actor=iran&q=drones", CLAIM, CITED, ARTICLE, ACTOR, "/about/",
         "/choose-actor/?name=ir&role=actor")  # fmt: skip
KEPT = "public, max-age=0, must-revalidate"


@pytest.fixture(scope="module")
def gone(served):
    """The page of a claim that was withdrawn."""
    return make.make_claim(slug="gone", publication_state="withdrawn")


# What is not made again --------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_as_it_was_is_not_made_again(reader, address):
    first = reader.get(address)
    assert first.status_code == 200
    assert first["Cache-Control"] == KEPT
    assert set(first["Vary"].split(", ")) == {"Accept-Encoding", "Accept-Language"}
    assert re.fullmatch(r'W/"c-[\w-]{24}"', first["ETag"])
    assert not first.cookies

    with CaptureQueriesContext(connection) as asked:
        second = again(reader, address, first["ETag"])

    assert (second.status_code, second.content, second.templates) == (304, b"", [])
    assert len(asked) == 1
    for header in ("ETag", "Cache-Control", "Vary", "Content-Language"):
        assert second[header] == first[header]


def test_each_page_each_filter_and_each_host_has_a_tag_of_its_own(reader):
    pages = ["/about/", "/about/?a=1", "/about/?a=2", CITED, "/claims/drones/cite.bib"]
    answers = [reader.get(page) for page in pages]
    answers.append(reader.get("/about/", headers={"host": "localhost"}))
    assert len({answer["ETag"] for answer in answers}) == len(answers)


def test_whoever_is_signed_in_has_the_page_of_everybody(reader, desk):
    page = desk.get(CLAIM, headers={"accept-language": "en"})
    assert page["ETag"] == reader.get(CLAIM)["ETag"]
    assert "Cookie" not in page["Vary"]
    assert not page.cookies


def test_compressed_or_not_it_is_the_same_page(reader):
    plain = reader.get(CLAIM)
    small = reader.get(CLAIM, headers={"accept-encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert small["ETag"] == plain["ETag"]
    assert again(reader, CLAIM, plain["ETag"], **{"accept-encoding": "gzip"}).status_code == 304


ASKED = {
    "{tag}": 304,
    '"other", {tag}': 304,
    'W/"other" , {tag},"x,y"': 304,
    "{strong}": 304,
    "*": 304,
    '"other"': 200,
    'W/"c-"': 200,
    "{tag}x": 200,
    "x{tag}": 200,
    "": 200,
    ",,,": 200,
    '"': 200,
    "\x00": 200,
    "é\udcff☂": 200,
    '"' * 100_000: 200,
    ",".join(['"c-a"'] * 20_000): 200,
}


@pytest.mark.parametrize("asked", ASKED, ids=range(len(ASKED)))
def test_whoever_asks_oddly_gets_the_page(reader, asked):
    tag = reader.head(QUICK)["ETag"]
    value = asked.replace("{tag}", tag).replace("{strong}", tag.removeprefix("W/"))
    for method in ("get", "head"):
        response = getattr(reader, method)(QUICK, HTTP_IF_NONE_MATCH=value)
        assert response.status_code == ASKED[asked]
        assert response["ETag"] == tag
        assert (response.content == b"") == (response.status_code == 304 or method == "head")


@pytest.mark.parametrize(
    "date", ["Wed, 25 Nov 2122 17:00:00 GMT", "yesterday", "\x00", "9" * 100_000]
)
def test_a_date_alone_is_no_reason_to_leave_the_page_out(reader, date):
    for header in ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"):
        assert reader.get(QUICK, **{header: date}).status_code == 200


# What is never kept ------------------------------------------------------------------------------

REFUSED = {
    "/claims/?evidence=maybe": 400,
    "/timeline/?sort=random": 400,
    "/nowhere/": 404,
    "/claims/nowhere/": 404,
    "/articles/no-drones/?revision=9": 404,
    "/claims/gone/": 410,
}


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_no_page_has_no_tag_and_is_kept_by_nobody(reader, gone, address):
    tag = reader.get("/claims/")["ETag"]
    for response in (
        reader.get(address),
        again(reader, address, tag),
        again(reader, address, "*"),
        reader.head(address),
    ):
        assert response.status_code == REFUSED[address]
        assert response["Cache-Control"] == "no-store"
        assert "ETag" not in response


def test_more_parameters_than_are_read_are_kept_by_nobody(reader):
    many = "&".join("a=1" for _ in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    response = reader.get(f"/claims/?{many}")
    assert response.status_code == 400
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def who(request):
    return HttpResponse(f"for {request.user}")


def kept(request):
    response = HttpResponse("for one")
    response.set_cookie("one", "1")
    return response


urlpatterns = [path("who/", who), path("kept/", kept), *site]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/who/", "/kept/"])
def test_what_asks_who_is_there_or_sets_a_cookie_is_for_one_alone(reader, address):
    response = reader.get(address)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert "ETag" not in response


def test_the_admin_is_not_asked_for_its_edition(reader):
    with CaptureQueriesContext(connection) as asked:
        assert reader.get("/admin/login/").status_code == 200
    assert not asked


def test_the_admin_is_for_one_alone(desk, served):
    for address in ("/admin/", "/admin/login/", change_address(served.claim)):
        for response in (desk.get(address), again(desk, address, "*")):
            assert response.status_code in (200, 302)
            assert "ETag" not in response
            assert "private" in response["Cache-Control"]
            assert "no-store" in response["Cache-Control"]


def test_a_former_address_and_what_only_reads_are_no_pages(reader):
    moved = reader.get("/claims/rockets/")
    assert (moved.status_code, moved["Cache-Control"]) == (301, "no-cache")
    assert "ETag" not in moved
    refused = reader.post("/claims/")
    assert (refused.status_code, refused["Cache-Control"]) == (405, "no-store")


def test_the_sign_of_life_asks_nothing_and_is_kept_by_nobody(reader):
    with CaptureQueriesContext(connection) as asked:
        response = reader.get("/healthz")
    assert not asked
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


@pytest.mark.django_db
def test_within_a_transaction_no_page_says_of_which_edition_it_is(client):
    page = client.get("/about/")
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "ETag" not in page


# What it depends on beside the records -----------------------------------------------------------


def test_the_next_day_a_page_is_made_anew(reader, monkeypatch):
    tag = reader.get("/evidence/")["ETag"]
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *a: datetime.date(2031, 1, 1))
    assert again(reader, "/evidence/", tag).status_code == 200


def test_in_another_language_it_is_another_page(served, pseudo_language):
    client = Client()
    tags = set()
    for language in ("en", pseudo.CODE):
        page = client.get("/about/", headers={"accept-language": language})
        assert page["Content-Language"] == language
        assert page["Vary"] == "Accept-Encoding, Accept-Language, Cookie"
        assert not page.cookies
        tags.add(page["ETag"])
        assert again(client, "/about/", *tags, **{"accept-language": language}).status_code == 304
    assert len(tags) == 2


def test_a_language_that_is_chosen_is_kept_once_on_a_page_for_one_alone(served, pseudo_language):
    client = Client()
    chosen = client.get(f"/about/?lang={pseudo.CODE}")
    assert chosen.cookies["django_language"].value == pseudo.CODE
    assert "private" in chosen["Cache-Control"]
    assert "public" not in chosen["Cache-Control"]
    for address in (f"/about/?lang={pseudo.CODE}", "/about/"):
        page = client.get(address)
        assert page["Content-Language"] == pseudo.CODE
        assert page["Cache-Control"] == KEPT
        assert not page.cookies
    tag = page["ETag"]
    client.cookies["django_language"] = "en"
    assert again(client, "/about/", tag).status_code == 200, "the cookie says another language"


def test_where_there_is_one_language_nothing_is_chosen_and_no_cookie_set(reader):
    page = reader.get("/claims/?lang=en")
    assert not page.cookies
    assert page["Cache-Control"] == KEPT


@pytest.mark.parametrize("part", ["templates/base.html", "claims/dates.py", "locale/de/django.mo"])
def test_another_code_template_or_translation_is_another_release(tmp_path, settings, part):
    settings.BASE_DIR = tmp_path
    for file in ("templates/base.html", "claims/dates.py", "claims/__pycache__/dates.pyc"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("as it was")
    settings.DEBUG = True
    before = release.release()
    (tmp_path / "claims/__pycache__/dates.pyc").write_text("compiled again")
    assert release.release() == before
    (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / part).write_text("as it is")
    assert release.release() != before
