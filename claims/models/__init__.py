"""The records: one file a noun."""

from .actor import Actor, ActorKind, ActorWords, Affiliation, Alias, CountsAs
from .article import Article, ArticleText, Passage
from .attribution import (
    CLAIM_ROLES,
    DENIAL_ROLES,
    EVIDENCE_ROLES,
    Anchor,
    Attribution,
    Mention,
    Relation,
    Role,
)
from .base import DateBasis, PublicationState
from .statement import (
    Claim,
    ClaimKind,
    ClaimWords,
    Denial,
    DenialForm,
    Evidence,
    EvidenceKind,
    EvidenceState,
    EvidenceStatus,
    Side,
)

__all__ = [
    "CLAIM_ROLES",
    "DENIAL_ROLES",
    "EVIDENCE_ROLES",
    "Actor",
    "ActorKind",
    "ActorWords",
    "Affiliation",
    "Alias",
    "Anchor",
    "Article",
    "ArticleText",
    "Attribution",
    "Claim",
    "ClaimKind",
    "ClaimWords",
    "CountsAs",
    "DateBasis",
    "Denial",
    "DenialForm",
    "Evidence",
    "EvidenceKind",
    "EvidenceState",
    "EvidenceStatus",
    "Mention",
    "Passage",
    "PublicationState",
    "Relation",
    "Role",
    "Side",
]
