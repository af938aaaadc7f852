"""Databases out of a random generator: all that the models allow, and much that people write.

`Generator(random).make(articles=…)` writes one: odd addresses, dates without reasons, people whom
no passage names, passages that carry nothing, words in several scripts that repeat and overlap.
"""

from collections.abc import Sequence
from typing import Any

from claims.models import (
    CLAIM_ROLES,
    DENIAL_ROLES,
    EVIDENCE_ROLES,
    Actor,
    ActorKind,
    Affiliation,
    Alias,
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Claim,
    ClaimKind,
    Correction,
    Denial,
    DenialForm,
    Evidence,
    EvidenceKind,
    EvidenceState,
    FormerSlug,
    Mention,
    Passage,
    PassedOver,
    Relation,
    Side,
)

from .factories.records import about
from .generated_parts import DATES, NAMES, ODD, Parts
from .generated_well import WellKept


class Generator(Parts):
    def make(self, *, articles: int, actors: int = 4, claims: int = 4) -> None:
        """`articles` articles, with as many `actors` among all, and `claims` for each; and half as
        many as annotators keep them."""
        self.actors = self.make_actors(actors)
        self.articles = self.make_articles(articles)
        texts = self.make_texts()
        self.passages = self.make_passages(texts)
        self.claims = self.make_claims(claims * articles)
        self.evidence = self.make_evidence(len(self.claims))
        self.denials = self.make_denials(len(self.claims))
        self.make_carried()
        self.make_told()
        WellKept(self.random, -(-articles // 2))

    def make_actors(self, n: int) -> list[Actor]:
        actors = Actor.objects.bulk_create(
            Actor(
                slug=self.slug("actor", "iran", "kiev"),
                name=self.line() if self.once_in(3) else self.pick(NAMES),
                kind=self.pick(ActorKind.values),
                vague=self.once_in(5),
                wikidata_id=f"Q{next(self.numbers)}" if self.once_in(2) else "",
            )
            for _ in range(max(n, 1))
        )
        names = {(self.random.randrange(len(actors)), self.pick((*NAMES, *ODD))) for _ in range(n)}
        Alias.objects.bulk_create(Alias(actor=actors[i], name=name) for i, name in sorted(names))
        ties = {}
        for _ in range(n):
            i, j = sorted(self.random.randrange(len(actors)) for _ in range(2))
            office = self.pick(("", "Minister", "\u00a0", "envoy: “x”"))
            since, until = self.pick((("", ""), ("2021-08", ""), ("2021-08", "2024"), ("", "2020")))
            if i < j:  # nobody acts for themselves
                ties[i, j, office, since] = until
        Affiliation.objects.bulk_create(
            Affiliation(
                actor=actors[i], principal=actors[j], office=office, since=since, until=until
            )
            for (i, j, office, since), until in ties.items()
        )
        return actors

    def make_articles(self, n: int) -> list[Article]:
        return Article.objects.bulk_create(
            Article(
                slug=self.slug("article", "wire", "daily-2022"),
                headline=self.line() if self.once_in(2) else self.pick(NAMES),
                publisher=self.pick(self.actors),
                agency=self.pick(self.actors) if self.once_in(3) else None,
                byline=self.pick(("", "Iran", self.line())),
                dateline=self.pick(("", "drones", "\u00a0")),
                published=self.pick(("", *DATES)),
                published_as_given=self.pick(("", "on Monday", "never printed")),
                language=self.pick(("en", "fa", "zh-Hant")),
                url=self.pick(("", "https://a.example/x?y=1#z", "http://ü.example/é")),
                archive_url=self.pick(("", "https://archive.example/'1'")),
                retrieved_on=self.pick((None, "2022-12-14")),
                rights=self.pick(("", "All: theirs", " ", "\u2003")),
                publication_state=self.state(),
            )
            for _ in range(n)
        )

    def make_texts(self) -> list[ArticleText]:
        rows: list[ArticleText] = []
        for article in self.articles:
            revisions = self.pick(((), (1,), (1,), (1,), (1, 2), (2,), (1, 3, 10)))
            for revision in revisions:
                twin = self.pick(rows).body if rows and self.once_in(10) else self.body()
                rows.append(ArticleText(article=article, revision=revision, body=twin))
        return ArticleText.objects.bulk_create(rows)

    def make_passages(self, texts: list[ArticleText]) -> list[Passage]:
        passages, over = {}, {}
        for text in texts:
            for _ in range(self.random.randrange(6)):
                start, end = self.span(text.body)
                if text.body[start:end].strip(" "):
                    passages[text.pk, start, end] = Passage(
                        text=text, start=start, end=end, exact=text.body[start:end]
                    )
            for _ in range(self.random.randrange(3)):
                start, end = self.span(text.body)
                reason = self.pick(("", "dateline", "a: b", "\u00a0"))
                over[text.pk, start, end] = PassedOver(
                    text=text, start=start, end=end, reason=reason
                )
        PassedOver.objects.bulk_create(over.values())
        return Passage.objects.bulk_create(passages.values())

    def make_claims(self, n: int) -> list[Claim]:
        return Claim.objects.bulk_create(
            Claim(
                slug=self.slug("claim", "iran-sent-drones"),
                text=self.line(200),
                kind=self.pick(ClaimKind.values),
                **self.statement(),
            )
            for _ in range(n)
        )

    def make_evidence(self, n: int) -> list[Evidence]:
        return Evidence.objects.bulk_create(
            Evidence(
                slug=self.slug("evidence", "proof"),
                claim=self.pick(self.claims),
                side=self.pick(Side.values),
                kind=self.pick(EvidenceKind.values),
                state=self.pick(EvidenceState.values),
                words="\n".join(self.line() for _ in range(self.random.randrange(3))),
                **self.statement(),
            )
            for _ in range(self.random.randrange(n + 1))
        )

    def make_denials(self, n: int) -> list[Denial]:
        return Denial.objects.bulk_create(
            Denial(
                slug=self.slug("denial", "denied"),
                claim=self.pick(self.claims),
                form=self.pick(DenialForm.values),
                refuses=self.pick(self.evidence) if self.evidence and self.once_in(3) else None,
                **self.statement(),
            )
            for _ in range(self.random.randrange(n + 1))
        )

    def statement(self) -> dict[str, Any]:
        source = "https://b.example/1" if self.once_in(4) else ""
        return {"publication_state": self.state(), "source_url": source, **self.dated()}

    def make_carried(self) -> None:
        """Who has which role, and what the passages carry."""
        anchors, roles, mentions = {}, {}, {}
        statements: list[Claim | Denial | Evidence] = [
            *self.claims,
            *self.denials,
            *self.evidence,
        ]
        for statement in statements:
            key = (type(statement).__name__, statement.pk)
            here = [
                self.pick(self.passages) for _ in range(self.random.randrange(4)) if self.passages
            ]
            for passage in here:
                relation = "states"
                if isinstance(statement, Claim):
                    relation = self.pick(("states", *Relation.values))
                anchors[key, passage.pk] = Anchor(
                    passage=passage, relation=relation, **about(statement)
                )
            possible: Any = {
                "Claim": CLAIM_ROLES,
                "Denial": DENIAL_ROLES,
                "Evidence": EVIDENCE_ROLES,
            }[key[0]]
            for _ in range(self.random.randrange(4)):
                actor, role = self.pick(self.actors), self.pick((possible[0], *possible))
                roles[key, actor.pk, role] = Attribution(actor=actor, role=role, **about(statement))
                places = [one for one in here if not self.once_in(4)]
                if self.passages and self.once_in(5):
                    places.append(self.pick(self.passages))
                for passage in places:
                    mentions[key, actor.pk, role, passage.pk] = passage
        Anchor.objects.bulk_create(anchors.values())
        Attribution.objects.bulk_create(roles.values())
        articles = {one.pk: one for one in self.articles}
        Mention.objects.bulk_create(
            Mention(
                attribution=roles[key[:3]],
                passage=passage,
                **self.mention(roles[key[:3]].actor, passage, articles[passage.text.article_id]),
            )
            for key, passage in mentions.items()
        )

    def mention(self, actor: Actor, passage: Passage, article: Article) -> dict[str, Any]:
        published = {
            "date": article.published,
            "date_basis": "reported" if article.published else "",
        }
        if self.once_in(4):
            own = actor == article.publisher or self.once_in(4)
            return {"own_voice": own, **(published if self.once_in(2) else self.dated())}
        names = [name for name in NAMES if name in passage.exact]
        name = self.pick(["", *names, *names, self.line() if self.once_in(4) else ""])
        title = self.pick(["", "", *names])
        medium = self.pick(("", "", "drones", "a statement"))
        dated = published if self.once_in(2) else self.dated()
        return {"name": name, "title": title, "medium": medium, **dated}

    def make_told(self) -> None:
        """Corrections and former addresses."""
        corrections = {
            (kind, self.random.randrange(len(some)), self.pick(("2023-01-02", "2024-02-29")), text)
            for kind, some in (("claim", self.claims), ("article", self.articles))
            if some
            for text in (self.line(), "The date was wrong.")
            if self.once_in(2)
        }
        of: dict[str, Sequence[Any]] = {"claim": self.claims, "article": self.articles}
        Correction.objects.bulk_create(
            Correction(**{kind: of[kind][i]}, made_on=day, text=text)
            for kind, i, day, text in sorted(corrections)
        )
        for kind, some in (("actor", self.actors), ("claim", self.claims)):
            for _ in range(self.random.randrange(3)):
                if some:
                    slug = self.slug(kind, "formerly")
                    FormerSlug.objects.create(slug=slug, **{kind: self.pick(some)})
