"""What search engines are told: every public record once, in parts, and no filtered list."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import sitemaps
from claims.models import Actor, Article, Claim
from tests import factories as make

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
NAMES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)
    return [found.text.removeprefix(HOST) for found in root.iter(f"{NAMES}loc")]


def all_of(client) -> list[str]:
    return [page for part in locations(client, "/sitemap.xml") for page in locations(client, part)]


# Keys from 1 on: on PostgreSQL they go on from test to test, and there are as many parts more.
@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_every_public_record_is_there_once_and_nothing_else(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "SPAN", 3)
    make.make_many_claims(8)
    make.make_claim(slug="zzhidden", publication_state="draft")
    expected = [
        record.get_absolute_url()
        for model in (Claim, Article, Actor)
        for record in model.objects.published()
    ]
    found = all_of(client)
    lists = [path for path in found if path.count("/") == 2]
    assert sorted(set(found) - set(lists)) == sorted(expected)
    assert len(found) == len(set(found))
    assert set(lists) >= {"/claims/", "/about/"}
    for path in found:
        assert client.get(path).status_code == 200


def test_a_claim_says_when_it_changed(client):
    claim = make.make_claim()
    claim.refresh_from_db()
    part = claim.pk // sitemaps.SPAN + 1
    root = ElementTree.fromstring(client.get(f"/sitemap-claims.xml?p={part}").content)
    (changed,) = [found.text for found in root.iter(f"{NAMES}lastmod")]
    assert claim.changed_at.date().isoformat() in changed


def test_there_is_no_part_after_the_last(client):
    claim = make.make_claim()
    last = claim.pk // sitemaps.SPAN + 1
    assert client.get(f"/sitemap-claims.xml?p={last}").status_code == 200
    assert client.get(f"/sitemap-claims.xml?p={last + 1}").status_code == 404


NO_PARTS = ["0", "-1", "x", "9" * 40, "1e3", "%00", "", "٣", "03", "%203", "%2B3", "3_", "4"]


@pytest.mark.parametrize("part", NO_PARTS)
def test_a_part_that_is_none_is_not_found(client, monkeypatch, part):
    make.make_many_claims(4)
    monkeypatch.setattr(sitemaps, "SPAN", Claim.objects.latest("pk").pk // 2)
    assert client.get("/sitemap-claims.xml?p=3").status_code == 200
    assert client.get(f"/sitemap-claims.xml?p={part}").status_code == 404


def test_there_is_no_other_section(client):
    assert client.get("/sitemap-drafts.xml").status_code == 404


def test_a_part_asks_as_much_of_many_as_of_few(client, monkeypatch):
    # One part of each kind, however many keys there were before.
    monkeypatch.setattr(sitemaps, "SPAN", 2**31)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            all_of(client)
        return len(queries)

    make.make_many_claims(3)
    few = asked()
    make.make_many_claims(40)
    assert asked() == few <= 12


def test_robots_may_ask_for_records_and_for_no_filtered_list(client):
    text = client.get("/robots.txt").content.decode()
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    assert robots.site_maps() == [f"{HOST}/sitemap.xml"]
    assert robots.can_fetch("any", f"{HOST}/claims/drones/")
    assert not robots.can_fetch("any", f"{HOST}/admin/")
    assert "Disallow: /*?\n" in text


def test_an_empty_database_has_its_pages(client):
    assert "/claims/" in all_of(client)
