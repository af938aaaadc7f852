"""A small dispute, in which every kind of record occurs at least twice, and every rule holds."""

from dataclasses import dataclass

from claims.derived import together
from claims.models import (
    Actor,
    Affiliation,
    Alias,
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Claim,
    Correction,
    Denial,
    Evidence,
    FormerSlug,
    Mention,
    Passage,
    PassedOver,
)
from tests import factories as make

FIRST = "Defence Minister Ashtiani said on Monday that Iran had sent Russia no drones."
SECOND = "Moscow and Ashtiani repeated it."
BODY = f"No drones sent\n\n{FIRST} {SECOND}\n"


@dataclass
class Dispute:
    """The records by the names that the tests call them by; `other_…` has what makes it unique
    apart from its twin."""

    iran: Actor
    russia: Actor
    minister: Actor
    ministry: Actor
    alias: Alias
    other_alias: Alias
    affiliation: Affiliation
    other_affiliation: Affiliation
    article: Article
    other_article: Article
    text: ArticleText
    other_text: ArticleText
    passage: Passage
    other_passage: Passage
    claim: Claim
    other_claim: Claim
    denial: Denial
    other_denial: Denial
    request: Evidence
    evidence: Evidence
    claimant: Attribution
    other_claimant: Attribution
    denier: Attribution
    other_denier: Attribution
    source: Attribution
    other_source: Attribution
    anchor: Anchor
    other_anchor: Anchor
    denial_anchor: Anchor
    other_denial_anchor: Anchor
    evidence_anchor: Anchor
    other_evidence_anchor: Anchor
    mention: Mention
    other_mention: Mention
    passed_over: PassedOver
    other_passed_over: PassedOver
    correction: Correction
    other_correction: Correction
    article_correction: Correction
    other_article_correction: Correction
    former_slug: FormerSlug
    other_former_slug: FormerSlug
    claim_slug: FormerSlug
    other_claim_slug: FormerSlug


@together()
def make_dispute() -> Dispute:
    iran = make.make_actor(name="Iran", wikidata_id="Q794")
    russia = make.make_actor(name="Russia", wikidata_id="Q159")
    minister = make.make_actor(name="Minister", kind="person")
    ministry = make.make_actor(name="Ministry", kind="government_body")
    article = make.make_article(
        slug="no-drones", headline="No drones sent", url="https://a.example"
    )
    text = make.make_text(article=article, body=BODY)
    passage = make.make_passage(text=text, quote=FIRST)
    other_passage = make.make_passage(text=text, quote=SECOND)
    claim = make.make_claim(
        slug="drones", text="Iran sent drones.", claimants=[iran, russia], passage=passage
    )
    evidence = make.make_evidence(
        slug="shown", claim=claim, state="presented", sources=[iran, russia], passage=passage
    )
    request = make.make_evidence(
        slug="request", claim=claim, state="requested", requesters=[iran], passage=passage
    )
    denial = make.make_denial(
        slug="denied", claim=claim, deniers=[iran, russia], passage=passage, refuses=request
    )
    claimant, other_claimant = claim.attributions.filter(role="claimant").order_by("pk")
    denier, other_denier = denial.attributions.order_by("pk")
    source, other_source = evidence.attributions.order_by("pk")
    return Dispute(
        iran=iran,
        russia=russia,
        minister=minister,
        ministry=ministry,
        alias=iran.aliases.create(name="Tehran"),
        other_alias=iran.aliases.create(name="Islamic Republic"),
        affiliation=make.make_affiliation(
            actor=minister, principal=ministry, office="Minister", since="2021-08", until="2024-08"
        ),
        other_affiliation=make.make_affiliation(actor=ministry, principal=iran),
        article=article,
        other_article=make.make_article(slug="another"),
        text=text,
        other_text=make.make_text(article=article, body=f"Corrected: {BODY}"),
        passage=passage,
        other_passage=other_passage,
        claim=claim,
        other_claim=make.make_claim(slug="other-claim"),
        denial=denial,
        other_denial=make.make_denial(slug="other-denial", claim=claim),
        request=request,
        evidence=evidence,
        claimant=claimant,
        other_claimant=other_claimant,
        denier=denier,
        other_denier=other_denier,
        source=source,
        other_source=other_source,
        anchor=claim.anchors.get(denial=None, evidence=None),
        other_anchor=make.anchor(statement=claim, passage=other_passage),
        denial_anchor=denial.anchors.get(),
        other_denial_anchor=make.anchor(statement=denial, passage=other_passage),
        evidence_anchor=evidence.anchors.get(),
        other_evidence_anchor=make.anchor(statement=evidence, passage=other_passage),
        mention=make.mention(
            attribution=claimant, passage=passage, name="Ashtiani", title="Defence Minister"
        ),
        other_mention=make.mention(
            attribution=claimant, passage=other_passage, name="Moscow", date="2022-12"
        ),
        passed_over=text.passed_over.create(start=0, end=14, reason="headline"),
        other_passed_over=text.passed_over.create(start=0, end=2),
        correction=claim.corrections.create(made_on="2023-01-02", text="The date was wrong."),
        other_correction=claim.corrections.create(made_on="2023-01-02", text="So was a name."),
        article_correction=article.corrections.create(
            made_on="2023-01-02", text="The headline was wrong."
        ),
        other_article_correction=article.corrections.create(
            made_on="2023-01-02", text="So was the date."
        ),
        former_slug=iran.former_slugs.create(slug="persia"),
        other_former_slug=iran.former_slugs.create(slug="iran-islamic-republic"),
        claim_slug=claim.former_slugs.create(slug="rockets"),
        other_claim_slug=claim.former_slugs.create(slug="missiles"),
    )
