"""The only home of filters, annotations and prefetches: one method a question."""

from .actors import ActorQuerySet, AffiliationQuerySet, AliasQuerySet
from .alike import AlikeClaimsQuerySet
from .articles import (
    ArticleQuerySet,
    ArticleTextQuerySet,
    DismissalQuerySet,
    PassageQuerySet,
    PassedOverQuerySet,
)
from .attributions import AnchorQuerySet, AttributionQuerySet, MentionQuerySet
from .changes import ChangeQuerySet, CorrectionQuerySet, FormerSlugQuerySet
from .imports import (
    ImportedNameQuerySet,
    ImportedRecordQuerySet,
    ImportRefusalQuerySet,
    ImportRunQuerySet,
)
from .kept import KeptQuerySet
from .statements import ClaimQuerySet, DenialQuerySet, EvidenceQuerySet, StatementQuerySet

__all__ = [
    "ActorQuerySet",
    "AffiliationQuerySet",
    "AliasQuerySet",
    "AlikeClaimsQuerySet",
    "AnchorQuerySet",
    "ArticleQuerySet",
    "ArticleTextQuerySet",
    "AttributionQuerySet",
    "ChangeQuerySet",
    "ClaimQuerySet",
    "CorrectionQuerySet",
    "DenialQuerySet",
    "DismissalQuerySet",
    "EvidenceQuerySet",
    "FormerSlugQuerySet",
    "ImportRefusalQuerySet",
    "ImportRunQuerySet",
    "ImportedNameQuerySet",
    "ImportedRecordQuerySet",
    "KeptQuerySet",
    "MentionQuerySet",
    "PassageQuerySet",
    "PassedOverQuerySet",
    "StatementQuerySet",
]
