"""An actor is found by the beginning of any of its names, and added to the filters of a list."""

import pytest
from lxml import html

from tests import factories as make

pytestmark = pytest.mark.django_db


def choices(client, query: str) -> dict[str, tuple[int, str]]:
    """What stands at each choice, with its count and its address."""
    page = html.fromstring(client.get(f"/choose-actor/?{query}").content)
    return {
        " ".join(link.find("span").text_content().split()): (
            int(link.find_class("facet__count")[0].text),
            link.get("href"),
        )
        for link in page.xpath("//div[@id='choices']//a")
    }


@pytest.fixture
def ukraine():
    return make.make_actor(name="Ukraine", aliases=["Kiev", "Kyiv", "Київ"])


def test_an_alias_finds_its_actor_and_the_page_says_why(client, ukraine):
    make.make_claim(claimants=[ukraine])
    assert choices(client, "name=kie&role=claimant&of=claims") == {
        "Ukraine State also named Kiev": (1, "/claims/?claimant=ukraine")
    }
    assert list(choices(client, "name=киї")) == ["Ukraine State also named Київ"]


def test_the_actors_own_name_needs_no_reason(client, ukraine):
    make.make_claim(claimants=[ukraine])
    assert list(choices(client, "name=UKR")) == ["Ukraine State"]


def test_every_word_that_is_typed_begins_a_word_of_a_name(client):
    for name in ("Mohammad-Reza Ashtiani", "Reza Pahlavi", "Rezakhan"):
        make.make_claim(claimants=[make.make_actor(name=name, kind="person")])
    assert set(choices(client, "name=reza")) == {
        "Mohammad-Reza Ashtiani Person",
        "Reza Pahlavi Person",
        "Rezakhan Person",
    }
    assert set(choices(client, "name=reza mo")) == {"Mohammad-Reza Ashtiani Person"}
    assert choices(client, "name=eza") == {}


def test_a_choice_keeps_the_other_filters_and_counts_under_them(client, ukraine):
    iran = make.make_actor(name="Iran")
    make.make_claim(claimants=[ukraine], subjects=[iran])
    make.make_claim(claimants=[ukraine])
    make.make_claim(subjects=[iran])
    filters = "subject=iran&sort=oldest&cursor=xyz"
    (only,) = choices(client, f"name=kiev&role=claimant&of=claims&{filters}").values()
    # A page marker belongs to the list as it was.
    assert only == (1, "/claims/?subject=iran&sort=oldest&claimant=ukraine")
    response = client.get(only[1])
    assert "<b>1</b> claim found" in " ".join(response.content.decode().split())


def test_the_list_of_evidence_gets_its_own_address(client, ukraine):
    make.make_evidence(sources=[ukraine])
    (only,) = choices(client, "name=ukr&role=source&of=evidence").values()
    assert only == (1, "/evidence/?source=ukraine")


def test_those_who_act_for_an_actor_count_where_they_do_in_the_list(client, ukraine):
    minister = make.make_actor(name="Minister", kind="person")
    make.make_affiliation(actor=minister, principal=ukraine)
    make.make_claim(claimants=[minister])
    (alone,) = choices(client, "name=ukr&role=claimant").values()
    (all_of_them,) = choices(client, "name=ukr&role=claimant&acting_for=1").values()
    assert (alone[0], all_of_them[0]) == (0, 1)


@pytest.mark.parametrize("name", ["", "  ", "?!", "zzz", "x" * 5000, "\x00", "%", "_"])
def test_what_names_nobody_gives_no_choice(client, ukraine, name):
    make.make_claim(claimants=[ukraine])
    response = client.get("/choose-actor/", {"name": name})
    assert response.status_code == 200
    assert b"/claims/?actor=" not in response.content


def test_a_filter_that_cannot_be_read_is_refused_here_too(client, ukraine):
    make.make_claim(claimants=[ukraine])
    response = client.get("/choose-actor/?name=ukr&evidence=maybe")
    assert response.status_code == 400
    assert b"maybe" in response.content
    assert b"claimant=ukraine" not in response.content


def test_an_actor_of_drafts_alone_is_not_offered(client, ukraine):
    make.make_claim(claimants=[ukraine], publication_state="draft")
    assert choices(client, "name=ukr") == {}


def test_the_list_of_actors_is_searched_in_the_same_way(client, ukraine):
    make.make_claim(claimants=[ukraine, make.make_actor(name="Iran")])
    page = html.fromstring(client.get("/actors/?q=kyi").content)
    assert [link.text_content() for link in page.xpath("//ul[@class='actors']//a")] == ["Ukraine"]


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    make.make_claim(claimants=[make.make_actor(name=f"Actor {i}") for i in range(30)])
    with django_assert_num_queries(4):
        client.get("/choose-actor/?name=actor")
