"""The parameters of a list, as OpenAPI documents them: out of its FilterSet, and nowhere else."""

from typing import Any

from claims.criteria import NamedLike
from claims.filters import ListFilter
from claims.models import Role
from claims.parameters import DayField, ManyField, OneField

NO_PARAMETERS = ("lang",)
"""Parameters of the pages that an answer does not depend on."""

_MEANINGS = {
    "q": "Words, every one of which occurs in the claim, its quotes or its headlines; “phrases”.",
    "actor": "An actor's slug: involved in any role. More than one: all of them.",
    "acting_for": "Count those who act for an actor as that actor.",
    "after": "A year, a month or a day: the record's date overlaps what begins there.",
    "before": "A year, a month or a day: the record's date overlaps what ends there.",
    "evidence": "Where the claim's evidence stands, which is no verdict. More than one: any.",
    "state": "The state of a piece of evidence. More than one: any.",
    "kind": "The kind of the claim. More than one: any.",
    "denial": "The form of a denial; “none”: nobody answers; “any”: somebody does.",
    "publisher": "The slug of who published an article that has it.",
    "article": "The slug of an article that has it.",
    "sort": "The order, total and the same on every page.",
    "at": "The page that begins at this year, month or day.",
    "cursor": "Which page: as the links “next”, “previous” and “last” have it.",
}
# What is sent blank, as a form does, says nothing.
_BLANK = {"type": "string", "pattern": r"^\s*$"}
_ROLE = "An actor's slug: has this role in the claim, its denials or its evidence."


def documented(filter_class: type[ListFilter], *, without: tuple[str, ...] = ()) -> list[Any]:
    """The parameters as OpenAPI 3.1 has them, in the FilterSet's order."""
    filters = filter_class.base_filters
    return [
        _parameter(name, one.field, one)
        for name, one in filters.items()
        if name not in (*NO_PARAMETERS, *without)
    ]


def _parameter(name: str, field: Any, one: Any) -> dict[str, Any]:
    value = _value(field)
    many = isinstance(field, ManyField) and not isinstance(field, OneField)
    meaning = _MEANINGS.get(name) or (_ROLE if name in Role.values else "")
    if isinstance(one, NamedLike):
        meaning = "The beginnings of words of a name."
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": meaning,
        "schema": {"anyOf": [{"type": "array", "items": value}, _BLANK]} if many else value,
        **({"style": "form", "explode": True} if many else {}),
    }


def _value(field: Any) -> dict[str, Any]:
    values = getattr(field, "values", None)
    if values is not None:
        codes = {"type": "string", "enum": [*(values() if callable(values) else values)]}
        return {"anyOf": [codes, _BLANK]}
    if isinstance(field, DayField):
        return {"type": "string", "examples": ["2022", "2022-11", "2022-11-30"]}
    return {"type": "string"}
