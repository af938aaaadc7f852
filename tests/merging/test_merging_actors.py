"""Two actors that are one: nothing is lost, and both addresses lead on."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import history
from claims.history.undoing import undo
from claims.merging import merge_actors
from claims.models import (
    Actor,
    Affiliation,
    Attribution,
    Change,
    Claim,
    CountsAs,
    FormerSlug,
    Mention,
)
from tests import factories as make
from tests.whole import is_whole

pytestmark = pytest.mark.django_db


def why(refused):
    return " ".join(refused.value.messages)


def test_the_names_of_the_merged_actor_are_names_of_the_kept_one(iran, persia):
    merge_actors(iran, persia)

    assert sorted(iran.aliases.values_list("name", flat=True)) == [
        "Islamic Republic",
        "Persia",
        "Tehran",
    ]
    assert list(Actor.objects.named_like("islam")) == [iran]
    is_whole()


def test_its_roles_and_articles_are_those_of_the_kept_one(iran, persia):
    claim = make.make_claim(claimants=[persia], subjects=[iran])
    denial = make.make_denial(claim=claim, deniers=[persia])
    own, told = make.make_article(publisher=persia), make.make_article(agency=persia)

    merge_actors(iran, persia)

    assert {(row.role, row.denial) for row in Attribution.objects.filter(actor=iran)} == {
        ("claimant", None),
        ("subject", None),
        ("denier", denial),
    }
    own.refresh_from_db()
    told.refresh_from_db()
    assert (own.publisher, told.agency) == (iran, iran)
    is_whole()


def test_one_role_that_both_had_is_had_once_with_the_mentions_of_both(iran, persia):
    claim = make.make_claim(text="Persia and Iran said so.", claimants=[iran, persia])
    first, second = claim.attributions.order_by("pk")
    other = make.make_passage(quote="Persia said it again.")
    make.anchor(statement=claim, passage=other)
    make.mention(attribution=first, name="Iran")
    make.mention(attribution=second, passage=other, name="Persia")

    merge_actors(iran, persia)

    row = claim.attributions.get()
    assert (row.pk, row.actor) == (first.pk, iran)
    assert sorted(row.mentions.values_list("name", flat=True)) == ["Iran", "Persia"]
    is_whole()


def test_of_two_names_in_one_passage_the_fuller_one_is_kept_with_what_the_other_adds(iran, persia):
    claim = make.make_claim(text="The old Persia said so", claimants=[iran, persia])
    first, second = claim.attributions.order_by("pk")
    make.mention(attribution=first, name="Persia", date="2022-12")
    make.mention(attribution=second, name="old Persia", medium="on radio", date="2022-12-11")

    merge_actors(iran, persia)

    kept = Mention.objects.get()
    assert (kept.name, kept.medium, kept.date) == ("old Persia", "on radio", "2022-12-11")
    is_whole()


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ({"name": "Iran"}, {"name": "Persia"}, "the name is “Iran” for the one and “Persia”"),
        ({"date": "2022-12-11"}, {"date": "2022-12-10"}, "the date is 2022-12-11"),
        ({"own_voice": True}, {"name": "Persia"}, "the article's own voice"),
    ],
)
def test_what_both_print_differently_in_one_passage_is_refused_and_nothing_is_merged(
    iran, persia, ours, theirs, said
):
    claim = make.make_claim(text="Iran, Persia, said so", claimants=[iran, persia])
    for row, printed in zip(claim.attributions.order_by("pk"), (ours, theirs), strict=True):
        make.mention(attribution=row, **printed)
    before = Change.objects.count()

    with pytest.raises(ValidationError) as refused:
        merge_actors(iran, persia)

    assert said in why(refused)
    assert "Iran, Persia, said so" in why(refused)
    assert Attribution.objects.count() == 2
    assert iran.aliases.count() == 1
    assert Change.objects.count() == before


def test_who_acts_for_the_merged_actor_acts_for_the_kept_one_and_neither_for_itself(iran, persia):
    minister = make.make_actor(name="Minister", kind="person")
    union = make.make_actor(name="Union")
    make.make_affiliation(actor=persia, principal=iran)
    make.make_affiliation(actor=minister, principal=iran, office="Minister", since="2021")
    make.make_affiliation(
        actor=minister, principal=persia, office="Minister", since="2021", until="2024"
    )
    make.make_affiliation(actor=persia, principal=union)

    merge_actors(iran, persia)

    ties = {(tie.actor, tie.principal, tie.until) for tie in Affiliation.objects.all()}
    assert ties == {(minister, iran, "2024"), (iran, union, "")}
    assert CountsAs.objects.filter(actor=minister, principal=union).exists()
    is_whole()


def test_nobody_comes_to_act_for_themselves(iran, persia):
    ministry = make.make_actor(name="Ministry")
    make.make_affiliation(actor=persia, principal=ministry)
    make.make_affiliation(actor=ministry, principal=iran)

    with pytest.raises(ValidationError) as refused:
        merge_actors(iran, persia)

    assert "nobody acts for themselves" in why(refused)
    assert "Ministry" in why(refused)
    assert Actor.objects.filter(pk=persia.pk).exists()


def test_two_ends_of_one_affiliation_are_refused(iran, persia):
    union = make.make_actor()
    for actor, until in ((iran, "2023"), (persia, "2024")):
        make.make_affiliation(actor=actor, principal=union, until=until)

    with pytest.raises(ValidationError, match="until 2023, the other until 2024"):
        merge_actors(iran, persia)


def test_a_wikidata_id_comes_along_and_two_are_refused(iran, persia):
    Actor.objects.filter(pk=persia.pk).update(wikidata_id="Q794")
    merge_actors(iran, persia)
    iran.refresh_from_db()
    assert iran.wikidata_id == "Q794"

    other = make.make_actor(name="Iraq", wikidata_id="Q796")
    with pytest.raises(ValidationError, match=r"Q794.*Q796.*remove the id"):
        merge_actors(iran, other)


def test_the_addresses_of_the_merged_actor_lead_to_the_kept_one(iran, persia):
    persia.slug = "persian-empire"
    persia.save()
    merge_actors(iran, persia)

    assert {(row.slug, row.actor) for row in FormerSlug.objects.all()} == {
        ("persia", iran),
        ("persian-empire", iran),
    }
    merged = Change.objects.get(action="merged")
    assert (merged.kind, merged.key) == ("actor", iran.pk)
    assert merged.fields == {
        "key": [persia.pk, iran.pk],
        "slug": ["persian-empire", "iran"],
    }


def test_nothing_else_of_the_kept_actor_changes(iran):
    other = make.make_actor(name="Ayatollahs", kind="group", vague=True)
    merge_actors(iran, other)
    iran.refresh_from_db()
    assert (iran.name, iran.slug, iran.kind, iran.vague) == ("Iran", "iran", "state", False)


def test_one_is_not_merged_into_itself_nor_into_one_that_is_gone(iran, persia):
    with pytest.raises(ValidationError, match="two different"):
        merge_actors(iran, iran)
    Actor.objects.get(pk=persia.pk).delete()
    with pytest.raises(ValidationError, match="“Persia” is gone"):
        merge_actors(iran, persia)
    with pytest.raises(ValidationError, match="“Persia” is gone"):
        merge_actors(persia, iran)


def test_the_status_follows_where_an_examiner_turns_out_to_be_a_party(iran, persia):
    claim = make.make_claim(claimants=[iran])
    make.make_evidence(claim=claim, state="verified", examiners=[persia])
    assert Claim.objects.get().evidence_status == "verified"

    merge_actors(iran, persia)

    # A party's own finding counts as something presented or disputed: see the rule.
    assert Claim.objects.get().evidence_status != "verified"
    is_whole()


def test_merging_asks_as_much_of_many_roles_as_of_few():
    counts = []
    for number in (20, 40):
        kept, merged = make.make_actor(), make.make_actor()
        claims = make.make_many_claims(number)
        Attribution.objects.bulk_create(
            Attribution(claim=claim, actor=merged, role="subject") for claim in claims
        )
        with CaptureQueriesContext(connection) as queries:
            merge_actors(kept, merged)
        assert kept.attributions.count() == number
        counts.append(len(queries))
    # Statuses are written in one statement for each that changes.
    assert counts[1] <= counts[0] + 3


def test_a_merge_can_be_undone(iran, persia):
    claim = make.make_claim(text="Iran and Persia said so.", claimants=[iran, persia])
    make.mention(attribution=claim.attributions.order_by("pk")[1])
    make.make_affiliation(actor=make.make_actor(), principal=persia)
    with history.acting(source="test"):
        merge_actors(iran, persia)
    undo(Change.objects.get(action="merged").edit)

    assert {row.actor for row in claim.attributions.all()} == {iran, persia}
    assert sorted(persia.aliases.values_list("name", flat=True)) == ["Islamic Republic", "Tehran"]
    assert list(iran.aliases.values_list("name", flat=True)) == ["Tehran"]
    assert not FormerSlug.objects.exists()
    is_whole()
