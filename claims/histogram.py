"""The dates of a list as bars, each of which is a filter by date."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext

from claims import addresses
from claims.bitmaps.filterset import IndexedFilter
from claims.charts.bins import Bin, Unit, bins, coarser, unit_for
from claims.dates import Span
from claims.templatetags.claims import edtf_in_words

MOST_BARS = 14


@dataclass(frozen=True)
class Bar:
    """A stretch of time: how many rows may lie in it, how long that is beside the longest of the
    bars (0 to 100), and the address of the list with it as its dates."""

    label: str
    count: int
    length: int
    address: str
    on: bool


@dataclass(frozen=True)
class Histogram:
    """The bars, oldest first; `wider`: (label, address) of the stretches around, widest first."""

    bars: list[Bar] = field(default_factory=list)
    wider: list[tuple[str, str]] = field(default_factory=list)


def histogram(filterset: IndexedFilter) -> Histogram:
    """The dates of a list under its other filters. A row counts in every bar in
    which it may lie."""
    data: QueryDict = filterset.data
    values = filterset.form.cleaned_data
    after, before = values.get("after"), values.get("before")
    dated = filterset.dated
    extent = dated.extent()
    if extent is None:
        return Histogram([], list(_wider(data, after, before)))
    first, last = _shown(extent, after, before)
    unit = unit_for(first, last, MOST_BARS)
    whole = bins(first, last, unit)
    # A bar at either end is no longer than what is asked for: it leads to what it counts.
    begin = after.earliest if after else whole[0].first
    end = before.latest if before else whole[-1].last
    axis = [bin.within(begin, end) for bin in whole]
    counts = dated.counts(axis)
    longest = max([*counts, 1])
    return Histogram(
        [
            Bar(
                label(bin),
                count,
                -(-100 * count // longest),
                _between(data, bin),
                (after, before) == (_span(bin), _span(bin)),
            )
            for bin, count in zip(axis, counts, strict=True)
        ],
        list(_wider(data, after, before)),
    )


def _shown(extent: tuple[date, date], after: Span | None, before: Span | None) -> tuple[date, date]:
    """The days that the bars cover: those of the rows, within those that are asked for."""
    first, last = extent
    first = max(first, after.earliest) if after else first
    last = min(last, before.latest) if before else last
    return first, max(first, last)


def _span(bin: Bin) -> Span:
    return Span(bin.first, bin.last)


def _wider(data: QueryDict, after: Span | None, before: Span | None) -> Iterator[tuple[str, str]]:
    """From the whole of time to the unit around what is asked for."""
    if not (after or before):
        return
    yield gettext("All dates"), addresses.between(data, None, None)
    if after and before:
        around = []
        unit = coarser(unit_for(after.earliest, before.latest, 1))
        while unit and unit != Unit.MILLENNIUM:
            bin = next(iter(bins(after.earliest, after.earliest, unit)))
            if bin.last >= before.latest and unit in (Unit.MONTH, Unit.YEAR, Unit.DECADE):
                around.append((label(bin), _between(data, bin)))
            unit = coarser(unit)
        yield from reversed(around)


def _between(data: QueryDict, bin: Bin) -> str:
    return addresses.between(data, bin.after, bin.before)


def label(bin: Bin) -> str:
    """The bin in words: "2022", "December 2022", "the 1990s"."""
    return edtf_in_words(bin.edtf)
