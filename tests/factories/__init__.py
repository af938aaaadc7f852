"""Records for tests: one by one, or many at once."""

from .many import make_many_claims
from .records import (
    anchor,
    attribute,
    make_actor,
    make_affiliation,
    make_article,
    make_claim,
    make_denial,
    make_evidence,
    make_passage,
    make_text,
    mention,
)

__all__ = [
    "anchor",
    "attribute",
    "make_actor",
    "make_affiliation",
    "make_article",
    "make_claim",
    "make_denial",
    "make_evidence",
    "make_many_claims",
    "make_passage",
    "make_text",
    "mention",
]
