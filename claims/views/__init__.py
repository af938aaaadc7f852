"""What each address shows: lists are FilterViews, single records are functions."""

from .lists import ActorList, ArticleList, ClaimList, EvidenceList
from .records import actor, article, claim
from .site import about, healthz

__all__ = [
    "ActorList",
    "ArticleList",
    "ClaimList",
    "EvidenceList",
    "about",
    "actor",
    "article",
    "claim",
    "healthz",
]
