"""To the last page, and to the page of any date, in one step; stable while rows come and go."""

import re

import pytest

from claims.derived import together
from claims.paging import PAGE_SIZE
from tests import factories as make

pytestmark = pytest.mark.django_db


def slugs(response):
    return [row.slug for row in response.context["rows"]]


def link(response, words):
    """The address behind a link of the page."""
    html = response.content.decode()
    return re.search(rf'href="([^"]+)">{words}</a>', html)[1].replace("&amp;", "&")


@pytest.fixture
def dated(db):
    """Sixty claims, of the days from 1 January to 1 March 2022, named after them."""
    names = [f"2022-{m:02}-{d:02}" for m, d in [*((1, d) for d in range(1, 32))]]
    names += [f"2022-02-{d:02}" for d in range(1, 29)] + ["2022-03-01"]
    with together():
        for name in names:
            make.make_claim(slug=f"of-{name}", date=name)
    return [f"of-{name}" for name in reversed(names)]


@pytest.mark.parametrize("page", ["/claims/", "/claims/?sort=oldest"])
def test_the_last_page_is_one_step_away_and_leads_back(client, dated, page):
    ordered = dated if "oldest" not in page else dated[::-1]
    last = client.get("/claims/" + link(client.get(page), "Last page"))
    assert slugs(last) == ordered[-PAGE_SIZE:]
    assert "Next page" not in last.content.decode()
    before = client.get("/claims/" + link(last, "Previous page"))
    assert slugs(before) == ordered[-2 * PAGE_SIZE : -PAGE_SIZE]
    first = client.get("/claims/" + link(last, "First page"))
    assert slugs(first) == ordered[:PAGE_SIZE]


def test_a_page_begins_at_a_date(client, dated):
    page = client.get("/claims/?at=2022-02-10")
    first = dated.index("of-2022-02-10")
    assert slugs(page) == dated[first : first + PAGE_SIZE]
    assert page.context["found"] == 60
    newer = client.get("/claims/" + link(page, "Previous page"))
    assert slugs(newer) == dated[:first][-PAGE_SIZE:]
    # A month begins with its last day, or, oldest first, with its first.
    assert slugs(client.get("/claims/?at=2022-01"))[0] == "of-2022-01-31"
    assert slugs(client.get("/claims/?at=2022-02&sort=oldest"))[0] == "of-2022-02-01"


@pytest.mark.parametrize("query", ["at=2022-13", "at=x", "at=2022&sort=relevance&q=so"])
def test_a_date_at_which_no_page_can_begin_is_refused(client, dated, query):
    response = client.get(f"/claims/?{query}")
    assert response.status_code == 400
    assert slugs(response) == []


def test_a_page_of_a_date_beyond_the_last_says_so(client, dated):
    page = client.get("/claims/?at=1900")
    assert slugs(page) == []
    assert "This page lies beyond the last." in page.content.decode()


def test_evidence_and_articles_have_last_pages_too(client, dated):
    make.make_many_claims(60)
    for address in ("/evidence/", "/articles/", "/actors/"):
        page = client.get(address)
        if page.context["next_page"]:
            last = client.get(address + link(page, "Last page"))
            assert slugs(last)
            assert last.context["next_page"] is None


def test_what_comes_and_goes_moves_no_other_row_over_a_page(client, dated):
    first = client.get("/claims/")
    make.make_claim(slug="newer", date="2022-12-01")
    second = client.get("/claims/" + link(first, "Next page"))
    assert slugs(second) == dated[PAGE_SIZE : 2 * PAGE_SIZE]


def test_a_marker_with_a_key_that_no_claim_can_have_is_no_error(client, dated):
    from claims import paging
    from claims.models import Claim

    rows = Claim.objects.published().newest_first()
    for key in (0, 2**32, 2**63 - 1):
        for backwards in (False, True):
            day = Claim.objects.get(slug="of-2022-02-10").latest_on
            cursor = paging.Cursor(paging._order(rows), backwards, (day, key)).encoded()
            assert client.get("/claims/", {"cursor": cursor}).status_code == 200
