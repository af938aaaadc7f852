"""What is drawn of many claims is small: a page that one looks at, and not all of it at once."""

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_drawings_of_ten_thousand_claims_weigh_less_than_300_kilobytes(client):
    call_command("make_corpus", claims=10_000, seed=1, verbosity=0)
    for address in ("/timeline/", "/timeline/?after=2023-05&before=2023-05", "/disputes/"):
        response = client.get(address)
        assert response.status_code == 200
        assert len(response.content) < 300_000, address
    response = client.get("/timeline/")
    assert "There are too many to draw one by one" in response.content.decode()
