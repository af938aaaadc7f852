"""The form of one record: its dates, its state, and what it may be refused for."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from claims.models import PublicationState
from claims.models.fields import EDTFField

from .fields import RecordSelect


class RecordForm(forms.ModelForm):
    """A form that also checks what follows from its dates, and that can be told of a refusal."""

    refusal: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget: Any = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, RecordSelect):
                widget.chosen = self.chosen(name)

    def chosen(self, name: str) -> models.Model | None:
        """The record that the field stands at, where it was read along with the form's own."""
        return self.instance._state.fields_cache.get(name)

    def clean(self) -> Any:
        cleaned = super().clean()
        for message in self.refusal:
            self.add_error(None, message)
        was = self.initial.get("publication_state", PublicationState.DRAFT)
        if (
            cleaned
            and cleaned.get("publication_state") == PublicationState.WITHDRAWN
            and was == (PublicationState.DRAFT)
        ):
            self.add_error(
                "publication_state", "Only what was published is withdrawn: leave it a draft."
            )
        if {"date", "date_basis"} <= self.fields.keys() - self.errors.keys():
            date, basis = self.cleaned_data.get("date"), self.cleaned_data.get("date_basis")
            if date and not basis:
                self.add_error("date_basis", "A date needs its basis: said, happened or reported.")
            elif basis and not date:
                self.add_error("date", "A basis needs its date.")
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self._check_what_follows()

    def _check_what_follows(self) -> None:
        """The database's conditions on what Django leaves out: the days that a date means, which
        are no fields of the form, and the record that a row belongs to."""
        left_out = self._get_validation_exclusions()  # type: ignore[attr-defined]
        for field in self.instance._meta.concrete_fields:
            if isinstance(field, EDTFField) and field.name in self.fields:
                field.fill(self.instance)
                left_out -= {field.earliest, field.latest}
        for constraint in self.instance._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                check: Any = constraint
                try:
                    check.validate(type(self.instance), self.instance, exclude=left_out)
                except ValidationError as error:
                    self.add_error(None, error)
