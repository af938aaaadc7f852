"""Articles as annotators keep them, in several scripts: who says what of whom, who denies it, what
was shown; the names as printed, the dates with their reasons. Here and there somebody took a
mention away, or a name out of it."""

from random import Random
from typing import Any

from claims.integrity.records import WRITTEN
from claims.models import (
    Actor,
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Claim,
    Denial,
    Evidence,
    Mention,
    Passage,
    PassedOver,
)

from .factories.records import about

NAMES = ("Iran", "Ире\u0301на", "北京", "ایران", "हिन्दी सभा", "E\u0301lan O’Neil", "the UN", "UN")
SAID = {"date": "2022-12-12", "date_basis": "said", "date_note": "“on Monday”, a Tuesday"}


class WellKept:
    """Writes `n` articles; half of what they report, others have reported."""

    def __init__(self, random: Random, n: int) -> None:
        self.random = random
        self.rows: dict[type[Any], list[Any]] = {}
        self.actors = {
            name: self.add(Actor(slug=f"well-kept-{i}", name=name, kind="group"))
            for i, name in enumerate(NAMES)
        }
        self.attributions: dict[tuple[Any, ...], Attribution] = {}
        self.claims: list[Claim] = []
        for number in range(n):
            self.write(number)
        for model in WRITTEN:
            model._default_manager.bulk_create(self.rows.get(model, []))

    def add(self, record: Any) -> Any:
        self.rows.setdefault(type(record), []).append(record)
        return record

    def pick(self, some: Any) -> Any:
        return self.random.choice(some)

    def write(self, number: int) -> None:
        names = self.random.sample(NAMES, 3)
        headline = f"{names[0]}: “{number}”"
        article = self.add(
            Article(
                slug=f"well-kept-{number}",
                headline=headline,
                publisher=self.actors["Iran"],
                published="2022-12-13",
                publication_state="published",
            )
        )
        speaker, subject, denier = names
        said = (
            f"{speaker} said on Monday that {subject} did it, and that {subject} would do it again."
        )
        shown = f"{speaker} showed documents about it, number {number}."
        denied = f"{denier} denied it: “no #{number}”."
        body = "\n\n".join((headline, f"{said} {shown} {denied}", said))
        text = self.add(ArticleText(article=article, body=body))
        self.add(PassedOver(text=text, start=0, end=len(headline), reason="headline"))
        default = {"date": "2022-12-13", "date_basis": "reported"}

        def passage(quote: str, start: int = 0) -> Passage:
            at = body.index(quote, start)
            return self.add(Passage(text=text, start=at, end=at + len(quote), exact=quote))

        claim = self.claim(number, subject)
        again = body.rindex(said)
        part = said[: said.index(",")]
        for place in (passage(said), passage(said, again), passage(part), passage(part, again)):
            self.add(Anchor(passage=place, **about(claim)))
            self.mention(claim, speaker, "claimant", place, SAID)
            if f" {subject} " in place.exact:
                self.mention(claim, subject, "subject", place, SAID)
        evidence = self.add(
            Evidence(
                slug=f"well-kept-{number}",
                claim=claim,
                kind="document",
                state="presented",
                publication_state=self.pick(("published", "draft")),
                **default,
            )
        )
        place = passage(shown)
        self.add(Anchor(passage=place, **about(evidence)))
        self.mention(evidence, speaker, "source", place, default)
        self.mention(evidence, speaker, "holder", place, default)
        denial = self.add(
            Denial(
                slug=f"well-kept-{number}",
                claim=claim,
                form="literal",
                publication_state="published",
                **default,
            )
        )
        place = passage(denied)
        self.add(Anchor(passage=place, **about(denial)))
        self.add(Anchor(passage=place, relation="presupposes", **about(claim)))
        self.mention(denial, denier, "denier", place, default)

    def claim(self, number: int, subject: str) -> Claim:
        """A new claim, or one that is about the same."""
        known = [claim for claim in self.claims if self.about(claim) == subject]
        if known and self.pick((True, False)):
            return self.pick(known)
        claim = self.add(
            Claim(
                slug=f"well-kept-{number}",
                text=f"{subject} did it.",
                kind="act",
                publication_state="published",
                **SAID,
            )
        )
        self.claims.append(claim)
        self.attribute(claim, subject, "subject")
        return claim

    def about(self, claim: Claim) -> str:
        return claim.text.removesuffix(" did it.")

    def attribute(self, statement: Any, name: str, role: str) -> Attribution:
        key = (type(statement), statement.slug, name, role)
        if key not in self.attributions:
            row = Attribution(actor=self.actors[name], role=role, **about(statement))
            self.attributions[key] = self.add(row)
        return self.attributions[key]

    def mention(
        self, statement: Any, name: str, role: str, place: Passage, dated: dict[str, str]
    ) -> None:
        row = self.attribute(statement, name, role)
        if self.random.randrange(12) == 0:
            return  # somebody took it away
        printed = "" if self.random.randrange(12) == 0 else name
        self.add(Mention(attribution=row, passage=place, name=printed, **dated))
