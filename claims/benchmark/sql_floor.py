"""The SQL floor: the answers of one page by textbook SQL, a statement each.

No summary of any kind, no bitmap. What the rows show besides (people, quotes, denials) is left
out, and so is what looks up the actors and the span of the dates: the floor is rather too low.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

from claims import dates
from claims.charts.bins import Bin, Unit, bins, spread, unit_for
from claims.histogram import MOST_BARS
from claims.paging import PAGE_SIZE

from .answers import FACETS, ROLES, Answers
from .conditions import ANCHORED, DENIED, PUBLISHED_ANCHOR, STATEMENT, Asked, held
from .databases import Database, Row

# How many letters of a day name its unit.
_LETTERS = {
    Unit.DAY: 10,
    Unit.MONTH: 7,
    Unit.YEAR: 4,
    Unit.DECADE: 3,
    Unit.CENTURY: 2,
    Unit.MILLENNIUM: 1,
}
_MOST = 10


@dataclass(frozen=True)
class Statement:
    name: str
    sql: str
    parameters: list[Any]


class SQLFloor:
    """The statements for one list of claims in one database."""

    def __init__(self, asked: Asked, database: Database) -> None:
        self.asked, self.database = asked, database
        self.bins = self._bins()
        self.statements = list(self._statements())

    def seconds(self) -> float:
        """How long all statements take, one after the other, their rows read."""
        begun = perf_counter()
        for statement in self.statements:
            self.database.rows(statement.sql, statement.parameters)
        return perf_counter() - begun

    def answers(self) -> Answers:
        """What the statements answer."""
        rows = {
            statement.name: self.database.rows(statement.sql, statement.parameters)
            for statement in self.statements
        }
        given = {name: {str(row[0]): int(row[-1]) for row in rows[name]} for name in FACETS}
        denied, unanswered = (
            next((n for answered, n in rows["answered"] if bool(answered) is which), 0)
            for which in (True, False)
        )
        given["denial"] |= {"any": denied, "none": unanswered}
        given["claimant"] |= {"none": rows["nobody"][0][0]}
        return Answers(
            found=rows["found"][0][0],
            undated=rows["undated"][0][0],
            rows=[row[0] for row in rows["rows"]][:PAGE_SIZE],
            facets=given,
            bars=self._bars(rows.get("dates", [])),
        )

    def _statements(self) -> Iterator[Statement]:
        yield self._rows()
        yield self._of_claims("found", "COUNT(*)")
        yield self._of_claims(
            "undated", "COUNT(*)", "AND c.earliest_on IS NULL", without=["after", "before"]
        )
        for name, column in (("evidence", "evidence_status"), ("kind", "kind")):
            yield self._of_claims(
                name, f"c.{column}, COUNT(*)", f"GROUP BY c.{column}", without=[name]
            )
        yield self._of_claims(
            "denial",
            "s.form, COUNT(DISTINCT c.id)",
            "GROUP BY s.form",
            join="JOIN claims_denial AS s ON s.claim_id = c.id"
            " AND s.publication_state = 'published'",
            without=["denial"],
        )
        yield self._of_claims(
            "answered", f"{DENIED} AS answered, COUNT(*)", "GROUP BY 1", without=["denial"]
        )
        for role in ROLES:
            yield self._actors(role)
        yield self._of_claims(
            "nobody",
            "COUNT(*)",
            "AND NOT EXISTS (SELECT 1 FROM claims_attribution AS a"
            " WHERE a.claim_id = c.id AND a.role = 'claimant')",
        )
        yield self._publishers()
        if self.bins:
            letters = _LETTERS[self.bins[0].unit]
            earliest = self.database.cut("c.earliest_on", letters)
            latest = self.database.cut("c.latest_on", letters)
            yield self._of_claims(
                "dates",
                f"{earliest}, {latest}, COUNT(*)",
                "AND c.earliest_on IS NOT NULL GROUP BY 1, 2",
            )

    def _of_claims(
        self, name: str, what: str, tail: str = "", *, join: str = "", without: Any = ()
    ) -> Statement:
        where, parameters = self.asked.where(self.database, without)
        sql = f"SELECT {what} FROM claims_claim AS c {join} WHERE {where} {tail}"  # noqa: S608
        return Statement(name, sql, parameters)

    def _rows(self) -> Statement:
        return self._of_claims(
            "rows",
            "c.slug, c.id, c.text, c.kind, c.evidence_status, c.date, c.latest_on",
            f"ORDER BY c.latest_on DESC NULLS LAST, c.id DESC LIMIT {PAGE_SIZE + 1}",
        )

    def _actors(self, role: str) -> Statement:
        """The first ten, counted by key; their names are joined to the counts."""
        join = f"JOIN claims_attribution AS a ON a.claim_id = c.id AND a.role = '{role}'"
        join += STATEMENT[role]
        who = "a.actor_id"
        if self.asked.acting_for:
            join += f" JOIN claims_countsas AS t ON t.actor_id = a.actor_id AND {held(role, 'c')}"
            who = "t.principal_id"
        # An actor claims a claim once; it may deny it twice, or have two act for it.
        once = not STATEMENT[role] and not self.asked.acting_for
        count = "COUNT(*)" if once else "COUNT(DISTINCT c.id)"
        counted = self._of_claims(role, f"{who} AS actor, {count} AS n", "GROUP BY 1", join=join)
        return _named(counted)

    def _publishers(self) -> Statement:
        return _named(
            self._of_claims(
                "publisher",
                "w.publisher_id AS actor, COUNT(DISTINCT c.id) AS n",
                f"AND {PUBLISHED_ANCHOR} GROUP BY 1",
                join=f"{self.database.join} claims_anchor AS n ON n.claim_id = c.id{ANCHORED}",
                without=["publisher"],
            )
        )

    # Dates ---------------------------------------------------------------------------------------

    def _bins(self) -> list[Bin]:
        """The bars that the page has; none where no claim has a date."""
        extent = self._of_claims("extent", "MIN(c.earliest_on), MAX(c.latest_on)")
        ((first, last),) = self.database.rows(extent.sql, extent.parameters)
        if first is None:
            return []
        first, last = (date.fromisoformat(str(day)) for day in (first, last))
        if after := self.asked.parameters.get("after"):
            first = max(first, dates.bound(after).earliest)
        if before := self.asked.parameters.get("before"):
            last = min(last, dates.bound(before).latest)
        last = max(first, last)
        return bins(first, last, unit_for(first, last, MOST_BARS))

    def _bars(self, counted: list[Row]) -> list[int]:
        days = {str(bin.first)[: _LETTERS[bin.unit]]: bin.first for bin in self.bins}
        before, beyond = date.min, date.max
        first = min(days, default="")
        return spread(
            (
                (
                    days.get(earliest, before if earliest < first else beyond),
                    days.get(latest, before if latest < first else beyond),
                    number,
                )
                for earliest, latest, number in counted
            ),
            self.bins,
        )


def _named(counted: Statement) -> Statement:
    return Statement(
        counted.name,
        f"SELECT r.slug, f.n FROM ({counted.sql}) AS f JOIN claims_actor AS r ON r.id = f.actor"  # noqa: S608
        f" ORDER BY f.n DESC, r.slug LIMIT {_MOST}",
        counted.parameters,
    )
