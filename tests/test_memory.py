"""What a server's process has freed goes back to the system, holes in the middle too."""

import subprocess
import sys

# Pieces that the C library takes from its heap, not one by one from the system; one in fifty stays.
_PROGRAM = """
from pathlib import Path
from django.core.signals import request_finished
from claimsite import memory

def taken():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) // 1024 for line in lines if line.startswith("Anonymous:"))

memory.look_after()
request_finished.send(None)
pieces = [bytes(8000) for _ in range(20_000)]
all_of_them = taken()
pieces = pieces[::50]
freed = taken()
request_finished.send(None)
too_early = taken()
memory.EACH_SECONDS = 0
request_finished.send(None)
print(all_of_them, freed, too_early, taken())
"""


def test_holes_are_given_back_after_a_request_and_not_after_each():
    told = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True
    )
    all_of_them, freed, too_early, given_back = map(int, told.stdout.split())
    assert freed > all_of_them - 10, "the C library gives them back by itself: then nobody need"
    assert too_early > freed - 10
    assert given_back < freed - 100
