"""The only home of filters, annotations and prefetches: one method a question."""

from .actors import ActorQuerySet, AffiliationQuerySet, AliasQuerySet
from .articles import ArticleQuerySet, ArticleTextQuerySet, PassageQuerySet
from .attributions import AnchorQuerySet, AttributionQuerySet, MentionQuerySet
from .kept import KeptQuerySet
from .statements import ClaimQuerySet, DenialQuerySet, EvidenceQuerySet, StatementQuerySet

__all__ = [
    "ActorQuerySet",
    "AffiliationQuerySet",
    "AliasQuerySet",
    "AnchorQuerySet",
    "ArticleQuerySet",
    "ArticleTextQuerySet",
    "AttributionQuerySet",
    "ClaimQuerySet",
    "DenialQuerySet",
    "EvidenceQuerySet",
    "KeptQuerySet",
    "MentionQuerySet",
    "PassageQuerySet",
    "StatementQuerySet",
]
