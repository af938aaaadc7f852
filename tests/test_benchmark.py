"""What the benchmark counts and says: percentiles, ratios, answers that differ, many readers."""

import http.server
import itertools
import socketserver
import threading
import time

import pytest

from claims.benchmark import answers, asking, figures, measuring, reporting, under_load
from claims.benchmark.conditions import Asked
from tests import factories as make


@pytest.mark.parametrize(
    ("percent", "value"), [(50, 10), (95, 19), (99, 20), (100, 20), (0, 1), (5, 1), (6, 2)]
)
def test_a_percentile_is_the_least_value_that_so_many_do_not_exceed(percent, value):
    assert figures.percentile([*range(20, 0, -1)], percent) == value


def test_there_is_no_percentile_of_nothing():
    with pytest.raises(ValueError, match="no values"):
        figures.percentile([], 50)


def measured_as(name, sql, framework, response, first_byte=0.001):
    return figures.Figures(name, "", 1, [sql], [framework], response, [first_byte])


def test_ratios_are_those_of_medians():
    one = measured_as("one", 0.2, 0.01, [0.9, 0.1, 0.05], first_byte=0.02)
    assert one.median == 0.1
    assert one.p95 == 0.9
    assert one.to_sql == pytest.approx(0.5)
    assert one.to_framework == pytest.approx(10)
    assert one.first_byte_to_framework == pytest.approx(2)
    # The SQL floor is more than twelve framework floors.
    assert one.to_limit == pytest.approx(0.5)
    assert measured_as("two", 0.001, 0.01, [0.06]).to_limit == pytest.approx(0.5)


def test_the_summary_takes_the_median_of_slow_sql_alone_and_names_the_worst():
    some = [
        measured_as("quick", 0.1, 0.01, [0.3]),
        measured_as("slow", 0.2, 0.01, [0.02]),
        measured_as("slower", 1.0, 0.01, [0.2], first_byte=0.03),
        measured_as("slowest", 2.0, 0.01, [1.8]),
    ]
    summary = figures.summary(some)
    assert summary.slow == 3
    assert summary.to_sql == pytest.approx(0.2)
    assert summary.worst_to_limit == (pytest.approx(2.5), "quick")
    assert summary.worst_first_byte == (pytest.approx(3), "slower")
    assert figures.summary(some[:1]).to_sql is None


def test_the_growth_is_from_the_second_database_to_the_first():
    def one(vendor, claims, seconds):
        row = measured_as("month", 0.2, 0.01, [seconds])
        return measuring.Measured(vendor, claims, [row], [], [])

    both = [one("postgresql", 1_000_000, 0.03), one("postgresql", 100_000, 0.02)]
    report = "\n".join(reporting.in_words(both, 1))
    assert "From 100,000 claims (postgresql) to 1,000,000 (postgresql)" in report
    assert "month   20.0  30.0    1.50" in report
    assert reporting.as_data(both, 1)["growth"] == {"month": pytest.approx(1.5)}


# Answers -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_page_is_read_as_it_shows_itself(client):
    state = make.make_actor(name="Iran", slug="iran")
    other = make.make_actor(slug="ukraine")
    make.make_claim(slug="first", date="2022-11", claimants=[state], subjects=[other], kind="fact")
    make.make_claim(slug="second", date="", claimants=[], subjects=[other], kind="act")
    read = answers.of_page(client.get("/claims/?subject=ukraine").content.decode())
    assert (read.found, read.undated, read.rows) == (2, 1, ["first", "second"])
    assert read.facets["kind"] == {"fact": 1, "act": 1}
    assert read.facets["claimant"] == {"iran": 1, "none": 1}
    assert read.facets["denial"] == {"none": 2}
    assert sum(read.bars) >= 1


def test_answers_that_differ_are_said():
    def answered(**other):
        given = {"found": 12, "rows": ["a"], "facets": {"kind": {"fact": 12}}, "bars": [12]}
        return answers.Answers(**{**given, **other})

    assert answers.differences(answered(), answered()) == []
    for other in (
        {"found": 11},
        {"undated": 1},
        {"rows": ["b"]},
        {"bars": [11]},
        {"facets": {"kind": {"fact": 11}}},
        {"facets": {"kind": {"fact": 12}, "subject": {"iran": 1}}},
    ):
        (line, *_) = answers.differences(answered(**other), answered())
        assert "the page says" in line


def test_of_actors_with_as_many_claims_another_may_stand_last():
    def of(**numbers):
        return answers.Answers(facets={"claimant": numbers})

    assert answers.differences(of(iran=9, usa=2, none=1), of(iran=9, uno=2, none=1)) == []
    assert answers.differences(of(iran=9, usa=2, none=1), of(iran=9, usa=2, none=2))
    assert answers.differences(of(iran=9, usa=2), of(uno=9, usa=2))
    assert answers.differences(of(iran=9, usa=2), of(iran=9, usa=3))


# What is asked for again ---------------------------------------------------------------------


class Written:
    """A site, of which so many pages in a row are made anew, each with another tag, because
    somebody writes; `tags`: how they go on."""

    def __init__(self, writes, tags=None):
        self.writes = writes
        self.tags = tags or itertools.count(1)
        self.now = "was"

    def get(self, address, If_None_Match):
        assert address == "/claims/"
        if self.writes:
            self.writes -= 1
            self.now = next(self.tags)
        elif self.now == If_None_Match:
            return asking.Answer(304, {}, b"", 0.001, 0.001)
        return asking.Answer(200, {"ETag": self.now} if self.now else {}, b"page", 1, 1)


@pytest.mark.parametrize("writes", [0, 1, 5])
def test_a_page_that_somebody_changed_in_between_is_asked_for_as_it_is_now(writes):
    site, kept = Written(writes), measuring.Kept("/claims/", "was")
    answer = kept.again(site)
    assert (answer.status, answer.seconds) == (304, 0.001)
    assert kept.tag == site.now
    assert kept.again(site).status == 304


@pytest.mark.parametrize(
    ("site", "message"),
    [
        (Written(1_000), "the database is being written to: in 10 tries"),
        (Written(1_000, itertools.repeat("was")), "answers 200 to its own ETag"),
        (Written(1, iter([None])), "the page has no ETag"),
    ],
)
def test_a_page_that_is_never_as_it_was_is_no_figure(site, message):
    with pytest.raises(measuring.ChangedError, match=message):
        measuring.Kept("/claims/", "was").again(site)


def test_what_was_not_measured_says_why():
    beside = figures.Beside("not modified (304)", "framework floor", "it is being written to", [1])
    month = measured_as("month", 0.2, 0.01, [0.1])
    some = [measuring.Measured("postgresql", 9, [month], [beside], [])]
    said = "not modified (304): not measured, it is being written to"
    assert said in "\n".join(reporting.in_words(some, 1))
    assert reporting.as_data(some, 1)["databases"][0]["beside"][0]["ratio"] is None


# Under load --------------------------------------------------------------------------------------


class Site(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        """Readers who did not wait are no error."""


class Answering(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if "slow" in self.path:
            time.sleep(0.05)
        self.send_response(500 if "broken" in self.path else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args):
        pass


@pytest.fixture
def site(tmp_path):
    """The socket of a site that answers at once, slowly or with an error, as it is asked."""
    path = str(tmp_path / "socket")
    with Site(path, Answering) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield path
        server.shutdown()
        thread.join()


def test_many_readers_ask_all_of_the_mix_and_errors_are_counted(site):
    mix = [Asked("good", q="good"), Asked("bad", q="broken")]
    part = under_load.closed_loop(site, mix, 4, 0.2)
    assert set(part.times) == {"good"}
    assert part.errors > 0
    assert part.timeouts == 0
    assert part.answered == len(part.times["good"]) > 0
    assert part.lasted >= 0.2


def test_no_answer_in_time_is_a_timeout(site, monkeypatch):
    monkeypatch.setattr(under_load, "TIMEOUT", 0.01)
    part = under_load.closed_loop(site, [Asked("slow", q="slow")], 1, 0.05)
    assert (part.answered, part.errors) == (0, 0)
    assert part.timeouts > 0


def test_by_the_clock_a_request_waits_from_when_it_was_due(site):
    # One connection answers 20 a second of the 40 that are due: the last waits half of the time.
    part = under_load.open_loop(site, [Asked("slow", q="slow")], 1, 0.5, rate=40)
    assert len(part.times["slow"]) == 20
    assert min(part.times["slow"]) >= 0.05
    assert max(part.times["slow"]) > 0.4


def test_the_gain_and_the_late_answers_are_told():
    alone = under_load.Part(1, {"month": [0.01, 0.02, 0.03]}, lasted=1)
    saturated = under_load.Part(32, {"month": [0.1] * 6}, lasted=1)
    half = under_load.Part(32, {"month": [0.02] * 98 + [0.05] * 2}, lasted=1)
    load = under_load.UnderLoad(alone, saturated, half)
    assert load.gain == pytest.approx(2)
    assert list(load.p99()) == [("month", 0.02, 0.05, pytest.approx(2.5))]
    report = "\n".join(reporting.load_in_words(load))
    assert "many readers / one reader: 2.00" in report
    assert "the worst: 2.50, month" in report
