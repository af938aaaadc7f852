"""The headers of safety are on every answer: pages, files, refusals, failures and the admin."""

import re

import pytest

from tests.wire.asking import ask

# Address, headers of the request, status of the answer.
ANSWERS = {
    "a page": ("/claims/", {}, 200),
    "the front page": ("/", {}, 200),
    "a moved page": ("/claims", {}, 301),
    "to https": ("/claims/", {"X_Forwarded_Proto": "http"}, 301),
    "a bad request": ("/bad/", {}, 400),
    "a filter that is refused": ("/claims/?kind=nonsense", {}, 400),
    "another host": ("/claims/", {"Host": "elsewhere.example"}, 400),
    "forbidden": ("/forbidden/", {}, 403),
    "nowhere": ("/nowhere/", {}, 404),
    "a failure": ("/failing/", {}, 500),
    "a style sheet": ("/static/{static}", {}, 200),
    "a file that is not there": ("/static/nowhere.css", {}, 404),
    "a table": ("/claims.csv", {}, 200),
    "linked data": ("/claims.jsonld", {}, 200),
    "a feed": ("/claims.atom", {}, 200),
    "the API": ("/api/v1/claims", {}, 200),
    "an error of the API": ("/api/v1/claims?nonsense=1", {}, 400),
    "the sitemap": ("/sitemap.xml", {}, 200),
    "the sign of life": ("/healthz", {}, 200),
    "the way to sign in": ("/admin/login/", {}, 200),
    "the admin, to nobody": ("/admin/", {}, 302),
    "the admin": ("/admin/", {"Cookie": "{chief}"}, 200),
    "a page of the admin that is not there": ("/admin/nowhere/", {"Cookie": "{chief}"}, 404),
}
OF_THE_ADMIN = [name for name, (address, _, _) in ANSWERS.items() if "/admin/" in address]


def asked(site, chief, name):
    address, headers, status = ANSWERS[name]
    if "{static}" in address:
        page = ask(site, "/claims/")[2].decode()
        address = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
    headers = {key: value.format(chief=chief) for key, value in headers.items()}
    found, answer, body = ask(site, address, **headers)
    assert found == status
    return answer, body


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_has_the_headers_of_safety(site, chief, name):
    answer, _ = asked(site, chief, name)
    policy = answer["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["referrer-policy"] == "same-origin"
    assert answer["cross-origin-opener-policy"] == "same-origin"
    assert answer["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in answer["permissions-policy"]
    # By http no browser would heed it (RFC 6797, section 7.2).
    by_http = ANSWERS[name][1].get("X_Forwarded_Proto") == "http"
    assert by_http or answer["strict-transport-security"].startswith("max-age=31536000")


def test_a_page_that_one_has_already_has_them_too(site, chief):
    tag = ask(site, "/claims/")[1]["etag"]
    status, answer, _ = ask(site, "/claims/", If_None_Match=tag)
    assert status == 304
    assert "default-src 'none'" in answer["content-security-policy"]
    assert answer["cross-origin-resource-policy"] == "same-origin"
    assert answer["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in OF_THE_ADMIN])
def test_what_everybody_may_see_sets_no_cookie(site, chief, name):
    assert "set-cookie" not in asked(site, chief, name)[0]


@pytest.mark.parametrize("name", OF_THE_ADMIN)
def test_the_admin_is_kept_by_nobody(site, chief, name):
    assert "no-store" in asked(site, chief, name)[0]["cache-control"]


@pytest.mark.parametrize("name", [name for name, (_, _, status) in ANSWERS.items() if status > 399])
def test_a_refusal_is_kept_by_nobody(site, chief, name):
    assert "no-store" in asked(site, chief, name)[0].get("cache-control", "no-store")


def test_cookies_of_the_admin_are_for_https_and_for_this_site_alone(site):
    cookie = ask(site, "/admin/login/")[1]["set-cookie"]
    assert "Secure" in cookie
    assert re.search("SameSite=(Lax|Strict)", cookie)


def test_files_that_pages_load_are_open_to_no_other_site(site, chief):
    assert "access-control-allow-origin" not in asked(site, chief, "a style sheet")[0]
