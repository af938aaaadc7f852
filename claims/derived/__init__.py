"""What follows from other records, and the one refresh that keeps it true.


Evidence status, search words and last change of a claim, the claim that an attribution or anchor
belongs to, the words of an actor's names, and as whom it counts: each is stored so that a million
rows can be filtered by it, and each is worked out here and nowhere else, for a set of claims at a
time. Every write comes by: `save`
and `delete` through signals (so does `loaddata`), the QuerySet's own writes through
`claims.querysets.kept`. SQL typed by hand does not; `check_integrity` finds what that breaks.
"""

from .names import names_to_search
from .refresh import borne_on, refresh_after, refresh_all, refresh_claims
from .signals import connect
from .statuses import evidence_items, statuses
from .words import texts_to_search

__all__ = [
    "borne_on",
    "connect",
    "evidence_items",
    "names_to_search",
    "refresh_after",
    "refresh_all",
    "refresh_claims",
    "statuses",
    "texts_to_search",
]
