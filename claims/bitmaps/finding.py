"""What the filters of a URL find, by the index: for each parameter the rows that fit it.

A parameter of which the index knows nothing, words or an article, is asked of the database, once.
"""

import sys
from array import array
from collections.abc import Collection, Sequence
from functools import reduce, singledispatch
from itertools import chain
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.utils.functional import cached_property
from pyroaring import BitMap

from claims import criteria, filters, search
from claims.models import Claim, Denial, Evidence
from claims.parameters import NOBODY

from . import keys as k
from .days import beginning_by, ending_from
from .few import Few
from .shelf import Shelf, shelf

MODELS: dict[k.Of, Any] = {k.Of.CLAIM: Claim, k.Of.DENIAL: Denial, k.Of.EVIDENCE: Evidence}


class Found:
    """The rows of a kind that fit a valid filterset, and those that fit all of it but some
    parameters. `at`: of another kind that was found in the same moment."""

    def __init__(
        self, filterset: filters.StatementFilter, of: k.Of = k.Of.CLAIM, at: "Found | None" = None
    ) -> None:
        self.filterset = filterset
        self.shelf: Shelf = at.shelf.of(of) if at else shelf(of)
        self._few: dict[frozenset[str], Few | None] = {}

    @cached_property
    def _by_parameter(self) -> dict[str, BitMap]:
        values = self.filterset.form.cleaned_data
        return {
            name: rows
            for name, value in values.items()
            if value not in (None, [])
            and (rows := having(self.filterset.filters[name], value, self.shelf)) is not None
        }

    @property
    def given(self) -> Collection[str]:
        """The parameters that filter."""
        return self._by_parameter.keys()

    def rows(self, without: Collection[str] = ()) -> BitMap:
        """Those that fit every parameter but those named."""
        sets = [rows for name, rows in self._by_parameter.items() if name not in without]
        # The smallest first: what comes after has the less to do.
        sets.sort(key=len)
        return reduce(lambda a, b: a & b, sets, self.all) if sets else self.all

    def few(self, without: Collection[str] = ()) -> Few | None:
        """The same rows, where they are few; None where they are not."""
        mark = frozenset(self.given).intersection(without)
        if mark not in self._few:
            self._few[mark] = Few.of(self.rows(without), self.shelf)
        return self._few[mark]

    @cached_property
    def all(self) -> BitMap:
        return self.shelf[k.PUBLISHED]


@singledispatch
def having(parameter: Any, value: Any, shelf: Shelf) -> BitMap | None:
    """The rows that fit one parameter; None where it filters nothing."""
    rows = MODELS[shelf.kind].objects.published().order_by()
    filtered = parameter.filter(rows, value)
    return None if filtered is rows else of_rows(filtered)


def of_rows(rows: Any) -> BitMap:
    """The primary keys of the rows; past the ORM, which takes longer than the database where they
    are a quarter of a million."""
    try:
        sql, parameters = rows.order_by().values_list("pk").query.sql_with_params()
    except EmptyResultSet:
        return BitMap()
    return of_keys(sql, parameters, rows.db)


def of_keys(sql: str, parameters: Sequence[Any], using: str = "default") -> BitMap:
    """The primary keys that a query of one column gives. One query; PostgreSQL sends them as one
    value, eight bytes each: a row for each is half a second of Python's lock where they are half
    a million, in which no other thread answers anybody."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor != "postgresql":
            cursor.execute(sql, parameters)
            return BitMap(array("I", chain.from_iterable(cursor.fetchall())))
        cursor.execute(
            f"SELECT string_agg(int8send(key), '') FROM ({sql}) AS found (key)",  # noqa: S608
            parameters,
        )
        keys = array("Q", bytes(cursor.fetchone()[0] or b""))
    if sys.byteorder == "little":
        keys.byteswap()
    return BitMap(array("I", keys))


def with_words(query: search.Query, shelf: Shelf, column: str = "everything") -> BitMap:
    """The rows whose claim has the words; `column`: as `search.claims_with` takes it."""
    sql, parameters = search.claims_with(query, column)
    if shelf.kind != k.Of.CLAIM:
        # The claims are looked up once, not for each of the rows.
        table = MODELS[shelf.kind]._meta.db_table
        sql = (
            f"WITH found (claim) AS MATERIALIZED ({sql}) "  # noqa: S608
            f"SELECT own.id FROM {table} own JOIN found ON found.claim = own.claim_id"
        )
    # The words alone are asked for: which of the rows are published is known here.
    return of_keys(sql, parameters) & shelf[k.PUBLISHED]


@having.register
def _involving(parameter: criteria.Involving, value: Any, shelf: Shelf) -> BitMap:
    acting_for = parameter.parent.form.cleaned_data.get("acting_for") == "1"
    sets = []
    for actor in value:
        if actor is NOBODY:
            sets.append(shelf[k.PUBLISHED] - shelf[k.anybody(str(parameter.role))])
            continue
        keys = [k.role(parameter.role, actor.pk) if parameter.role else k.involved(actor.pk)]
        if acting_for:
            roles = [parameter.role] if parameter.role else k.ROLES
            keys += [k.acting_for(role, actor.pk) for role in roles]
        sets.append(shelf.union(keys))
    return reduce(lambda a, b: a & b, sets)


@having.register
def _matching(parameter: criteria.Matching, value: Any, shelf: Shelf) -> BitMap:
    return with_words(value, shelf)


@having.register
def _after(parameter: criteria.After, value: Any, shelf: Shelf) -> BitMap:
    return ending_from(shelf, value.earliest)


@having.register
def _before(parameter: criteria.Before, value: Any, shelf: Shelf) -> BitMap:
    return beginning_by(shelf, value.latest)


def _coded(dimension: k.Dimension, values: Collection[str], shelf: Shelf) -> BitMap:
    return shelf.union(k.code(dimension, value) for value in values)


@having.register
def _status(parameter: criteria.HavingStatus, value: Any, shelf: Shelf) -> BitMap:
    return _coded(k.Dimension.STATUS, value, shelf)


@having.register
def _state(parameter: criteria.HavingEvidenceIn, value: Any, shelf: Shelf) -> BitMap:
    return _coded(k.Dimension.STATE, value, shelf)


@having.register
def _kind(parameter: criteria.OfKind, value: Any, shelf: Shelf) -> BitMap:
    return _coded(k.Dimension.KIND, value, shelf)


@having.register
def _denied(parameter: criteria.DeniedAs, value: Any, shelf: Shelf) -> BitMap:
    rows = _coded(k.Dimension.DENIAL, set(value) - {"any", "none"}, shelf)
    if "any" in value:
        rows |= shelf[k.ANSWERED]
    if "none" in value:
        rows |= shelf[k.PUBLISHED] - shelf[k.ANSWERED]
    return rows


@having.register
def _publisher(parameter: criteria.ReportedBy, value: Any, shelf: Shelf) -> BitMap:
    return shelf[k.key(k.Dimension.PUBLISHER, value.pk)]
