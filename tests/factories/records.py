"""Records for tests: valid, published, with a passage and attributions, unless told otherwise.

Every function takes keywords alone, and whatever else a model has as a field. What is not given
is made: `make_denial()` makes a claim to deny, an article that tells of it, and somebody who
denies.
"""

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.utils.text import slugify

from claims import quotes
from claims.derived import together
from claims.models import (
    Actor,
    Affiliation,
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Claim,
    Denial,
    Evidence,
    Mention,
    Passage,
)

Statement = Claim | Denial | Evidence

_numbers = count(1)


def free_slug(words: str, length: int = 80) -> str:
    """An address that no other record has, and that still reads as its words."""
    return f"{slugify(words)[:length] or 'record'}-{next(_numbers)}"


# Actors ------------------------------------------------------------------------------------------


@together()
def make_actor(
    *, name: str = "", slug: str = "", kind: str = "state", aliases: Iterable[str] = (), **more: Any
) -> Actor:
    """An actor; its slug is made of its name if there is none yet, so `make_actor(name="Iran")`
    has the address `iran`."""
    name = name or f"Actor {next(_numbers)}"
    if not slug:
        slug = slugify(name)
        if not slug or Actor.objects.filter(slug=slug).exists():
            slug = free_slug(name)
    actor = Actor.objects.create(name=name, slug=slug, kind=kind, **more)
    for alias in aliases:
        actor.aliases.create(name=alias)
    return actor


def make_affiliation(
    *, actor: Actor | None = None, principal: Actor | None = None, **more: Any
) -> Affiliation:
    """`actor` acts for `principal`; always, unless `since` or `until` is given."""
    return Affiliation.objects.create(
        actor=actor or make_actor(kind="person"), principal=principal or make_actor(), **more
    )


# Articles ----------------------------------------------------------------------------------------


def make_article(
    *,
    headline: str = "",
    publisher: Actor | None = None,
    published: str = "2022-12-13",
    publication_state: str = "published",
    **more: Any,
) -> Article:
    """An article without a text; without a publisher given, that of the Daily Example."""
    headline = headline or f"Headline {next(_numbers)}"
    more.setdefault("slug", free_slug(headline))
    publisher = publisher or _daily_example()
    return Article.objects.create(
        headline=headline,
        publisher=publisher,
        published=published,
        publication_state=publication_state,
        **more,
    )


def _daily_example() -> Actor:
    known = Actor.objects.filter(slug="daily-example").first()
    return known or make_actor(name="Daily Example", kind="news_organisation")


def make_text(
    *, body: str = "Somebody said so.", article: Article | None = None, **more: Any
) -> ArticleText:
    """A text of `article`: its next revision, if it has one already."""
    article = article or make_article()
    more.setdefault("revision", article.texts.count() + 1)
    return ArticleText.objects.create(article=article, body=body, **more)


def make_passage(
    *,
    quote: str = "",
    text: ArticleText | None = None,
    article: Article | None = None,
    prefix: str = "",
    suffix: str = "",
) -> Passage:
    """The passage of `text` that says `quote`; without a text, one of an article that says it
    between two other sentences."""
    quote = quote or f"Somebody said sentence {next(_numbers)}."
    if text is None:
        text = make_text(body=f"It was Tuesday.\n\n{quote}\n\nSo it went.", article=article)
    start, end = quotes.find(text.body, quote, prefix, suffix)
    return Passage.objects.create(text=text, start=start, end=end, exact=quote)


# Statements --------------------------------------------------------------------------------------


@together()
def make_claim(
    *,
    text: str = "",
    kind: str = "fact",
    claimants: Iterable[Actor] = (),
    subjects: Iterable[Actor] = (),
    passage: Passage | None = None,
    date: str = "2022-12-12",
    date_basis: str = "said",
    publication_state: str = "published",
    anchored: bool = True,
    **more: Any,
) -> Claim:
    """A claim in a passage of its own. Without claimants the passage only presupposes it.

    `date=""` makes an undated one; `anchored=False` one without a passage, which is no valid
    published claim unless it has a `source_url`.
    """
    text = text or f"Claim {next(_numbers)} is so."
    more.setdefault("slug", free_slug(text))
    claim = Claim.objects.create(
        text=text,
        kind=kind,
        publication_state=publication_state,
        **dated(date, date_basis),
        **more,
    )
    claimants = list(claimants)
    if anchored:
        anchor(
            statement=claim,
            passage=passage or make_passage(quote=f"{text.rstrip('.')}, it was said."),
            relation="states" if claimants else "presupposes",
        )
    _attribute_all(claim, claimant=claimants, subject=subjects)
    return claim


@together()
def make_denial(
    *,
    claim: Claim | None = None,
    form: str = "literal",
    deniers: Iterable[Actor] = (),
    passage: Passage | None = None,
    date: str = "2022-12-12",
    date_basis: str = "said",
    publication_state: str = "published",
    anchored: bool = True,
    **more: Any,
) -> Denial:
    """A denial of `claim`, in a passage of its own; by somebody new, unless told by whom."""
    denial = Denial.objects.create(
        claim=claim or make_claim(),
        form=form,
        publication_state=publication_state,
        **dated(date, date_basis),
        **more,
    )
    deniers = list(deniers) or [make_actor()]
    if anchored:
        names = " and ".join(actor.name for actor in deniers)
        quote = f"{names} denied it on day {next(_numbers)}."
        anchor(statement=denial, passage=passage or make_passage(quote=quote))
    _attribute_all(denial, denier=deniers)
    return denial


@together()
def make_evidence(
    *,
    claim: Claim | None = None,
    side: str = "for",
    kind: str = "any",
    state: str = "presented",
    sources: Iterable[Actor] = (),
    holders: Iterable[Actor] = (),
    requesters: Iterable[Actor] = (),
    disputers: Iterable[Actor] = (),
    examiners: Iterable[Actor] = (),
    passage: Passage | None = None,
    date: str = "2022-12-12",
    date_basis: str = "said",
    publication_state: str = "published",
    anchored: bool = True,
    **more: Any,
) -> Evidence:
    """Evidence in a passage of its own; where nobody is named, the Daily Example says so.

    Verified and rejected count as such only with an examiner who is no party to the claim.
    """
    evidence = Evidence.objects.create(
        claim=claim or make_claim(),
        side=side,
        kind=kind,
        state=state,
        publication_state=publication_state,
        **dated(date, date_basis),
        **more,
    )
    people = {
        "source": list(sources),
        "holder": list(holders),
        "requester": list(requesters),
        "disputer": list(disputers),
        "examiner": list(examiners),
    }
    if not any(people.values()):
        people["source"] = [_daily_example()]
    if anchored:
        quote = f"Evidence number {next(_numbers)} was spoken of."
        anchor(statement=evidence, passage=passage or make_passage(quote=quote))
    _attribute_all(evidence, **people)
    return evidence


def dated(date: str, basis: str) -> dict[str, str]:
    return {"date": date, "date_basis": basis if date else ""}


def _attribute_all(statement: Statement, **people: Iterable[Actor]) -> None:
    for role, actors in people.items():
        for actor in actors:
            attribute(statement=statement, actor=actor, role=role)


# What ties them together -------------------------------------------------------------------------


def about(statement: Statement) -> dict[str, Any]:
    """The fields by which an attribution or an anchor names its statement."""
    if isinstance(statement, Claim):
        return {"claim": statement}
    return {"claim": statement.claim, str(statement._meta.model_name): statement}


def anchor(*, statement: Statement, passage: Passage, relation: str = "states") -> Anchor:
    """That `statement` rests on `passage`."""
    return Anchor.objects.create(passage=passage, relation=relation, **about(statement))


def attribute(*, statement: Statement, actor: Actor, role: str) -> Attribution:
    """That `actor` has `role` in `statement`."""
    return Attribution.objects.create(actor=actor, role=role, **about(statement))


def mention(
    *,
    attribution: Attribution,
    passage: Passage | None = None,
    date: str = "",
    date_basis: str = "said",
    **more: Any,
) -> Mention:
    """The attribution in `passage`, or in the first on which its statement rests; with `name`,
    `title` as they are printed there."""
    if passage is None:
        own = Anchor.objects.filter(
            claim=attribution.claim, denial=attribution.denial, evidence=attribution.evidence
        )
        passage = own.order_by("pk")[0].passage
    return Mention.objects.create(
        attribution=attribution, passage=passage, **dated(date, date_basis), **more
    )
