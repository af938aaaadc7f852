"""What fits the filters of the URL, drawn: which days, which marks, which bars."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy
from pyroaring import BitMap

from claims.bitmaps import keys as k
from claims.bitmaps.dated import Dated
from claims.bitmaps.filterset import IndexedFilter
from claims.charts import axis as axes
from claims.charts import lanes
from claims.charts.axis import Axis
from claims.charts.bins import Bin, bins, unit_for
from claims.charts.lanes import shortened
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


def timeline(filterset: IndexedFilter) -> Timeline:
    """What fits the filters of a valid `filterset`; a fixed number of queries."""
    data, values = filterset.data, filterset.form.cleaned_data
    after, before = values["after"], values["before"]
    drawn = Timeline([], all_dates=going.of_all_dates(data) if after or before else "")
    dated: dict[str, Dated] = {}
    for kind, (model, label) in LANES.items():
        found = filterset.found_of(model)
        dated[kind] = Dated.of(found)
        undated = found.rows(without=going.DATES) - found.shelf[k.DATED]
        lane = Lane(
            kind,
            str(label),
            dated[kind].number(),
            len(undated),
            going.list_of(kind, data),
            going.list_of(kind, going.without_dates(data)),
        )
        if undated:
            rows = _named(model, undated[:MOST_UNDATED]).order_by("pk")
            lane.unnamed = [words.shown(row) for row in rows]
        drawn.lanes.append(lane)
    shown = _days(list(dated.values()), after, before)
    if shown is None:
        _add_steps(drawn, data, after, before)
        return drawn
    drawn.axis = axes.axis(shown, WIDTH, fixed_first=bool(after), fixed_last=bool(before))
    drawn.ticks = _ticks(drawn.axis.ticks, drawn.axis, data)
    drawn.groups = _ticks(drawn.axis.groups, drawn.axis, data, long=True)
    drawn.unit = unit_for(drawn.axis.first, drawn.axis.last, MOST_BINS)
    for lane in drawn.lanes:
        own = dated[lane.kind]
        if lane.count <= MOST_MARKS:
            rows = _named(LANES[lane.kind][0], own.rows).oldest_first()
            lane.marks = list(_marks(rows, drawn.axis, labelled=lane.count <= MOST_LABELLED))
        else:
            lane.bars = list(_bars(own, lane, drawn, data))
    _raise_bars(drawn)
    _add_steps(drawn, data, after, before)
    return drawn


def _named(model: Any, rows: BitMap) -> Any:
    return model.objects.published().filter(pk__in=list(rows)).with_names()


# Which days ----------------------------------------------------------------------------------


def _days(dated: list[Dated], after: Any, before: Any) -> tuple[date, date] | None:
    """The days to show: those that the filters name, else those of the records."""
    if not any(own.number() for own in dated):
        return None
    if after and before:
        return after.earliest, before.latest
    extents = [extent for own in dated if (extent := own.extent())]
    cores = [core for own in dated if (core := own.core())]
    first, last = date.min, date.max
    if after:
        first = after.earliest
    if before:
        last = before.latest
    whole = (
        max(first, min(begin for begin, _ in extents)),
        min(last, max(end for _, end in extents)),
    )
    core = (
        max(first, min(over for over, _ in cores)),
        min(last, max(begun for _, begun in cores)),
    )
    shown = axes.days_shown(whole, core)
    return (first if after else shown[0], last if before else shown[1])


# Marks and bars --------------------------------------------------------------------------------


def _marks(rows: Any, axis: Axis, *, labelled: bool) -> Iterator[tuple[lanes.Mark, Shown]]:
    shown = {row: words.shown(row) for row in rows}
    label = LONGEST_LABEL if labelled else 0
    placed = lanes.marks(
        (
            (row.earliest_on, row.latest_on, shortened(record.title, label) if label else "")
            for row, record in shown.items()
        ),
        axis,
    )
    yield from zip(placed, shown.values(), strict=True)


def _bars(dated: Dated, lane: Lane, drawn: Timeline, data: QueryDict) -> Iterator[Counted]:
    axis, unit = drawn.axis, drawn.unit
    assert axis is not None
    assert unit is not None
    shown = [bin.within(axis.first, axis.last) for bin in bins(axis.first, axis.last, unit)]
    for bar in lanes.bars(shown, dated.counts(shown), dated.sure(shown), axis):
        said = words.counted(lane.kind, bar.number)
        if vague := bar.number - bar.sure:
            said = gettext("%(counted)s, of which %(vague)d may lie outside") % {
                "counted": said,
                "vague": vague,
            }
        # A single bin is as far as one can zoom: from there it is the list.
        yield Counted(
            bar, said, going.zoomed(data, bar.bin) if len(shown) > 1 else lane.list_address
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
