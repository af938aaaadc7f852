"""Actors: the names they go by, whom they act for, and nobody for themselves."""

import pytest

from claims.models import Actor, Affiliation, CountsAs
from tests import factories as make
from tests.editing import add_address, change_address, delete, errors, save

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def iran(db):
    return make.make_actor(name="Iran", aliases=["Tehran"])


@pytest.fixture
def minister(iran):
    minister = make.make_actor(name="Minister", kind="person")
    make.make_affiliation(actor=minister, principal=iran, since="2021-08", until="2024-08")
    return minister


def test_an_actor_is_added_with_aliases_and_whom_it_acts_for(editor, iran):
    response = save(
        editor,
        add_address("actor"),
        name="Ashtiani",
        slug="ashtiani",
        kind="person",
        aliases_0_name="Mohammad-Reza Ashtiani",
        affiliations_0_principal=iran,
        affiliations_0_office="Minister of Defence",
        affiliations_0_since="2021-08",
    )

    assert response.status_code == 302
    ashtiani = Actor.objects.get(slug="ashtiani")
    assert ashtiani.aliases.get().name == "Mohammad-Reza Ashtiani"
    assert str(ashtiani.affiliations.get().since_on) == "2021-08-01"
    assert CountsAs.objects.filter(actor=ashtiani, principal=iran).exists()


def test_a_cycle_is_refused_by_name_and_nothing_is_written(editor, iran, minister):
    response = save(editor, change_address(iran), name="Persia", affiliations_0_principal=minister)

    (message,) = errors(response)
    assert "Iran" in message or "Persia" in message
    assert "nobody acts for themselves" in message
    assert Affiliation.objects.count() == 1
    assert Actor.objects.get(pk=iran.pk).name == "Iran"


def test_ties_that_never_meet_are_no_cycle(editor, iran, minister):
    response = save(
        editor,
        change_address(iran),
        affiliations_0_principal=minister,
        affiliations_0_until="2021-07-31",
    )

    assert response.status_code == 302


def test_nobody_acts_for_themselves_directly(editor, iran):
    response = save(editor, change_address(iran), affiliations_0_principal=iran)

    assert errors(response) == ["An actor does not act for itself."]


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [("2022-13", "", "2022-13"), ("", "soon", "soon"), ("2024", "2021", "“Since” is later")],
)
def test_an_affiliation_that_cannot_be_dated_so_is_refused(editor, minister, since, until, said):
    response = save(
        editor, change_address(minister), affiliations_0_since=since, affiliations_0_until=until
    )

    assert said in errors(response)[0]


def test_an_alias_is_given_once(editor, iran):
    response = save(editor, change_address(iran), aliases_1_name="Tehran")

    assert "duplicate" in " ".join(errors(response))
    assert iran.aliases.count() == 1


def test_an_affiliation_is_given_once(editor, minister, iran):
    response = save(
        editor,
        change_address(minister),
        affiliations_1_principal=iran,
        affiliations_1_since="2021-08",
    )

    assert errors(response)
    assert Affiliation.objects.count() == 1


def test_rows_that_exchange_their_names_give_no_server_error(editor, iran):
    iran.aliases.create(name="Persia")

    response = save(editor, change_address(iran), aliases_0_name="Tehran", aliases_1_name="Persia")

    assert response.status_code in (200, 302)
    assert set(iran.aliases.values_list("name", flat=True)) == {"Persia", "Tehran"}


@pytest.mark.parametrize("wikidata", ["794", "Q0", "q794", "Q79x"])
def test_a_wikidata_id_is_q_and_digits(editor, iran, wikidata):
    response = save(editor, change_address(iran), wikidata_id=wikidata)

    assert errors(response) == ["A Wikidata id is Q and digits: Q794."]


def test_a_wikidata_id_belongs_to_one_actor(editor, iran):
    make.make_actor(wikidata_id="Q794")

    response = save(editor, change_address(iran), wikidata_id="Q794")

    assert errors(response)


def test_an_actor_with_a_role_is_protected_and_one_without_is_deleted(editor, iran):
    claim = make.make_claim(claimants=[iran])
    other = make.make_actor(aliases=["Other"])
    make.make_affiliation(actor=other, principal=iran)

    assert delete(editor, iran).status_code == 200
    assert delete(editor, other).status_code == 302

    assert claim.attributions.get().actor == iran
    assert not CountsAs.objects.filter(principal=iran).exclude(actor=iran).exists()


def test_an_actor_page_names_those_who_act_for_it(editor, iran, minister):
    page = editor.get(change_address(iran)).content.decode()

    assert f'href="{change_address(minister)}"' in page


def test_view_on_site_is_missing_for_an_actor_that_no_page_names(editor, iran):
    def link(actor):
        return editor.get(change_address(actor)).context["absolute_url"]

    assert link(iran) is None
    make.make_claim(claimants=[iran])
    assert link(iran) == iran.get_absolute_url()
