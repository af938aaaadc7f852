"""The records: one file a noun."""

from .actor import Actor, ActorKind, ActorWords, Affiliation, Alias, CountsAs
from .alike import AlikeClaims
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
from .bitmaps import KeyChunk, KeyCount, KeyEpoch, RecordKeys
from .change import Action, Change
from .correction import Correction, FormerSlug
from .imports import ImportedName, ImportedRecord, ImportRefusal, ImportRun
from .likeness import TextLikeness
from .passed_over import Dismissal, PassedOver, Proposal
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
    "Action",
    "Actor",
    "ActorKind",
    "ActorWords",
    "Affiliation",
    "Alias",
    "AlikeClaims",
    "Anchor",
    "Article",
    "ArticleText",
    "Attribution",
    "Change",
    "Claim",
    "ClaimKind",
    "ClaimWords",
    "Correction",
    "CountsAs",
    "DateBasis",
    "Denial",
    "DenialForm",
    "Dismissal",
    "Evidence",
    "EvidenceKind",
    "EvidenceState",
    "EvidenceStatus",
    "FormerSlug",
    "ImportRefusal",
    "ImportRun",
    "ImportedName",
    "ImportedRecord",
    "KeyChunk",
    "KeyCount",
    "KeyEpoch",
    "Mention",
    "Passage",
    "PassedOver",
    "Proposal",
    "PublicationState",
    "RecordKeys",
    "Relation",
    "Role",
    "Side",
    "TextLikeness",
]
