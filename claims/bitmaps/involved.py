"""What an actor has a part in, by the index: how much, of which forms or states, when, and the
newest of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyroaring import BitMap

from claims.models import DenialForm, EvidenceState, Role

from . import keys as k
from .dated import Dated
from .few import Few
from .finding import MODELS
from .ordered import in_order
from .shelf import Shelf

# What a role is of, if not of evidence.
_OF = {Role.CLAIMANT: k.Of.CLAIM, Role.SUBJECT: k.Of.CLAIM, Role.DENIER: k.Of.DENIAL}
_CODES: dict[k.Of, tuple[k.Dimension, list[str]]] = {
    k.Of.DENIAL: (k.Dimension.DENIAL, DenialForm.values),
    k.Of.EVIDENCE: (k.Dimension.STATE, EvidenceState.values),
}


@dataclass(frozen=True)
class Involvement:
    """The claims, denials or evidence in which an actor has one role."""

    shelf: Shelf
    rows: BitMap

    @property
    def model(self) -> Any:
        return MODELS[self.shelf.kind]

    def number(self) -> int:
        return len(self.rows)

    def by_code(self) -> dict[str, int]:
        """How many of each form of denial, or state of evidence, in the list's order, none zero;
        of claims nothing."""
        if self.shelf.kind not in _CODES:
            return {}
        dimension, codes = _CODES[self.shelf.kind]
        sets = self.shelf.get(k.code(dimension, code) for code in codes)
        counts = {
            code: self.rows.intersection_cardinality(sets[k.code(dimension, code)])
            for code in codes
        }
        return {code: number for code, number in counts.items() if number}

    def newest(self, most: int) -> list[int]:
        """Primary keys, the newest first."""
        return _newest(self.rows, most, self.shelf)


def _newest(rows: BitMap, most: int, shelf: Shelf) -> list[int]:
    few = Few.of(rows, shelf)
    found = in_order(shelf, rows, newest=True, backwards=False, few=few)
    return list(islice(found, most))


def involvements(actor: int, at: Shelf) -> dict[Role, Involvement]:
    """By role, where there is any."""
    found = {}
    for of in k.Of:
        own = at.of(of)
        roles = [role for role in Role if _OF.get(role, k.Of.EVIDENCE) == of]
        sets = own.get(k.role(role, actor) for role in roles)
        for role in roles:
            if rows := sets[k.role(role, actor)]:
                found[role] = Involvement(own, rows)
    return found


def of_the_same_parties(
    claimants: Iterable[int], subjects: Iterable[int], most: int, at: Shelf
) -> list[int]:
    """The newest claims in which one of the actors `claimants` claims something about one of
    `subjects`, by primary key. `at`: claims'."""
    by = at.union(k.role(Role.CLAIMANT, actor) for actor in claimants)
    about = at.union(k.role(Role.SUBJECT, actor) for actor in subjects)
    return _newest(by & about, most, at)


def claims_over_time(actor: int, roles: Iterable[str], at: Shelf) -> dict[str, Dated]:
    """Of each of the roles, when the claims are of in which the actor has it. `at`: claims'."""
    keys = {role: k.role(role, actor) for role in roles}
    sets = at.get(keys.values())
    return {role: Dated(sets[key], at, Few.of(sets[key], at)) for role, key in keys.items()}
