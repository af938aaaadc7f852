"""A site whose pages arrive a few bytes at a time, as over a bad line."""

import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PIECE = 200
WAIT = 0.03


def _handler(site: str) -> type[BaseHTTPRequestHandler]:
    class Slowly(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with urllib.request.urlopen(site + self.path) as answer:
                body, kind = answer.read(), answer.headers["Content-Type"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            piece = PIECE if kind.startswith("text/html") else len(body)
            for start in range(0, len(body), piece):
                self.wfile.write(body[start : start + piece])
                if start + piece < len(body):
                    self.wfile.flush()
                    time.sleep(WAIT)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    return Slowly


@contextmanager
def slowly(site: str) -> Iterator[str]:
    """The address at which what `site` serves arrives slowly, on the loopback alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
