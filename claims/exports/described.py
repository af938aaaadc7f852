"""A claim and what belongs to it as plain values: the one shape of JSON, JSON Lines and the
table.

Codes and slugs stand as they do in the address of a list; a date is EDTF (ISO 8601-2), with the
days that it covers beside it. Nothing here is ruled on: what a state or status means is in the
glossary of the site (`/about/`).
"""

from collections.abc import Callable
from typing import Any

from claims.models import Role
from claims.models.attribution import CLAIM_ROLES, DENIAL_ROLES, EVIDENCE_ROLES

Record = dict[str, Any]
Absolute = Callable[[str], str]
"""From a path of the site to its whole address."""


def described(claim: Any, absolute: Absolute) -> Record:
    """The claim, fetched `with_all_parts`; `absolute` makes the addresses whole."""
    return {
        "url": absolute(claim.get_absolute_url()),
        "slug": claim.slug,
        "text": claim.text,
        "kind": claim.kind,
        **_dated(claim),
        "evidence_status": claim.evidence_status,
        **_people(claim, CLAIM_ROLES, absolute),
        "passages": _passages(claim, absolute),
        "source_url": claim.source_url,
        "denials": [
            {
                "url": absolute(denial.get_absolute_url()),
                "slug": denial.slug,
                "form": denial.form,
                "refuses": denial.refuses.slug if _is_public(denial.refuses) else "",
                **_dated(denial),
                **_people(denial, DENIAL_ROLES, absolute),
                "passages": _passages(denial, absolute),
                "source_url": denial.source_url,
            }
            for denial in claim.denials.all()
        ],
        "evidence": [_evidence(evidence, absolute) for evidence in claim.evidence.all()],
        "changed": _changed(claim),
    }


def of_ledger(evidence: Any, absolute: Absolute) -> Record:
    """A piece of evidence by itself, fetched with its claim, its people and its passages."""
    claim = evidence.claim
    url = absolute(claim.get_absolute_url())
    return {
        **_evidence(evidence, absolute),
        "claim": {"url": url, "slug": claim.slug, "text": claim.text},
        "changed": _changed(claim),
    }


def _changed(claim: Any) -> str:
    return claim.changed_at.isoformat(timespec="seconds") if claim.changed_at else ""


def _evidence(evidence: Any, absolute: Absolute) -> Record:
    return {
        "url": absolute(evidence.get_absolute_url()),
        "slug": evidence.slug,
        "side": evidence.side,
        "kind": evidence.kind,
        "state": evidence.state,
        "words": evidence.words,
        **_dated(evidence),
        **_people(evidence, EVIDENCE_ROLES, absolute),
        "passages": _passages(evidence, absolute),
        "source_url": evidence.source_url,
    }


def article(given: Any, absolute: Absolute) -> Record:
    """An article, fetched with its publishers and its claim count; without its words."""
    return {
        **article_in_short(given, absolute),
        "agency": actor_in_short(given.agency, absolute) if given.agency else None,
        "byline": given.byline,
        "dateline": given.dateline,
        "claims": given.claim_count or 0,
    }


def actor(given: Any, absolute: Absolute) -> Record:
    """An actor, fetched with its aliases and its claim count."""
    return {
        **actor_in_short(given, absolute),
        "vague": given.vague,
        "aliases": [alias.name for alias in given.aliases.all()],
        "claims": given.claim_count or 0,
    }


def ties(given: Any, absolute: Absolute) -> Record:
    """For whom an actor acts and who acts for it, fetched `with_ties`."""

    def tie(affiliation: Any, other: Any) -> Record:
        own = {name: getattr(affiliation, name) for name in ("office", "since", "until")}
        return {"actor": actor_in_short(other, absolute), **own}

    return {
        "acts_for": [tie(one, one.principal) for one in given.affiliations.all()],
        "represented_by": [tie(one, one.actor) for one in given.representatives.all()],
    }


def _is_public(evidence: Any) -> bool:
    return (
        evidence is not None
        and evidence.publication_state == "published"
        and evidence.claim.publication_state == "published"
    )


def _dated(statement: Any) -> Record:
    """Its date, of what it is the date, why, and the first and the last day that it covers."""
    first, last = statement.earliest_on, statement.latest_on
    return {
        "date": statement.date,
        "date_basis": statement.date_basis,
        "date_note": statement.date_note,
        "earliest": first.isoformat() if first else "",
        "latest": last.isoformat() if last else "",
    }


def _people(statement: Any, roles: tuple[Role, ...], absolute: Absolute) -> Record:
    """Who has which of the roles, by the role's plural."""
    own = statement.attributions.all()
    return {
        f"{role.value}s": [_person(one, absolute) for one in own if one.role == role]
        for role in roles
    }


def _person(attribution: Any, absolute: Absolute) -> Record:
    """The actor, and how the articles name it: with `own_voice`, the article itself says so."""
    mentions = attribution.mentions.all()
    printed = (" ".join(filter(None, (mention.title, mention.name))) for mention in mentions)
    return {
        **actor_in_short(attribution.actor, absolute),
        "as_printed": [name for name in dict.fromkeys(printed) if name],
        "own_voice": any(mention.own_voice for mention in mentions),
        "media": [*dict.fromkeys(mention.medium for mention in mentions if mention.medium)],
    }


def actor_in_short(actor: Any, absolute: Absolute) -> Record:
    return {
        "slug": actor.slug,
        "name": actor.name,
        "kind": actor.kind,
        "url": absolute(actor.get_absolute_url()),
        "wikidata_id": actor.wikidata_id,
    }


def _passages(statement: Any, absolute: Absolute) -> list[Record]:
    """The words on which it rests, and where they stand: W3C Web Annotation's TextQuoteSelector
    (`exact`) and TextPositionSelector (`start`, `end`, in Unicode code points)."""
    return [_passage(anchor, absolute) for anchor in statement.anchors.all()]


def _passage(anchor: Any, absolute: Absolute) -> Record:
    passage, text = anchor.passage, anchor.passage.text
    page = text.article.get_absolute_url()
    return {
        "url": absolute(f"{page}#{passage.fragment}"),
        "relation": anchor.relation,
        "exact": passage.exact,
        "start": passage.start,
        "end": passage.end,
        "revision": text.revision,
        "article": article_in_short(text.article, absolute),
    }


def article_in_short(given: Any, absolute: Absolute) -> Record:
    return {
        "url": absolute(given.get_absolute_url()),
        "slug": given.slug,
        "headline": given.headline,
        "publisher": actor_in_short(given.publisher, absolute),
        "published": given.published,
        "language": given.language,
        "source_url": given.url,
        "archive_url": given.archive_url,
    }
