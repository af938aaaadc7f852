"""Fields of the short forms: a line of text as a model keeps it, a record by what is typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from claims.models.fields import refuse_control_characters

from . import choosing


class LineOfText(forms.CharField):
    """One line, as long as the model's field takes, without what no reader can see."""

    def __init__(self, field: models.Field, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(max_length=field.max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").strip()

    def validate(self, value: Any) -> None:
        super().validate(value)
        refuse_control_characters(value)


class Sentence(LineOfText):
    """A sentence, in a box that shows all of it; its line breaks are spaces."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class RecordInput(forms.MultiWidget):
    """What is typed, and beside it the key of what was chosen from the offers, by a script."""

    use_fieldset = False

    def __init__(self, what: str) -> None:
        text = forms.TextInput(
            attrs={"class": "vTextField", "data-choose": what, "autocomplete": "off", "dir": "auto"}
        )
        super().__init__({"": text, "key": forms.HiddenInput()})

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, models.Model):
            return [choosing.words_of(value), choosing.key_of(value)]
        return [value or "", ""]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""


class RecordField(forms.Field):
    """A record, see `choosing`; with `resolve=False`, the (text, key) from which it is resolved."""

    def __init__(self, what: str, *, resolve: bool = True, **kwargs: Any) -> None:
        self.what, self.resolve = what, resolve
        super().__init__(widget=RecordInput(what), **kwargs)

    def clean(self, value: Any) -> Any:
        typed, key = value or ["", ""]
        typed = " ".join((typed or "").split())
        if len(typed) > choosing.LONGEST_TYPED:
            raise ValidationError("This is too long to be the name or the words of a record.")
        refuse_control_characters(typed)
        if not self.resolve:
            return typed, key or ""
        if not typed:
            if self.required:
                raise ValidationError("Choose one of those offered.", code="required")
            return None
        return choosing.chosen(self.what, typed, key or "")
