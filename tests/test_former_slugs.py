"""Addresses that moved: the old one leads to the record for ever, and to no other."""

import json
import random
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from claims import history
from claims.history.undoing import undo
from claims.models import Actor, Change, Claim, FormerSlug
from tests import factories as make
from tests.asking import questions
from tests.editing import add_address, change_address, errors, save
from tests.whole import is_whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def iran():
    actor = make.make_actor(name="Iran", slug="persia")
    make.make_claim(claimants=[actor], text="So it is.")
    Actor.objects.filter(pk=actor.pk).update(slug="iran")
    actor.refresh_from_db()
    return actor


# Written -----------------------------------------------------------------------------------------


def by_save(record):
    record.slug = "new"
    record.save()


def by_save_of_the_field(record):
    record.slug = "new"
    record.save(update_fields=["slug"])


def by_update(record):
    type(record).objects.filter(pk=record.pk).update(slug="new")


def by_bulk_update(record):
    record.slug = "new"
    type(record).objects.bulk_update([record], ["slug"])


def by_update_or_create(record):
    type(record).objects.update_or_create(pk=record.pk, defaults={"slug": "new"})


@pytest.mark.parametrize("make_one", [make.make_actor, make.make_claim])
@pytest.mark.parametrize(
    "write", [by_save, by_save_of_the_field, by_update, by_bulk_update, by_update_or_create]
)
def test_every_way_to_change_a_slug_leaves_the_old_one_leading_to_the_record(make_one, write):
    record = make_one(slug="old")
    write(record)

    former = FormerSlug.objects.get()
    assert (former.slug, former.actor or former.claim) == ("old", record)


def test_a_fixture_that_changes_a_slug_leaves_the_old_one_too(tmp_path):
    claim = make.make_claim(slug="old")
    row = {"text": claim.text, "kind": "fact", "slug": "new"}
    fixture = tmp_path / "claims.json"
    fixture.write_text(json.dumps([{"model": "claims.claim", "pk": claim.pk, "fields": row}]))
    call_command("loaddata", fixture, verbosity=0)
    assert FormerSlug.objects.get().claim == claim


def test_a_slug_that_comes_back_is_no_former_one(iran):
    by_update(iran)
    Actor.objects.filter(pk=iran.pk).update(slug="persia")

    assert sorted(FormerSlug.objects.values_list("slug", flat=True)) == ["iran", "new"]


def test_a_save_that_keeps_the_slug_leaves_no_former_one():
    claim = make.make_claim()
    claim.text = "Other words."
    claim.save()
    assert not FormerSlug.objects.exists()


def test_an_actor_and_a_claim_may_have_the_same_former_slug(iran):
    claim = make.make_claim(slug="persia")
    by_save(claim)
    assert FormerSlug.objects.filter(slug="persia").count() == 2
    is_whole()


@pytest.mark.parametrize(
    "write",
    [
        lambda: Actor.objects.create(slug="persia", name="Persia", kind="state"),
        lambda: Actor.objects.bulk_create([Actor(slug="persia", name="Persia", kind="state")]),
        lambda: Actor.objects.filter(slug="other").update(slug="persia"),
        lambda: Actor.objects.update_or_create(slug="other", defaults={"slug": "persia"}),
    ],
    ids=["create", "bulk_create", "update", "update_or_create"],
)
def test_no_other_record_takes_a_slug_that_leads_elsewhere(iran, write):
    make.make_actor(slug="other")
    before = Change.objects.count()

    with pytest.raises(ValidationError, match="a former address of the actor “Iran”"):
        write()

    assert not Actor.objects.filter(slug="persia").exists()
    assert Change.objects.count() == before


def test_a_record_that_goes_takes_its_former_addresses_along():
    actor = make.make_actor(slug="old")
    by_save(actor)
    actor.delete()
    assert not FormerSlug.objects.exists()
    assert make.make_actor(slug="old")


def test_a_changed_slug_can_be_undone_as_any_change():
    claim = make.make_claim(slug="old")
    with history.acting(source="test"):
        by_save(claim)
    undo(Change.objects.filter(kind="formerslug").get().edit)

    claim.refresh_from_db()
    assert claim.slug == "old"
    assert FormerSlug.objects.get().slug == "new"


def test_after_any_order_of_changes_every_address_ever_had_leads_to_its_record():
    dice = random.Random(5)
    claims = [make.make_claim(slug=f"slug-{n}", anchored=False) for n in range(4)]
    had = {f"slug-{n}": claim.pk for n, claim in enumerate(claims)}
    for _ in range(60):
        claim, slug = Claim.objects.get(pk=dice.choice(claims).pk), f"slug-{dice.randrange(12)}"
        write = dice.choice([by_save, by_update])
        try:
            with transaction.atomic():
                if write is by_save:
                    claim.slug = slug
                    claim.save()
                else:
                    Claim.objects.filter(pk=claim.pk).update(slug=slug)
        except (ValidationError, IntegrityError):
            assert had.get(slug, claim.pk) != claim.pk
            continue
        assert had.setdefault(slug, claim.pk) == claim.pk
    for slug, key in had.items():
        assert Claim.objects.filter(slug=slug).first() or (
            FormerSlug.objects.leading_from("claim", slug).pk == key
        )


# In the admin ------------------------------------------------------------------------------------


@pytest.mark.parametrize("make_one", [make.make_actor, make.make_claim])
def test_an_editor_corrects_a_slug_and_sees_the_former_one(editor, make_one):
    record = make_one(slug="old")

    assert save(editor, change_address(record), slug="new").status_code == 302

    page = editor.get(change_address(record))
    assert page.context["adminform"].form.instance.slug == "new"
    assert FormerSlug.objects.get().slug == "old"
    assert "old" in page.content.decode()


def test_a_slug_that_leads_elsewhere_is_refused_at_its_field(editor, iran):
    response = save(editor, add_address("actor"), name="Persia", slug="persia", kind="state")

    assert list(response.context["adminform"].form.errors) == ["slug"]
    assert "choose another" in errors(response)[0]


@pytest.mark.parametrize("make_one", [make.make_article, make.make_denial])
def test_the_slugs_of_articles_and_answers_stay(editor, make_one):
    record = make_one(slug="first")
    save(editor, change_address(record), slug="second")
    record.refresh_from_db()
    assert record.slug == "first"


# Read --------------------------------------------------------------------------------------------


def test_an_old_address_leads_to_the_new_one_with_its_query(client, iran):
    response = client.get("/actors/persia/?lang=en&x=%C3%A4")
    assert response.status_code == 301
    assert response["Location"] == "/actors/iran/?lang=en&x=%C3%A4"
    assert client.head("/actors/persia/").status_code == 301


def test_a_claims_old_address_and_that_of_its_citation_lead_on(client):
    claim = make.make_claim(slug="old")
    by_save(claim)
    assert client.get("/claims/old/")["Location"] == "/claims/new/"
    assert client.get("/claims/old/cite.bib")["Location"] == "/claims/new/cite.bib"
    assert client.get("/claims/old/cite.exe").status_code == 404


def test_an_old_address_of_what_is_no_longer_public_leads_nowhere(client):
    claim = make.make_claim(slug="old")
    by_save(claim)
    Claim.objects.update(publication_state="draft")
    assert client.get("/claims/old/").status_code == 404
    assert client.get("/claims/new/").status_code == 404


@pytest.mark.parametrize("path", ["/claims/", "/evidence/", "/disputes/", "/timeline/"])
def test_a_filter_by_an_old_slug_asks_for_the_record_and_links_by_the_new_one(client, iran, path):
    def page(slug):
        response = client.get(f"{path}?claimant={slug}&denial=none")
        assert response.status_code == 200
        # On paper a page tells its own address.
        return re.sub(r'<p class="on-paper".*?</p>', "", response.content.decode())

    assert "claimant=iran" in page("persia")
    assert page("persia") == page("iran")


def test_a_slug_and_a_former_one_of_the_same_actor_are_one_filter(client, iran):
    page = client.get("/claims/?actor=persia&actor=iran").content.decode()
    assert page.count('<li class="chip"') == 1
    assert "So it is." in page


def test_an_old_slug_of_a_publisher_is_understood_and_an_unknown_one_still_refused(client):
    publisher = make.make_actor(slug="old")
    article = make.make_article(publisher=publisher)
    make.make_claim(passage=make.make_passage(article=article), text="So it is.")
    by_save(publisher)
    assert "So it is." in client.get("/claims/?publisher=old").content.decode()
    assert client.get("/claims/?publisher=older").status_code == 400
    assert client.get("/claims/?article=old").status_code == 400


def test_an_old_slug_costs_no_query_more(client, iran):
    of_old, of_new = (questions(client, f"/claims/?actor={slug}") for slug in ("persia", "iran"))
    assert len(of_old) == len(of_new)
