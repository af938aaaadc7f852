"""All statements of all readings, and what can be said of them only as a whole."""

from dataclasses import dataclass, field
from typing import Any

from claims.models import Actor, Anchor, Attribution, Claim, Denial, Evidence, Mention, Role

from .checking import Registries
from .dating import Told
from .exactly import Exactly
from .kinds import Rows
from .problems import Place, Problems

Statement = Claim | Denial | Evidence


@dataclass
class Gathered:
    """The statements, and who has which role in them where. Keys are natural keys."""

    denials: dict[str, Denial] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    anchors: dict[tuple[Any, ...], Anchor] = field(default_factory=dict)
    attributions: dict[tuple[Any, ...], Attribution] = field(default_factory=dict)
    mentions: dict[tuple[Any, ...], Mention] = field(default_factory=dict)
    # What its passages say of each statement's date, by model and slug.
    tellings: dict[tuple[str, str], list[Told]] = field(default_factory=dict)
    # The state of publication of each denial that is given one.
    publication: dict[str, str] = field(default_factory=dict)
    # Where each piece of evidence and each denial is described first.
    places: dict[tuple[str, str], Place] = field(default_factory=dict)

    def attribute(self, statement: Statement, actor: Actor, role: Role) -> None:
        attribution = Attribution(actor=actor, role=role, **about(statement))
        self.attributions.setdefault(attribution.natural_key(), attribution)


def key_of(statement: Statement) -> tuple[str, str]:
    return str(statement._meta.model_name), statement.slug


def about(statement: Statement) -> dict[str, Any]:
    """What ties an anchor or an attribution to a statement."""
    if isinstance(statement, Claim):
        return {"claim": statement}
    return {"claim": statement.claim, str(statement._meta.model_name): statement}


def check_whole(
    rows: Rows, exactly: Exactly, gathered: Gathered, registries: Registries, problems: Problems
) -> None:
    """What can be seen only when all is read: that what is published rests on something. Of what
    a section `exactly` defines nothing is asked."""
    anchored = {anchor.statement_key() for anchor in rows["anchor"].values()}
    for slug, place in registries.places.items():
        claim = registries.claims[slug]
        rests = ("claim", slug) in anchored or claim.source_url
        if claim.publication_state == "published" and not rests and not problems.may_name(slug):
            problems.add(
                place,
                "no passage of a reading states it, presupposes it or answers it: add "
                "`presupposes:` where it is denied, or remove it.",
            )
    examined = {
        attribution.statement.slug
        for attribution in rows["attribution"].values()
        if attribution.role == Role.EXAMINER
    }
    for slug, evidence in gathered.evidence.items():
        unsaid = not exactly.gives("evidence", (slug,), "state")
        if evidence.state in ("verified", "rejected") and slug not in examined and unsaid:
            problems.add(
                gathered.places["evidence", slug],
                f"the evidence {slug} is {evidence.state} by nobody: add its examiner, or use "
                "another state.",
            )
