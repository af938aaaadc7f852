"""A site whose pages arrive a few bytes at a time, as over a bad line."""

import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

WAIT = 0.03


def _handler(site: str, piece: int) -> type[BaseHTTPRequestHandler]:
    class Slowly(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with urllib.request.urlopen(site + self.path) as answer:
                body, kind = answer.read(), answer.headers["Content-Type"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # Never within a text: words that come one after another have to find their line.
            start = 0
            while start < len(body):
                end = body.find(b"<", start + piece) if kind.startswith("text/html") else -1
                end = len(body) if end < 0 else end
                self.wfile.write(body[start:end])
                start = end
                if start < len(body):
                    self.wfile.flush()
                    time.sleep(WAIT)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    return Slowly


@contextmanager
def slowly(site: str, piece: int) -> Iterator[str]:
    """The address at which the pages of `site` arrive some `piece` bytes at a time, on the
    loopback alone. Where a page is cut decides what of it is drawn before the rest is there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site, piece))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
