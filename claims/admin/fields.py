"""Form fields of the admin: text as it was typed, and choices by autocomplete."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models

from .labels import label


def is_key(value: object) -> bool:
    """Whether `value` can be a record's key on both engines: digits, and less than 2⁶³."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= 18


def one_line(text: str, most: int = 1000) -> str:
    """What somebody typed as a comment, without what no reader can see."""
    visible = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(visible.split())[:most]


class VerbatimField(forms.CharField):
    """Text kept to the character, except for the CRLF that browsers post for a line end."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class RecordSelect(AutocompleteSelect):
    """An autocomplete that survives a key which is none: Django's asks the database for it."""

    # The record that is chosen, where the form has it at hand: then the database is not asked.
    chosen: models.Model | None = None

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["claims/choices.js"])

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        keys = [key for key in value if is_key(key)]
        known = self.chosen
        if known is None or keys != [str(known.pk)]:
            return super().optgroups(name, keys, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, keys[0], label(known), True, len(options)))
        return [(None, options, 0)]


class RecordChoice(forms.ModelChoiceField):
    """A choice of one record, called by its label."""

    def label_from_instance(self, obj: models.Model) -> str:
        return label(obj)
