"""Values that a process beside this one works out, while this one uses those before."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Value = TypeVar("Value")


class ReaderLost(Exception):
    """The process beside this one ended before its work did."""


def beside(values: Callable[[], Iterator[Value]]) -> Iterator[Value]:
    """What `values` gives, worked out in a process of its own, one or two ahead. Raises what it
    raises, and ReaderLost.

    The process is a copy of this one and must not ask the database, whose connection is shared. Not
    for a process that has threads.
    """
    ours, theirs = multiprocessing.Pipe(duplex=False)
    # Forked: the values are made of what is open and loaded here.
    process = multiprocessing.get_context("fork").Process(
        target=_work, args=(values, ours, theirs), daemon=True
    )
    process.start()
    # Whoever is left alone with one end is told so by the other.
    theirs.close()
    try:
        while True:
            value, error = ours.recv()
            if error is not None:
                raise error
            if value is None:
                return
            yield value
    except EOFError as error:
        raise ReaderLost("Whoever reads the file ended early: resume the import.") from error
    finally:
        ours.close()
        process.join()


def _work(values: Callable[[], Iterator[Any]], ours: Connection, theirs: Connection) -> None:
    # A keyboard's interrupt comes to both: it is the other's to end, and this one follows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ours.close()
    try:
        for value in values():
            theirs.send((value, None))
        theirs.send((None, None))
    except BrokenPipeError:
        """Nobody wants the rest."""
    except Exception as error:  # noqa: BLE001  it is raised there
        theirs.send((None, error))
