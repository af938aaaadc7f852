"""Who acts for whom, directly or through others, and on which days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from claims.affiliations import CycleError, Tie, closure
from claims.models import Affiliation, Claim, CountsAs
from tests import factories as make

MINISTER, MINISTRY, IRAN, OPEC = 1, 2, 3, 4
DAY = date(2022, 12, 1)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


# The closure -------------------------------------------------------------------------------------


def test_no_affiliations_lead_to_none() -> None:
    assert closure([]) == set()


def test_who_acts_for_one_who_acts_for_a_third_acts_for_the_third() -> None:
    one, other = Tie(MINISTER, MINISTRY), Tie(MINISTRY, IRAN)
    assert closure([one, other]) == {one, other, Tie(MINISTER, IRAN)}


def test_it_holds_on_the_days_on_which_both_hold() -> None:
    one = Tie(MINISTER, MINISTRY, day(0), day(10))
    other = Tie(MINISTRY, IRAN, day(5), None)
    assert closure([one, other]) - {one, other} == {Tie(MINISTER, IRAN, day(5), day(10))}


def test_it_holds_on_the_one_day_that_two_have_in_common() -> None:
    one = Tie(MINISTER, MINISTRY, None, day(5))
    other = Tie(MINISTRY, IRAN, day(5), None)
    assert closure([one, other]) - {one, other} == {Tie(MINISTER, IRAN, day(5), day(5))}


def test_nothing_follows_from_two_that_never_meet() -> None:
    ties = [Tie(MINISTER, MINISTRY, None, day(5)), Tie(MINISTRY, IRAN, day(6), None)]
    assert closure(ties) == set(ties)


def test_two_terms_in_office_stay_two() -> None:
    terms = [Tie(MINISTER, MINISTRY, day(0), day(5)), Tie(MINISTER, MINISTRY, day(20), day(25))]
    found = closure([*terms, Tie(MINISTRY, IRAN)])
    assert {tie for tie in found if (tie.actor, tie.principal) == (MINISTER, IRAN)} == {
        Tie(MINISTER, IRAN, day(0), day(5)),
        Tie(MINISTER, IRAN, day(20), day(25)),
    }


def test_the_circle_is_named_in_order() -> None:
    with pytest.raises(CycleError) as circle:
        closure([Tie(MINISTER, MINISTRY), Tie(MINISTRY, IRAN), Tie(IRAN, MINISTER)])
    path = circle.value.path
    assert path[0] == path[-1]
    assert set(path) == {MINISTER, MINISTRY, IRAN}
    assert set(pairwise(path)) == {(MINISTER, MINISTRY), (MINISTRY, IRAN), (IRAN, MINISTER)}


def test_nobody_acts_for_themselves_directly() -> None:
    with pytest.raises(CycleError):
        closure([Tie(IRAN, IRAN)])


def test_a_circle_is_none_if_it_closes_on_no_day() -> None:
    """An envoy of Iran to OPEC may once have been OPEC's envoy to Iran."""
    ties = [Tie(IRAN, OPEC, day(0), day(5)), Tie(OPEC, IRAN, day(6), day(9))]
    assert closure(ties) == set(ties)


def test_a_long_chain_is_followed_to_its_end() -> None:
    ties = [Tie(number, number + 1) for number in range(60)]
    assert Tie(0, 60) in closure(ties)
    assert len(closure(ties)) == 60 * 61 / 2


_TIES = st.lists(
    st.builds(
        lambda actor, principal, since, length: Tie(
            actor,
            principal,
            None if since is None else day(since),
            None if length is None else day((since or 0) + length),
        ),
        st.integers(0, 4),
        st.integers(0, 4),
        st.none() | st.integers(0, 6),
        st.none() | st.integers(0, 4),
    ),
    max_size=7,
)


def reached(ties: list[Tie], on: date) -> set[tuple[int, int]]:
    """Who acts for whom on one day, by following the affiliations of that day step by step."""
    direct = {
        (tie.actor, tie.principal)
        for tie in ties
        if (tie.since is None or tie.since <= on) and (tie.until is None or tie.until >= on)
    }
    found = set(direct)
    while more := {(a, d) for a, b in found for c, d in direct if b == c} - found:
        found |= more
    return found


@given(_TIES)
def test_the_closure_says_for_each_day_what_following_the_affiliations_does(
    ties: list[Tie],
) -> None:
    days = [day(number) for number in range(-2, 14)]
    circular = any(a == b for on in days for a, b in reached(ties, on))
    try:
        found = closure(ties)
    except CycleError:
        assert circular
        return
    assert not circular
    for on in days:
        held = {
            (tie.actor, tie.principal)
            for tie in found
            if (tie.since is None or tie.since <= on) and (tie.until is None or tie.until >= on)
        }
        assert held == reached(ties, on), on


# In the database ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_circle_is_refused_with_the_names_and_nothing_is_written() -> None:
    iran, ministry = make.make_actor(name="Iran"), make.make_actor(name="Ministry")
    make.make_affiliation(actor=ministry, principal=iran)
    before = set(CountsAs.objects.values_list("actor", "principal"))
    with pytest.raises(ValidationError, match="nobody acts for themselves") as refusal:
        make.make_affiliation(actor=iran, principal=ministry)
    assert "Iran" in str(refusal.value)
    assert "Ministry" in str(refusal.value)
    assert Affiliation.objects.count() == 1
    assert set(CountsAs.objects.values_list("actor", "principal")) == before


@pytest.mark.django_db
def test_a_circle_made_by_an_update_is_refused() -> None:
    iran, ministry, minister = (make.make_actor() for _ in range(3))
    make.make_affiliation(actor=ministry, principal=iran)
    tie = make.make_affiliation(actor=minister, principal=ministry)
    with pytest.raises(ValidationError), transaction.atomic():
        Affiliation.objects.filter(pk=tie.pk).update(actor=iran)
    tie.refresh_from_db()
    assert tie.actor == minister


@pytest.mark.django_db
def test_a_vague_term_of_office_counts_from_its_earliest_to_its_latest_day() -> None:
    tie = make.make_affiliation(since="2021-08", until="2024")
    assert (tie.since_on, tie.until_on) == (date(2021, 8, 1), date(2024, 12, 31))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("2021-07-31", False),
        ("2021-08-01", True),
        ("2022-12-12", True),
        ("2024-08-31", True),
        ("2024-09-01", False),
        ("2021", True),  # may have been said in office
        ("", False),  # nobody knows whether it was
    ],
)
def test_a_minister_counts_as_the_state_while_in_office(said: str, counts: bool) -> None:
    iran, ministry, minister = (make.make_actor() for _ in range(3))
    make.make_affiliation(actor=ministry, principal=iran)
    make.make_affiliation(actor=minister, principal=ministry, since="2021-08", until="2024-08")
    claim = make.make_claim(claimants=[minister], date=said)
    found = Claim.objects.published().involving(iran, "claimant", acting_for=True)
    assert list(found) == ([claim] if counts else [])
    assert not Claim.objects.published().involving(iran, "claimant").exists()
    assert list(Claim.objects.published().involving(minister, "claimant", acting_for=True)) == [
        claim
    ]


@pytest.mark.django_db
def test_what_ends_with_an_affiliation_ends() -> None:
    iran, minister = make.make_actor(), make.make_actor()
    tie = make.make_affiliation(actor=minister, principal=iran)
    make.make_claim(claimants=[minister])
    assert Claim.objects.involving(iran, acting_for=True).exists()
    tie.delete()
    assert not Claim.objects.involving(iran, acting_for=True).exists()


@pytest.mark.django_db
def test_an_ambiguous_alias_names_two() -> None:
    make.make_actor(name="Iran", aliases=["Republic"])
    make.make_actor(name="Turkey", aliases=["republic"])
    from claims.models import Actor

    assert Actor.objects.named("REPUBLIC").count() == 2
    assert Actor.objects.named("iran").count() == 1
