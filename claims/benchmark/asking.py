"""One reader with a kept connection, who measures."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

from .serving import Connection

# What a browser and the proxy before the site send.
_HEADERS = {"Accept-Encoding": "gzip", "Accept": "text/html", "X-Forwarded-Proto": "https"}


@dataclass(frozen=True)
class Answer:
    """`first_byte`, `seconds`: from the request to the head of the answer, and to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    first_byte: float
    seconds: float

    @property
    def text(self) -> str:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Reader:
    """Asks at the socket that `served` gives."""

    def __init__(self, path: str, *, timeout: float = 600) -> None:
        self._connection = Connection(path, timeout)

    def get(self, address: str, **headers: str) -> Answer:
        """The answer, read to its end. Raises OSError or http.client.HTTPException."""
        given = _HEADERS | {name.replace("_", "-"): value for name, value in headers.items()}
        begun = perf_counter()
        self._connection.request("GET", address, headers=given)
        response = self._connection.getresponse()
        first_byte = perf_counter() - begun
        body = response.read()
        seconds = perf_counter() - begun
        return Answer(response.status, dict(response.getheaders()), body, first_byte, seconds)

    def close(self) -> None:
        self._connection.close()
