"""What the checks share: a problem, the name of a record, and a walk over all of them."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from django.db import models

from claims.models import (
    Actor,
    ActorWords,
    Affiliation,
    Alias,
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Claim,
    ClaimWords,
    Correction,
    CountsAs,
    Denial,
    Evidence,
    FormerSlug,
    Mention,
    Passage,
    PassedOver,
    TextLikeness,
)
from claims.models.names import name

WRITTEN: tuple[type[models.Model], ...] = (
    *(Actor, Alias, Affiliation, Article, ArticleText, Passage),
    *(Claim, Denial, Evidence, Attribution, Anchor, Mention),
    *(PassedOver, Correction, FormerSlug),
)
"""The records that people write, in the order in which they rest on one another."""

DERIVED: tuple[type[models.Model], ...] = (CountsAs, ClaimWords, ActorWords, TextLikeness)

_ABOUT = ("claim", "denial", "evidence")
_PLACE = ("passage__text__article",)
# What a record's natural key is made of, so that naming a thousand of them is one query.
_KEYED_BY: dict[type[models.Model], tuple[str, ...]] = {
    Alias: ("actor",),
    Affiliation: ("actor", "principal"),
    ArticleText: ("article",),
    Passage: ("text__article",),
    Attribution: (*_ABOUT, "actor"),
    Anchor: (*_ABOUT, *_PLACE),
    Mention: (*(f"attribution__{path}" for path in (*_ABOUT, "actor")), *_PLACE),
    PassedOver: ("text__article",),
    Correction: ("claim", "article"),
    CountsAs: ("actor", "principal"),
    ClaimWords: ("claim",),
    TextLikeness: ("text__article",),
}
_LONG: dict[type[models.Model], tuple[str, ...]] = {
    Passage: ("text__body",),
    PassedOver: ("text__body",),
    Anchor: ("passage__text__body",),
    Mention: ("passage__text__body",),
}

_BATCH = 1000

Row = TypeVar("Row", bound=models.Model)


class Problem(NamedTuple):
    """A record that breaks a rule: its kind and natural key, and why, with the remedy."""

    record: str
    why: str

    def __str__(self) -> str:
        return visible(f"{self.record}: {self.why}")


def visible(text: str) -> str:
    """`text` in one line that any terminal can show."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def shown(value: object, most: int = 80) -> str:
    """A value as a message quotes it."""
    text = str(value)
    return f"“{text}”" if len(text) <= most else f"“{text[: most - 1]}…”"


def named(rows: "models.QuerySet[Row]") -> "models.QuerySet[Row]":
    """`rows`, each with what its name is made of. A row that refers to nothing drops out: see
    `references_lead_to_a_record`."""
    rows = rows.select_related(*_KEYED_BY.get(rows.model, ()))
    return rows.defer(*_LONG.get(rows.model, ()))


def batches(rows: "models.QuerySet[Row]", size: int = _BATCH) -> Iterator[list[Row]]:
    """All of `rows`, `size` at a time by primary key: no more than these are in memory, and no
    page costs more than the first."""
    rows = rows.order_by("pk")
    some = list(rows[:size])
    while some:
        yield some
        if len(some) < size:
            return
        some = list(rows.filter(pk__gt=some[-1].pk)[:size])


def each(rows: "models.QuerySet[Row]", size: int = _BATCH) -> Iterator[Row]:
    """All of `rows`, one by one, fetched in batches."""
    for some in batches(rows, size):
        yield from some


def rows_of(
    model: type[models.Model], fields: Iterable[str], size: int = _BATCH
) -> Iterator[list[tuple[Any, ...]]]:
    """The primary key and `fields` of all records, `size` at a time as `batches` has them: where
    millions are read, to make records of them takes longer than to look at them."""
    rows = model._default_manager.order_by("pk").values_list("pk", *fields)
    some = list(rows[:size])
    while some:
        yield some
        if len(some) < size:
            return
        some = list(rows.filter(pk__gt=some[-1][0])[:size])


def problems_of(model: type[models.Model], whys: dict[Any, list[str]]) -> Iterator[Problem]:
    """A problem for each reason in `whys`, by the primary key of its record: the records of a
    batch that fail are named in one query, however many they are."""
    whys = {key: reasons for key, reasons in whys.items() if reasons}
    found = {}
    if whys:
        rows = model._default_manager.filter(pk__in=list(whys))
        # A record that refers to nothing drops out of the first; it is named by its number.
        found = rows.in_bulk() | named(rows).in_bulk()
    for key, reasons in whys.items():
        for why in reasons:
            yield Problem(name(found[key]), why)


def broken(rows: "models.QuerySet[Any]", why: str, **shown_as: str) -> Iterator[Problem]:
    """A problem for each of `rows`. `why` is formatted with the row's values at the paths
    `shown_as`: `form="denial__form"`."""
    # First found, then named: a name takes up to nine joins, which a planner without statistics
    # can order so that they never end. What does not fail does not need them.
    keys = rows.order_by("pk").values_list("pk", flat=True)
    failing = list(keys[:_BATCH])
    while failing:
        for record in named(rows.filter(pk__in=failing)).order_by("pk"):
            values = {key: shown(_at(record, path)) for key, path in shown_as.items()}
            yield Problem(name(record), why.format(**values))
        failing = list(keys.filter(pk__gt=failing[-1])[:_BATCH])


def _at(record: Any, path: str) -> object:
    for step in path.split("__"):
        record = getattr(record, step)
    return record
