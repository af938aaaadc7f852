"""`claimant=none`: claims of which no source says who makes them."""

import pytest
from django.db import IntegrityError

from tests import factories as make

pytestmark = pytest.mark.django_db


def found(client, address: str) -> int:
    response = client.get(address)
    assert response.status_code == 200
    return response.context["found"]


def test_claims_without_a_claimant_are_found(client):
    iran = make.make_actor(name="Iran")
    make.make_claim(claimants=[iran])
    unstated = make.make_claim(claimants=[], subjects=[iran])
    response = client.get("/claims/?claimant=none")
    assert [row.pk for row in response.context["rows"]] == [unstated.pk]
    assert found(client, "/claims/?claimant=none&subject=iran") == 1
    assert found(client, "/claims/?claimant=none&claimant=iran") == 0


def test_the_demos_central_accusation_is_one_of_them(client, demo):
    response = client.get("/claims/?claimant=none")
    assert [row.slug for row in response.context["rows"]] == ["russia-uses-iranian-drones"]


def test_the_facet_offers_it_with_its_count(client):
    make.make_claim(claimants=[])
    make.make_claim(claimants=[make.make_actor(name="Iran")])
    page = client.get("/claims/").content.decode()
    assert 'href="?claimant=none"' in page
    assert "no source says who" in page


@pytest.mark.parametrize("role", ["actor", "subject", "denier", "source"])
def test_it_is_no_value_of_another_role(client, role):
    make.make_claim(claimants=[])
    assert client.get(f"/claims/?{role}=none").status_code == 400


def test_no_actor_has_that_address():
    with pytest.raises(IntegrityError):
        make.make_actor(slug="none")
