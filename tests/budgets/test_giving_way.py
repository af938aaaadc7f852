"""A list that is sent as a file, and pages that are made meanwhile."""

import threading
from collections.abc import Iterator

import pytest

from claimsite import budgets, giving_way
from tests.kept_pages import QUICK

LONG = 60.0


@pytest.fixture(autouse=True)
def each_part_is_work(monkeypatch):
    """So that it gives way after each of them, and for as long as it takes."""
    clock = iter(range(1_000_000))
    monkeypatch.setattr(giving_way.time, "thread_time", lambda: next(clock))
    monkeypatch.setattr(giving_way, "TIMES", LONG)


def sent(parts: Iterator[int], must_hurry: bool = False) -> Iterator[int]:
    return giving_way.giving_way(parts, lambda: must_hurry)


def test_a_list_beside_which_nobody_asks_is_sent_at_once():
    assert list(sent(iter(range(5)))) == [0, 1, 2, 3, 4]


def test_a_list_waits_until_the_page_is_made():
    made, taken = threading.Event(), []

    def take() -> None:
        for part in sent(iter(range(3))):
            taken.append((part, made.is_set()))

    taker = threading.Thread(target=take)
    with giving_way.making_a_page():
        taker.start()
        taker.join(0.2)
        made.set()
    taker.join(LONG / 2)
    assert not taker.is_alive()
    assert taken == [(0, False), (1, True), (2, True)]


def test_a_list_goes_on_after_a_while_beside_pages_that_never_end(monkeypatch):
    monkeypatch.setattr(giving_way, "TIMES", 0.001)
    with giving_way.making_a_page():
        assert list(sent(iter(range(3)))) == [0, 1, 2]


def test_a_list_whose_time_runs_out_gives_way_no_more():
    with giving_way.making_a_page():
        assert list(sent(iter(range(3)), must_hurry=True)) == [0, 1, 2]


def test_a_page_that_failed_is_waited_for_no_more():
    with pytest.raises(ZeroDivisionError), giving_way.making_a_page():
        1 / 0  # noqa: B018
    assert list(sent(iter(range(3)))) == [0, 1, 2]


def test_a_file_of_the_site_gives_way_and_its_pages_are_waited_for(reader, monkeypatch):
    numbers = []
    monkeypatch.setattr(
        giving_way._pages, "wait_for", lambda until, timeout: numbers.append(until())
    )
    whole = b"".join(reader.get("/claims.csv").streaming_content)
    assert whole.count(b"\r\n") > 1
    assert numbers, "nobody was asked"
    assert all(numbers), "the file itself is no page"
    monkeypatch.undo()
    assert reader.get(QUICK).status_code == 200
    assert giving_way._number == 0


def test_a_list_hurries_when_a_quarter_of_its_time_is_gone():
    an_hour_long = budgets.Spending(statement=60, whole=3600)
    assert not an_hour_long.must_hurry()
    an_hour_long.begun -= 901
    assert an_hour_long.must_hurry()
    assert not budgets.Spending(statement=60, whole=0).must_hurry(), "0 is no limit"
