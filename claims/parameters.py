"""Form fields of the URL's parameters: a value is cleaned before it comes near a database.

Each takes all the values that the URL gives for its name. Nothing given, or blank, is no filter.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext

from claims import dates, search

LONGEST_VALUE = 500
LONGEST_CURSOR = 3000
"""It has a headline in it: 500 characters of up to four bytes, as base64."""
MOST_VALUES = 20

_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,160}\Z", re.ASCII)


class Nobody:
    """In place of an actor: no source says who it is."""

    slug = "none"

    def __str__(self) -> str:
        return gettext("no source says who")


NOBODY = Nobody()


def shown(value: str) -> str:
    """`value` as a message may quote it: short, and without what no reader can see."""
    text = "".join(letter if letter.isprintable() else "�" for letter in value)
    return text if len(text) <= 60 else f"{text[:59]}…"


class ManyField(forms.Field):
    """Any number of values. `to_python` gives the list of them without repeats, cleaned each by
    `clean_one`; [] for none."""

    widget = forms.MultipleHiddenInput
    most = MOST_VALUES
    longest = LONGEST_VALUE

    def __init__(self, **kwargs: Any) -> None:
        # django-filter passes what its own fields take.
        kwargs.pop("lookup_expr", None)
        super().__init__(**{**kwargs, "required": False})

    def to_python(self, value: Any) -> Any:
        given = [text for text in dict.fromkeys(value or ()) if text.strip()]
        if len(given) > self.most:
            raise ValidationError(self.too_many(len(given)))
        for text in given:
            if len(text) > self.longest:
                raise ValidationError(
                    gettext("“%(value)s” has %(number)s characters; at most %(most)s are read.")
                    % {"value": shown(text), "number": len(text), "most": self.longest}
                )
        return self.clean_all([text.strip() for text in given])

    def too_many(self, given: int) -> str:
        return gettext("%(number)s values are given; at most %(most)s are read.") % {
            "number": given,
            "most": self.most,
        }

    def clean_all(self, values: list[str]) -> Any:
        return [self.clean_one(value) for value in values]

    def clean_one(self, value: str) -> Any:
        return value


class OneField(ManyField):
    """At most one value; None for none."""

    most = 1

    def too_many(self, given: int) -> str:
        return gettext("%(number)s different values are given; give one.") % {"number": given}

    def clean_all(self, values: list[str]) -> Any:
        return self.clean_one(values[0]) if values else None


class CursorField(OneField):
    """A page of a list (`claims.paging`)."""

    longest = LONGEST_CURSOR


class _Among:
    """What the fields with a closed list of values share. `values` may be a function that gives
    them, where a setting decides."""

    def __init__(self, *, values: Sequence[str] | Callable[[], Sequence[str]], **kwargs: Any):
        self.values = values
        super().__init__(**kwargs)

    def clean_one(self, value: str) -> str:
        values = self.values() if callable(self.values) else self.values
        if value not in values:
            raise ValidationError(
                gettext("“%(value)s” means nothing here. Give one of: %(values)s.")
                % {"value": shown(value), "values": ", ".join(values)}
            )
        return value


class OneOfField(_Among, OneField):
    """One of a closed list of codes."""


class AnyOfField(_Among, ManyField):
    """Any of a closed list of codes."""


class _Records:
    """What the fields share whose values are slugs. `records()` gives the QuerySet in which they
    are looked up; `missing` is what a reader is told of a %(slug)s that is not among them. A slug
    that a record had before, or that of one merged into it, names it too."""

    def __init__(
        self, *, records: Callable[[], Any], missing: str | Promise, **kwargs: Any
    ) -> None:
        self.records, self.missing = records, missing
        super().__init__(**kwargs)

    def look_up(self, slugs: list[str]) -> list[Any]:
        """The records in the order of `slugs`, each once; one query. Raises ValidationError for
        the first that names none."""
        candidates = [slug for slug in slugs if _SLUG.match(slug)]
        found = {}
        if candidates:
            found = {row.asked: row for row in self.records().asked_for(candidates)}
        for slug in slugs:
            if slug not in found:
                raise ValidationError(str(self.missing) % {"slug": shown(slug)})
        return list({found[slug].pk: found[slug] for slug in slugs}.values())


class RecordsField(_Records, ManyField):
    """Records by their slugs; with `or_nobody`, also NOBODY by its own."""

    def __init__(self, *, or_nobody: bool = False, **kwargs: Any) -> None:
        self.or_nobody = or_nobody
        super().__init__(**kwargs)

    def clean_all(self, values: list[str]) -> Any:
        nobody = [NOBODY for value in values if self.or_nobody and value == NOBODY.slug]
        named = [value for value in values if not (nobody and value == NOBODY.slug)]
        return nobody + self.look_up(named)


class RecordField(_Records, OneField):
    """A record by its slug."""

    def clean_all(self, values: list[str]) -> Any:
        return next(iter(self.look_up(values)), None)


class DayField(OneField):
    """A year, a month or a day, as the days that it means (`dates.Span`)."""

    def clean_one(self, value: str) -> dates.Span:
        try:
            return dates.bound(value)
        except dates.DateError as error:
            raise ValidationError(
                gettext(
                    "“%(value)s” is no date of the calendar. Write 2022, 2022-11 or 2022-11-30."
                )
                % {"value": shown(value)}
            ) from error


class WordsField(OneField):
    """What to search for (`search.Query`)."""

    def clean_one(self, value: str) -> search.Query:
        try:
            return search.parse(value)
        except search.SearchError as error:
            raise ValidationError(str(error)) from error
