"""What the index files records under: a dimension, and a value in it, in one number. Within a kind
of record; the stored number has the kind as well."""

import zlib
from datetime import date
from enum import IntEnum

from claims.models import Role

_BITS_OF_A_VALUE = 48
_BITS_OF_A_KEY = 55


class Of(IntEnum):
    """The kinds of record that are filed. The numbers are stored: they stay what they are."""

    CLAIM = 0
    DENIAL = 1
    EVIDENCE = 2


class Dimension(IntEnum):
    """What a key says of a record; of a denial or evidence also what is true of its claim. The
    numbers are stored: they stay what they are."""

    PUBLISHED = 1
    STATUS = 2
    KIND = 3
    DENIAL = 4
    ANSWERED = 5
    STATE = 6
    PUBLISHER = 7
    # Somebody has the role, of whom the value is the place among ROLES.
    ANYBODY = 8
    DATED = 9
    # The months (since year 0) and the days (`date.toordinal`) on which its date begins and ends.
    BEGINS_IN = 10
    ENDS_IN = 11
    BEGINS_ON = 12
    ENDS_ON = 13
    # An actor has any role.
    INVOLVED = 14
    # Of claims: how many actors claim it, of how many it speaks; the same with all those for whom
    # they act.
    ACCUSERS = 15
    ACCUSED = 16
    ACCUSERS_FOR = 17
    ACCUSED_FOR = 18
    # Plus the place among ROLES: an actor has the role; somebody has it who acts for the actor.
    ROLE = 20
    FOR = 40


ROLES = (
    *(Role.CLAIMANT, Role.SUBJECT, Role.DENIER, Role.SOURCE),
    *(Role.HOLDER, Role.REQUESTER, Role.DISPUTER, Role.EXAMINER),
)
"""In the order in which they are stored: a new one goes to the end."""

PUBLISHED = Dimension.PUBLISHED << _BITS_OF_A_VALUE
ANSWERED = Dimension.ANSWERED << _BITS_OF_A_VALUE
DATED = Dimension.DATED << _BITS_OF_A_VALUE


def key(dimension: int, value: int = 0) -> int:
    return dimension << _BITS_OF_A_VALUE | value


def stored(of: Of, key: int) -> int:
    """The key with the kind of record whose key it is, as the tables have it."""
    return of << _BITS_OF_A_KEY | key


def without_kind(stored: int) -> int:
    """The key alone."""
    return stored & ((1 << _BITS_OF_A_KEY) - 1)


def record(of: Of, pk: int) -> int:
    """A record of any kind in one number."""
    return of << _BITS_OF_A_KEY | pk


def kind_of(record: int) -> Of:
    return Of(record >> _BITS_OF_A_KEY)


def pk_of(record: int) -> int:
    return record & ((1 << _BITS_OF_A_KEY) - 1)


def records(of: Of) -> range:
    """All that a record of the kind may be."""
    return range(of << _BITS_OF_A_KEY, (of + 1) << _BITS_OF_A_KEY)


def dimension_of(stored: int) -> int:
    """The dimension of a stored key, with its kind of record."""
    return stored >> _BITS_OF_A_VALUE


def value_of(key: int) -> int:
    return key & ((1 << _BITS_OF_A_VALUE) - 1)


def code(dimension: int, name: str) -> int:
    """The key of a code of a closed list, whatever its place there."""
    return key(dimension, zlib.crc32(name.encode()))


def role(name: str, actor: int) -> int:
    return key(Dimension.ROLE + ROLES.index(Role(name)), actor)


def involved(actor: int) -> int:
    return key(Dimension.INVOLVED, actor)


def acting_for(name: str, principal: int) -> int:
    return key(Dimension.FOR + ROLES.index(Role(name)), principal)


def anybody(name: str) -> int:
    return key(Dimension.ANYBODY, ROLES.index(Role(name)))


def month(day: date) -> int:
    return day.year * 12 + day.month - 1


def of_days(earliest: date, latest: date) -> tuple[int, ...]:
    """The keys of a date that means the days from `earliest` to `latest`."""
    return (
        DATED,
        key(Dimension.BEGINS_IN, month(earliest)),
        key(Dimension.ENDS_IN, month(latest)),
        key(Dimension.BEGINS_ON, earliest.toordinal()),
        key(Dimension.ENDS_ON, latest.toordinal()),
    )
