"""The evidence status of a claim, against a second statement of the design's table."""

from datetime import date, timedelta
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.evidence_status import STATES, STATUSES, Item, counts_as, deciding, derive

# Hypothesis takes a slow machine for a failure, unless told otherwise.
unhurried = settings(deadline=None)

# "Shown means presented, disputed or verified."
SHOWN = {"presented", "disputed", "verified"}


def contested(fore: set[str], against: set[str]) -> bool:
    """The first row of the table, clause by clause, as the design words it."""
    return any(
        [
            # for has disputed
            "disputed" in fore,
            # or rejected together with presented or verified
            {"rejected", "presented"} <= fore,
            {"rejected", "verified"} <= fore,
            # or not shown together with presented or said to exist
            {"not_shown", "presented"} <= fore,
            {"not_shown", "said_to_exist"} <= fore,
            # or something is shown both for and against
            not SHOWN.isdisjoint(fore) and not SHOWN.isdisjoint(against),
            # or against has verified
            "verified" in against,
            # or all that is shown is against, and for has neither not shown nor rejected
            not SHOWN.isdisjoint(against)
            and SHOWN.isdisjoint(fore)
            and "not_shown" not in fore
            and "rejected" not in fore,
        ]
    )


def table(fore: set[str], against: set[str]) -> str:
    """The whole table: the first row that fits."""
    if contested(fore, against):
        return "contested"
    if "verified" in fore:
        return "verified"
    if "rejected" in fore:
        return "rejected"
    if "presented" in fore:
        return "presented"
    if "not_shown" in fore:
        return "not_shown"
    if "said_to_exist" in fore:
        return "said_to_exist"
    if "requested" in fore:
        return "requested"
    return "unrecorded"


SUBSETS = [set(some) for size in range(8) for some in combinations(STATES, size)]


def items(fore: set[str], against: set[str] = frozenset()) -> list[Item]:
    """Undated, independent evidence in these states, for and against."""
    return [Item(False, state) for state in sorted(fore)] + [
        Item(True, state) for state in sorted(against)
    ]


def test_the_status_is_the_tables_for_every_combination_of_states():
    assert len(SUBSETS) ** 2 == 16_384
    wrong = [
        (fore, against)
        for fore in SUBSETS
        for against in SUBSETS
        if derive(items(fore, against)) != table(fore, against)
    ]
    assert wrong == []


def test_every_status_of_the_table_occurs():
    assert {derive(items(fore, against)) for fore in SUBSETS for against in SUBSETS} == set(
        STATUSES
    )


def test_states_and_statuses_are_the_designs_words_in_its_order():
    assert ", ".join(STATES) == (
        "requested, said_to_exist, not_shown, presented, disputed, verified, rejected"
    )
    assert ", ".join(STATUSES) == (
        "contested, verified, rejected, presented, not_shown, said_to_exist, requested, unrecorded"
    )


def test_a_claim_without_evidence_is_unrecorded():
    assert derive([]) == "unrecorded"
    assert deciding([]) == []


def test_nothing_shown_against_and_nothing_for_is_not_contested():
    assert derive(items(set(), {"requested", "said_to_exist", "not_shown"})) == "unrecorded"


def test_explanations_against_a_claim_do_not_contest_that_no_proof_was_shown():
    # The seed article: Ashtiani and the article say that no proof was shown, Lavrov that
    # exhaustive explanations were given to the Security Council.
    ashtiani = Item(False, "not_shown", date(2022, 12, 12), date(2022, 12, 12), key="ashtiani")
    article = Item(False, "not_shown", date(2022, 12, 13), date(2022, 12, 13), key="article")
    lavrov = Item(True, "presented", date(2022, 12, 13), date(2022, 12, 13), key="lavrov")
    assert derive([ashtiani, article, lavrov]) == "not_shown"
    assert [item.key for item in deciding([lavrov, ashtiani, article])] == ["ashtiani", "article"]
    # Without the two reports, all that is shown is against.
    assert derive([lavrov]) == "contested"


states = st.sampled_from(STATES)
dates = st.dates(date(2022, 11, 1), date(2022, 11, 6)) | st.none()


@st.composite
def evidence(draw: st.DrawFn) -> Item:
    """Any item, dated within one week so that reports and showings pass one another."""
    earliest = draw(dates)
    latest = earliest and earliest + timedelta(days=draw(st.integers(0, 2)))
    return Item(draw(st.booleans()), draw(states), earliest, latest, draw(st.booleans()))


def still_counts(item: Item, all_items: list[Item]) -> bool:
    """Not a report of nothing shown that lies wholly before a showing on its side."""
    return not (
        item.state == "not_shown"
        and item.latest is not None
        and any(
            other.earliest is not None and item.latest < other.earliest
            for other in all_items
            if other.against == item.against and counts_as(other) in SHOWN
        )
    )


@unhurried
@given(st.lists(evidence(), max_size=8))
def test_the_status_of_dated_evidence_is_the_tables_over_what_still_counts(some):
    left = [item for item in some if still_counts(item, some)]
    fore = {counts_as(item) for item in left if not item.against}
    against = {counts_as(item) for item in left if item.against}
    assert derive(some) == table(fore, against)


@unhurried
@given(st.lists(evidence(), max_size=6), st.randoms())
def test_neither_order_nor_repetition_matters(some, random):
    shuffled = some + some[:3]
    random.shuffle(shuffled)
    assert derive(shuffled) == derive(some)
    assert set(deciding(shuffled)) == set(deciding(some))


def test_no_order_of_one_disputes_evidence_changes_its_status():
    some = [
        Item(False, "not_shown", date(2022, 11, 1), date(2022, 11, 2)),
        Item(False, "presented", date(2022, 11, 3), date(2022, 11, 3)),
        Item(False, "rejected", independent=False),
        Item(True, "requested"),
    ]
    assert {derive(order) for order in permutations(some)} == {"contested"}


@unhurried
@given(st.lists(evidence(), max_size=8))
def test_the_status_rests_on_the_deciding_items_alone(some):
    assert derive(deciding(some)) == derive(some)


@unhurried
@given(st.lists(evidence(), max_size=8))
def test_deciding_gives_the_very_items_in_the_order_given(some):
    chosen = deciding(some)
    places = [next(n for n, item in enumerate(some) if item is one) for one in chosen]
    assert places == sorted(places)
    assert bool(chosen) == (derive(some) != "unrecorded")


def november(first: int, last: int | None = None) -> dict[str, date]:
    """The days of a date in November 2022."""
    return {"earliest": date(2022, 11, first), "latest": date(2022, 11, last or first)}


@pytest.mark.parametrize(
    ("shown", "status"),
    [("presented", "presented"), ("verified", "verified"), ("disputed", "contested")],
)
def test_a_report_of_nothing_shown_no_longer_counts_once_something_was_shown(shown, status):
    report = Item(False, "not_shown", **november(5))
    showing = Item(False, shown, **november(6))
    assert derive([report, showing]) == status
    assert deciding([report, showing]) == [showing]


@pytest.mark.parametrize(
    ("reported", "presented"),
    [
        (november(6), november(6)),  # the same day: which came first is not known
        (november(7), november(6)),  # after the showing
        (november(1, 8), november(6)),  # "in November", shown on the 6th
        (november(5), november(1, 30)),  # shown "in November"
        ({}, november(6)),
        (november(5), {}),
        ({}, {}),
    ],
)
def test_a_report_of_nothing_shown_counts_unless_it_lies_wholly_before(reported, presented):
    report, showing = Item(False, "not_shown", **reported), Item(False, "presented", **presented)
    assert derive([report, showing]) == "contested"
    assert deciding([report, showing]) == [report, showing]


def test_any_later_showing_overtakes_a_report():
    early, late = Item(False, "presented", **november(1)), Item(False, "presented", **november(9))
    report = Item(False, "not_shown", **november(5))
    assert derive([early, report]) == "contested"
    assert derive([early, report, late]) == derive([late, report, early]) == "presented"


@pytest.mark.parametrize("state", [state for state in STATES if state != "not_shown"])
def test_nothing_but_a_report_that_none_was_shown_is_overtaken(state):
    earlier, later = Item(False, state, **november(5)), Item(False, "presented", **november(6))
    assert derive([earlier, later]) == table({state, "presented"}, set())


def test_a_showing_on_the_other_side_overtakes_nothing():
    report = Item(False, "not_shown", **november(5))
    assert derive([report, Item(True, "presented", **november(6))]) == "not_shown"


def test_what_is_only_asked_for_or_said_to_exist_overtakes_nothing():
    report = Item(False, "not_shown", **november(5))
    assert derive([report, Item(False, "requested", **november(6))]) == "not_shown"
    assert derive([report, Item(False, "said_to_exist", **november(6))]) == "contested"


def test_a_partys_own_finding_is_presented_or_disputed():
    assert counts_as(Item(False, "verified", independent=False)) == "presented"
    assert counts_as(Item(False, "rejected", independent=False)) == "disputed"
    assert derive([Item(False, "verified", independent=False)]) == "presented"
    assert derive([Item(False, "rejected", independent=False)]) == "contested"
    assert derive([Item(False, "verified")]) == "verified"
    assert derive([Item(False, "rejected")]) == "rejected"


@pytest.mark.parametrize("state", ["requested", "said_to_exist", "not_shown", "presented"])
def test_independence_matters_to_findings_only(state):
    assert counts_as(Item(True, state, independent=False)) == state


def test_a_partys_own_finding_overtakes_a_report_as_any_showing_does():
    report = Item(False, "not_shown", **november(5))
    own = Item(False, "verified", **november(6), independent=False)
    assert derive([report, own]) == "presented"
    shown = Item(False, "presented", **november(4))
    refused = Item(False, "rejected", **november(6), independent=False)
    assert deciding([shown, report, refused]) == [refused]


def test_a_partys_own_refutation_is_something_shown_against():
    own = Item(True, "verified", independent=False)
    assert derive([own, Item(False, "not_shown")]) == "not_shown"
    assert derive([Item(True, "verified"), Item(False, "not_shown")]) == "contested"


def test_contested_rests_on_what_contradicts_and_on_nothing_else():
    asked, shown = Item(False, "requested"), Item(False, "presented")
    denied, refuted = Item(False, "not_shown"), Item(True, "presented")
    assert deciding([asked, denied, shown]) == [denied, shown]
    assert deciding([asked, shown, refuted]) == [shown, refuted]
    assert deciding([refuted, asked]) == [refuted]
    rejected = Item(False, "rejected")
    assert deciding([rejected, asked, shown]) == [rejected, shown]


def test_what_speaks_against_a_claim_is_no_ground_for_what_speaks_for_it():
    asked, asked_too = Item(False, "requested"), Item(True, "requested")
    assert deciding([asked_too, asked]) == [asked]


def test_the_callers_key_is_kept_and_plays_no_part():
    one, other = Item(False, "presented", key=[1]), Item(False, "presented", key=[2])
    assert one == other
    assert hash(one) == hash(other)
    assert [item.key for item in deciding(iter([one, other]))] == [[1], [2]]


@pytest.mark.parametrize("state", ["contested", "unrecorded", "", "Presented", "maybe"])
def test_an_unknown_state_is_refused(state):
    with pytest.raises(ValueError, match="is no state of evidence: use requested, "):
        Item(False, state)
