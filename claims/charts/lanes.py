"""Where the marks of one lane stand: points and spans in rows, or bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from .axis import Axis
from .bins import Bin

ROW = 26
"""Height of a row of marks: room for a finger."""
POINT = 6
"""Half the width of an exact day's mark."""
HALF = 9
"""Half the height of a span."""
ARROW = 7
GAP = 10
LETTER = 7
"""About the width of a letter of a label."""
BARS = 96
"""Height of the tallest bar."""
LEAST = 3
"""Height of a bar of one, however tall the others are."""


@dataclass(frozen=True)
class Mark:
    """One record in its place. `shape` is a span's outline; "" for an exact day, whose mark is
    centred at `x`. The label begins at `label_x`, or ends there where it is `before`."""

    x: int
    y: int
    row: int
    shape: str
    label: str
    label_x: int
    before: bool
    runs_over: bool


@dataclass(frozen=True)
class Bar:
    """How many may lie in a bin; `sure` of them lie in no other. `sure_height` counts from the
    base line, the rest stands on it."""

    bin: Bin
    number: int
    sure: int
    x: int
    width: int
    height: int
    sure_height: int

    @property
    def y(self) -> int:
        return BARS - self.height

    @property
    def sure_y(self) -> int:
        return BARS - self.sure_height

    @property
    def rest_height(self) -> int:
        return self.height - self.sure_height

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def left(self) -> int:
        """Where its drawn part begins: a little apart from its neighbour."""
        return self.x + 2 * (self.width > 8)

    @property
    def drawn(self) -> int:
        return self.width - 4 * (self.width > 8)

    @property
    def has_room(self) -> bool:
        """Whether its number can stand above it."""
        return LETTER * len(f"{self.number:,}") + 2 <= self.width


def marks(records: Iterable[tuple[date, date, str]], axis: Axis) -> list[Mark]:
    """A mark for each (earliest, latest, label), in the same order; in the first row in which
    neither the mark nor its label touches another."""
    rows: list[list[tuple[float, float]]] = []
    found = []
    for earliest, latest, label in records:
        starts, ends = _ends(earliest, latest, axis)
        room, before, label = _room(starts, ends, label, axis)
        after = label and not before and ends + room <= axis.width
        taken = (starts - room * before, ends + room if after else ends)
        row = _free_row(rows, taken)
        y = row * ROW + ROW // 2
        if before:
            label_x = round(starts) - GAP + 2
        elif after:
            label_x = round(ends) + GAP - 2
        else:  # Within the span: it leaves no room beside it.
            label_x = round(starts) + ARROW + 4
        exact = earliest == latest
        found.append(
            Mark(
                x=round((starts + ends) / 2),
                y=y,
                row=row,
                shape="" if exact else _span(starts, ends, y, earliest, latest, axis),
                label=label,
                label_x=label_x,
                before=before,
                runs_over=earliest < axis.first or latest > axis.last,
            )
        )
    return found


def height(marks: Sequence[Mark]) -> int:
    return ROW * (1 + max((mark.row for mark in marks), default=0))


def _ends(earliest: date, latest: date, axis: Axis) -> tuple[float, float]:
    """Where a mark begins and ends: never narrower than a point, never beyond the axis."""
    starts, ends = axis.start_of(earliest), axis.end_of(latest)
    if earliest == latest or ends - starts < 2 * POINT:
        middle = min(max((starts + ends) / 2, POINT + 1), axis.width - POINT - 1)
        starts, ends = middle - POINT, middle + POINT
    return starts, ends


def _room(starts: float, ends: float, label: str, axis: Axis) -> tuple[float, bool, str]:
    """The width that the label takes, whether it stands before the mark, and the label, cut to
    the wider side where neither has room for all of it; where even that is narrow, it is to
    stand on the mark."""
    if not label:
        return 0, False, ""
    room = LETTER * letters(label) + GAP
    sides = (axis.width - ends, starts)
    if room <= sides[0]:
        return room, False, label
    if room > max(sides):
        widest = max(*sides, ends - starts) - GAP - ARROW
        label = shortened(label, int(widest // LETTER))
        room = LETTER * letters(label) + GAP
    return room, room <= sides[1] and room > sides[0], label


def shortened(text: str, most: int) -> str:
    """The beginning of the text, of at most `most` letters of Latin width."""
    start = _as_many(text, most)
    return text if start == text else f"{_as_many(text, most - 1).rstrip()}…"


def cut_within(text: str, most: int) -> str:
    """The beginning and the end of a name, of at most `most` letters: those of one house differ at
    their ends."""
    if _as_many(text, most) == text:
        return text
    head = shortened(text, most * 3 // 5)
    tail = _as_many(text[::-1], most - letters(head))[::-1]
    return head + tail.lstrip()


def _as_many(text: str, most: int) -> str:
    """As many of the first letters as are no wider than `most`."""
    taken = 0
    for place, letter in enumerate(text):
        taken += _width(letter)
        if taken > most:
            return text[:place]
    return text


def _free_row(rows: list[list[tuple[float, float]]], taken: tuple[float, float]) -> int:
    """The first row with room, which is taken now."""
    for number, row in enumerate(rows):
        if all(taken[1] + GAP <= starts or ends + GAP <= taken[0] for starts, ends in row):
            row.append(taken)
            return number
    rows.append([taken])
    return len(rows) - 1


def letters(text: str) -> int:
    """Its length in letters of Latin width."""
    return sum(map(_width, text))


def _width(letter: str) -> int:
    return 2 if east_asian_width(letter) in "WF" else 1


def _span(starts: float, ends: float, y: int, earliest: date, latest: date, axis: Axis) -> str:
    """The outline of a span: square where it ends, pointed where it runs on beyond the axis."""
    x0, x1 = round(starts), round(ends)
    top, base = y - HALF, y + HALF
    left = f"M{x0 + ARROW} {top}" if earliest < axis.first else f"M{x0} {top}"
    right = f"H{x1 - ARROW}L{x1} {y}L{x1 - ARROW} {base}" if latest > axis.last else f"H{x1}V{base}"
    back = f"H{x0 + ARROW}L{x0} {y}Z" if earliest < axis.first else f"H{x0}Z"
    return left + right + back


def bars(bins: Sequence[Bin], numbers: Sequence[int], sure: Sequence[int], axis: Axis) -> list[Bar]:
    """A bar for each of the bins, which lie within the axis, empty ones among them; its height is
    still to be set (`raised`). `numbers`: how many may lie in it; `sure`: of these, in no other."""
    found = []
    for bin, number, certain in zip(bins, numbers, sure, strict=True):
        x, end = round(axis.start_of(bin.first)), round(axis.end_of(bin.last))
        found.append(Bar(bin, number, certain, x, max(end - x, 1), 0, 0))
    return found


def raised(bars: Iterable[Bar], most: int) -> list[Bar]:
    """The bars with their heights, on a scale whose top is `most`."""
    return [
        Bar(
            bar.bin,
            bar.number,
            bar.sure,
            bar.x,
            bar.width,
            _height(bar.number, most),
            _height(bar.sure, most) if bar.sure < bar.number else _height(bar.number, most),
        )
        for bar in bars
    ]


def _height(number: int, most: int) -> int:
    return 0 if not number else max(LEAST, round(BARS * number / most))
