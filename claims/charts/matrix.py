"""Who stands in which row and column of a matrix, and where its cells are drawn."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .lanes import LETTER, letters

Key = TypeVar("Key", bound=Hashable)

CELL_WIDTH = 48
CELL_HEIGHT = 48
BAR_WIDTH = 36
MARGIN = 12
SHADES = 5
# Names of columns stand aslant: so much of their length is height, and as much width.
SLANT = 0.71


@dataclass(frozen=True)
class Cell:
    """How many, and how many of them are denied."""

    number: int
    denied: int

    @property
    def percent(self) -> int:
        """The share denied; 0 and 100 only where it is none and all of them."""
        rounded = round(100 * self.denied / self.number)
        if self.denied in (0, self.number):
            return rounded
        return min(max(rounded, 1), 99)


@dataclass(frozen=True)
class Matrix(Generic[Key]):
    """The cells of some rows and columns, and the sums of all others, if there are any: where the
    key is None. A cell that would be empty is missing."""

    rows: list[Key]
    columns: list[Key]
    other_rows: bool
    other_columns: bool
    cells: dict[tuple[Key | None, Key | None], Cell]

    @property
    def most(self) -> int:
        """The greatest number of a cell that is of two: sums of others would outshine them all."""
        named = [cell.number for key, cell in self.cells.items() if None not in key]
        return max(named or [cell.number for cell in self.cells.values()])


def shade(number: int, most: int) -> int:
    """1 to SHADES: how dark a cell is. By the square root, so that one big cell does not make all
    others alike."""
    return max(1, min(SHADES, -int(-SHADES * (number / most) ** 0.5 // 1)))


@dataclass(frozen=True)
class Layout:
    """Where rows and columns stand: the names of the rows before them, those of the columns
    above; from the right where the page reads so."""

    row_names: Sequence[str]
    column_names: Sequence[str]
    rtl: bool = False

    @property
    def side(self) -> int:
        """The room of the rows' names."""
        return LETTER * max(map(letters, self.row_names)) + 2 * MARGIN

    @property
    def head(self) -> int:
        """The room of the columns' names."""
        return round(SLANT * LETTER * max(map(letters, self.column_names))) + 2 * MARGIN

    @property
    def overhang(self) -> int:
        """By how much the last column's name reaches beyond its column."""
        return max(self.head - CELL_WIDTH // 2, MARGIN)

    @property
    def width(self) -> int:
        return self.side + CELL_WIDTH * len(self.column_names) + self.overhang

    @property
    def height(self) -> int:
        return self.head + CELL_HEIGHT * len(self.row_names) + 2

    def x(self, column: int) -> int:
        """The left edge of a column."""
        x = self.side + CELL_WIDTH * column
        return self.width - x - CELL_WIDTH if self.rtl else x

    def y(self, row: int) -> int:
        return self.head + CELL_HEIGHT * row

    @property
    def names_x(self) -> int:
        """Where the rows' names end, next to the cells."""
        x = self.side - MARGIN // 2
        return self.width - x if self.rtl else x

    @property
    def grid(self) -> str:
        """The lines between the rows and between the columns, as a path."""
        x0, x1 = sorted((self.x(0), self.x(len(self.column_names) - 1)))
        x1, y1 = x1 + CELL_WIDTH, self.y(len(self.row_names))
        down = (f"M{x} {self.head}V{y1}" for x in range(x0, x1 + 1, CELL_WIDTH))
        across = (f"M{x0} {y}H{x1}" for y in range(self.head, y1 + 1, CELL_HEIGHT))
        return "".join((*down, *across))

    def bar(self, cell: Cell) -> int:
        """The width of the denied part of a cell's bar."""
        return round(BAR_WIDTH * cell.denied / cell.number) if cell.number else 0
