"""What follows from other records, and the one refresh that keeps it true.


Evidence status and search words of a claim, the claim that an attribution or anchor belongs to,
and as whom an actor counts: each is stored so that a million rows can be filtered by it, and each
is worked out here and nowhere else, for a set of claims at a time. Every write comes by: `save`
and `delete` through signals (so does `loaddata`), the QuerySet's own writes through
`claims.querysets.kept`. SQL typed by hand does not; `check_integrity` finds what that breaks.
"""

from .refresh import claims_of, refresh_after, refresh_all, refresh_claims
from .signals import connect
from .statuses import evidence_items, statuses
from .words import texts_to_search

__all__ = [
    "claims_of",
    "connect",
    "evidence_items",
    "refresh_after",
    "refresh_all",
    "refresh_claims",
    "statuses",
    "texts_to_search",
]
