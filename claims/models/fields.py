"""Model fields that refuse what would break a page, a feed or another engine.

They check in `get_prep_value` or `get_db_prep_save`, which `save`, `bulk_create`, `bulk_update`,
`QuerySet.update` and `loaddata` all pass through, and which validators don't see. So SQLite
refuses what PostgreSQL would (a NUL, a text that is too long), and both refuse control
characters: one of them in one record breaks an XML feed for everybody.
"""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils.functional import Promise

from claims import dates


def refuse_control_characters(value: str, *, allowed: str = "") -> None:
    """Raise ValidationError, naming the character and its place, if `value` holds one.

    Control characters (Unicode category Cc), lone surrogates and the noncharacters that XML 1.0
    forbids (https://www.w3.org/TR/xml/#charsets) are refused.
    """
    if value.isprintable():  # the great majority
        return
    for place, character in enumerate(value):
        if character.isprintable() or character in allowed:
            continue
        if unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff":
            raise ValidationError(
                "Character %(place)d is U+%(code)s, which no reader can see: remove it.",
                code="control_character",
                params={"place": place + 1, "code": f"{ord(character):04X}"},
            )


class _Text(models.Field):
    """Text, and nothing else that could be read as text: what the fields here share."""

    allowed = ""

    def to_python(self, value: Any) -> Any:
        """The text. `loaddata` comes through here; Django's own fields keep a list as "['a']"."""
        if value is not None and not isinstance(value, str | Promise):
            raise ValidationError(
                "%(name)s is a %(type)s, not a text: write it in quotation marks.",
                code="type",
                params={"name": self.name, "type": type(value).__name__},
            )
        return super().to_python(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        self._refuse(value)

    def _refuse(self, value: object) -> None:
        if not isinstance(value, str):
            return
        refuse_control_characters(value, allowed=self.allowed)
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(
                "%(name)s has %(length)d characters; at most %(most)d are kept.",
                code="max_length",
                params={"name": self.name, "length": len(value), "most": self.max_length},
            )


class _Words(_Text):
    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        self._refuse(value)
        return value


class LineField(_Words, models.CharField):
    """One line of text."""


class ProseField(_Words, models.TextField):
    """Text kept to the character: line feeds and tabs allowed, white space at its ends kept."""

    allowed = "\n\t"

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        # Stripping would move every offset of a text.
        return super().formfield(*args, **{"strip": False, **kwargs})


class _Address(_Text):
    """Checked when it is written, not when it is looked up: readers type addresses too, and one
    that cannot be is found nowhere."""

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, str) and value:
            self.run_validators(value)
            self._refuse(value)
        return super().get_db_prep_save(value, connection)


class SlugField(_Address, models.SlugField):
    """The last part of a record's address on the site: one with a slash would be on no page."""


class URLField(_Address, models.URLField):
    """The address of a page elsewhere."""


class EDTFField(LineField):
    """A date as precise as its source and no more: an EDTF string (ISO 8601-2), or "".

    Names the fields that hold its earliest and latest day (dates, NULL where it is blank), and
    keeps them true: see `fill`, and `update` in `claims.querysets.kept`.
    """

    def __init__(self, *args: Any, earliest: str = "", latest: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        self.earliest, self.latest = earliest, latest
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.update(earliest=self.earliest, latest=self.latest)
        return name, path, args, kwargs

    def to_python(self, value: Any) -> Any:
        """The string, checked. `loaddata` comes through here, and through no validator."""
        value = super().to_python(value)
        if value:
            self.days(value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if isinstance(value, str) and value:
            self.days(value)
        return value

    def days(self, value: str) -> dict[str, Any]:
        """The values of the fields that hold the interval of `value`."""
        if value:
            try:
                span = dates.span(value)
            except dates.DateError as error:
                raise ValidationError(str(error), code="edtf") from error
        found = {
            self.earliest: span.earliest if value else None,
            self.latest: span.latest if value else None,
        }
        return {name: day for name, day in found.items() if name}

    def fill(self, instance: models.Model) -> None:
        for name, day in self.days(getattr(instance, self.attname) or "").items():
            setattr(instance, name, day)


def web_address(field: str) -> models.Q:
    """The condition that `field` is blank or an http(s) URL: no `javascript:` link, ever."""
    return (
        models.Q(**{field: ""})
        | models.Q(**{f"{field}__startswith": "http://"})
        | models.Q(**{f"{field}__startswith": "https://"})
    )


def not_blank(field: str) -> GreaterThan:
    """The condition that `field` holds more than spaces."""
    return GreaterThan(Length(Trim(field)), 0)


def one_of(field: str, choices: type[models.TextChoices], *, or_blank: bool = False) -> models.Q:
    """The condition that `field` is one of its choices: `loaddata` runs no validator."""
    return models.Q(**{f"{field}__in": [*choices.values, *([""] if or_blank else [])]})
