"""The counts beside a list, by the index: exact, whatever the number of rows.

Of few rows the keys of each are read and counted. Of many, the rows of each value are counted by
intersection; of actors, those that have the most rows at all come first, and the rest cannot
be among the first as soon as they have fewer than the last of these.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from pyroaring import BitMap

from claims.models import ClaimKind, DenialForm, EvidenceState, EvidenceStatus

from . import keys as k
from .actors import counts_of, dimensions_of, first_of, names_of
from .finding import Found

MOST = 10
"""How many actors a facet names."""


class Counted:
    """The counts of the rows that fit a filterset; see `claims.facets`."""

    def __init__(self, found: Found) -> None:
        self.found = found

    def undated(self) -> int:
        rows = self.found.rows(["after", "before"])
        return len(rows) - rows.intersection_cardinality(self.found.shelf[k.DATED])

    def by_evidence_status(self) -> dict[str, int]:
        return self._coded(k.Dimension.STATUS, EvidenceStatus.values, ["evidence"])

    def by_evidence_state(self) -> dict[str, int]:
        return self._coded(k.Dimension.STATE, EvidenceState.values, ["state"])

    def by_claim_kind(self) -> dict[str, int]:
        return self._coded(k.Dimension.KIND, ClaimKind.values, ["kind"])

    def by_denial_form(self) -> dict[str, int]:
        """By form, and `none` and `any`."""
        rows = self.found.rows(["denial"])
        answered = self._number_of(rows, ["denial"], k.ANSWERED)
        counts = self._coded(k.Dimension.DENIAL, DenialForm.values, ["denial"])
        return {"any": answered, "none": len(rows) - answered, **counts}

    def _coded(
        self, dimension: k.Dimension, codes: Collection[str], without: list[str]
    ) -> dict[str, int]:
        rows = self.found.rows(without)
        counts = {code: self._number_of(rows, without, k.code(dimension, code)) for code in codes}
        return {code: number for code, number in counts.items() if number}

    def _number_of(self, rows: BitMap, without: list[str], key: int) -> int:
        if few := self.found.few(without):
            return few.tally[key]
        return rows.intersection_cardinality(self.found.shelf[key])

    # Actors --------------------------------------------------------------------------------------

    def nobody(self, role: str) -> int:
        rows = self.found.rows()
        return len(rows) - self._number_of(rows, [], k.anybody(role))

    def by_actor(
        self, roles: Iterable[str], *, acting_for: bool = False
    ) -> dict[str, list[tuple[str, str, int]]]:
        """By role: (slug, name, number) of the actors that most of the rows have in it, the most
        first; of those with as many, the first to be registered."""
        first = {
            role: self._first(dimensions_of(role, acting_for), [], MOST, k.anybody(role))
            for role in roles
        }
        names = names_of(actor for counted in first.values() for actor, _ in counted)
        return {role: _named(counted, names) for role, counted in first.items()}

    def of_actors(
        self, actors: Sequence[Any], role: str | None, *, acting_for: bool = False
    ) -> dict[int, int]:
        """How many of the rows each of the actors has in the role, or in any; by key."""
        some = [(actor.pk, 0) for actor in actors]
        dimensions = dimensions_of(role, acting_for)
        return dict(counts_of(self.found.shelf, self.found.rows(), some, dimensions))

    def by_publisher(self) -> list[tuple[str, str, int]]:
        first = self._first([k.Dimension.PUBLISHER], ["publisher"], MOST)
        return _named(first, names_of(actor for actor, _ in first))

    def _first(
        self, dimensions: list[int], without: list[str], most: int, anybody: int | None = None
    ) -> list[tuple[int, int]]:
        rows, few = self.found.rows(without), self.found.few(without)
        return first_of(self.found.shelf, rows, few, dimensions, most, anybody)


def _named(
    counted: list[tuple[int, int]], names: dict[int, tuple[str, str]]
) -> list[tuple[str, str, int]]:
    """(slug, name, number), those with as many in the order of their slugs."""
    named = [(*names[actor], number) for actor, number in counted if actor in names]
    return sorted(named, key=lambda one: (-one[2], one[0]))
