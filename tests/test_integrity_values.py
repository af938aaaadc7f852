"""A check of many values finds what each field itself says of each of them."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from claims.integrity.records import WRITTEN
from claims.integrity.values import Values
from claims.models import Passage
from claims.models.fields import ProseField, refuse_control_characters

FIELDS = [
    pytest.param(field, id=f"{model.__name__}.{field.name}")
    for model in WRITTEN
    for field in model._meta.concrete_fields
    if not (field.primary_key or field.is_relation)
]

VALUES = [
    *("", " ", "a", "a-b_c", "a/b", "a b", "Ä", "نمی\u200cدانم", "a\u00a0b", "Q794", "none"),
    *("a\nb", "a\tb", "a\rb", "a\x00", "\x7f", "\x85", "\ud800", "\ufffe", "\uffff", "\u2028"),
    *("2022", "2022-12-12", "2022-02-30", "soon", "2022/2021", "2022-12-12/2022-12-13"),
    *("https://a.example/b?c#d", "https://", "ftp://a.example", "javascript:alert(1)"),
    *("https://a.example/\x07", "https://a.example/ b", "https://a.example\n", "a\n"),
    *("published", "draft", "fact", "person", "claimant", "states", "verified", "for", "said"),
    *("a" * most for most in (8, 9, 100, 101, 160, 161, 200, 201, 300, 301, 500, 501)),
    *("https://a.example/" + "b" * most for most in (982, 983)),
]
OTHERS: dict[str, list[Any]] = {
    "BooleanField": [True, False, None],
    "PositiveIntegerField": [0, 1, 2**31 - 1, 2**31, -1, None],
    "DateField": [datetime.date(2022, 12, 12), None],
    "DateTimeField": [datetime.datetime(2022, 12, 12, tzinfo=datetime.UTC), None],
}


def refusal(field: models.Field, value: Any) -> str | None:
    """What the field says of one value, asked as a form asks it."""
    try:
        field.clean(value, None)
        if isinstance(value, str) and not isinstance(field, ProseField):
            refuse_control_characters(value)
    except ValidationError as error:
        return " ".join(error.messages)
    return None


@pytest.mark.parametrize("field", FIELDS)
def test_values_are_refused_as_the_field_refuses_each_of_them(field: models.Field) -> None:
    values: list[Any] = OTHERS.get(type(field).__name__, VALUES)
    due = {value: why for value in values if (why := refusal(field, value))}
    asked = Values(field)

    for _ in range(2):  # What was taken is remembered, what was refused is refused again.
        found = asked.refused(values)
        assert found.keys() == due.keys()
        assert all(found[value].endswith(why) for value, why in due.items())


def test_what_one_of_many_records_has_is_refused_in_any_batch() -> None:
    asked = Values(Passage._meta.get_field("start"))

    assert not asked.refused(range(50_000))
    assert asked.refused([1, -1, 2]).keys() == {-1}
    assert asked.refused(range(-2, 50_000)).keys() == {-1, -2}
