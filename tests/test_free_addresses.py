"""The address that a new record is given: one that is free, among records of its kind."""

import pytest

from claims.intake.proposals import free_record_slug
from claims.models import Actor
from tests import factories as make
from tests.annotating import a_claim_of, article_to_annotate, errors, nothing_saved
from tests.editing import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "make_one", "other"),
    [("actor", make.make_actor, make.make_claim), ("claim", make.make_claim, make.make_actor)],
)
def test_a_former_address_is_taken_for_its_own_kind_alone(kind, make_one, other):
    record, stranger = make_one(slug="rain-fell"), other(slug="snow-fell")
    for moved in (record, stranger):
        moved.slug += "-again"
        moved.save()

    assert free_record_slug(kind, "Rain fell") == "rain-fell-2"
    assert free_record_slug(kind, "Snow fell") == "snow-fell"


def test_numbers_are_counted_on_and_end_in_digits_of_the_words(django_assert_num_queries):
    for slug in ("rain", *(f"rain-{n}" for n in range(2, 100) if n != 7)):
        make.make_actor(name=slug, slug=slug)

    with django_assert_num_queries(2):
        assert free_record_slug("actor", "Rain") == "rain-7"
    make.make_actor(name="Rain", slug="rain-7")
    assert len(free_record_slug("actor", "Rain")) == len("rain-") + 10


def test_nobody_is_called_none():
    assert free_record_slug("actor", "None") == "none-2"
    assert free_record_slug("claim", "None") == "none"


def test_two_new_actors_of_one_address_are_refused_at_the_second():
    article = article_to_annotate()
    new = {"role": "subject", "kind": "group"}
    response = a_claim_of(
        signed_in("editor"), article, people={"Foo Bar": new, "Foo-Bar": new | {"role": "claimant"}}
    )

    assert "“Foo-Bar” and “Foo Bar”, whom another row adds, would have one address" in " ".join(
        errors(response)
    )
    assert nothing_saved()
    assert not Actor.objects.filter(slug__startswith="foo").exists()
