"""Files as they come: packed or not, from a disk or a browser."""

import gzip
import io
import zlib
from typing import BinaryIO, cast

_GZIP = b"\x1f\x8b"


class Unreadable(Exception):
    """A file, or what is to be made of it, is wrong as a whole: a sentence for a person."""


class _Unpacked(gzip.GzipFile):
    """Says what is wrong with it as the rest of the reading does."""

    def read(self, size: int | None = -1) -> bytes:
        try:
            return super().read(size)
        except (EOFError, OSError, zlib.error) as error:
            raise Unreadable(
                f"The packed file breaks off or is damaged ({error}). Get it again; what came "
                "before is imported."
            ) from error

    def read1(self, size: int = -1) -> bytes:
        return self.read(io.DEFAULT_BUFFER_SIZE if size < 0 else size)


def opened(file: BinaryIO) -> io.BufferedReader:
    """The file from its beginning, unpacked where it is packed by gzip, whatever its name."""
    file.seek(0)
    start = file.read(2)
    file.seek(0)
    if start == _GZIP:
        unpacked = _Unpacked(fileobj=file, mode="rb")
        return io.BufferedReader(cast(io.RawIOBase, _Raw(unpacked)), 1024 * 64)
    return io.BufferedReader(cast(io.RawIOBase, _Raw(file)), 1024 * 64)


class _Raw(io.RawIOBase):
    """Any file that reads bytes, as one that a BufferedReader takes. Closing it leaves the file
    open, which is whoever's opened it."""

    def __init__(self, file: BinaryIO | gzip.GzipFile) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        some = self._file.read(len(view))
        view[: len(some)] = some
        return len(some)
