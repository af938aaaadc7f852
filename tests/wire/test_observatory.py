"""The score by the rules of the MDN HTTP Observatory, of what the site really answers."""

import pytest

from tests.wire.asking import ask
from tests.wire.observatory import score


def of(site, path, **headers):
    _, found, page = ask(site, path, **headers)
    status, by_http, _ = ask(site, path, X_Forwarded_Proto="http", **headers)
    return score(page.decode(), found, (status, by_http))


@pytest.mark.parametrize(
    "path", ["/", "/claims/", "/about/", "/disputes/", "/timeline/", "/api/v1/", "/admin/login/"]
)
def test_a_page_scores_a_hundred_or_more(site, path):
    found = of(site, path)
    assert min(found.points.values()) >= 0, found
    assert found.total >= 100, found


def test_the_admin_scores_a_hundred_or_more(site, chief):
    assert of(site, "/admin/", Cookie=chief).total >= 125


SOUND = {
    "content-security-policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}
TO_HTTPS = (301, {"location": "https://claims.example.org/"})


def without(name, value=None):
    changed = {**SOUND, name: value}
    return {key: kept for key, kept in changed.items() if kept is not None}


@pytest.mark.parametrize(
    ("headers", "total"),
    [
        (SOUND, 130),
        (without("strict-transport-security"), 80),
        (without("strict-transport-security", "max-age=60"), 120),
        (without("x-content-type-options"), 125),
        (without("content-security-policy"), 55),
        (without("content-security-policy", "default-src 'self' 'unsafe-inline'"), 60),
        (without("cross-origin-resource-policy"), 120),
        (without("referrer-policy", "unsafe-url"), 120),
    ],
)
def test_what_is_missing_takes_points(headers, total):
    assert score("", headers, TO_HTTPS).total == total


def test_a_script_of_another_site_and_a_page_by_http_take_points():
    assert score('<script src="//elsewhere.example/x.js">', SOUND, TO_HTTPS).total == 50
    assert score("", SOUND, (200, {})).total == 80
