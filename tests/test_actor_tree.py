"""Who acts for whom, on an actor's page."""

from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Attribution
from claims.pages import representation
from tests import factories as make
from tests.actor_pages import page_of, section, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


class Lists(HTMLParser):
    """The names in the nested lists of the tree, each with its depth."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth, self.found, self.name = 0, [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.depth += tag == "ul" and dict(attrs).get("class") == "tree"
        if tag in ("a", "strong"):
            self.name = ""

    def handle_endtag(self, tag):
        if tag in ("a", "strong") and self.name is not None:
            self.found.append((self.depth, self.name))
            self.name = None
        self.depth -= tag == "ul"

    def handle_data(self, data):
        if self.name is not None:
            self.name += data


def tree(page: str) -> list[tuple[int, str]]:
    return Lists(section(page, "acting")).found


def test_the_tree_runs_from_the_top_to_the_last_representative_with_the_actor_in_the_middle(client):
    names = ("State", "Ministry", "Department", "Clerk", "Other ministry", "Stranger")
    state, ministry, department, clerk, other, stranger = (make.make_actor(name=n) for n in names)
    for below, above in ((ministry, state), (department, ministry), (clerk, department)):
        make.make_affiliation(actor=below, principal=above)
    make.make_affiliation(actor=other, principal=state)
    make.make_affiliation(actor=clerk, principal=stranger)
    for actor in (clerk, other):
        make.make_claim(claimants=[actor])
    assert tree(page_of(client, department)) == [
        (1, "State"), (2, "Ministry"), (3, "Department"), (4, "Clerk"),
    ]  # fmt: skip
    assert tree(page_of(client, state)) == [
        (1, "State"), (2, "Ministry"), (3, "Department"), (4, "Clerk"), (2, "Other ministry"),
    ]  # fmt: skip
    # Two ways up: under the second it is named again.
    assert tree(page_of(client, clerk)) == [
        (1, "State"), (2, "Ministry"), (3, "Department"), (4, "Clerk"),
        (1, "Stranger"), (2, "Clerk"),
    ]  # fmt: skip


def test_the_tree_tells_office_and_days_and_who_is_out_of_office_comes_last(client):
    state = make.make_actor(name="State")
    for name, office, since, until in (
        ("Anna", "minister", "2010-01", "2014"),
        ("Boris", "minister", "2014", ""),
        ("Clara", "", "", ""),
    ):
        person = make.make_actor(name=name, kind="person")
        make.make_affiliation(
            actor=person, principal=state, office=office, since=since, until=until
        )
        make.make_claim(claimants=[person])
    page = page_of(client, state)
    assert tree(page) == [(1, "State"), (2, "Boris"), (2, "Clara"), (2, "Anna")]
    text = words(section(page, "acting"))
    assert "minister since January 2010, until 2014" in text
    assert "Boris minister since 2014 Clara" in text


def test_two_offices_of_one_person_stand_with_the_one_name(client):
    state, person = make.make_actor(name="State"), make.make_actor(name="Anna", kind="person")
    for office, since, until in (("spokeswoman", "2010", "2012"), ("minister", "2013", "2015")):
        make.make_affiliation(
            actor=person, principal=state, office=office, since=since, until=until
        )
    make.make_claim(claimants=[person])
    page = page_of(client, state)
    assert tree(page) == [(1, "State"), (2, "Anna")]
    assert "spokeswoman since 2010, until 2012 minister since" in words(section(page, "acting"))


def test_who_acted_for_a_ministry_on_other_days_than_it_for_a_state_is_not_under_the_state(client):
    state, ministry, person = (make.make_actor(name=n) for n in ("State", "Ministry", "Person"))
    make.make_affiliation(actor=ministry, principal=state, since="2010", until="2012")
    make.make_affiliation(actor=person, principal=ministry, since="2015")
    make.make_affiliation(actor=person, principal=state, since="2020")
    make.make_claim(claimants=[person, ministry])
    assert tree(page_of(client, state)) == [(1, "State"), (2, "Person"), (2, "Ministry")]


def test_of_five_hundred_representatives_twenty_are_seen_and_the_rest_is_folded_away(client):
    state, claim = make.make_actor(name="State"), make.make_claim()
    for number in range(500):
        person = make.make_actor(name=f"Person {number:03d}", kind="person")
        make.make_affiliation(actor=person, principal=state)
    Attribution.objects.bulk_create(
        Attribution(claim=claim, actor=tie.actor, role="claimant")
        for tie in state.representatives.select_related("actor")
    )
    page = page_of(client, state)
    seen, folded = section(page, "acting").split("<details", 1)
    assert seen.count('class="tree__node"') == 21
    assert "and 480 more" in folded
    assert "Person 019" in seen
    assert "Person 020" in folded
    assert "Person 499" in folded


def test_a_circle_that_no_day_allows_would_end_all_the_same():
    class Tie:
        since_on = until_on = None
        office = ""

        def __init__(self, actor: int, principal: int) -> None:
            self.actor_id, self.principal_id = actor, principal

    class Named:
        def __init__(self, name: str) -> None:
            self.name = name

    ties = [Tie(1, 2), Tie(2, 3), Tie(3, 2), Tie(4, 1), Tie(1, 4)]
    nodes = representation.tree(1, ties, {n: Named(f"Actor {n}") for n in range(1, 5)})

    def keys(of):
        return {node.actor.name for node in of} | {k for node in of for k in keys(node.below)}

    assert keys(nodes) == {f"Actor {n}" for n in range(1, 5)}


def test_the_page_asks_as_much_of_a_small_tree_as_of_a_large_one_with_many_names(client):
    state, claim = make.make_actor(name="State"), make.make_claim()
    attribution = make.attribute(statement=claim, actor=state, role="subject")
    counts = []
    for number in range(30):
        person = make.make_actor(kind="person")
        below = make.make_actor(kind="person")
        make.make_affiliation(actor=person, principal=state)
        make.make_affiliation(actor=below, principal=person)
        make.attribute(statement=claim, actor=below, role="claimant")
        make.mention(attribution=attribution, passage=make.make_passage(), name=f"Name {number}")
        if number in (1, 29):
            with CaptureQueriesContext(connection) as queries:
                page_of(client, state)
            counts.append(len(queries))
    assert counts[0] == counts[1]
