"""An answer that one has already is not made again; the moment something changes, it is."""

import pytest

from claims.models import Claim
from tests.kept_pages import again

API = "/api/v1"


@pytest.mark.django_db
def test_within_a_transaction_no_answer_bears_a_tag(client):
    assert "ETag" not in client.get(f"{API}/claims")


@pytest.mark.parametrize("path", ["/claims", "/evidence", "/actors/iran", "/openapi.json", "/docs"])
def test_what_one_has_already_is_not_sent_again_until_something_changes(reader, served, path):
    tag = reader.get(f"{API}{path}")["ETag"]
    kept = again(reader, f"{API}{path}", tag)
    assert (kept.status_code, kept.content) == (304, b"")
    assert kept["Access-Control-Allow-Origin"] == "*"
    claim = Claim.objects.published().first()
    claim.text += " indeed"
    claim.save()
    new = again(reader, f"{API}{path}", tag)
    assert new.status_code == 200
    assert new["ETag"] != tag
    assert "ETag" in new["Access-Control-Expose-Headers"]


def test_what_is_refused_or_missing_bears_no_tag(reader):
    for path in ("/claims?x=1", "/claims/nowhere", "/nowhere"):
        assert "ETag" not in reader.get(f"{API}{path}")
