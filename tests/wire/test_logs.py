"""The log tells what was asked of the site, and neither by whom nor for what."""

import json
import re

import pytest

from tests.wire.asking import ask

SEARCH = "a-search-of-a-reader"


def lines_of(site, request_id):
    """The lines of JSON that the request left."""
    found = []
    for line in site.log.read_text().splitlines():
        if line.startswith("{") and json.loads(line).get("request_id") == request_id:
            found.append(json.loads(line))
    return found


def test_a_request_leaves_one_line_with_its_route_and_status(site):
    request_id = ask(site, "/claims/?q=tanks")[1]["x-request-id"]
    (line,) = lines_of(site, request_id)
    assert {key: line[key] for key in ("method", "route", "status", "level", "logger")} == {
        "method": "GET",
        "route": "claims/",
        "status": 200,
        "level": "INFO",
        "logger": "claimsite.requests",
    }
    assert line["milliseconds"] >= 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}", line["time"])


def test_the_id_is_the_proxys_and_no_other(site):
    given = "0123456789abcdef" * 2
    assert ask(site, "/claims/", X_Request_ID=given)[1]["x-request-id"] == given
    for odd in ("short", given.upper(), given + "0", "x" * 5000, f"{given[:-2]}é0"):
        told = ask(site, "/claims/", X_Request_ID=odd.encode().decode("latin-1"))[1]["x-request-id"]
        assert re.fullmatch("[0-9a-f]{32}", told)
        assert told != odd


def test_a_failure_leaves_its_traceback_under_the_same_id(site):
    request_id = ask(site, "/failing/")[1]["x-request-id"]
    failure, request = lines_of(site, request_id)
    assert failure["level"] == "ERROR"
    assert "ZeroDivisionError" in failure["exc_info"]
    assert request["status"] == 500


def test_nobody_is_in_the_log_and_nothing_that_was_looked_for(site, chief):
    told = {"User_Agent": "a-browser/1.0", "X_Forwarded_For": "203.0.113.77"}
    for address in (f"/claims/?q={SEARCH}", f"/{SEARCH}/", f"/claims/?kind={SEARCH}", "/failing/"):
        ask(site, f"{address}", Referer=f"https://{SEARCH}.example/", **told)
    ask(site, f"/admin/claims/claim/?q={SEARCH}", Cookie=chief, **told)
    ask(site, "/admin/login/", method="POST", body=f"username={SEARCH}&password={SEARCH}", **told)
    ask(site, "/claims/", Host=f"{SEARCH}.example", **told)
    log = site.log.read_text()
    for personal in (SEARCH, "203.0.113.77", "a-browser", "chief", site.secret):
        assert personal not in log
    assert chief.rpartition("=")[2] not in log


@pytest.mark.parametrize("odd", ["%0a%7b%22level%22:1%7d", "%e2%80%a8", "%1b[31m", "%00"])
def test_an_address_writes_no_line_of_its_own(site, odd):
    request_id = ask(site, f"/{odd}/")[1]["x-request-id"]
    assert len(lines_of(site, request_id)) == 1
    assert "\x1b" not in site.log.read_text()
