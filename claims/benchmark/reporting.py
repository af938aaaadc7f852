"""What was measured, as a table in plain text and as plain data."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from .figures import FRAMEWORK_FLOORS, SLOW_SQL, Figures, ratio, summary
from .measuring import Measured
from .under_load import Part, UnderLoad

_HEAD = (
    *("filter", "claims", "SQL floor", "framework", "response", "p95", "first byte"),
    *("/SQL", "/framework"),
)


def in_words(measured: Sequence[Measured], repeat: int) -> Iterator[str]:
    """The lines of the report; the growth from the second database to the first, where two were
    measured."""
    for one in measured:
        yield f"{one.vendor}, {one.claims:,} claims; medians of {repeat}, in ms"
        yield ""
        yield from _table([_HEAD, *map(_row, one.figures)])
        yield ""
        fewer = [figures.name for figures in one.figures if len(figures.sql) < repeat]
        if fewer:
            least = min(len(figures.sql) for figures in one.figures)
            yield f"The SQL floor {least} times only, for it is slow: {', '.join(fewer)}."
            yield ""
        if not one.analysed:
            yield "The database has no statistics (ANALYZE): the SQL floor is too high."
            yield ""
        yield from _summary(one)
        yield ""
    if len(measured) == 2:
        yield from _growth(*measured)
        yield ""
    for one in measured:
        for line in one.wrong:
            yield f"WRONG ANSWER ({one.vendor}, {one.claims:,} claims), {line}"
    if any(one.wrong for one in measured):
        yield "The times of wrong answers are worth nothing."


def _row(figures: Figures) -> tuple[str, ...]:
    times = (figures.sql_floor, figures.framework_floor, figures.median, figures.p95)
    return (
        *(figures.name, f"{figures.found:,}"),
        *(_ms(seconds) for seconds in (*times, median(figures.first_byte))),
        *(f"{figures.to_sql:.2f}", f"{figures.to_framework:.2f}"),
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells])


def _summary(one: Measured) -> Iterator[str]:
    result = summary(one.figures)
    over = f"{SLOW_SQL * 1000:.0f} ms"
    if result.to_sql is None:
        yield f"response / SQL floor: no filter has an SQL floor over {over}"
    else:
        yield (
            f"response / SQL floor, median of the {result.slow} filters over {over}: "
            f"{result.to_sql:.2f} (sought: 0.25 at most)"
        )
    limit, name = result.worst_to_limit
    yield (
        f"response / larger of SQL floor and {FRAMEWORK_FLOORS} framework floors, the worst: "
        f"{limit:.2f}, {name} (sought: 1 at most)"
    )
    first, name = result.worst_first_byte
    yield (
        f"first byte / framework floor, the worst: {first:.2f}, {name} "
        "(sought where the counts come after the rows: 2.5 at most)"
    )
    for beside in one.beside:
        if beside.problem:
            yield f"{beside.name}: not measured, {beside.problem}"
        else:
            sought = "0.5" if beside.beside == "framework floor" else "1.2"
            yield (
                f"{beside.name}: {_ms(median(beside.seconds))} ms, {beside.ratio:.2f} of "
                f"{beside.beside} (sought: {sought} at most)"
            )


def _growth(large: Measured, small: Measured) -> Iterator[str]:
    yield (
        f"From {small.claims:,} claims ({small.vendor}) to {large.claims:,} ({large.vendor}), "
        "the response grows by:"
    )
    yield ""
    rows = [
        (one.name, _ms(other.median), _ms(one.median), f"{ratio(one.median, other.median):.2f}")
        for one, other in zip(large.figures, small.figures, strict=True)
    ]
    yield from _table([("filter", "from", "to", "growth"), *rows])


def as_data(measured: Sequence[Measured], repeat: int) -> dict[str, Any]:
    """The same, every time with it, for JSON; in seconds."""
    databases = []
    for one in measured:
        result = summary(one.figures)
        databases.append(
            {
                "vendor": one.vendor,
                "claims": one.claims,
                "wrong_answers": one.wrong,
                "filters": [_figures(figures) for figures in one.figures],
                "beside": [
                    {
                        "name": beside.name,
                        "beside": beside.beside,
                        "problem": beside.problem,
                        "seconds": beside.seconds,
                        "ratio": None if beside.problem else beside.ratio,
                    }
                    for beside in one.beside
                ],
                "summary": {
                    "filters_with_slow_sql": result.slow,
                    "response_to_sql": result.to_sql,
                    "worst_response_to_limit": result.worst_to_limit,
                    "worst_first_byte_to_framework": result.worst_first_byte,
                },
            }
        )
    data: dict[str, Any] = {"repeat": repeat, "databases": databases}
    if len(measured) == 2:
        large, small = measured
        data["growth"] = {
            one.name: ratio(one.median, other.median)
            for one, other in zip(large.figures, small.figures, strict=True)
        }
    return data


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "name": figures.name,
        "query_string": figures.query_string,
        "found": figures.found,
        "sql_floor": figures.sql_floor,
        "framework_floor": figures.framework_floor,
        "response": figures.median,
        "p95": figures.p95,
        "first_byte": median(figures.first_byte),
        "response_to_sql": figures.to_sql,
        "response_to_framework": figures.to_framework,
        "times": {
            "sql_floor": figures.sql,
            "framework_floor": figures.framework,
            "response": figures.response,
            "first_byte": figures.first_byte,
        },
    }


# Under load --------------------------------------------------------------------------------------


def load_in_words(load: UnderLoad) -> Iterator[str]:
    """The lines of the report of many readers."""
    parts = (
        ("one reader", load.alone),
        (f"{load.saturated.connections} readers", load.saturated),
        ("half of that rate", load.half),
    )
    head = ("", "seconds", "answered", "a second", "errors", "timeouts")
    yield from _table([head, *((name, *_counts(part)) for name, part in parts)])
    yield ""
    yield f"many readers / one reader: {load.gain:.2f} (sought: 1.5 at least)"
    yield ""
    rows = [(name, _ms(own), _ms(worst), f"{times:.2f}") for name, own, worst, times in load.p99()]
    yield from _table([("filter", "median alone, ms", "p99 at half, ms", "ratio"), *rows])
    if rows:
        yield ""
        times, name = max((times, name) for name, _, _, times in load.p99())
        yield f"p99 / median alone, the worst: {times:.2f}, {name} (sought: 4 at most)"


def _counts(part: Part) -> tuple[str, ...]:
    return (
        *(f"{part.lasted:.1f}", f"{part.answered:,}", f"{part.per_second:.1f}"),
        *(f"{part.errors:,}", f"{part.timeouts:,}"),
    )


def load_as_data(load: UnderLoad) -> dict[str, Any]:
    """The same for JSON; in seconds."""
    return {
        **{name: _part(getattr(load, name)) for name in ("alone", "saturated", "half")},
        "gain": load.gain,
        "p99": {
            name: {"median_alone": own, "p99_at_half": worst, "ratio": times}
            for name, own, worst, times in load.p99()
        },
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "connections": part.connections,
        "seconds": part.lasted,
        "answered": part.answered,
        "per_second": part.per_second,
        "errors": part.errors,
        "timeouts": part.timeouts,
        "times": dict(part.times),
    }
