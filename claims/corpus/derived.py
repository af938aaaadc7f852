"""What is derived of a claim of the corpus, out of the story itself: its evidence status, the words
by which it is found, its keys in the bitmap index. As `claims.derived` works it out of the
database; `check_integrity` compares the two."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from claims import evidence_status
from claims.bitmaps import keys as k

from .calendar import When
from .people import Since
from .stories import Article, Claim, Part

ActsFor = Mapping[int, tuple[Since, ...]]

_ROLES = {str(role): (k.role(role, 0), k.acting_for(role, 0), k.anybody(role)) for role in k.ROLES}


def words(claim: Claim) -> tuple[str, str]:
    """As `claims.search.entries` writes them. What is that long is never cut."""
    texts: dict[str, str] = {}  # each once, with what it is found by
    if claim.publication_state == "published":
        parts = [p.passage for p in (*claim.denials, *claim.evidence) if _public(p)]
        carried = [(article, passage) for article, passage, _ in claim.places]
        carried += [(claim.places[0][0], passage) for passage in parts]
        for article, passage in carried:
            if article.publication_state == "published":
                texts[passage.said.text] = passage.said.folded
                texts[article.headline.text] = article.headline.folded
    own = claim.text.folded
    everything = " z ".join([own, *(texts[text] for text in sorted(texts))])
    return own, everything


def status(claim: Claim, acts_for: ActsFor) -> str:
    found = [part for part in claim.evidence if _public(part)]
    if not found:
        return evidence_status.UNRECORDED
    parties = {*claim.claimants, *claim.subjects}
    parties.update(one for part in claim.denials if _public(part) for _, one in part.people)
    return evidence_status.derive(
        evidence_status.Item(
            against=part.side == "against",
            state=part.state,
            earliest=part.when.earliest,
            latest=part.when.latest,
            independent=_is_independent(part, parties, acts_for),
        )
        for part in found
    )


def _is_independent(finding: Part, parties: set[int], acts_for: ActsFor) -> bool:
    examiners = [actor for role, actor in finding.people if role == "examiner"]
    when = finding.when
    return not examiners or any(
        one not in parties
        and parties.isdisjoint(_principals(acts_for.get(one, ()), when, whenever=not when.edtf))
        for one in examiners
    )


def _principals(ties: tuple[Since, ...], when: When, *, whenever: bool = False) -> Iterator[int]:
    """For whom one with these ties acts on a day that the date may mean; `whenever`: on any."""
    for principal, since, until in ties:
        if whenever or (
            (since is None or (when.ends is not None and since <= when.ends))
            and (until is None or (when.begins is not None and until >= when.begins))
        ):
            yield principal


def filed(claim: Claim, acts_for: ActsFor) -> dict[int, set[int]]:
    """What is filed of the claim, and under which keys, as `claims.derived.memberships` says;
    nothing unless it is published."""
    if claim.publication_state != "published":
        return {}
    denials = [part for part in claim.denials if _public(part)]
    evidence = [part for part in claim.evidence if _public(part)]
    shared = {k.PUBLISHED, _code("STATUS", claim.evidence_status), _code("KIND", claim.kind)}
    answers = {key for part in denials for key in (k.ANSWERED, _code("DENIAL", part.kind))}
    states = {_code("STATE", part.state) for part in evidence}
    parties = _people(_roles(claim), claim.when, acts_for)
    said = {
        part.key: _people(part.people, part.when if part.when.edtf else claim.when, acts_for)
        for part in denials
    }
    deniers = {key for keys in said.values() for key in keys}
    # Where the claim is first told, its parts are.
    publisher = [key for article, _, _ in claim.places[:1] for key in _published_by(article)]
    found = {}
    own = {*shared, *answers, *states, *_days(claim.when), *parties, *deniers}
    for part in denials:
        found[k.record(k.Of.DENIAL, part.key)] = {
            *(*shared, *states, *_days(part.when), *parties, *said[part.key]),
            *(k.ANSWERED, _code("DENIAL", part.kind), *publisher),
        }
    for part in evidence:
        people = _people(part.people, part.when if part.when.edtf else claim.when, acts_for)
        own |= people
        found[k.record(k.Of.EVIDENCE, part.key)] = {
            *(*shared, *answers, *_days(part.when), *parties, *deniers, *people),
            *(_code("STATE", part.state), *publisher),
        }
    for article, _, _ in claim.places:
        own.update(_published_by(article))
    own.update(_numbers(claim, acts_for))
    return {k.record(k.Of.CLAIM, claim.key): own, **found}


def _people(people: Iterable[tuple[str, int]], when: When, acts_for: ActsFor) -> set[int]:
    found = set()
    for role, actor in people:
        own, acting, anybody = _ROLES[role]
        found.update((own + actor, anybody, k.involved(actor)))
        found.update(acting + principal for principal in _principals(acts_for.get(actor, ()), when))
    return found


def _numbers(claim: Claim, acts_for: ActsFor) -> Iterator[int]:
    for who, alone, acting in (
        (claim.claimants, k.Dimension.ACCUSERS, k.Dimension.ACCUSERS_FOR),
        (claim.subjects, k.Dimension.ACCUSED, k.Dimension.ACCUSED_FOR),
    ):
        yield k.key(alone, len(set(who)))
        ties = (acts_for.get(actor, ()) for actor in who)
        principals = {one for own in ties for one in _principals(own, claim.when)}
        yield k.key(acting, len(principals.union(who)))


def _published_by(article: Article) -> Iterator[int]:
    if article.publication_state == "published":
        yield k.key(k.Dimension.PUBLISHER, article.publisher)


def _roles(claim: Claim) -> Iterator[tuple[str, int]]:
    yield from (("claimant", one) for one in claim.claimants)
    yield from (("subject", one) for one in claim.subjects)


def _public(part: Part) -> bool:
    return part.publication_state == "published"


@cache
def _code(dimension: str, name: str) -> int:
    return k.code(k.Dimension[dimension], name)


@lru_cache(maxsize=20_000)
def _days(when: When) -> tuple[int, ...]:
    if when.earliest is None or when.latest is None:
        return ()
    return k.of_days(when.earliest, when.latest)
