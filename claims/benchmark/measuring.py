"""The filters in turns: the SQL floor, the framework floor and the response, request by request,
so that what else the machine does hits all alike."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from .answers import Answers, differences, of_page
from .asking import Answer, Reader
from .choosing import filters
from .conditions import Asked
from .databases import Database
from .figures import Beside, Figures
from .later_pages import later_pages
from .serving import served
from .sql_floor import SQLFloor

SLOW_STATEMENTS = 1.0
"""SQL that takes more seconds than this is repeated about LEAST times only."""
LEAST = 5
LIST = "/claims/"
FLOOR = "/framework-floor/"
# The lists whose later pages are measured, and the one that is asked for again unchanged.
_PAGED = ("none", "popular-actor")
_MOST_TRIES = 10

Told = Callable[[str], None]


class MeasuringError(Exception):
    """A page is not what it should be, or a filter is asked for that there is not."""


class ChangedError(Exception):
    """A page is not as it was, however often it is asked for."""


@dataclass
class Measured:
    """Of one database: the filters, and what was measured beside them. `wrong`: a line for each
    answer in which a page and the SQL floor differ. `analysed`: whether the SQL floor's planner
    had statistics."""

    vendor: str
    claims: int
    figures: list[Figures]
    beside: list[Beside]
    wrong: list[str]
    analysed: bool = True


def measured(
    databases: Sequence[tuple[str, Database]], *, repeat: int, names: Sequence[str], told: Told
) -> list[Measured]:
    """The figures of each (URL, connection) of `databases`, all in turns. `names`: of the filters;
    all of them for none. `told` gets a line for each step. Raises MeasuringError, ServingError,
    NothingToAskError."""
    with contextlib.ExitStack() as stack:
        runs = []
        for url, database in databases:
            asked = picked(database, names)
            told(f"Starting the site on {database.vendor}, and comparing answers …")
            run = _Run(database, Reader(stack.enter_context(served(url))), repeat)
            stack.callback(run.reader.close)
            run.prepare(asked, told)
            runs.append(run)
        for number in range(repeat):
            told(f"Round {number + 1} of {repeat} …")
            for turns in zip(*(run.turns for run in runs), strict=True):
                for turn in turns:
                    turn(number)
        return [run.measured() for run in runs]


def picked(database: Database, names: Sequence[str]) -> list[Asked]:
    """The filters with these names, all for none. Raises MeasuringError for an unknown one."""
    known = {asked.name: asked for asked in filters(database)}
    for name in names:
        if name not in known:
            raise MeasuringError(f"There is no filter {name}. Give some of: {', '.join(known)}.")
    return [known[name] for name in dict.fromkeys(names or known)]


def answer_of(reader: Reader, address: str) -> Answer:
    """The page at the address. Raises MeasuringError where there is none."""
    answer = reader.get(address)
    if answer.status != 200:
        raise MeasuringError(f"{address} answers {answer.status}, not 200.")
    return answer


@dataclass
class Kept:
    """A page that a reader has already, and the tag that it had: None for none."""

    address: str
    tag: str | None

    def again(self, reader: Reader) -> Answer:
        """The answer that it is as it was. Where somebody has written in between, to the database
        or on PostgreSQL to another of its server, the page is a new one: its tag is taken, and
        asked for. Raises ChangedError where that does not help, or there is none."""
        for _ in range(_MOST_TRIES):
            if self.tag is None:
                raise ChangedError("the page has no ETag")
            answer = reader.get(self.address, If_None_Match=self.tag)
            if answer.status == 304:
                return answer
            was, self.tag = self.tag, answer.headers.get("ETag")
            if self.tag == was or answer.status != 200:
                raise ChangedError(f"the page answers {answer.status} to its own ETag")
        raise ChangedError(
            f"the database is being written to: in {_MOST_TRIES} tries the page was never as it "
            "had been just before"
        )


class _Run:
    """One database, its site, and what is measured there."""

    def __init__(self, database: Database, reader: Reader, repeat: int) -> None:
        self.database, self.reader, self.repeat = database, reader, repeat
        self.figures: list[Figures] = []
        self.beside: list[Beside] = []
        self.wrong: list[str] = []
        # What is done in each round, in this order; each is given the round's number.
        self.turns: list[Callable[[int], None]] = []

    def prepare(self, asked: Sequence[Asked], told: Told) -> None:
        """Ask everything once: that warms it up, and shows whether the answers agree."""
        for one in asked:
            floor = SQLFloor(one, self.database)
            right = floor.answers()
            page = answer_of(self.reader, f"{LIST}?{one.query_string}")
            answer_of(self.reader, f"{FLOOR}?{one.query_string}")
            self._compare(one.name, page, right, told)
            figures = Figures(one.name, one.query_string, right.found or 0)
            self.figures.append(figures)
            slow = floor.seconds() > SLOW_STATEMENTS
            every = max(1, self.repeat // LEAST) if slow else 1
            self.turns.append(partial(self._turn, floor, figures, every))
            if one.name in _PAGED:
                self._prepare_pages(one, figures, told)
            if one.name == _PAGED[0]:
                self._prepare_unchanged(page, figures)

    def _compare(self, name: str, page: Answer, right: Answers, told: Told) -> None:
        for line in differences(of_page(page.text), right):
            self.wrong.append(f"{name}: {line}")
            told(f"WRONG ANSWER, {self.wrong[-1]}")

    def _prepare_pages(self, asked: Asked, first: Figures, told: Told) -> None:
        for name, cursor, rows in later_pages(asked, self.database, first.found):
            beside = Beside(f"{asked.name}, {name}", "page 1", others=first.response)
            address = f"{LIST}?{urlencode({**asked.parameters, 'cursor': cursor})}"
            self._add_beside(beside, partial(answer_of, self.reader, address))
            shown = of_page(answer_of(self.reader, address).text).rows
            if shown != rows:
                self.wrong.append(f"{beside.name}: the page shows {shown}, the SQL floor {rows}")
                told(f"WRONG ANSWER, {self.wrong[-1]}")

    def _prepare_unchanged(self, page: Answer, figures: Figures) -> None:
        beside = Beside("not modified (304)", "framework floor", others=figures.framework)
        kept = Kept(f"{LIST}?{figures.query_string}", page.headers.get("ETag"))
        ask = partial(kept.again, self.reader)
        self._turn_beside(beside, ask, 0)
        beside.seconds.clear()
        self._add_beside(beside, ask)

    def _add_beside(self, beside: Beside, ask: Callable[[], Answer]) -> None:
        self.beside.append(beside)
        # A turn that does nothing keeps two databases in step.
        self.turns.append(partial(self._turn_beside, beside, ask))

    def _turn(self, floor: SQLFloor, figures: Figures, every: int, number: int) -> None:
        if number % every == 0:
            figures.sql.append(floor.seconds())
        answer = answer_of(self.reader, f"{FLOOR}?{figures.query_string}")
        figures.framework.append(answer.seconds)
        answer = answer_of(self.reader, f"{LIST}?{figures.query_string}")
        figures.response.append(answer.seconds)
        figures.first_byte.append(answer.first_byte)

    def _turn_beside(self, beside: Beside, ask: Callable[[], Answer], number: int) -> None:
        if not beside.problem:
            try:
                beside.seconds.append(ask().seconds)
            except ChangedError as error:
                beside.problem = str(error)

    def measured(self) -> Measured:
        claims = self.database.one("SELECT COUNT(*) FROM claims_claim")
        return Measured(
            vendor=self.database.vendor,
            claims=claims,
            figures=self.figures,
            beside=self.beside,
            wrong=self.wrong,
            analysed=self.database.analysed,
        )
