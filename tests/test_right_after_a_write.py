"""Right after any write, a page that shows it is made anew."""

import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from claims import publishing
from claims.editions import edition
from claims.history import erasing
from claims.merging import merge_actors
from claims.models import Actor, Affiliation, Attribution, Change, Claim, Denial, Evidence
from tests import factories as make
from tests.editing import act, change_address, save
from tests.kept_pages import ACTOR, ARTICLE, CITED, CLAIM, QUICK, again
from tests.writes.paths import load


@pytest.fixture(scope="module")
def minister(served):
    """The minister is also there under another name, as somebody with a claim of his own."""
    make.make_claim(claimants=[make.make_actor(slug="ashtiani", name="Ashtiani")])


@pytest.mark.django_db
def test_within_a_transaction_nobody_can_say_of_which_edition_it_is():
    assert edition() is None


def saved(dispute, desk):
    dispute.claim.text = "Iran sent drones, as it was saved."
    dispute.claim.save()


def updated(dispute, desk):
    Claim.objects.filter(slug="drones").update(text="Iran sent drones, as it was updated.")


def bulk_created(dispute, desk):
    claim = Claim(slug="many", text="Many.", kind="fact", publication_state="published",
                  source_url="https://a.example/many")  # fmt: skip
    Claim.objects.bulk_create([claim])
    Attribution.objects.bulk_create([Attribution(claim=claim, actor=dispute.iran, role="claimant")])


def bulk_updated(dispute, desk):
    dispute.iran.name = "Islamic Republic of Iran"
    Actor.objects.bulk_update([dispute.iran], ["name"])


def deleted(dispute, desk):
    Denial.objects.get(slug="denied").delete()


def many_deleted(dispute, desk):
    Evidence.objects.filter(slug="shown").delete()


def loaded(dispute, desk):
    load(Claim.objects.get(slug="drones"), text="Iran sent drones, as it was loaded.")


def edited_in_the_admin(dispute, desk):
    response = save(desk, change_address(dispute.article), headline="Sent, said the editor")
    assert response.status_code == 302


def published_in_the_admin(dispute, desk):
    draft = make.make_claim(slug="draft", publication_state="draft", claimants=[dispute.iran])
    act(desk, "claim", "publish", draft)
    assert Claim.objects.get(slug="draft").publication_state == "published"


def withdrawn(dispute, desk):
    claims = Claim.objects.filter(slug="other-claim")
    assert not publishing.withdraw(claims)


def merged(dispute, desk):
    merge_actors(dispute.minister, Actor.objects.get(slug="ashtiani"))


def tied(dispute, desk):
    Affiliation.objects.create(actor=dispute.russia, principal=dispute.iran, office="ally")


def corrected(dispute, desk):
    dispute.claim.corrections.create(made_on="2023-02-03", text="It was corrected.")


def erased(dispute, desk):
    assert erasing.erase(dispute.claim, [("claim", "text")], "It named somebody.")


# The write, and pages that show it; an erasure from the history shows on none.
WRITES = [
    (saved, [CLAIM, CITED]),
    (updated, ["/claims/?actor=iran&q=drones"]),
    (bulk_created, ["/claims/"]),
    (bulk_updated, ["/actors/", ACTOR]),
    (loaded, ["/"]),
    (edited_in_the_admin, ["/articles/", ARTICLE]),
    (published_in_the_admin, ["/claims/", "/actors/"]),
    (withdrawn, ["/claims/", "/claims/other-claim/"]),
    (tied, [ACTOR]),
    (corrected, [CLAIM]),
    (merged, ["/actors/", "/actors/ashtiani/"]),
    (deleted, [CLAIM, "/timeline/"]),
    (many_deleted, ["/evidence/", "/timeline/"]),
    (erased, ["/about/"]),
]


@pytest.mark.parametrize(("write", "pages"), WRITES, ids=lambda it: getattr(it, "__name__", ""))
def test_right_after_a_write_a_page_is_made_anew(reader, desk, served, minister, write, pages):
    before = {page: reader.get(page) for page in pages}
    write(served, desk)
    for page, was in before.items():
        now = again(reader, page, was["ETag"])
        assert now.status_code != 304
        assert now.get("ETag") != was["ETag"]
        assert now.content != was.content or write is erased


def test_right_after_a_refresh_of_what_is_derived_a_page_is_made_anew(reader, served):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET evidence_status = 'verified' WHERE slug = 'drones'")
    was = reader.get(CLAIM)
    call_command("check_integrity", refresh=True, stdout=StringIO())
    now = again(reader, CLAIM, was["ETag"])
    assert (now.status_code, now.content != was.content) == (200, True)


def test_a_write_that_is_taken_back_leaves_no_page_behind(reader, served):
    was = reader.get(CLAIM)
    with transaction.atomic():
        Claim.objects.filter(slug="drones").update(text="Never said.")
        transaction.set_rollback(True)
    now = reader.get(CLAIM)
    assert now.content == was.content


def test_a_save_that_changes_nothing_but_the_day_of_it_is_a_write(reader, served):
    was = reader.get(QUICK)["ETag"]
    Claim.objects.get(slug="drones").save()
    assert again(reader, QUICK, was).status_code == 200


if connection.vendor == "postgresql":

    def test_of_two_writes_the_first_may_come_into_sight_last(reader, served):
        """The history's largest key is that of the second all along."""
        written, go_on = threading.Event(), threading.Event()

        def write_slowly():
            try:
                with transaction.atomic():
                    Actor.objects.filter(slug="russia").update(name="Russian Federation")
                    written.set()
                    go_on.wait(10)
            finally:
                connections.close_all()

        slow = threading.Thread(target=write_slowly)
        slow.start()
        try:
            assert written.wait(10)
            Claim.objects.filter(slug="drones").update(text="Written second, seen first.")
            last = Change.objects.latest_first().first().pk
            page = reader.get("/actors/russia/")
            assert again(reader, "/actors/russia/", page["ETag"]).status_code == 304
        finally:
            go_on.set()
            slow.join(10)
        assert Change.objects.latest_first().first().pk == last
        now = again(reader, "/actors/russia/", page["ETag"])
        assert now.status_code == 200
        assert "Russian Federation" in now.content.decode()
        assert "Russian Federation" not in page.content.decode()
