"""Requests that no library would send, and what comes back."""

import http.client
import io
import socket

HOST = "claims.example.org"


def ask(site, path, *, method="GET", body=None, **headers):
    """Status, headers by small letters, body; as the site's own proxy forwards it, by https."""
    given = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    given |= {name.replace("_", "-"): value for name, value in headers.items() if value}
    return site.get(path, given, method=method, body=body)


def send(site, raw, seconds=5):
    """What the site sends back to these bytes, until it ends the connection or `seconds` pass with
    nothing from it: the statuses of all answers in order, and all bytes."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=seconds) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        came = b""
        while True:
            try:
                part = line.recv(65536)
            except (TimeoutError, ConnectionResetError):
                break
            if not part:
                break
            came += part
    return statuses(came), came


def statuses(came):
    """The statuses of the answers that stand one behind another in `came`."""
    found = []
    stream = io.BytesIO(came)
    while came[stream.tell() :].startswith(b"HTTP/1."):
        answer = http.client.HTTPResponse(_Kept(stream))
        answer.begin()
        answer.read()
        found.append(answer.status)
    return found


class _Kept:
    """A socket, to HTTPResponse, that is not closed with one answer."""

    def __init__(self, stream):
        self.stream = stream

    def makefile(self, *_):
        return _Unclosed(self.stream)


class _Unclosed(io.BufferedReader):
    def __init__(self, stream):
        super().__init__(_Raw(stream), buffer_size=1)


class _Raw(io.RawIOBase):
    def __init__(self, stream):
        self.stream = stream

    def readable(self):
        return True

    def readinto(self, space):
        return self.stream.readinto(space)
