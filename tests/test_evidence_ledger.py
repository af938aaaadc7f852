"""The ledger of evidence: what is open, since when, according to whom, and what came of it."""

import datetime
import re

import pytest
from django.utils import timezone

from claims.evidence_status import STATES, Item
from claims.pages import ledger
from tests import factories as make

TODAY = datetime.date(2024, 12, 26)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def item(state: str, first: str = "", last: str = "", *, against: bool = False) -> Item:
    return Item(
        against=against,
        state=state,
        earliest=day(first) if first else None,
        latest=day(last or first) if first else None,
    )


@pytest.mark.parametrize("state", STATES)
def test_what_is_asked_for_said_to_exist_or_missing_is_open_and_nothing_else(state):
    waits = state in ("requested", "said_to_exist", "not_shown")
    assert ledger.standing(item(state, "2022-12-13"), [], TODAY).open is waits


@pytest.mark.parametrize("answer", ["presented", "disputed", "verified", "rejected"])
def test_what_is_shown_disputed_or_found_on_the_day_or_later_ends_the_waiting(answer):
    request = item("requested", "2022-11-05")
    for shown in ("2022-11-05", "2023-01-01"):
        found = ledger.standing(request, [request, item(answer, shown)], TODAY)
        assert (found.open, found.answers, found.surely) == (False, (answer,), True)
    assert ledger.standing(request, [request, item(answer, "2022-11-04")], TODAY).open


@pytest.mark.parametrize("other", ["requested", "said_to_exist", "not_shown"])
def test_another_request_or_a_report_that_it_is_missing_leaves_it_open(other):
    request = item("requested", "2022-11-05")
    assert ledger.standing(request, [request, item(other, "2023-01-01")], TODAY).open


def test_what_was_shown_on_the_other_side_of_the_claim_leaves_it_open():
    missing = item("not_shown", "2022-12-12")
    explained = item("presented", "2022-12-13", against=True)
    assert ledger.standing(missing, [missing, explained], TODAY).open
    awaited = item("requested", "2022-12-12", against=True)
    assert not ledger.standing(awaited, [explained], TODAY).open


@pytest.mark.parametrize(
    ("asked", "shown", "is_open", "surely"),
    [
        # In November; shown on the 20th: perhaps before it was asked for.
        (("2022-11-01", "2022-11-30"), ("2022-11-20",), False, False),
        (("2022-11-01", "2022-11-30"), ("2022-11-30",), False, True),
        (("2022-11-01", "2022-11-30"), ("2022-10-31",), True, False),
        # Shown some day of 2022.
        (("2022-11-05",), ("2022-01-01", "2022-12-31"), False, False),
        (("2022-11-05",), (), False, False),
        ((), ("2022-11-05",), False, False),
        ((), (), False, False),
    ],
)
def test_what_may_have_been_shown_since_is_not_called_open(asked, shown, is_open, surely):
    request = item("requested", *asked)
    found = ledger.standing(request, [item("presented", *shown)], TODAY)
    assert (found.open, found.surely) == (is_open, surely)


def test_days_run_from_the_latest_day_that_the_date_may_mean():
    # 12 December 2022 to 26 December 2024: two years and a leap day, and fourteen days.
    exact = ledger.standing(item("not_shown", "2022-12-12"), [], TODAY, "said")
    assert (exact.days, exact.exact) == (745, True)
    november = ledger.standing(item("requested", "2022-11-01", "2022-11-30"), [], TODAY, "happened")
    assert (november.days, november.exact) == (757, False)
    today = ledger.standing(item("requested", "2024-12-26"), [], TODAY, "said")
    assert (today.days, today.exact) == (0, True)


def test_of_what_was_only_reported_the_days_are_a_minimum():
    found = ledger.standing(item("not_shown", "2022-12-13"), [], TODAY, "reported")
    assert (found.days, found.exact) == (744, False)


def test_without_a_date_or_with_days_to_come_it_is_open_without_a_number():
    for undated in (item("requested"), item("requested", "2024-01-01", "2024-12-31")):
        found = ledger.standing(undated, [undated], TODAY)
        assert (found.open, found.days, found.exact) == (True, None, False)


def test_what_came_of_it_is_told_once_each_in_order_of_time():
    request = item("requested", "2022-11-05")
    later = [
        item("verified", "2023-03-01"),
        item("presented", "2023-01-01"),
        item("presented", "2023-02-01"),
    ]
    assert ledger.standing(request, later, TODAY).answers == ("presented", "verified")


# The page ----------------------------------------------------------------------------------------


def rows(client, address: str = "/evidence/") -> list[str]:
    """The words of each row, in order."""
    page = client.get(address).content.decode()
    found = re.findall(r'<tr role="row" class="ledger__row.*?</tr>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


@pytest.mark.django_db
def test_a_row_says_what_was_asked_by_whom_of_whom_and_since_when(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    asker, asked = make.make_actor(name="Asking State"), make.make_actor(name="Asked State")
    make.make_evidence(
        kind="inquiry", state="requested", requesters=[asker], holders=[asked],
        date="2022-12-12", date_basis="said",
    )  # fmt: skip
    (row,) = rows(client)
    assert "Inquiry" in row
    assert "Asked for by Asking State" in row
    assert "Asked of Asked State" in row
    assert "open for 745 days" in row
    assert "12 December 2022" in row


@pytest.mark.django_db
def test_a_vague_date_gives_a_minimum_of_days_and_none_gives_no_number(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    make.make_evidence(state="requested", date="2022-11", date_basis="happened")
    make.make_evidence(state="not_shown", date="2024-12-25", date_basis="said")
    make.make_evidence(state="not_shown", date="", date_basis="")
    one, vague, undated = rows(client)
    assert "open for 1 day " in one
    assert "open for at least 757 days" in vague
    assert " open " in undated
    assert "open for" not in undated


@pytest.mark.django_db
def test_what_was_shown_since_is_told_in_place_of_the_days(client):
    claim = make.make_claim()
    make.make_evidence(claim=claim, state="not_shown", date="2022-12-12")
    make.make_evidence(claim=claim, state="presented", date="2022-12-14")
    make.make_evidence(claim=claim, state="requested", date="2022-12")
    page = client.get("/evidence/").content.decode()
    vague, shown, missing = rows(client)
    assert "Since then: said to be presented" in missing
    assert "Since then, or before; the dates do not say: said to be presented" in vague
    assert "Since then" not in shown
    assert not re.search(r"\bopen\b", shown + missing + vague)
    assert "0 of those on this page are open" in page


@pytest.mark.django_db
def test_a_draft_ends_no_waiting_and_answers_no_claim(client):
    claim = make.make_claim()
    make.make_evidence(claim=claim, state="not_shown", date="2022-12-12")
    make.make_evidence(claim=claim, state="presented", date="2022-12-14", publication_state="draft")
    make.make_denial(claim=claim, publication_state="draft")
    (row,) = rows(client)
    assert "open for" in row
    assert "The claim is not answered here." in row


@pytest.mark.django_db
def test_a_row_tells_who_answered_its_claim_and_how(client):
    claim = make.make_claim()
    make.make_evidence(claim=claim, state="not_shown")
    for number in range(5):
        denier = make.make_actor(name=f"Denier {number}")
        make.make_denial(claim=claim, form="evidential", deniers=[denier])
    (row,) = rows(client)
    assert "Denied: no proof Denier 0" in row
    assert "Denier 2" in row
    assert "Denier 3" not in row
    assert "and 2 more denials" in row


@pytest.mark.django_db
def test_a_row_leads_to_its_claim_its_record_and_its_passage(client):
    evidence = make.make_evidence(state="not_shown")
    passage = evidence.anchors.get().passage
    page = client.get("/evidence/").content.decode()
    assert f'href="{evidence.claim.get_absolute_url()}"' in page
    assert f'href="{evidence.get_absolute_url()}"' in page
    assert f'{passage.text.article.get_absolute_url()}?revision=1#{passage.fragment}"' in page


@pytest.mark.django_db
def test_an_imported_row_leads_to_its_source(client):
    make.make_evidence(anchored=False, source_url="https://example.org/review")
    assert 'href="https://example.org/review"' in client.get("/evidence/").content.decode()


@pytest.mark.django_db
def test_the_state_kind_and_side_are_explained_in_the_row(client):
    make.make_evidence(state="not_shown", kind="imagery", side="against")
    (row,) = rows(client)
    assert "Somebody says that it was not shown." in row
    assert "Photographs, films, satellite pictures." in row
    assert "It is brought forward against the claim." in row


@pytest.mark.django_db
def test_an_empty_ledger_has_no_table(client):
    page = client.get("/evidence/").content.decode()
    assert "<table" not in page
    assert "does not mean that nothing was said" in page
