"""Whom a name in a file means."""

import pytest

from claims.imports.items import Named
from claims.merging import merge_actors
from claims.models import (
    Actor,
    Alias,
    Attribution,
    Claim,
)
from tests import factories as make

from .given import imported, item, people

pytestmark = pytest.mark.django_db


def test_names_and_aliases_that_are_known_are_matched_in_whatever_case():
    courier = make.make_actor(name="The Daily Courier", kind="news_organisation")
    Alias.objects.create(actor=courier, name="The courier")
    freedonia = make.make_actor(name="FREEDONIA", kind="state")
    imported(item())
    assert set(Attribution.objects.values_list("actor", flat=True)) == {courier.pk, freedonia.pk}
    assert not Actor.objects.filter(to_review=True).exists()


def test_a_name_that_nobody_has_makes_an_actor_that_waits_for_review():
    imported(item(claimants=(Named("The Courier"),)))
    courier = Actor.objects.get(name="The Courier")
    assert (courier.slug, courier.kind, courier.to_review) == ("the-courier", "group", True)


def test_a_name_of_two_matches_neither_and_makes_one_actor_for_ever():
    for slug in ("courier-of-the-east", "courier-of-the-west"):
        make.make_actor(slug=slug, name="The Courier", kind="news_organisation")
    imported(item("1"))
    imported(item("2"))
    made = Actor.objects.get(name="The Courier", to_review=True)
    assert made.attributions.count() == 2


def test_a_person_is_no_state_of_the_same_name():
    georgia = make.make_actor(name="Georgia", kind="state")
    imported(item(claimants=(Named("Georgia", "person"),), subjects=(Named("Georgia 2", "state"),)))
    assert georgia.attributions.count() == 0


def test_a_wikidata_id_says_who_is_meant():
    courier = make.make_actor(name="Kurier", kind="news_organisation", wikidata_id="Q11")
    same = ("https://www.wikidata.org/wiki/Q11", "https://twitter.com/courier")
    imported(item(claimants=(Named("The Courier", "news_organisation", same),)))
    assert people(Claim.objects.get(), "claimant") == ["Kurier"]
    other = ("http://www.wikidata.org/entity/Q12",)
    imported(item("2", claimants=(Named("The Herald", "", other),)))
    assert Actor.objects.get(name="The Herald").wikidata_id == "Q12"
    assert courier.attributions.count() == 1


def test_an_actor_merged_by_an_editor_is_the_one_meant_from_then_on():
    daily = make.make_actor(name="The Daily Courier", kind="news_organisation")
    imported(item("1"))
    merge_actors(daily, Actor.objects.get(name="The Courier"))
    weekly = make.make_actor(name="The Weekly Courier", kind="news_organisation")
    Alias.objects.create(actor=weekly, name="The Courier")
    imported(item("2"))
    assert daily.attributions.count() == 2
    assert not Actor.objects.filter(name="The Courier").exists()
