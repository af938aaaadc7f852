"""The matrix of accusers and accused: each cell is a filter on the list of claims."""

import random
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from claims import disputes
from claims.charts import matrix
from claims.derived import together
from claims.filters import StatementFilter
from claims.models import Claim
from tests import factories as make
from tests.once import for_all

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CELL = re.compile(r'<td><a href="([^"]+)">(\d+) claims?, (none|\d+) denied</a></td>')
COUNTED = re.compile(r"<td>(?:<a[^>]*>)?(\d+) claims?, (none|\d+) denied")
DRAWN = re.compile(
    r'<a href="([^"]+)" tabindex="-1"><title>[^<]*: (\d+) claims?, (none|\d+) denied'
)


def page(client, query: str = "") -> str:
    response = client.get(f"/disputes/{query}")
    assert response.status_code == 200
    return response.content.decode()


def cells(html: str, pattern: re.Pattern[str] = CELL) -> dict[str, tuple[int, int]]:
    """From the address of each cell to its claims, and how many of them are denied."""
    return {
        unescape(address): (int(number), 0 if denied == "none" else int(denied))
        for address, number, denied in pattern.findall(html)
    }


def listed(address: str) -> tuple[int, int]:
    """How many claims the list at `address` has, and how many of them are denied."""
    parts = urlsplit(address)
    assert parts.path == "/claims/"
    filterset = StatementFilter(QueryDict(parts.query), Claim.objects.published())
    assert filterset.is_valid(), filterset.form.errors
    rows = filterset.rows()
    return rows.count(), rows.denied_as(["any"]).count()


@together()
def make_random_dispute(rng: random.Random) -> list:
    """Claims with none to three claimants and subjects, some of whom act for others at times."""
    states = [make.make_actor(name=f"State {i}") for i in range(4)]
    people = [make.make_actor(name=f"Person {i}", kind="person") for i in range(5)]
    for person in people:
        for state in rng.sample(states, rng.randrange(3)):
            since, until = rng.choice(
                [("", ""), ("2022-03", ""), ("", "2022-08"), ("2022", "2022")]
            )
            make.make_affiliation(actor=person, principal=state, since=since, until=until)
    actors = states + people
    for _ in range(60):
        claim = make.make_claim(
            kind=rng.choice(["fact", "act"]),
            claimants=rng.sample(actors, rng.choice([0, 1, 1, 2, 3])),
            subjects=rng.sample(actors, rng.choice([0, 1, 1, 2])),
            date=rng.choice(["", "2022", "2022-02", "2022-03-04", "2022-07/2022-09", "202X"]),
            publication_state=rng.choice(["published"] * 4 + ["draft"]),
        )
        for _ in range(rng.choice([0, 0, 1, 2])):
            make.make_denial(
                claim=claim,
                form=rng.choice(["literal", "evidential"]),
                deniers=[rng.choice(actors)],
                publication_state=rng.choice(["published", "published", "draft"]),
            )
    return actors


@pytest.fixture(scope="class")
def actors(django_db_setup, django_db_blocker):
    with for_all(django_db_blocker):
        yield make_random_dispute(random.Random(0))


@pytest.mark.usefixtures("actors")
class TestOfARandomDispute:
    """What is asked of the same claims, which are made once."""

    def test_each_cell_counts_what_the_list_behind_it_has(self, client, actors):
        someone = random.Random(0).choice(actors).slug
        for query in (
            "",
            "?acting_for=1",
            "?after=2022-03&before=2022-08",
            "?after=2022-03&acting_for=1",
            "?kind=fact&denial=any",
            f"?claimant={someone}&acting_for=1",
            f"?actor={someone}",
            "?claimant=none&acting_for=1",
            "?sort=oldest&q=claim",
        ):
            found = cells(page(client, query))
            assert found, query
            for address, numbers in found.items():
                assert listed(address) == numbers, (query, address)

    @pytest.mark.parametrize("query", ["?", "?acting_for=1&"])
    def test_a_pair_without_a_cell_has_no_claims(self, client, actors, query):
        found = cells(page(client, query))
        for a in ["none", *(actor.slug for actor in actors)]:
            for b in actors:
                address = f"/claims/{query}claimant={a}&subject={b.slug}"
                assert (address in found) == (listed(address)[0] > 0), address

    def test_a_cells_link_leads_to_a_list_of_as_many(self, client):
        found = cells(page(client, "?acting_for=1&after=2022"))
        address, (number, _) = next(iter(found.items()))
        response = client.get(address)
        assert response.status_code == 200
        assert response.context["found"] == number

    def test_the_table_and_the_drawing_have_the_same_cells(self, client):
        html = page(client, "?acting_for=1")
        assert cells(html) == cells(html, DRAWN) != {}

    @pytest.mark.parametrize("query", ["", "?acting_for=1", "?kind=fact&denial=any&acting_for=1"])
    def test_no_pair_is_lost_among_the_others(self, client, monkeypatch, query):
        whole = page(client, query)
        all_pairs = [numbers for _, numbers in cells(whole).items()]
        assert ">Others<" not in whole
        monkeypatch.setattr(disputes, "MOST", 3)
        cut = page(client, query)
        shown = [(int(n), 0 if d == "none" else int(d)) for n, d in COUNTED.findall(cut)]
        assert len(shown) <= 4 * 4 < len(all_pairs)
        for side in (0, 1):
            assert sum(cell[side] for cell in shown) == sum(cell[side] for cell in all_pairs)
        for address, numbers in cells(cut).items():
            assert cells(whole)[address] == numbers


def test_a_claim_that_nobody_is_named_for_stands_in_a_row_of_its_own(client):
    russia = make.make_actor(name="Russia")
    claim = make.make_claim(subjects=[russia])
    make.make_denial(claim=claim)
    html = page(client)
    assert "No source says who" in html
    assert cells(html) == {"/claims/?claimant=none&subject=russia": (1, 1)}


def test_the_demos_central_accusation_is_one_of_nobody_and_denied(client, demo):
    # Nobody in the article utters "Russia has been using Iranian drones in Ukraine"; Ashtiani
    # answers it.
    assert cells(page(client))["/claims/?claimant=none&subject=russia"] == (1, 1)


def test_claims_about_no_actor_are_counted_beside_the_matrix(client):
    make.make_claim(claimants=[make.make_actor()], subjects=[make.make_actor()])
    make.make_claim(claimants=[make.make_actor()])
    make.make_claim()
    html = page(client)
    assert "<b>3</b> claims fit" in html
    assert "2 of them are about no actor, and are in no cell" in html


def test_beyond_fifteen_accusers_the_rest_are_summed(client):
    accused = make.make_actor(name="Accused")
    with together():
        for i in range(18):
            accuser = make.make_actor(name=f"Accuser {i:02d}")
            for _ in range(2 if i >= 3 else 1):
                make.make_claim(claimants=[accuser], subjects=[accused])
    make.make_denial(claim=Claim.objects.filter(attributions__actor__slug="accuser-02").get())
    html = page(client)
    found = cells(html)
    assert len(found) == 15
    assert "/claims/?claimant=accuser-03&subject=accused" in found
    assert "/claims/?claimant=accuser-02&subject=accused" not in found
    assert html.count(">Others<") == 2  # in the table, and in the drawing
    assert "<td>3 claims, 1 denied</td>" in html
    assert "the others are summed" in html


def test_a_refused_parameter_is_named_and_nothing_is_drawn(client):
    make.make_claim(claimants=[make.make_actor()], subjects=[make.make_actor()])
    response = client.get("/disputes/?after=2022-13")
    html = response.content.decode()
    assert response.status_code == 400
    assert "<code>after</code>" in html
    assert "<svg" not in html
    assert "<td" not in html


def test_an_empty_database_says_so(client):
    html = page(client)
    assert "There are no published claims about an actor yet." in html
    assert "<svg" not in html


def test_drafts_are_in_no_cell(client):
    make.make_claim(
        claimants=[make.make_actor()], subjects=[make.make_actor()], publication_state="draft"
    )
    assert cells(page(client)) == {}


def test_a_matrix_asks_as_much_of_ten_claims_as_of_five_hundred(client):
    numbers = []
    for more in (10, 490):
        make.make_many_claims(more)
        with CaptureQueriesContext(connection) as queries:
            page(client, "?acting_for=1")
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] < 20


def test_a_full_matrix_of_long_names_weighs_less_than_300_kilobytes(client):
    actors = [
        make.make_actor(name=f"Ministry of Foreign Affairs and Trade of Some Country No {i:02d}")
        for i in range(24)
    ]
    with together():
        for actor in actors:
            make.make_claim(claimants=[actor], subjects=actors)
    response = client.get("/disputes/")
    assert len(cells(response.content.decode())) == 225
    assert len(response.content) < 300_000


def test_it_reads_from_the_right_where_the_page_does():
    one, other = matrix.Layout(["Iran"], ["A", "B"]), matrix.Layout(["Iran"], ["A", "B"], rtl=True)
    for column in (0, 1):
        assert other.x(column) == other.width - one.x(column) - matrix.CELL_WIDTH
    assert other.names_x == other.width - one.names_x
    assert other.names_x > other.x(0) > other.x(1)


@pytest.mark.parametrize(
    ("number", "denied", "percent"),
    [(3, 0, 0), (3, 1, 33), (3, 2, 67), (3, 3, 100), (1000, 1, 1), (1000, 999, 99)],
)
def test_a_share_is_nothing_or_all_only_where_it_is(number, denied, percent):
    assert matrix.Cell(number, denied).percent == percent
