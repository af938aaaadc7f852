"""What each address shows: lists are FilterViews, single records are functions."""

from .actor import actor
from .article import article
from .choosing import choose_actor
from .claim import cite, claim
from .disputes import disputes
from .exports import export, export_evidence
from .feeds import actor_feed, article_feed
from .lists import ActorList, ArticleList, ClaimList, EvidenceList
from .site import about, robots
from .timeline import timeline

__all__ = [
    "ActorList",
    "ArticleList",
    "ClaimList",
    "EvidenceList",
    "about",
    "actor",
    "actor_feed",
    "article",
    "article_feed",
    "choose_actor",
    "cite",
    "claim",
    "disputes",
    "export",
    "export_evidence",
    "robots",
    "timeline",
]
