"""Who accuses whom: the claims that fit the filters of the URL, by claimant and subject."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from claims import addresses
from claims.bitmaps.accusing import accusations
from claims.bitmaps.filterset import IndexedFilter
from claims.charts import matrix
from claims.charts.lanes import cut_within
from claims.parameters import NOBODY

MOST = 15
"""How many accusers and how many accused have a row or a column of their own."""
LONGEST_NAME = 28


@dataclass(frozen=True)
class Party:
    """A row or a column: an actor, nobody, or the others together."""

    name: str
    short: str
    address: str
    place: int
    """Where its name stands: the middle of its row, or of its column."""


@dataclass(frozen=True)
class Cell:
    """What one accuses another of: how often, how much of it is denied, and where that is
    listed; "" for the sums of others. Places are those of its corner."""

    number: int
    denied: int
    percent: int
    words: str
    title: str
    address: str
    shade: int
    x: int
    y: int
    bar: int


@dataclass(frozen=True)
class Row:
    party: Party
    cells: list[Cell | None]

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if cell is not None]


@dataclass(frozen=True)
class Disputes:
    """The matrix, row by row, and what is not in it."""

    layout: matrix.Layout
    rows: list[Row]
    columns: list[Party]
    claims: int
    about_nobody: int
    others: bool
    """Whether some have no row or no column."""


def disputes(filterset: IndexedFilter, *, rtl: bool = False) -> Disputes | None:
    """What fits the filters of a valid `filterset`; None where that is nobody about anybody. A
    fixed number of queries."""
    acting_for = filterset.form.cleaned_data["acting_for"] == "1"
    found = accusations(filterset.found, MOST, acting_for=acting_for)
    if found is None:
        return None
    shown, others = found.matrix, gettext("Others")
    names = {**found.names, NOBODY.slug: gettext("No source says who")}
    accusers: list[str | None] = [*shown.rows, *([None] if shown.other_rows else [])]
    accused: list[str | None] = [*shown.columns, *([None] if shown.other_columns else [])]
    row_names = [names[key] if key else others for key in accusers]
    column_names = [names[key] if key else others for key in accused]
    data = filterset.data
    layout = matrix.Layout(
        [cut_within(name, LONGEST_NAME) for name in row_names],
        [cut_within(name, LONGEST_NAME) for name in column_names],
        rtl,
    )
    columns = [
        Party(
            name,
            cut_within(name, LONGEST_NAME),
            _list(data, subject=key) if key else "",
            layout.x(place) + matrix.CELL_WIDTH // 2,
        )
        for place, (key, name) in enumerate(zip(accused, column_names, strict=True))
    ]
    return Disputes(
        layout,
        [
            Row(
                Party(
                    name,
                    cut_within(name, LONGEST_NAME),
                    _list(data, claimant=key) if key else "",
                    layout.y(place) + matrix.CELL_HEIGHT // 2,
                ),
                [
                    _cell(
                        data, shown, (key, subject), (name, subject_name), (column, place), layout
                    )
                    for column, (subject, subject_name) in enumerate(
                        zip(accused, column_names, strict=True)
                    )
                ],
            )
            for place, (key, name) in enumerate(zip(accusers, row_names, strict=True))
        ],
        columns,
        claims=filterset.number(),
        about_nobody=found.about_nobody,
        others=shown.other_rows or shown.other_columns,
    )


def _cell(
    data: QueryDict,
    shown: matrix.Matrix[str],
    key: tuple[str | None, str | None],
    names: tuple[str, str],
    place: tuple[int, int],
    layout: matrix.Layout,
) -> Cell | None:
    cell = shown.cells.get(key)
    if cell is None:
        return None
    claimant, subject = key
    of_others = claimant is None or subject is None
    return Cell(
        cell.number,
        cell.denied,
        cell.percent,
        words := _words(cell),
        gettext("%(claimant)s about %(subject)s: %(counted)s")
        % {
            "claimant": cut_within(names[0], LONGEST_NAME),
            "subject": cut_within(names[1], LONGEST_NAME),
            "counted": words,
        },
        "" if of_others else _list(data, claimant=claimant, subject=subject),
        matrix.shade(cell.number, shown.most),
        layout.x(place[0]),
        layout.y(place[1]),
        layout.bar(cell),
    )


def _words(cell: matrix.Cell) -> str:
    number, denied = (number_format(n, force_grouping=True) for n in (cell.number, cell.denied))
    words = ngettext("%(n)s claim", "%(n)s claims", cell.number) % {"n": number}
    answered = gettext("%(n)s denied") % {"n": denied} if cell.denied else gettext("none denied")
    return f"{words}, {answered}"


def _list(data: QueryDict, **people: str | None) -> str:
    """The list of claims under the same filters, with these people beside those asked for."""
    copy = data.copy()
    for role, slug in people.items():
        if slug is not None and slug not in copy.getlist(role):
            copy.appendlist(role, slug)
    return reverse("claims") + addresses.removing(copy, "cursor")
