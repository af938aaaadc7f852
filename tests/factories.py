"""Records for tests: valid, published, with a passage and attributions, unless told otherwise.

Every function takes keywords alone, and whatever else a model has as a field. What is not given
is made: `make_denial()` makes a claim to deny, an article that tells of it, and somebody who
denies. `make_many_claims` is for the tests that count queries.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import count, cycle, islice
from typing import Any

from django.utils.text import slugify

from claims import quotes
from claims.models import (
    Actor,
    Affiliation,
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Claim,
    ClaimKind,
    Denial,
    DenialForm,
    Evidence,
    EvidenceKind,
    EvidenceState,
    Mention,
    Passage,
)

Statement = Claim | Denial | Evidence

_numbers = count(1)


def _slug(words: str, length: int = 80) -> str:
    """An address that no other record has, and that still reads as its words."""
    return f"{slugify(words)[:length] or 'record'}-{next(_numbers)}"


# Actors ------------------------------------------------------------------------------------------


def make_actor(
    *, name: str = "", slug: str = "", kind: str = "state", aliases: Iterable[str] = (), **more: Any
) -> Actor:
    """An actor; its slug is made of its name if there is none yet, so `make_actor(name="Iran")`
    has the address `iran`."""
    name = name or f"Actor {next(_numbers)}"
    if not slug:
        slug = slugify(name)
        if not slug or Actor.objects.filter(slug=slug).exists():
            slug = _slug(name)
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
    more.setdefault("slug", _slug(headline))
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
    more.setdefault("slug", _slug(text))
    claim = Claim.objects.create(
        text=text,
        kind=kind,
        publication_state=publication_state,
        **_dated(date, date_basis),
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
        **_dated(date, date_basis),
        **more,
    )
    deniers = list(deniers) or [make_actor()]
    if anchored:
        names = " and ".join(actor.name for actor in deniers)
        quote = f"{names} denied it on day {next(_numbers)}."
        anchor(statement=denial, passage=passage or make_passage(quote=quote))
    _attribute_all(denial, denier=deniers)
    return denial


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
        **_dated(date, date_basis),
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


def _dated(date: str, basis: str) -> dict[str, str]:
    return {"date": date, "date_basis": basis if date else ""}


def _attribute_all(statement: Statement, **people: Iterable[Actor]) -> None:
    for role, actors in people.items():
        for actor in actors:
            attribute(statement=statement, actor=actor, role=role)


# What ties them together -------------------------------------------------------------------------


def _about(statement: Statement) -> dict[str, Any]:
    """The fields by which an attribution or an anchor names its statement."""
    if isinstance(statement, Claim):
        return {"claim": statement}
    return {"claim": statement.claim, str(statement._meta.model_name): statement}


def anchor(*, statement: Statement, passage: Passage, relation: str = "states") -> Anchor:
    """That `statement` rests on `passage`."""
    return Anchor.objects.create(passage=passage, relation=relation, **_about(statement))


def attribute(*, statement: Statement, actor: Actor, role: str) -> Attribution:
    """That `actor` has `role` in `statement`."""
    return Attribution.objects.create(actor=actor, role=role, **_about(statement))


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
        attribution=attribution, passage=passage, **_dated(date, date_basis), **more
    )


# Many --------------------------------------------------------------------------------------------

_CLAIMS_OF_AN_ARTICLE = 20


def make_many_claims(n: int, *, start: datetime.date = datetime.date(2022, 1, 1)) -> list[Claim]:
    """`n` claims in few statements of SQL, in the order of their dates, of every kind; two in
    three denied, in every form; two in three with evidence, of every kind and state; each with
    claimants and subjects out of a dozen actors, some acting for others; every tenth undated."""
    actors = [make_actor(kind="person" if i % 3 else "state") for i in range(12)]
    for person, state in zip(actors[1::3], actors[::3], strict=True):
        make_affiliation(actor=person, principal=state)
    articles = Article.objects.bulk_create(
        Article(
            slug=_slug("many"),
            headline=f"Headline of article {i}",
            publisher=actors[i % 12],
            published=_day(start, i * _CLAIMS_OF_AN_ARTICLE),
            publication_state="published",
        )
        for i in range(-(-n // _CLAIMS_OF_AN_ARTICLE))
    )
    sentences = [f"Sentence number {i:07d} says so." for i in range(n)]
    texts = ArticleText.objects.bulk_create(
        ArticleText(article=article, body="\n".join(said))
        for article, said in zip(articles, _groups(sentences), strict=True)
    )
    passages = Passage.objects.bulk_create(
        Passage(text=text, start=at, end=at + len(said), exact=said)
        for text, group in zip(texts, _groups(sentences), strict=True)
        for said, at in zip(group, count(0, len(sentences[0]) + 1), strict=False)
    )
    claims = Claim.objects.bulk_create(
        Claim(
            slug=_slug("many-claims"),
            text=f"Claim number {i} of many.",
            kind=kind,
            publication_state="published",
            **_dated("" if i % 10 == 9 else _day(start, i), "said"),
        )
        for i, kind in zip(range(n), cycle(ClaimKind.values), strict=False)
    )
    denials = Denial.objects.bulk_create(
        Denial(
            slug=_slug("many-denials"),
            claim=claims[i],
            form=form,
            publication_state="published",
            **_dated(_day(start, i), "said"),
        )
        for i, form in zip(_two_in_three(n, 0), cycle(DenialForm.values), strict=False)
    )
    evidence = Evidence.objects.bulk_create(
        Evidence(
            slug=_slug("many-evidence"),
            claim=claims[i],
            kind=kind,
            state=state,
            side="against" if i % 7 == 0 else "for",
            publication_state="published",
            **_dated(_day(start, i), "happened"),
        )
        for i, kind, state in zip(
            _two_in_three(n, 1),
            cycle(EvidenceKind.values),
            cycle(EvidenceState.values),
            strict=False,
        )
    )
    place = {claim.pk: i for i, claim in enumerate(claims)}
    about: list[tuple[int, dict[str, Any], dict[str, int]]] = [
        *(
            (i, {"claim": claim}, {"claimant": i, "subject": i + 5})
            for i, claim in enumerate(claims)
        ),
        *((place[d.claim_id], _about(d), {"denier": place[d.claim_id] + 5}) for d in denials),
        *(
            (place[e.claim_id], _about(e), {"source": place[e.claim_id] + 3, "examiner": 0})
            for e in evidence
        ),
    ]
    Anchor.objects.bulk_create(Anchor(passage=passages[i], **which) for i, which, _ in about)
    attributions = Attribution.objects.bulk_create(
        Attribution(actor=actors[who % 12], role=role, **which)
        for _, which, people in about
        for role, who in people.items()
    )
    Mention.objects.bulk_create(
        Mention(attribution=row, passage=passages[place[row.claim_id]])
        for row in attributions
        if row.role == "claimant"
    )
    # As the database has them now: their evidence status was derived since.
    return list(Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk"))


def _day(start: datetime.date, number: int) -> str:
    return (start + datetime.timedelta(days=number % 1000)).isoformat()


def _groups(sentences: list[str]) -> Iterator[list[str]]:
    rest = iter(sentences)
    while group := list(islice(rest, _CLAIMS_OF_AN_ARTICLE)):
        yield group


def _two_in_three(n: int, but: int) -> Iterator[int]:
    return (i for i in range(n) if i % 3 != but)
