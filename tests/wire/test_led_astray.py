"""No address of this site leads to another, and none makes a proxy keep what is an editor's."""

from urllib.parse import urljoin, urlsplit

import pytest

from tests.wire.asking import HOST, ask, send

ASTRAY = [
    "//elsewhere.example",
    "//elsewhere.example/claims",
    "///elsewhere.example/claims",
    "/\\elsewhere.example/claims",
    "/%2felsewhere.example/claims",
    "/%5celsewhere.example/claims",
    "/%09/elsewhere.example/claims",
    "/.elsewhere.example/claims",
    "/claims/..//elsewhere.example",
    "/@elsewhere.example/claims",
    "//elsewhere.example/%2e%2e/claims",
    "/claims?next=//elsewhere.example",
    "/claims%0d%0aLocation:%20https://elsewhere.example/",
    "/claims%0d%0a%0d%0a<script>alert(1)</script>",
    "/admin//elsewhere.example",
    "/admin/logout?next=//elsewhere.example",
    "/admin/login?next=https://elsewhere.example/",
    "/admin/claims?next=//elsewhere.example",
    "//elsewhere.example/admin",
]


@pytest.mark.parametrize("proto", ["https", "http"])
@pytest.mark.parametrize("path", ASTRAY)
def test_no_address_leads_to_another_site(site, path, proto):
    status, headers, _ = ask(site, path, X_Forwarded_Proto=proto)
    assert status < 500
    if "location" in headers:
        # As a browser reads it, to whom a backslash is a slash.
        to = urljoin(f"https://{HOST}/", headers["location"].replace("\\", "/"))
        assert urlsplit(to).hostname == HOST


@pytest.mark.parametrize("proto", ["https", "http"])
def test_an_address_with_another_sites_name_in_front_leads_nowhere_else(site, proto):
    """As a proxy is asked, and a server too (RFC 9112, section 3.2.2)."""
    line = b"GET http://elsewhere.example/claims HTTP/1.1\r\n"
    head = f"Host: {HOST}\r\nX-Forwarded-Proto: {proto}\r\nConnection: close\r\n\r\n".encode()
    (status,), came = send(site, line + head)
    assert status in (301, 400)
    assert b"elsewhere.example" not in came


@pytest.mark.parametrize(
    "next_to", ["//elsewhere.example/", "https://elsewhere.example/", "\\\\e.example"]
)
def test_signing_in_leads_to_this_site_alone(site, chief, next_to):
    status, headers, _ = ask(site, f"/admin/login/?next={next_to}", Cookie=chief)
    assert status in (200, 302)
    assert "example" not in headers.get("location", "").replace(HOST, "")


@pytest.mark.parametrize(
    "path",
    [
        "/admin/nowhere.css",
        "/admin/index.js",
        "/admin/;.css",
        "/admin/%3b.css",
        "/admin/claims/claim/x.png",
    ],
)
def test_a_page_of_the_admin_that_is_called_like_a_file_is_kept_by_nobody(site, chief, path):
    assert "no-store" in ask(site, path, Cookie=chief)[1]["cache-control"]


@pytest.mark.parametrize(
    "path", ["/claims/;.css", "/claims/%3b.css", "/claims/x.css", "/claims.css"]
)
def test_an_address_that_only_looks_like_a_file_is_no_page(site, path):
    assert ask(site, path)[0] == 404


def test_a_page_is_the_same_whoever_is_signed_in(site, chief):
    status, headers, page = ask(site, "/claims/")
    signed_in = ask(site, "/claims/", Cookie=chief)
    assert (signed_in[0], signed_in[2]) == (status, page)
    assert signed_in[1]["etag"] == headers["etag"]
