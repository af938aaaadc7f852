"""What the API answers: `claims.exports.described`, field by field."""

from typing import Literal

from ninja import Field, Schema
from pydantic import create_model

from claims.models import (
    ActorKind,
    ClaimKind,
    DateBasis,
    DenialForm,
    EvidenceKind,
    EvidenceState,
    EvidenceStatus,
    Relation,
    Side,
)

Kind = Literal[tuple(ActorKind.values)]  # type: ignore[valid-type]
Basis = Literal[("", *DateBasis.values)]  # type: ignore[valid-type]
EDTF = Field(description="EDTF (ISO 8601-2); “” where there is none")


class ActorBrief(Schema):
    """Somebody (schema.org Person, Organization)."""

    slug: str = Field(description="its name in addresses")
    name: str
    kind: Kind  # type: ignore[valid-type]
    url: str = Field(description="its page")
    wikidata_id: str = Field(description="“Q…”, or “”")


class Somebody(ActorBrief):
    """Who has a role, and how articles say so."""

    as_printed: list[str] = Field(description="titles and names under which articles print it")
    own_voice: bool = Field(description="whether an article says it in its own voice")
    media: list[str] = Field(description="the media in which it was said")


class ArticleBrief(Schema):
    """A published text (schema.org NewsArticle)."""

    url: str = Field(description="its page on this site")
    slug: str
    headline: str
    publisher: ActorBrief
    published: str = EDTF
    language: str = Field(description="BCP 47")
    source_url: str = Field(description="its address at its publisher, or “”")
    archive_url: str


class Passage(Schema):
    """The words on which a record rests (W3C Web Annotation)."""

    url: str = Field(description="where these words stand on this site")
    relation: Literal[tuple(Relation.values)] = Field(  # type: ignore[valid-type]
        description="how it carries the record"
    )
    exact: str = Field(description="verbatim (TextQuoteSelector)")
    start: int = Field(description="Unicode code points (TextPositionSelector)")
    end: int = Field(description="exclusive")
    revision: int = Field(description="of the article's text")
    article: ArticleBrief


class Dated(Schema):
    date: str = EDTF
    date_basis: Basis = Field(description="of what that is the date")
    date_note: str = Field(description="how the source gives it")
    earliest: str = Field(description="the first day that the date covers, or “”")
    latest: str = Field(description="the last day that it covers, or “”")


class Statement(Dated):
    url: str
    slug: str
    passages: list[Passage]
    source_url: str = Field(description="the page that an imported record rests on, or “”")


class Denial(Statement):
    """An answer to the claim."""

    form: Literal[tuple(DenialForm.values)]  # type: ignore[valid-type]
    refuses: str = Field(description="the slug of the request that it refuses, or “”")
    deniers: list[Somebody]


class Evidence(Statement):
    """Something for or against the claim, according to somebody."""

    side: Literal[tuple(Side.values)]  # type: ignore[valid-type]
    kind: Literal[tuple(EvidenceKind.values)]  # type: ignore[valid-type]
    state: Literal[tuple(EvidenceState.values)]  # type: ignore[valid-type]
    words: str = Field(description="what its source says, where no passage is kept, or “”")
    sources: list[Somebody] = Field(description="who says so")
    holders: list[Somebody]
    requesters: list[Somebody]
    disputers: list[Somebody]
    examiners: list[Somebody]


class Claim(Statement):
    """An assertion, with what was answered and shown (schema.org Claim)."""

    text: str
    kind: Literal[tuple(ClaimKind.values)]  # type: ignore[valid-type]
    evidence_status: Literal[tuple(EvidenceStatus.values)] = Field(  # type: ignore[valid-type]
        description="where its evidence stands, which is no verdict"
    )
    claimants: list[Somebody] = Field(description="empty where no source says who")
    subjects: list[Somebody]
    denials: list[Denial]
    evidence: list[Evidence]
    changed: str = Field(description="ISO 8601: when it, or what belongs to it, last changed here")


class ClaimBrief(Schema):
    url: str
    slug: str
    text: str


class LedgerEntry(Evidence):
    """A piece of evidence by itself."""

    claim: ClaimBrief
    changed: str = Field(
        description="ISO 8601: when its claim, or what belongs to it, last changed"
    )


class Article(ArticleBrief):
    agency: ActorBrief | None
    byline: str
    dateline: str
    claims: int = Field(description="public claims that rest on it")


class ArticleText(Article):
    """An article with the latest revision of its words."""

    revision: int
    text: str = Field(description="verbatim, headline included")


class Actor(ActorBrief):
    vague: bool = Field(description="no source says who belongs to it")
    aliases: list[str]
    claims: int = Field(description="public claims in which it has any role")


class Tie(Schema):
    """That one acts for another, in an office."""

    actor: ActorBrief
    office: str
    since: str = EDTF
    until: str = EDTF


class ActorWithTies(Actor):
    acts_for: list[Tie]
    represented_by: list[Tie]


class Value(Schema):
    value: str
    label: str
    count: int = Field(description="exact: how many there would be with this value")


class Facet(Schema):
    parameter: str
    label: str
    values: list[Value]


class Wrong(Schema):
    parameter: str
    message: str


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Wrong] = []


def page_of(record: type[Schema]) -> type[Schema]:
    """The schema of a page of such records."""
    links = {
        name: (str | None, Field(description=f"the address of the {name} page"))
        for name in ("first", "previous", "next", "last")
    }
    return create_model(  # type: ignore[call-overload]
        f"PageOf{record.__name__}",
        __base__=Schema,
        total=(int, Field(description="exact: all that fit, on every page")),
        **links,
        items=(list[record], ...),  # type: ignore[valid-type]
    )
