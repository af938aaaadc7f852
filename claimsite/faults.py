"""What it means when the database refuses: that it cannot now, or that what it was given is wrong.

The former is nobody's mistake and passes: a reader is told to come again. The latter, and whatever
is not known here, is a mistake of ours, or of the data, and stays the error that it is.

PostgreSQL says which by its SQLSTATE (https://www.postgresql.org/docs/15/errcodes-appendix.html),
or says nothing where there is no connection; SQLite by its result code
(https://www.sqlite.org/rescode.html), of which the lowest eight bits are the kind.
"""

import errno
from collections.abc import Iterator
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Fault(Enum):
    """Why the database cannot now."""

    AWAY = "away"
    BUSY = "busy"
    SLOW = "slow"
    FULL = "full"
    READ_ONLY = "read only"

    @property
    def title(self) -> Promise:
        return _WORDS[self][0]

    @property
    def advice(self) -> Promise:
        """What whoever asked may do."""
        return _WORDS[self][1]

    @property
    def retry_after(self) -> int:
        """In how many seconds to ask again."""
        return _WORDS[self][2]

    def in_a_line(self) -> str:
        return f"{self.title}. {self.advice}"


_WORDS: dict[Fault, tuple[Promise, Promise, int]] = {
    Fault.AWAY: (
        _("The database does not answer"),
        _("It is being started again, or is asked by too many at once. Come again in a moment."),
        5,
    ),
    Fault.BUSY: (
        _("Somebody else is writing there"),
        _("Two wrote to the same place at once, and the other was quicker. Do it again."),
        1,
    ),
    Fault.SLOW: (
        _("This takes longer than the site allows"),
        _("Ask for less, with fewer words or more filters, or come again when less is going on."),
        30,
    ),
    Fault.FULL: (
        _("There is no room left to write"),
        _("What is there can be read. Whoever keeps the site has to make room first."),
        300,
    ),
    Fault.READ_ONLY: (
        _("The database takes no changes at the moment"),
        _("What is there can be read. Come again later to change it."),
        60,
    ),
}
_BY_STATE = {
    "25006": Fault.READ_ONLY,  # read_only_sql_transaction
    "25P03": Fault.SLOW,  # idle_in_transaction_session_timeout
    "40001": Fault.BUSY,  # serialization_failure
    "40P01": Fault.BUSY,  # deadlock_detected
    "53100": Fault.FULL,  # disk_full
    "55006": Fault.BUSY,  # object_in_use
    "55P03": Fault.BUSY,  # lock_not_available: lock_timeout, too
    "57014": Fault.SLOW,  # query_canceled: statement_timeout
}
# Connection exceptions; insufficient resources, too many connections among them; an operator's
# intervention, as when the server is stopped; errors of the system below.
_AWAY_CLASSES = ("08", "53", "57", "58")
_BY_RESULT = {
    5: Fault.BUSY,  # SQLITE_BUSY
    6: Fault.BUSY,  # SQLITE_LOCKED
    7: Fault.AWAY,  # SQLITE_NOMEM
    8: Fault.READ_ONLY,  # SQLITE_READONLY
    9: Fault.SLOW,  # SQLITE_INTERRUPT: the progress handler
    10: Fault.AWAY,  # SQLITE_IOERR
    13: Fault.FULL,  # SQLITE_FULL
    14: Fault.AWAY,  # SQLITE_CANTOPEN
    15: Fault.AWAY,  # SQLITE_PROTOCOL
}
# The disk of this machine, where a file that is sent is kept until it is read.
_BY_ERRNO = {
    errno.ENOSPC: Fault.FULL,
    errno.EDQUOT: Fault.FULL,
    errno.EROFS: Fault.READ_ONLY,
}


class BudgetSpent(Exception):
    """What a request may take is used up, before the database was asked once more."""


def fault(error: BaseException) -> Fault | None:
    """Why the database cannot now, if that is what `error` says, or what it was raised from."""
    return next((found for one in _causes(error) if (found := _fault(one))), None)


def in_a_line(error: BaseException) -> str:
    """What the database said, without what follows: of a query, or of the data in it."""
    *_, driver = _causes(error)
    said = (str(driver).splitlines() or [""])[0]
    return f"{type(driver).__name__}: {said}" if said else type(driver).__name__


def lost_while_committing(error: BaseException) -> bool:
    """Whether the connection went while a transaction was ending: then nobody here knows whether
    it did."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_name == "_commit":
            return fault(error) is Fault.AWAY
        trace = trace.tb_next
    return False


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Django's error, and the driver's that it was raised from."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__


def _fault(error: BaseException) -> Fault | None:
    if isinstance(error, BudgetSpent):
        return Fault.SLOW
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0)
    match type(error).__module__.partition(".")[0]:
        case "psycopg":
            return _of_postgresql(error)
        case "sqlite3":
            return _BY_RESULT.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)
    return None


def _of_postgresql(error: BaseException) -> Fault | None:
    state = getattr(error, "sqlstate", None)
    if state is None:
        # Without a connection there is nobody to give one.
        kinds = {kind.__name__ for kind in type(error).__mro__}
        return Fault.AWAY if kinds & {"OperationalError", "InterfaceError"} else None
    return _BY_STATE.get(state) or (Fault.AWAY if state[:2] in _AWAY_CLASSES else None)
