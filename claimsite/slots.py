"""So many long lists at a time, and no more: of all processes together, and of one address.

A slot is a file that is locked as long as the list is being sent. The system gives it back when the
process ends, by whatever.
"""

import fcntl
import hashlib
import os

from . import shared


class Slot:
    """One that is held, until `release`, or until nobody has it any more."""

    def __init__(self, name: str) -> None:
        self._file = shared.opened(name)
        self._is_open = True

    def is_ours(self) -> bool:
        """Whether nobody held it; now it is held."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def mark(self, whose: bytes) -> None:
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, whose, 0)

    def is_of(self, whose: bytes) -> bool:
        return bool(whose) and os.pread(self._file, 100, 0) == whose

    def release(self) -> None:
        if self._is_open:
            self._is_open = False
            os.close(self._file)

    __del__ = release


def take(address: str, most: int, most_of_one: int) -> Slot | None:
    """A slot, at once; None where all `most` are held, or `most_of_one` of them by this address
    (0: any number). "" is an address that nobody knows, and may be anybody's. Raises OSError where
    nothing can be counted."""
    whose = hashlib.sha256(address.encode()).digest() if address else b""
    door = shared.opened("exports")
    try:
        with shared.alone(door):
            every = [Slot(f"export-{number}") for number in range(most)]
            # Whoever holds one wrote before whose it is.
            free = [slot for slot in every if slot.is_ours()]
            own = sum(slot.is_of(whose) for slot in every if slot not in free)
            chosen = free[0] if free and not (most_of_one and own >= most_of_one) else None
            for slot in every:
                if slot is not chosen:
                    slot.release()
            if chosen is not None:
                chosen.mark(whose)
            return chosen
    finally:
        os.close(door)
