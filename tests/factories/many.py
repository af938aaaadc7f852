"""Many records at once, in few statements of SQL: for the tests that count queries."""

import datetime
from collections.abc import Iterator
from itertools import count, cycle, islice
from typing import Any

from claims.derived import together
from claims.models import (
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

from .records import about, dated, free_slug, make_actor, make_affiliation

_CLAIMS_OF_AN_ARTICLE = 20


def make_many_claims(n: int, *, start: datetime.date = datetime.date(2022, 1, 1)) -> list[Claim]:
    """`n` claims in few statements of SQL, in the order of their dates, of every kind; two in
    three denied, in every form; two in three with evidence, of every kind and state; each with
    claimants and subjects out of a dozen actors, some acting for others; every tenth undated."""
    with together():
        keys = _write_many(n, start)
    # As the database has them now: their evidence status was derived since.
    return list(Claim.objects.filter(pk__in=keys).order_by("pk"))


def _write_many(n: int, start: datetime.date) -> list[int]:
    actors = [make_actor(kind="person" if i % 3 else "state") for i in range(12)]
    for person, state in zip(actors[1::3], actors[::3], strict=True):
        make_affiliation(actor=person, principal=state)
    articles = Article.objects.bulk_create(
        Article(
            slug=free_slug("many"),
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
            slug=free_slug("many-claims"),
            text=f"Claim number {i} of many.",
            kind=kind,
            publication_state="published",
            **dated("" if i % 10 == 9 else _day(start, i), "said"),
        )
        for i, kind in zip(range(n), cycle(ClaimKind.values), strict=False)
    )
    denials = Denial.objects.bulk_create(
        Denial(
            slug=free_slug("many-denials"),
            claim=claims[i],
            form=form,
            publication_state="published",
            **dated(_day(start, i), "said"),
        )
        for i, form in zip(_two_in_three(n, 0), cycle(DenialForm.values), strict=False)
    )
    evidence = Evidence.objects.bulk_create(
        Evidence(
            slug=free_slug("many-evidence"),
            claim=claims[i],
            kind=kind,
            state=state,
            side="against" if i % 7 == 0 else "for",
            publication_state="published",
            **dated(_day(start, i), "happened"),
        )
        for i, kind, state in zip(
            _two_in_three(n, 1),
            cycle(EvidenceKind.values),
            cycle(EvidenceState.values),
            strict=False,
        )
    )
    place = {claim.pk: i for i, claim in enumerate(claims)}
    rows: list[tuple[int, dict[str, Any], dict[str, int]]] = [
        *(
            (i, {"claim": claim}, {"claimant": i, "subject": i + 5})
            for i, claim in enumerate(claims)
        ),
        *((place[d.claim_id], about(d), {"denier": place[d.claim_id] + 5}) for d in denials),
        *(
            (place[e.claim_id], about(e), {"source": place[e.claim_id] + 3, "examiner": 0})
            for e in evidence
        ),
    ]
    Anchor.objects.bulk_create(Anchor(passage=passages[i], **which) for i, which, _ in rows)
    attributions = Attribution.objects.bulk_create(
        Attribution(actor=actors[who % 12], role=role, **which)
        for _, which, people in rows
        for role, who in people.items()
    )
    Mention.objects.bulk_create(
        Mention(attribution=row, passage=passages[place[row.claim_id]])
        for row in attributions
        if row.role == "claimant"
    )
    return [claim.pk for claim in claims]


def _day(start: datetime.date, number: int) -> str:
    return (start + datetime.timedelta(days=number % 1000)).isoformat()


def _groups(sentences: list[str]) -> Iterator[list[str]]:
    rest = iter(sentences)
    while group := list(islice(rest, _CLAIMS_OF_AN_ARTICLE)):
        yield group


def _two_in_three(n: int, but: int) -> Iterator[int]:
    return (i for i in range(n) if i % 3 != but)
