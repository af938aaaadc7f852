"""A process beside this one works values out, and whatever becomes of it is told here."""

import os
import signal

import pytest

from claims.imports.reading import Unreadable
from claims.imports.writing.beside import ReaderLost, beside


def test_values_come_in_their_order_from_another_process():
    def values():
        for number in range(3):
            yield number, os.getpid()

    found = list(beside(values))
    assert [number for number, _ in found] == [0, 1, 2]
    assert {process for _, process in found} - {os.getpid()} == {process for _, process in found}


def test_what_it_raises_is_raised_here_after_the_values_before():
    def values():
        yield 1
        raise Unreadable("The file breaks off.")

    found = beside(values)
    assert next(found) == 1
    with pytest.raises(Unreadable, match="breaks off"):
        next(found)


def test_whoever_is_killed_is_missed():
    def values():
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)
        yield 2

    found = beside(values)
    assert next(found) == 1
    with pytest.raises(ReaderLost, match="resume"):
        next(found)


def test_it_ends_with_whoever_wanted_it():
    def values():
        number = 0
        while True:
            yield os.getpid(), "x" * 100_000
            number += 1

    found = beside(values)
    process, _ = next(found)
    os.kill(process, 0)
    found.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
