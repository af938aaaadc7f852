"""The dates of a list as bars that filter it."""

import re

import pytest
from lxml import html

from tests import factories as make

pytestmark = pytest.mark.django_db


def bars(client, address: str) -> dict[str, int]:
    """Label and count of each bar on the page."""
    page = html.fromstring(client.get(address).content)
    return {
        bar.find_class("bar__label")[0].text: int(bar.find_class("facet__count")[0].text)
        for bar in page.find_class("bar")
    }


def follow(client, address: str, label: str) -> tuple[str, int]:
    """The address to which a bar or a wider stretch leads, and how many claims are found there."""
    page = html.fromstring(client.get(address).content)
    (link,) = (
        link
        for link in page.xpath("//section[@aria-labelledby='facet-dates']//a")
        if label in (link.text, *(span.text for span in link.find_class("bar__label")))
    )
    target = f"/claims/{link.get('href')}"
    found = html.fromstring(client.get(target).content).get_element_by_id("count")
    return target, int(re.search(r"\d+", found.text_content()).group())


def claims(*dates: str) -> None:
    for date in dates:
        make.make_claim(date=date, date_basis="said" if date else "")


def test_each_claim_counts_in_every_bar_in_which_it_may_lie(client):
    claims("2020-05", "2022", "2022-12-12", "2021-12/2022-01", "")
    assert bars(client, "/claims/") == {"2020": 1, "2021": 1, "2022": 3}


def test_a_bar_leads_to_as_many_claims_as_it_counts(client):
    claims("2019-05", "2020-05", "2022", "2022-12-12", "2021-12/2022-01", "2022-02-03", "")
    for address in ("/claims/", "/claims/?after=2022&before=2022"):
        for label, count in bars(client, address).items():
            assert follow(client, address, label)[1] == count, label


def test_a_year_is_cut_into_its_months_and_a_month_into_days(client):
    claims("2020-05-01", "2022-10-30", "2022-12-12", "2022-12-13")
    year, _ = follow(client, "/claims/", "2022")
    assert year == "/claims/?after=2022&before=2022"
    assert bars(client, year) == {"October 2022": 1, "November 2022": 0, "December 2022": 2}
    month, _ = follow(client, year, "December 2022")
    assert bars(client, month) == {"12 December 2022": 1, "13 December 2022": 1}
    assert follow(client, month, "2022") == (year, 3)
    assert follow(client, month, "All dates") == ("/claims/?", 4)


def test_centuries_become_few_bars(client):
    claims("1648-10-24", "2022-12-12")
    shown = bars(client, "/claims/")
    assert len(shown) <= 14
    assert sum(shown.values()) == 2


def test_the_bars_heed_the_other_filters(client):
    iran = make.make_actor(name="Iran")
    make.make_claim(date="2021", date_basis="said", claimants=[iran])
    make.make_claim(date="2022", date_basis="said")
    assert bars(client, "/claims/?claimant=iran") == {f"{month} 2021": 1 for month in MONTHS}


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def test_no_dated_claim_no_bar(client):
    claims("")
    assert bars(client, "/claims/") == {}
    assert bars(client, "/claims/?after=2022") == {}


@pytest.mark.parametrize(
    "query", ["before=2022-11", "after=2022-03", "after=2022-03&before=2022-11", "before=2021"]
)
def test_a_bar_at_the_end_of_what_is_asked_for_counts_what_it_leads_to(client, query):
    claims("20XX", "2021-05", "2022-02-01", "2022-06-01", "2022-12-12", "2021-11/2022-04")
    shown = bars(client, f"/claims/?{query}")
    assert sum(shown.values())
    for label, count in shown.items():
        assert follow(client, f"/claims/?{query}", label)[1] == count, label
