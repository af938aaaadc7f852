"""Claims, denials and evidence by date: the same filters as the lists, each by its own date."""

import random
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from claims.derived import together
from claims.filters import StatementFilter
from claims.models import Claim, Denial, Evidence
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

MODELS = {"claim": Claim, "denial": Denial, "evidence": Evidence}


def page(client, query: str = ""):
    response = client.get(f"/timeline/{query}")
    assert response.status_code == 200
    return response


def html(client, query: str = "") -> str:
    return page(client, query).content.decode()


def lanes(client, query: str = "") -> dict:
    return {lane.kind: lane for lane in page(client, query).context["timeline"].lanes}


def rows(kind: str, address: str):
    """The records of a kind that fit the filters of an address."""
    filterset = StatementFilter(QueryDict(urlsplit(address).query), Claim.objects.published())
    assert filterset.is_valid(), filterset.form.errors
    return filterset.rows(of=MODELS[kind].objects.published())


def test_each_record_has_a_mark_that_links_to_it_and_says_who_what_and_when(client):
    iran = make.make_actor(name="Iran")
    claim = make.make_claim(text="Drones were sent.", slug="sent", claimants=[iran], date="2022-11")
    make.make_denial(claim=claim, slug="not-so", deniers=[iran], form="evidential")
    make.make_evidence(claim=claim, slug="a-film", sources=[iran], kind="imagery")
    found = html(client)
    for address, title in (
        ("/claims/sent/", "Iran: Drones were sent. (November 2022)"),
        ("/claims/sent/#denial-not-so", "Iran (no proof): Drones were sent. (12 December 2022)"),
        (
            "/claims/sent/#evidence-a-film",
            "Iran (imagery, said to be presented): Drones were sent. (12 December 2022)",
        ),
    ):
        assert f'<a href="{address}" tabindex="-1"><title>{title}</title>' in found
        assert len(re.findall(f'href="{address}"', found)) == 2, "the mark, and its row"


def test_a_month_is_a_span_as_wide_as_the_month_and_a_day_a_point(client, demo):
    timeline = page(client).context["timeline"]
    claims = [mark for mark, _ in timeline.lanes[0].marks]
    november = next(tick for tick in timeline.ticks if tick.bin.after == "2022-11")
    spans = [mark for mark in claims if mark.shape]
    # One claim of the demo is dated "in November"; all others to the day.
    assert len(spans) == 1
    assert spans[0].shape.startswith(f"M{november.x} ")
    assert f"H{november.x + november.width}V" in spans[0].shape
    assert len(claims) == 15


def test_each_lane_goes_by_its_own_dates(client):
    claim = make.make_claim(date="2022-10-01")
    make.make_denial(claim=claim, date="2022-11-02")
    make.make_evidence(claim=claim, date="2022-12-03")
    for month, counts in (("2022-10", (1, 0, 0)), ("2022-11", (0, 1, 0)), ("2022-12", (0, 0, 1))):
        found = lanes(client, f"?after={month}&before={month}")
        assert tuple(lane.count for lane in found.values()) == counts
        assert tuple(len(lane.marks) for lane in found.values()) == counts


def test_a_form_of_denial_asks_for_the_denials_of_that_form(client):
    claim = make.make_claim()
    make.make_denial(claim=claim, form="literal")
    make.make_denial(claim=claim, form="evidential")
    for query, counts in (
        ("?denial=literal", (1, 1)),
        ("?denial=any", (1, 2)),
        ("?denial=none", (0, 0)),
        ("?denial=none&denial=literal", (1, 1)),
    ):
        found = lanes(client, query)
        assert (found["claim"].count, found["denial"].count) == counts


def test_records_without_a_date_are_counted_and_named(client):
    dated = make.make_claim(text="It was so.")
    make.make_claim(text="Once it was so.", slug="once", date="")
    make.make_denial(claim=dated, date="")
    for query in ("", "?after=2022"):
        found = html(client, query)
        assert "2 records have no date, and are not drawn" in found
        assert 'href="/claims/once/"' in found
        assert lanes(client, query)["claim"].count == 1


def test_undated_records_alone_are_named_too(client):
    make.make_claim(slug="once", date="")
    found = html(client)
    assert "No published record has a date yet." in found
    assert 'href="/claims/once/"' in found


def test_a_refused_parameter_is_named_and_nothing_is_drawn(client):
    make.make_claim()
    response = client.get("/timeline/?evidence=maybe")
    found = response.content.decode()
    assert response.status_code == 400
    assert "<code>evidence</code>" in found
    assert "<svg" not in found


def test_an_empty_database_says_so(client):
    found = html(client)
    assert "There are no published records yet." in found
    assert "<svg" not in found


# Zoom ------------------------------------------------------------------------------------------


def test_each_tick_zooms_in_and_keeps_the_other_filters(client):
    make.make_claim(date="2022-10-21")
    make.make_claim(date="2022-12-13")
    months = page(client, "?kind=fact").context["timeline"]
    assert [tick.label for tick in months.ticks] == ["Oct", "Nov", "Dec"]
    assert [tick.address for tick in months.ticks] == [
        f"?kind=fact&before=2022-{month}&after=2022-{month}" for month in (10, 11, 12)
    ]
    days = page(client, months.ticks[2].address).context["timeline"]
    assert [tick.label for tick in days.ticks] == [str(day) for day in range(1, 32)]
    assert days.ticks[12].address == "?kind=fact&before=2022-12-13&after=2022-12-13"
    [day] = page(client, days.ticks[12].address).context["timeline"].ticks
    assert day.address == "", "one cannot go closer than a day"


def test_one_zooms_out_and_goes_aside_step_by_step(client):
    make.make_claim(date="2022-12-13")
    steps = page(client, "?after=2022-12&before=2022-12&kind=fact").context["timeline"].steps
    assert {name: address for name, (_, address) in steps.items()} == {
        "earlier": "?after=2022-11&before=2022-11&kind=fact",
        "wider": "?after=2022&before=2022&kind=fact",
        "later": "?after=2023-01&before=2023-01&kind=fact",
    }
    assert page(client, "?after=2022-12&kind=fact").context["timeline"].all_dates == "?kind=fact"
    assert page(client, "?kind=fact").context["timeline"].all_dates == ""


def test_where_nothing_is_left_to_draw_one_can_still_zoom_out(client):
    make.make_claim(date="2022-12-13")
    found = html(client, "?after=2022-11&before=2022-11")
    assert "There is nothing with a date to draw" in found
    assert 'href="?after=2022&amp;before=2022"' in found


def test_a_century_among_days_is_drawn_with_arrows_and_said(client):
    make.make_claim(date="2022-12-12")
    make.make_claim(date="2022-12-14")
    make.make_claim(date="20XX")
    timeline = page(client).context["timeline"]
    assert timeline.axis.days <= 31
    assert timeline.run_over == 1
    assert "1 has a date so vague that it runs on beyond what is drawn" in html(client)


# Many ------------------------------------------------------------------------------------------


@together()
def make_vague_records(rng: random.Random, number: int) -> None:
    """Claims, denials and evidence with dates of every precision."""

    def some_date() -> str:
        year, month, day = rng.choice((2019, 2021, 2022)), rng.randint(1, 12), rng.randint(1, 28)
        return rng.choice(
            [
                f"{year}-{month:02d}-{day:02d}",
                f"{year}-{month:02d}",
                f"{year}",
                f"{year}-{month:02d}-{day:02d}/{year}-12-31",
                "202X",
                "",
            ]
        )

    claims = [make.make_claim(date=some_date()) for _ in range(number)]
    for claim in claims:
        make.make_denial(claim=claim, date=some_date())
    for claim in claims[::4]:
        make.make_evidence(claim=claim, date=some_date())


def assert_that_the_table_lists_the_same_bars(found):
    table = found.content.decode().split('class="as-table"')[1]
    for lane in found.context["timeline"].lanes:
        for item in lane.filled:
            assert f"<td>{item.words}</td>" in table
            assert item.address in unescape(table)


def test_each_bar_counts_what_lies_behind_its_link(client):
    make_vague_records(random.Random(11), 120)
    assert_that_the_table_lists_the_same_bars(page(client))
    for query in ("", "?after=2021-03-15&before=2022-10", "?after=2019&before=2022"):
        found = page(client, query).context["timeline"]
        barred = [lane for lane in found.lanes if lane.bars]
        assert {lane.kind for lane in barred} == {"claim", "denial"}
        for lane in barred:
            for item in lane.bars:
                behind = rows(lane.kind, item.address)
                assert behind.count() == item.bar.number, item.address
                within = behind.filter(
                    earliest_on__gte=item.bar.bin.first, latest_on__lte=item.bar.bin.last
                )
                assert within.count() == item.bar.sure, item.address


def test_of_sixty_each_is_drawn_and_of_sixty_one_none(client):
    with together():
        for i in range(60):
            make.make_claim(date=f"2022-12-{i % 28 + 1:02d}")
    few = lanes(client)["claim"]
    assert (len(few.marks), few.bars) == (60, [])
    assert "There are too many to draw" not in html(client)
    make.make_claim(date="2022-12")
    many = lanes(client)["claim"]
    assert many.marks == []
    found = html(client)
    assert "a bar counts those of one day" in found
    # Two of the first four days' claims and one of the month; three of the later days'.
    assert "1 December 2022: 4 claims, of which 1 may lie outside" in found


def test_one_goes_from_the_bar_of_a_day_to_the_list(client):
    with together():
        for _ in range(61):
            make.make_denial(claim=make.make_claim(date="2022-12-12"), date="2022-12-12")
    found = lanes(client, "?after=2022-12-12&before=2022-12-12&kind=fact")
    [claims], [denials] = found["claim"].bars, found["denial"].bars
    assert claims.address == "/claims/?after=2022-12-12&before=2022-12-12&kind=fact"
    assert denials.address == "/claims/?kind=fact&denial=any"


def test_nine_thousand_years_are_no_more_than_sixty_bars(client):
    with together():
        for i in range(31):
            make.make_claim(date=f"{1 + i * 300:04d}")
            make.make_claim(date=f"{1 + i * 300:04d}-01-01/9999-12-31")
    found = page(client).context["timeline"]
    assert 0 < len(found.lanes[0].bars) <= 60
    for item in found.lanes[0].bars:
        assert rows("claim", item.address).count() == item.bar.number


# What each lane has, and its marks with their people, or its bars; the undated claims with theirs.
@pytest.mark.parametrize(("few", "many", "number"), [(10, 20, 17), (200, 300, 23)])
def test_a_timeline_asks_as_much_whatever_the_number_of_rows(client, few, many, number):
    numbers = []
    for more in (few, many):
        make.make_many_claims(more)
        with CaptureQueriesContext(connection) as queries:
            page(client)
        numbers.append(len(queries))
    assert numbers == [number, number]


def test_long_claims_drawn_one_by_one_weigh_less_than_300_kilobytes(client):
    make.make_many_claims(60)
    Claim.objects.update_alone(text="Слово сказано. " * 130)
    found = page(client)
    # Every tenth claim has no date; two in three have a denial, and evidence.
    assert [len(lane.marks) for lane in found.context["timeline"].lanes] == [54, 40, 40]
    assert len(found.content) < 300_000
