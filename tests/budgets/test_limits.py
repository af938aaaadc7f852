"""What is refused before it is read, who asks too often, and too many long lists at once."""

import multiprocessing
import os
import re
import signal
import tempfile
import time

import pytest
from django.conf import settings as site
from django.test import Client

from claimsite import rates, slots
from tests.editing import make_editor
from tests.kept_pages import a_reader

QUICK = "/about/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rates._opened.pop(str(tmp_path), None)


def heading(response):
    return re.findall("<h1>(.*?)</h1>", response.content.decode())[0]


# How much ----------------------------------------------------------------------------------------


def test_an_address_that_is_too_long_is_refused_by_the_name_of_what_is_long():
    response = a_reader().get(f"{QUICK}?lang=en&words={'x' * site.LONGEST_QUERY}")
    assert response.status_code == 414
    assert "longest parameter is “words”" in response.content.decode()
    assert a_reader().get(f"{QUICK}?words={'x' * (site.LONGEST_QUERY - 6)}").status_code == 200


def test_more_parameters_than_are_read_are_refused_with_their_number():
    most = site.MOST_PARAMETERS
    response = a_reader().get(f"{QUICK}?{'&'.join(['a=1'] * (most + 1))}")
    assert response.status_code == 400
    assert f"more than {most} parameters" in response.content.decode()
    assert a_reader().get(f"{QUICK}?{'&'.join(['a=1'] * most)}").status_code == 200


def test_a_program_is_refused_in_problem_details():
    response = a_reader().get(f"/api/v1/claims?words={'x' * site.LONGEST_QUERY}")
    assert response.status_code == 414
    assert response["Content-Type"] == "application/problem+json"
    assert "“words”" in response.json()["detail"]


def test_what_is_sent_may_be_as_long_as_is_read(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.BODY_MEGABYTES = 1
    long = "x" * 1001
    response = a_reader().post(QUICK, long, content_type="text/plain")
    assert response.status_code == 413
    assert "longer than 1,000 bytes" in response.content.decode()
    much = a_reader().post("/admin/login/", "x" * 1_000_001, content_type="text/plain")
    assert much.status_code == 413
    assert a_reader().post(QUICK, "x", content_type="text/plain").status_code == 405


def test_a_form_of_the_admin_that_is_longer_than_is_read_is_413(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    form = "application/x-www-form-urlencoded"
    response = a_reader().post("/admin/login/", f"username={'x' * 2000}", content_type=form)
    assert response.status_code == 413
    assert heading(response) == "That is too much at once"


# How often ---------------------------------------------------------------------------------------


def test_who_asks_more_often_than_that_is_told_when_to_come_again(settings):
    settings.PAGES_PER_MINUTE = 3
    reader = a_reader()
    assert [reader.get(QUICK).status_code for _ in range(4)] == [200, 200, 200, 429]
    response = reader.get(QUICK)
    assert heading(response) == "You ask too often"
    assert 0 < int(response["Retry-After"]) <= 20
    assert response["Cache-Control"] == "no-store"


def test_each_address_is_counted_by_itself_and_each_kind(settings):
    settings.PAGES_PER_MINUTE = settings.API_PER_MINUTE = settings.FILES_PER_MINUTE = 1
    reader = a_reader()
    assert reader.get(QUICK).status_code == 200
    assert reader.get(QUICK).status_code == 429
    assert reader.get("/robots.txt").status_code == 200
    assert reader.get("/robots.txt").status_code == 429
    assert reader.get("/api/v1/openapi.json").status_code == 200
    assert reader.get("/api/v1/openapi.json").json()["status"] == 429
    assert reader.get(QUICK, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_forged_header_is_no_other_address(settings):
    settings.PAGES_PER_MINUTE = 1
    reader = a_reader()
    reader.get(QUICK)
    for number in range(3):
        forged = {"X-Forwarded-For": f"192.0.2.{number}"}
        assert reader.get(QUICK, headers=forged).status_code == 429


def test_what_watches_the_site_asks_as_often_as_it_likes(settings):
    settings.PAGES_PER_MINUTE = 1
    assert {a_reader().get("/healthz").status_code for _ in range(5)} == {200}


def test_an_editor_who_is_signed_in_is_let_through_and_a_forged_cookie_is_none(settings):
    desk = Client()
    desk.force_login(make_editor())
    settings.PAGES_PER_MINUTE = 1
    assert {desk.get(QUICK).status_code for _ in range(4)} == {200}
    forged = a_reader()
    forged.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert forged.get(QUICK).status_code == 429


def test_time_lets_them_through_again(monkeypatch):
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    assert [rates.wait("page", "192.0.2.1", 60) for _ in range(60)] == [0] * 60
    assert rates.wait("page", "192.0.2.1", 60) == pytest.approx(1)
    now += 1
    assert rates.wait("page", "192.0.2.1", 60) == 0
    assert rates.wait("page", "192.0.2.1", 60) == pytest.approx(1)


def test_what_was_counted_before_the_machine_was_started_is_forgotten(monkeypatch):
    later = time.monotonic() + 1_000_000
    with monkeypatch.context() as before:
        before.setattr(time, "monotonic", lambda: later)
        for _ in range(3):
            rates.wait("page", "192.0.2.1", 2)
        assert rates.wait("page", "192.0.2.1", 2) > 0
    assert rates.wait("page", "192.0.2.1", 2) == 0


def test_all_processes_count_together():
    context = multiprocessing.get_context("fork")
    others = [context.Process(target=_ask, args=(10,)) for _ in range(3)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert rates.wait("page", "192.0.2.1", 31) == 0
    assert rates.wait("page", "192.0.2.1", 31) > 0


def _ask(times):
    rates._opened.clear()
    for _ in range(times):
        rates.wait("page", "192.0.2.1", 31)


def test_where_nothing_can_be_counted_everybody_is_answered(settings, tmp_path, monkeypatch):
    settings.PAGES_PER_MINUTE = 1
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert {a_reader().get(QUICK).status_code for _ in range(3)} == {200}


# How many at once --------------------------------------------------------------------------------


def test_no_more_lists_at_once_than_that_and_fewer_to_one_address():
    held = [slots.take("192.0.2.1", 3, 2), slots.take("192.0.2.1", 3, 2)]
    assert None not in held
    assert slots.take("192.0.2.1", 3, 2) is None
    other = slots.take("192.0.2.2", 3, 2)
    assert other is not None
    assert slots.take("192.0.2.3", 3, 2) is None
    held[0].release()
    assert slots.take("192.0.2.3", 3, 2) is not None


def test_a_slot_is_free_again_when_its_process_is_killed():
    context = multiprocessing.get_context("fork")
    holds = context.Event()
    other = context.Process(target=_hold, args=(holds,))
    other.start()
    assert holds.wait(20)
    assert slots.take("192.0.2.2", 1, 0) is None
    os.kill(other.pid, signal.SIGKILL)
    other.join()
    assert slots.take("192.0.2.2", 1, 0) is not None


def _hold(holds):
    slot = slots.take("192.0.2.1", 1, 0)
    holds.set()
    time.sleep(60)
    slot.release()


def test_a_list_too_many_is_refused_at_once_as_text_and_served_once_one_is_done(
    served, reader, settings
):
    settings.EXPORTS_AT_ONCE = settings.EXPORTS_AT_ONCE_ADDRESS = 1
    begun = reader.get("/claims.csv")
    refused = reader.get("/evidence.json")
    assert refused.status_code == 503
    assert refused.content.startswith(b"Too many lists at once.")
    assert int(refused["Retry-After"]) > 0
    assert reader.get("/claims.atom").status_code == 200, "a feed is one page of it"
    assert b"".join(begun.streaming_content)
    again = reader.get("/evidence.json")
    assert again.status_code == 200
    assert b"".join(again.streaming_content)
    wrong = reader.get("/claims.csv?nothing=1")
    assert wrong.status_code == 400
    last = reader.get("/claims.csv")
    assert last.status_code == 200, "what was refused holds nothing"
    assert b"".join(last.streaming_content)
