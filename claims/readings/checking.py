"""The registries: who is who, who acts for whom, what is claimed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.affiliations import CycleError, Tie, closure
from claims.models import (
    Actor,
    ActorKind,
    Affiliation,
    Alias,
    Claim,
    ClaimKind,
    Correction,
    FormerSlug,
)

from .loading import Document
from .problems import Place, Problems, known, shown
from .records import ActorEntry, ActsFor, ClaimEntry, read_entries
from .rules import WIKIDATA, is_web_address
from .values import check, check_choice, check_slug, publication, read_corrections


@dataclass
class Registries:
    """What the registries hold, by slug, as records that are in no database yet."""

    actors: dict[str, Actor] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    former_slugs: list[FormerSlug] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    # Each claim's subjects, and where it stands.
    about: dict[str, list[Actor]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def actor(self, slug: str, place: Place, problems: Problems) -> Actor | None:
        """The actor; None, with a problem, where there is none."""
        if slug not in self.actors:
            near = known(slug, self.actors, "actors of actors.yaml")
            problems.add(place, f"“{shown(slug)}” is no actor: {near}")
        return self.actors.get(slug)

    def claim(self, slug: str, place: Place, problems: Problems) -> Claim | None:
        """The claim; None, with a problem, where there is none."""
        if slug not in self.claims:
            near = known(slug, self.claims, "claims of claims.yaml")
            problems.add(place, f"“{shown(slug)}” is no claim: {near}")
        return self.claims.get(slug)


def read_registries(
    actors: Document,
    claims: Document,
    problems: Problems,
    more_actors: Iterable[str] = (),
    more_claims: Iterable[str] = (),
) -> Registries:
    """Both registries. An entry that is wrong is there all the same, so that what refers to it
    is not called unknown. `more_actors` and `more_claims` are the slugs of those that are defined
    elsewhere."""
    found = Registries()
    # First all slugs: actors refer to one another.
    found.actors = {slug: Actor(slug=slug, name=slug) for slug in actors.value}
    found.actors |= {slug: Actor(slug=slug) for slug in more_actors if slug not in found.actors}
    for slug, actor in read_entries(ActorEntry, actors, (), "actor", problems):
        _read_actor(slug, actor, found, actors, problems)
    _refuse_cycles(found.affiliations, actors, problems)
    _note_shared_names(found, actors, problems)
    _refuse_shared_wikidata(found, actors, problems)
    found.claims = {slug: Claim(slug=slug, text=slug) for slug in claims.value}
    found.claims |= {slug: Claim(slug=slug) for slug in more_claims if slug not in found.claims}
    found.places = {
        slug: Place(claims.file, claims.line(slug), f"claim {shown(slug)}") for slug in claims.value
    }
    for slug, claim in read_entries(ClaimEntry, claims, (), "claim", problems):
        _read_claim(slug, claim, found, claims, problems)
    _refuse_shared_addresses(found, actors, claims, problems)
    return found


def _read_actor(
    slug: str, entry: ActorEntry, found: Registries, document: Document, problems: Problems
) -> None:
    def at(*path: str | int) -> Place:
        return Place(document.file, document.line(slug, *path), f"actor {shown(slug)}")

    check_slug(Actor, slug, at(), problems)
    check(Actor, "name", entry.name, at("name"), problems)
    check_choice(ActorKind, entry.kind, "kind of actor", at("kind"), problems)
    if entry.vague not in ("true", "false"):
        problems.add(at("vague"), f"vague is “{shown(entry.vague)}”: write true or false.")
    if entry.wikidata and not WIKIDATA.fullmatch(entry.wikidata):
        problems.add(
            at("wikidata"),
            f"“{shown(entry.wikidata)}” is no Wikidata id: write Q and digits, such as Q794.",
        )
    actor = found.actors[slug]
    actor.name, actor.kind, actor.vague = entry.name, entry.kind, entry.vague == "true"
    actor.wikidata_id = entry.wikidata or ""
    for number, name in enumerate(entry.aliases):
        check(Alias, "name", name, at("aliases", number), problems, called="alias")
        if name in entry.aliases[:number]:
            problems.add(at("aliases", number), f"the alias “{shown(name)}” is twice: remove one.")
        found.aliases.append(Alias(actor=actor, name=name))
    for principal, ties in entry.acts_for.items():
        place = at("acts_for", principal)
        if len({(tie.office, tie.since) for tie in ties}) < len(ties):
            problems.add(place, "is there twice, in one office since one date: remove one.")
            continue
        for tie in ties:
            _read_affiliation(actor, principal, tie, found, place, problems)
    for former in entry.formerly:
        if check_slug(FormerSlug, former, at("formerly"), problems):
            found.former_slugs.append(FormerSlug(slug=former, actor=actor))


def _read_affiliation(
    actor: Actor, slug: str, tie: ActsFor, found: Registries, place: Place, problems: Problems
) -> None:
    principal = found.actor(slug, place, problems)
    values = {"office": tie.office or "", "since": tie.since or "", "until": tie.until or ""}
    fits = [check(Affiliation, name, value, place, problems) for name, value in values.items()]
    if principal is None or not all(fits):
        return
    affiliation = Affiliation(actor=actor, principal=principal, **values)
    affiliation.fill()
    since, until = affiliation.since_on, affiliation.until_on
    if since and until and since > until:
        problems.add(place, f"since {tie.since} is later than until {tie.until}: exchange them.")
        return
    found.affiliations.append(affiliation)


def _read_claim(
    slug: str, entry: ClaimEntry, found: Registries, document: Document, problems: Problems
) -> None:
    def at(*path: str | int) -> Place:
        return Place(document.file, document.line(slug, *path), f"claim {shown(slug)}")

    check_slug(Claim, slug, at(), problems)
    check(Claim, "text", entry.text, at("text"), problems)
    check_choice(ClaimKind, entry.kind, "kind of claim", at("kind"), problems)
    claim = found.claims[slug]
    claim.text, claim.kind = entry.text, entry.kind
    claim.publication_state = publication(entry.publication, at("publication"), problems)
    if entry.source and check(Claim, "source_url", entry.source, at("source"), problems):
        claim.source_url = entry.source
        if not is_web_address(entry.source):
            problems.add(at("source"), f"“{shown(entry.source)}” is no web address: use https://.")
    for former in entry.formerly:
        if check_slug(FormerSlug, former, at("formerly"), problems):
            found.former_slugs.append(FormerSlug(slug=former, claim=claim))
    found.corrections += read_corrections(entry.corrections, at, problems, claim=claim)
    subjects = []
    for number, subject in enumerate(entry.about):
        actor = found.actor(subject, at("about", number), problems)
        if subject in entry.about[:number]:
            problems.add(at("about", number), f"is about “{shown(subject)}” twice: remove one.")
        elif actor is not None:
            subjects.append(actor)
    found.about[slug] = subjects


def _refuse_shared_addresses(
    found: Registries, actors: Document, claims: Document, problems: Problems
) -> None:
    """An address leads to one record, be it an old one."""
    bearers: set[tuple[str, str]] = set()
    for former in found.former_slugs:
        of_actor = "actor" in former._state.fields_cache
        owner: Any = former.actor if of_actor else former.claim
        document = actors if of_actor else claims
        living = found.actors.keys() if of_actor else found.claims.keys()
        kind = "actor" if of_actor else "claim"
        place = Place(document.file, document.line(owner.slug, "formerly"), f"{kind} {owner.slug}")
        if former.slug in living:
            problems.add(place, f"“{former.slug}” is the key of a {kind}: it is no former one.")
        elif (kind, former.slug) in bearers:
            problems.add(place, f"“{former.slug}” is a former key twice: remove one.")
        bearers.add((kind, former.slug))


def _refuse_cycles(ties: Iterable[Affiliation], document: Document, problems: Problems) -> None:
    if path := cycle(ties):
        place = Place(document.file, document.line(path[0], "acts_for"), f"actor {path[0]}")
        problems.add(
            place,
            f"{' acts for '.join(path)}: nobody acts for themselves. Remove one of these "
            "affiliations, or give them dates that do not meet.",
        )


def cycle(ties: Iterable[Affiliation]) -> list[str]:
    """The slugs of those who, on some day, act for themselves: from the first back to it; []
    where nobody does."""
    ties = list(ties)
    # The closure counts in numbers: the database's there, places in this list here.
    slugs = list(dict.fromkeys(s for tie in ties for s in (tie.actor.slug, tie.principal.slug)))
    number = {slug: place for place, slug in enumerate(slugs)}
    try:
        closure(
            Tie(number[tie.actor.slug], number[tie.principal.slug], tie.since_on, tie.until_on)
            for tie in ties
        )
    except CycleError as error:
        path = [slugs[place] for place in error.path]
        # The closure comes upon a cycle at any of its actors: begin at the same one each time.
        first = path.index(min(path[:-1]))
        return [*path[first:-1], *path[:first], path[first]]
    return []


def _note_shared_names(found: Registries, document: Document, problems: Problems) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for actor in found.actors.values():
        bearers[actor.name.casefold()].add(actor.slug)
    for alias in found.aliases:
        bearers[alias.name.casefold()].add(alias.actor.slug)
    for name, slugs in sorted(bearers.items()):
        if len(slugs) > 1:
            first, *_ = ordered = sorted(slugs)
            place = Place(document.file, document.line(first), f"actor {first}")
            problems.note(
                place, f"“{name}” names {' and '.join(ordered)}: it matches neither by itself."
            )


def _refuse_shared_wikidata(found: Registries, document: Document, problems: Problems) -> None:
    bearers: dict[str, str] = {}
    for slug, actor in found.actors.items():
        first = bearers.setdefault(actor.wikidata_id, slug) if actor.wikidata_id else slug
        if first != slug:
            problems.add(
                Place(document.file, document.line(slug, "wikidata"), f"actor {slug}"),
                f"has the Wikidata id {actor.wikidata_id} of {first}: correct one, or make the "
                "two actors one.",
            )
