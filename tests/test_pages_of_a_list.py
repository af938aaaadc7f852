"""A list page by page: every row once, and no page of another list."""

import pytest

from tests import factories as make
from tests.listed import ROW, found

pytestmark = pytest.mark.django_db


def test_every_row_is_on_one_page_and_the_cursor_keeps_the_filters(client):
    make.make_many_claims(70)
    address, seen = "/claims/?denial=none&denial=any&sort=oldest", []
    while address:
        response = client.get(address)
        seen += ROW.findall(response.content.decode())
        following = response.context["next_page"]
        assert following is None or "denial=any" in following
        address = following and f"/claims/{following}"
    assert len(seen) == len(set(seen)) == 70
    back = f"/claims/{response.context['previous_page']}"
    assert found(client, back) == seen[25:50]


def test_pages_hold_where_many_rows_share_a_date_or_have_none(client):
    actor = make.make_actor()
    for number in range(30):
        make.make_claim(text=f"Same day {number}.", claimants=[actor], date="2022-12-12")
        make.make_claim(text=f"No day {number}.", claimants=[actor], date="", date_basis="")
    for sort in ("newest", "oldest"):
        address, seen = f"/claims/?sort={sort}", []
        while address:
            response = client.get(address)
            seen += ROW.findall(response.content.decode())
            following = response.context["next_page"]
            address = following and f"/claims/{following}"
        assert len(seen) == len(set(seen)) == 60
        backwards = []
        address = f"/claims/{response.context['previous_page']}"
        while address:
            response = client.get(address)
            backwards = ROW.findall(response.content.decode()) + backwards
            before = response.context["previous_page"]
            address = before and f"/claims/{before}"
        assert backwards == seen[: len(backwards)]
        assert len(backwards) == 50


@pytest.mark.parametrize("other", ["/evidence/", "/articles/", "/claims/?sort=oldest&"])
def test_a_page_marker_of_another_list_or_order_is_refused(client, other):
    make.make_many_claims(40)
    marker = client.get("/claims/").context["next_page"].removeprefix("?")
    assert client.get(f"/claims/?{marker}").status_code == 200
    separator = "" if other.endswith("&") else "?"
    response = client.get(f"{other}{separator}{marker}")
    assert response.status_code == 400
    assert response.context["rows"] == []


@pytest.mark.parametrize("letter", ["آ", "می\u200cخ", "🙂"])
def test_actors_of_the_longest_names_are_on_pages_that_can_be_turned(client, letter):
    """A joiner that nobody sees is in many a Persian name."""
    names = [(letter * 200)[:197] + f" {number:02}" for number in range(26)]
    make.make_claim(claimants=[make.make_actor(name=n, slug=f"p-{n[-2:]}") for n in names])
    following = client.get("/actors/").context["next_page"]
    assert following
    page = client.get(f"/actors/{following}")
    assert page.status_code == 200
    assert names[-1] in page.content.decode()
