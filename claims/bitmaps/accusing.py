"""Who accuses whom, by the index: the claims of each pair, and how many of them were denied."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyroaring import BitMap

from claims.charts.matrix import Cell, Matrix
from claims.parameters import NOBODY

from . import keys as k
from .actors import dimensions_of, first_of, names_of, sets_of
from .few import Few
from .finding import Found


@dataclass(frozen=True)
class Accusations:
    """The matrix, by slug; the names of its actors; how many claims are about nobody."""

    matrix: Matrix[str]
    names: Mapping[str, str]
    about_nobody: int


def accusations(found: Found, most: int, *, acting_for: bool) -> Accusations | None:
    """The `most` who accuse in most claims, and those whom most accuse; the sums of all pairs with
    others. A claim counts once for each pair of its people. Where some claims have no accuser,
    nobody is one of the accusers. None where there is no claim about anybody."""
    shelf, rows = found.shelf, found.rows()
    here = rows & shelf[k.anybody("subject")]
    if not here:
        return None
    few = Few.of(here, shelf)
    unclaimed = here - shelf[k.anybody("claimant")]

    def first(role: str, most: int) -> dict[int | None, BitMap]:
        dimensions = dimensions_of(role, acting_for)
        ranked = first_of(shelf, here, few, dimensions, most)
        sets = sets_of(shelf, [actor for actor, _ in ranked], dimensions)
        return {actor: BitMap.union(*own) & here for actor, own in sets.items()}

    accusers = first("claimant", most - bool(unclaimed))
    if unclaimed:
        accusers[None] = unclaimed
    accused = first("subject", most)
    by_accusers, by_accused = _numbers(found, here, acting_for)
    denied = _cells(accusers, accused, by_accusers, by_accused, here & shelf[k.ANSWERED])
    cells = _cells(accusers, accused, by_accusers, by_accused, here)
    known = names_of(actor for actor in (*accusers, *accused) if actor)
    slugs: dict[int | None, str] = {actor: slug for actor, (slug, _) in known.items()}
    slugs[None] = NOBODY.slug

    def ordered(people: dict[int | None, BitMap]) -> list[str]:
        ranked = sorted(people, key=lambda actor: (-len(people[actor]), slugs.get(actor, "")))
        return [slugs[actor] for actor in ranked if actor in slugs]

    matrix = Matrix(
        ordered(accusers),
        ordered(accused),
        any(number for (row, _), number in cells.items() if row is _OTHERS),
        any(number for (_, column), number in cells.items() if column is _OTHERS),
        {
            (_slug(row, slugs), _slug(column, slugs)): Cell(number, denied[row, column])
            for (row, column), number in cells.items()
            if number
        },
    )
    return Accusations(matrix, dict(known.values()), len(rows) - len(here))


class _Others:
    """All that have no row, or no column."""


_OTHERS = _Others()
_Party = int | None | _Others


def _slug(party: _Party, slugs: Mapping[int | None, str]) -> str | None:
    return None if isinstance(party, _Others) else slugs.get(party)


def _numbers(
    found: Found, here: BitMap, acting_for: bool
) -> tuple[dict[int, BitMap], dict[int, BitMap]]:
    """The claims by how many accuse in them, and by how many are accused; what nobody claims
    counts as of one."""
    dimensions = (
        (k.Dimension.ACCUSERS_FOR, k.Dimension.ACCUSED_FOR)
        if acting_for
        else (k.Dimension.ACCUSERS, k.Dimension.ACCUSED)
    )
    both = []
    for dimension in dimensions:
        numbers: dict[int, BitMap] = {}
        for key, claims in found.shelf.get(found.shelf.numbers(dimension)).items():
            number = max(k.value_of(key), 1)
            numbers[number] = numbers.get(number, BitMap()) | (claims & here)
        both.append(numbers)
    return both[0], both[1]


def _cells(
    accusers: Mapping[int | None, BitMap],
    accused: Mapping[int | None, BitMap],
    by_accusers: Mapping[int, BitMap],
    by_accused: Mapping[int, BitMap],
    here: BitMap,
) -> dict[tuple[_Party, _Party], int]:
    """The number of each pair, and of those with others: all pairs of a row, or of a column, but
    those that have a cell."""
    cells: dict[tuple[_Party, _Party], int] = {}
    for row, claims in accusers.items():
        own = claims & here
        for column, about in accused.items():
            cells[row, column] = own.intersection_cardinality(about)
        all_of_row = _weighed(own, by_accused)
        cells[row, _OTHERS] = all_of_row - sum(cells[row, column] for column in accused)
    for column, about in accused.items():
        all_of_column = _weighed(about & here, by_accusers)
        cells[_OTHERS, column] = all_of_column - sum(cells[row, column] for row in accusers)
    whole = sum(n * _weighed(claims & here, by_accused) for n, claims in by_accusers.items())
    cells[_OTHERS, _OTHERS] = whole - sum(cells.values())
    return cells


def _weighed(claims: BitMap, by_number: Mapping[int, BitMap]) -> int:
    """The claims, each as often as it has people."""
    return sum(n * claims.intersection_cardinality(having) for n, having in by_number.items())
