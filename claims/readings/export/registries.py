"""The registries of actors and claims, as a person would write them."""

from typing import Any

from claims.models import Actor, Claim, Correction

from .drafting import Kept, StatementKey, given, has_words, is_plain, one_or_more


def actor_entry(actor: Actor, kept: Kept) -> dict[str, Any] | None:
    """The actor's entry; None where it can only be given exactly."""
    if not is_plain(actor.slug) or not has_words(actor.name):
        return None
    return given(
        name=actor.name,
        kind=actor.kind,
        vague="true" if actor.vague else "",
        wikidata=actor.wikidata_id,
        aliases=[name for name in kept.aliases[actor.slug] if has_words(name)],
        acts_for=_ties(actor, kept),
        formerly=_former(("actor", actor.slug), kept),
    )


def claim_entry(claim: Claim, kept: Kept) -> dict[str, Any] | None:
    """The claim's entry; None where it can only be given exactly: what is published rests on a
    passage or on another page."""
    key = ("claim", claim.slug)
    rests = key in kept.anchored or claim.source_url or claim.publication_state != "published"
    if not is_plain(claim.slug) or not has_words(claim.text) or not rests:
        return None
    subjects = [row.actor.slug for row in kept.roles[key] if row.role == "subject"]
    return {
        "text": claim.text,
        "kind": claim.kind,
        "about": subjects,
        **given(
            publication=publication(claim),
            source=claim.source_url,
            formerly=_former(key, kept),
            corrections=corrections(kept.corrections[key]),
        ),
    }


def publication(record: Any) -> str:
    state = str(record.publication_state)
    return state if state != "published" else ""


def corrections(rows: list[Correction]) -> list[dict[str, str]]:
    return [{"on": str(row.made_on), "text": row.text} for row in rows if has_words(row.text)]


def _former(key: StatementKey, kept: Kept) -> Any:
    return one_or_more([slug for slug in kept.former[key] if is_plain(slug)])


def _ties(actor: Actor, kept: Kept) -> dict[str, Any]:
    """For whom the actor acts: an office, or its office and dates, or a list of these."""
    found: dict[str, list[Any]] = {}
    for tie in kept.ties[actor.slug]:
        if tie.office and not has_words(tie.office):
            continue
        written = given(office=tie.office, since=tie.since, until=tie.until)
        found.setdefault(tie.principal.slug, []).append(written)
    return {slug: _alone(ties) for slug, ties in found.items()}


def _alone(ties: list[Any]) -> Any:
    if len(ties) > 1:
        return ties
    return ties[0]["office"] if ties[0].keys() == {"office"} else ties[0]
