"""What fits the filters of the URL, drawn: which days, which marks, which bars."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from claims.charts import axis as axes
from claims.charts import lanes
from claims.charts.axis import Axis
from claims.charts.bins import Bin, bins, unit_for
from claims.charts.lanes import shortened
from claims.filters import StatementFilter
from claims.models import Claim, Denial, Evidence

from . import going, words
from .parts import Counted, Lane, Tick, Timeline
from .words import Shown

WIDTH = 960
MOST_MARKS = 60
"""Of how many records each has a mark of its own."""
MOST_LABELLED = 24
MOST_BINS = 60
MOST_UNDATED = 10
"""How many records without a date are named."""
LONGEST_LABEL = 80

LANES: dict[str, tuple[Any, Any]] = {
    "claim": (Claim, gettext_lazy("Claims")),
    "denial": (Denial, gettext_lazy("Denials")),
    "evidence": (Evidence, gettext_lazy("Evidence")),
}


def timeline(filterset: StatementFilter) -> Timeline:
    """What fits the filters of a valid `filterset`; a fixed number of queries."""
    data, values = filterset.data, filterset.form.cleaned_data
    after, before = values["after"], values["before"]
    rows = {
        kind: filterset.rows(without=going.DATES, of=model.objects.published())
        for kind, (model, _) in LANES.items()
    }
    extents = {kind: found.extent(after, before) for kind, found in rows.items()}
    drawn = Timeline(
        [
            Lane(
                kind,
                str(label),
                extents[kind].dated,
                extents[kind].undated,
                going.list_of(kind, data),
                going.list_of(kind, going.without_dates(data)),
            )
            for kind, (_, label) in LANES.items()
        ],
        all_dates=going.of_all_dates(data) if after or before else "",
    )
    for lane in drawn.lanes:
        if lane.undated:
            undated = rows[lane.kind].undated().order_by("pk").with_names()
            lane.unnamed = [words.shown(row) for row in undated[:MOST_UNDATED]]
    shown = _days(list(extents.values()), after, before)
    if shown is None:
        _add_steps(drawn, data, after, before)
        return drawn
    drawn.axis = axes.axis(shown, WIDTH, fixed_first=bool(after), fixed_last=bool(before))
    drawn.ticks = _ticks(drawn.axis.ticks, drawn.axis, data)
    drawn.groups = _ticks(drawn.axis.groups, drawn.axis, data, long=True)
    drawn.unit = unit_for(drawn.axis.first, drawn.axis.last, MOST_BINS)
    for lane in drawn.lanes:
        found = rows[lane.kind].dated().during(after, before)
        if lane.count <= MOST_MARKS:
            lane.marks = list(_marks(found, drawn.axis, labelled=lane.count <= MOST_LABELLED))
        else:
            lane.bars = list(_bars(found, lane, drawn, data))
    _raise_bars(drawn)
    _add_steps(drawn, data, after, before)
    return drawn


# Which days ----------------------------------------------------------------------------------


def _days(extents: list[Any], after: Any, before: Any) -> tuple[date, date] | None:
    """The days to show: those that the filters name, else those of the records."""
    found = [extent for extent in extents if extent.dated]
    if after and before:
        return (after.earliest, before.latest) if found else None
    if not found:
        return None
    first, last = date.min, date.max
    if after:
        first = after.earliest
    if before:
        last = before.latest
    whole = (
        max(first, min(extent.first for extent in found)),
        min(last, max(extent.last for extent in found)),
    )
    core = (
        max(first, min(extent.first_over for extent in found)),
        min(last, max(extent.last_begun for extent in found)),
    )
    shown = axes.days_shown(whole, core)
    return (first if after else shown[0], last if before else shown[1])


# Marks and bars --------------------------------------------------------------------------------


def _marks(rows: Any, axis: Axis, *, labelled: bool) -> Iterator[tuple[lanes.Mark, Shown]]:
    shown = {row: words.shown(row) for row in rows.oldest_first().with_names()}
    label = LONGEST_LABEL if labelled else 0
    placed = lanes.marks(
        (
            (row.earliest_on, row.latest_on, shortened(record.title, label) if label else "")
            for row, record in shown.items()
        ),
        axis,
    )
    yield from zip(placed, shown.values(), strict=True)


def _bars(rows: Any, lane: Lane, drawn: Timeline, data: QueryDict) -> Iterator[Counted]:
    axis, unit = drawn.axis, drawn.unit
    assert axis is not None
    assert unit is not None
    whole = bins(axis.first, axis.last, unit)
    counts = list(rows.counts_by_days(axis.first, axis.last, unit.value))
    for bar in lanes.bars(counts, whole, axis):
        said = words.counted(lane.kind, bar.number)
        if vague := bar.number - bar.sure:
            said = gettext("%(counted)s, of which %(vague)d may lie outside") % {
                "counted": said,
                "vague": vague,
            }
        # A single bin is as far as one can zoom: from there it is the list.
        yield Counted(
            bar, said, going.zoomed(data, bar.bin) if len(whole) > 1 else lane.list_address
        )


def _raise_bars(drawn: Timeline) -> None:
    """Give the bars of all lanes their heights, on one scale."""
    drawn.most = max((item.bar.number for lane in drawn.lanes for item in lane.bars), default=0)
    for lane in drawn.lanes:
        heights = lanes.raised([item.bar for item in lane.bars], drawn.most)
        pairs = zip(lane.bars, heights, strict=True)
        lane.bars = [replace(item, bar=bar) for item, bar in pairs]


def _ticks(found: list[Bin], axis: Axis, data: QueryDict, *, long: bool = False) -> list[Tick]:
    ticks = []
    for bin in found:
        x, end = round(axis.start_of(bin.first)), round(axis.end_of(bin.last))
        label = words.label(bin, long=long)
        if len(label) * lanes.LETTER > end - x:
            label = words.label(bin) if len(words.label(bin)) * lanes.LETTER <= end - x else ""
        whole = (bin.first, bin.last) == (axis.first, axis.last)
        ticks.append(Tick(bin, x, end - x, label, "" if whole else going.zoomed(data, bin)))
    return ticks


def _add_steps(drawn: Timeline, data: QueryDict, after: Any, before: Any) -> None:
    """Where to go from the days that the URL names: to those before and after, to a wider view."""
    if not (after and before):
        return
    first, last = after.earliest, before.latest
    earlier, later = axes.beside(first, last)
    for name, bin in (("earlier", earlier), ("wider", axes.wider(first, last)), ("later", later)):
        if bin is not None:
            drawn.steps[name] = (bin, going.zoomed(data, bin))
