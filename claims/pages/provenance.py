"""From how many independent sources a thing is reported. Pure.

Ten reprints of one agency's story are one source, and so is what the agency prints itself. Without
an agency it is the publisher who speaks, however often. Texts that are the same to the letter are
one source, whoever prints them.
"""

from collections.abc import Collection, Hashable, Iterable
from typing import Protocol, TypeVar


class Report(Protocol):
    """An article that reports it: `publisher` and `agency` ("" for none) as the same kind of
    name, `texts` as digests of its words."""

    @property
    def publisher(self) -> str: ...

    @property
    def agency(self) -> str: ...

    @property
    def texts(self) -> Collection[str]: ...


R = TypeVar("R", bound=Report)


def independent_sources(reports: Iterable[R]) -> list[list[R]]:
    """The reports by source, in the order given: of the sources, by their first report."""
    groups: list[tuple[set[Hashable], list[R]]] = []
    for report in reports:
        marks: set[Hashable] = {("origin", report.agency or report.publisher)}
        marks |= {("text", digest) for digest in report.texts}
        # One report may show that two sources were one: its agency's, and a copy of its text.
        same = [group for group in groups if not group[0].isdisjoint(marks)]
        if not same:
            groups.append((marks, [report]))
            continue
        first, *others = same
        first[0].update(marks, *(found for found, _ in others))
        for other in others:
            first[1].extend(other[1])
            groups.remove(other)
        first[1].append(report)
    return [found for _, found in groups]
