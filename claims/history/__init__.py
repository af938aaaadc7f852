"""The history: every write of every record, who, when, what, field by field.

One way in: `signals` (for `save`, `delete`, cascades and `loaddata`) and `claims.querysets.kept`
(for the QuerySets' own writes) hand what a row held before and after to `recording`, which writes a
`Change` where they differ, and none where they do not, in the transaction of the write itself. Who
writes is said by `acting`. Nothing else writes the history; `erasing` alone takes from it.
"""

from .acting import acting
from .recording import (
    Before,
    record,
    record_added,
    record_merge,
    record_return,
    record_written,
)
from .signals import connect
from .snapshots import snapshot

__all__ = [
    "Before",
    "acting",
    "connect",
    "record",
    "record_added",
    "record_merge",
    "record_return",
    "record_written",
    "snapshot",
]
