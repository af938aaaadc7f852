"""What a field says of its values: each is asked once, however many records have it."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models

from claims.models.fields import (
    LineField,
    ProseField,
    SlugField,
    URLField,
    refuse_control_characters,
)

from .records import shown

_OF_TEXT = (LineField, SlugField, URLField, ProseField)
_REMEMBERED = 20_000


class Values:
    """The values of one field, of all records of a kind.

    Most texts are various, printable and not too long: it is seen at a glance that the field takes
    them, where its own look at each character takes longer than all the rest. Codes, dates and
    numbers are few: what the field took is remembered, up to a number.
    """

    def __init__(self, field: models.Field) -> None:
        self._field = field
        self._taken: set[Any] = set()
        various = type(field) in _OF_TEXT and not field.choices
        self._is_clear = _at_a_glance(field) if various else None

    def refused(self, values: Iterable[Any]) -> dict[Any, str]:
        """Those of `values` that the field refuses, each with why."""
        new = set(values)
        if self._is_clear is None:
            new -= self._taken
            self._taken |= new
        found = {
            value: f"{self._field.name} is {shown(value)}. {why}"
            for value in new
            if not (self._is_clear and self._is_clear(value)) and (why := self._why(value))
        }
        self._taken -= found.keys()
        if len(self._taken) > _REMEMBERED:
            self._taken.clear()
        return found

    def _why(self, value: Any) -> str:
        try:
            self._field.clean(value, None)
            if isinstance(value, str) and not isinstance(self._field, ProseField):
                refuse_control_characters(value)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""


def _at_a_glance(field: models.Field) -> Callable[[Any], bool]:
    """Whether it is certain that the field takes a text; False says nothing."""
    most = field.max_length
    allowed = getattr(field, "allowed", "")
    rules = [_rule(one) for one in field.validators if not isinstance(one, MaxLengthValidator)]

    def is_clear(value: Any) -> bool:
        if not isinstance(value, str) or not value or (most is not None and len(value) > most):
            return False
        for character in allowed:
            value = value.replace(character, "")
        if not value.isprintable():
            return False
        return all(is_kept(value) for is_kept in rules)

    return is_clear


def _rule(validate: Any) -> Callable[[str], bool]:
    if type(validate) is RegexValidator and not validate.inverse_match:
        # Django compiles its patterns as late as it can, and asks each time whether it has.
        regex: Any = validate.regex
        pattern = re.compile(regex.pattern, regex.flags)
        return lambda value: pattern.search(value) is not None

    def is_kept(value: str) -> bool:
        try:
            validate(value)
        except ValidationError:
            return False
        return True

    return is_kept
