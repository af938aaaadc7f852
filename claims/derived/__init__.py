"""What follows from other records, and the one refresh that keeps it true.

Evidence status, search words and last change of a claim, the claim that an attribution or anchor
belongs to, the words of an actor's names, as whom it counts, and the likeness of a text: each is
stored so that a million rows can be filtered by it, and each is worked out here and nowhere else,
for a set of claims at a time. Every write comes by: `save` and `delete` through signals (so does
`loaddata`), the QuerySet's own writes through `claims.querysets.kept`, imports through `new`. SQL
typed by hand does not; `check_integrity` finds what that breaks.
"""

from .likenesses import bands_of_texts
from .memberships import memberships
from .names import names_to_search
from .new import follow_new, status_of_new
from .refresh import borne_on, file_all, file_claims, refresh_after, refresh_all, refresh_claims
from .signals import connect
from .statuses import evidence_items, statuses
from .together import together
from .words import texts_to_search

__all__ = [
    "bands_of_texts",
    "borne_on",
    "connect",
    "evidence_items",
    "file_all",
    "file_claims",
    "follow_new",
    "memberships",
    "names_to_search",
    "refresh_after",
    "refresh_all",
    "refresh_claims",
    "status_of_new",
    "statuses",
    "texts_to_search",
    "together",
]
