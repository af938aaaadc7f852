"""The timeline as its page takes it: lanes, marks, bars, ticks."""

from dataclasses import dataclass, field

from claims.charts import lanes
from claims.charts.axis import Axis
from claims.charts.bins import Bin, Unit

from .words import UNITS, Shown, counted


@dataclass(frozen=True)
class Counted:
    """A bar in words, and where it leads."""

    bar: lanes.Bar
    words: str
    address: str


@dataclass(frozen=True)
class Tick:
    """A unit of the axis in its place, with the address of the timeline of it alone; "" where
    that is the timeline at hand."""

    bin: Bin
    x: int
    width: int
    label: str
    address: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass
class Lane:
    """The records of one kind: a mark for each, or a bar for each bin."""

    kind: str
    label: str
    count: int
    undated: int
    list_address: str
    undated_address: str
    marks: list[tuple[lanes.Mark, Shown]] = field(default_factory=list)
    bars: list[Counted] = field(default_factory=list)
    unnamed: list[Shown] = field(default_factory=list)

    @property
    def height(self) -> int:
        return lanes.BARS + 1 if self.bars else lanes.height([mark for mark, _ in self.marks])

    @property
    def filled(self) -> list[Counted]:
        """The bars that are not empty."""
        return [counted for counted in self.bars if counted.bar.number]

    @property
    def in_words(self) -> str:
        return counted(self.kind, self.count)

    @property
    def run_over(self) -> int:
        return sum(mark.runs_over for mark, _ in self.marks)


@dataclass
class Timeline:
    """The lanes, the axis that they share, and where a reader may go from here."""

    lanes: list[Lane]
    axis: Axis | None = None
    unit: Unit | None = None
    ticks: list[Tick] = field(default_factory=list)
    groups: list[Tick] = field(default_factory=list)
    steps: dict[str, tuple[Bin, str]] = field(default_factory=dict)
    all_dates: str = ""
    most: int = 0

    @property
    def count(self) -> int:
        return sum(lane.count for lane in self.lanes)

    @property
    def undated(self) -> int:
        return sum(lane.undated for lane in self.lanes)

    @property
    def aggregated(self) -> list[Lane]:
        return [lane for lane in self.lanes if lane.bars]

    @property
    def unit_in_words(self) -> str:
        return str(UNITS[self.unit]) if self.unit else ""

    @property
    def run_over(self) -> int:
        return sum(lane.run_over for lane in self.lanes)
