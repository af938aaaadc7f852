"""What a request says of itself is told back to nobody, and changes no page that others get."""

import pytest

from tests.wire.asking import HOST, ask, send

CANARY = "elsewhere.example"
SAID = {
    "X_Forwarded_Host": CANARY,
    "X_Host": CANARY,
    "X_Original_Host": CANARY,
    "X_Forwarded_Server": CANARY,
    "X_HTTP_Host_Override": CANARY,
    "Forwarded": f"for=192.0.2.9;host={CANARY};proto=http",
    "X_Forwarded_Port": "8443",
    "X_Forwarded_Prefix": f"/{CANARY}",
    "X_Forwarded_Scheme": "http",
    "X_Forwarded_Path": f"/{CANARY}",
    "X_Original_URL": f"/{CANARY}",
    "X_Rewrite_URL": f"/{CANARY}",
    "X_Script_Name": f"/{CANARY}",
    "Script_Name": f"/{CANARY}",
    "X_HTTP_Method_Override": "DELETE",
    "X_Method_Override": "DELETE",
    "X_Real_IP": CANARY,
    "X_Client_IP": CANARY,
    "True_Client_IP": CANARY,
    "CF_Connecting_IP": CANARY,
    "Via": f"1.1 {CANARY}",
    "Front_End_Https": "off",
    "X_Wap_Profile": f"http://{CANARY}/",
    "Origin": f"https://{CANARY}",
    "Referer": f"https://{CANARY}/",
    "User_Agent": f"<script>{CANARY}</script>",
    "X_Request_ID": f"{CANARY}",
    "Range": "bytes=0-1",
    "Accept": CANARY,
    "Accept_Language": f"{CANARY}, xx",
    "Max_Forwards": "0",
    "X_Forwarded_For": f"{CANARY}, 192.0.2.1",
}
PAGES = [
    "/",
    "/claims/",
    "/robots.txt",
    "/sitemap.xml",
    "/claims.atom",
    "/claims.jsonld",
    "/about/",
]
PAGES += ["/api/v1/claims", "/nowhere/", "/claims", "/admin/"]
# Of one request alone.
_OWN = ("date", "expires", "x-request-id")


def told(answer):
    status, headers, body = answer
    return status, {name: value for name, value in headers.items() if name not in _OWN}, body


@pytest.mark.parametrize("address", PAGES)
def test_what_a_request_says_of_itself_changes_no_page_and_is_not_told_back(site, address):
    status, headers, body = ask(site, address, **SAID)
    assert CANARY not in str(headers)
    assert CANARY.encode() not in body
    assert told((status, headers, body)) == told(ask(site, address))


@pytest.mark.parametrize("address", [page for page in PAGES if page != "/admin/"])
def test_cookies_that_are_none_of_ours_change_no_page_and_are_not_set_anew(site, address):
    cookies = f"django_language={CANARY}; sessionid={CANARY}; csrftoken={CANARY}"
    status, headers, body = ask(site, address, Cookie=cookies)
    assert "set-cookie" not in headers
    plain_status, _, plain = ask(site, address)
    assert (status, body) == (plain_status, plain)


HOSTS = [
    CANARY,
    f"{HOST}.{CANARY}",
    f"{HOST}@{CANARY}",
    f"{HOST}:8443",
    f"{HOST}:@{CANARY}",
    f"{CANARY}#{HOST}",
    f"{HOST} {CANARY}",
    f"{HOST}, {CANARY}",
    "127.0.0.1:8000",
    "localhost",
    "[::1]",
    f"{HOST}/{CANARY}",
    f"{HOST}\\{CANARY}",
    f"<script>{CANARY}",
]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("address", ["/claims/", "/robots.txt", "/admin/", "/static/nowhere.css"])
def test_another_host_is_refused_and_not_told_back(site, host, address):
    status, headers, body = ask(site, address, Host=host)
    assert status == 400
    assert CANARY not in str(headers)
    assert CANARY.encode() not in body


def test_a_page_that_somebody_has_is_not_confirmed_for_another_host(site):
    tag = ask(site, "/claims/")[1]["etag"]
    assert ask(site, "/claims/", Host=CANARY, If_None_Match=tag)[0] == 400


def test_the_port_of_https_may_be_named(site):
    assert ask(site, "/claims/", Host=f"{HOST}:443")[0] == 200


def test_whoever_watches_over_the_site_is_not_led_to_https(site):
    assert site.get("/healthz")[0] == 200
    assert site.get("/readyz")[0] == 200


INSIDE = f"GET /smuggled HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n\r\n".encode()
FRAMES = {
    "length and chunks": b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 0\r\nContent-Length: %d\r\n\r\n",
    "two lengths in one": b"Content-Length: 0, %d\r\n\r\n",
    "a length with a sign": b"Content-Length: +%d\r\n\r\n",
    "a length below nothing": b"Content-Length: -%d\r\n\r\n",
    "a length in other digits": "Content-Length: ٣%d\r\n\r\n".encode(),
    "chunks, with a blank": b"Content-Length: %d\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "chunks, folded": b"Content-Length: %d\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "chunks that are not": b"Content-Length: %d\r\nTransfer-Encoding: xchunked\r\n\r\n",
    "chunks twice": b"Content-Length: %d\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "chunks and none": b"X-Size: %d\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "an odd size": b"X-Size: %d\r\nTransfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
    "a line that ends early": b"X-Size: %d\r\nX: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a name with nothing in it": b"Content-Length: 0\r\n: %d\r\n\r\n",
    "a zero byte": b"Content-Length: 0\r\nX: \0%d\r\n\r\n",
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_a_request_whose_end_two_servers_may_see_elsewhere_is_refused(site, frame):
    """And nothing of it is taken for a second one."""
    head = b"POST /claims/ HTTP/1.1\r\nHost: %s\r\nX-Forwarded-Proto: https\r\n" % HOST.encode()
    answers, _ = send(site, head + frame % len(INSIDE) + INSIDE)
    # An answer to what came first, where it is given before the end was looked for.
    assert answers in ([400], [501], [403, 400])


def test_two_hosts_are_none(site):
    head = f"GET /claims/ HTTP/1.1\r\nHost: {HOST}\r\nHost: {CANARY}\r\n".encode()
    answers, came = send(site, head + b"X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n")
    assert answers == [400]
    assert CANARY.encode() not in came


def test_names_with_an_underscore_are_not_those_with_a_dash(site):
    """WSGI calls both the same: who sends one would speak for the proxy."""
    head = f"GET /robots.txt HTTP/1.1\r\nHost: {HOST}\r\nX_Forwarded_Proto: https\r\n".encode()
    answers, _ = send(site, head + b"Connection: close\r\n\r\n")
    assert answers == [301], "as by http"
