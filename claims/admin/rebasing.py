"""A form that was made of an older version of its record, carried over to the present one.

What the editor had not touched is as the other left it; what both changed is as the editor typed
it. What differs is noted in the conflict, to be shown beside the form.
"""

import copy
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, QueryDict

from claims.models import Action, Anchor, Change, Passage

from .conflicts import Conflict, Difference


class Rebase:
    """A posted form, carried over from the version it was made for to the present one."""

    def __init__(self, request: HttpRequest, admin: Any, record: Any, conflict: Conflict) -> None:
        self.request, self.admin, self.record, self.conflict = request, admin, record, conflict
        self.data: QueryDict = request.POST.copy()

    def carry_over(self) -> QueryDict:
        """The data to show the form with; what differs is noted in the conflict."""
        form = self.admin.get_form(self.request, self.record, change=True)
        self._rebase(form, self.record, "", "")
        for prefix, formset, inline in self._formsets():
            rows = formset(
                instance=self.record, prefix=prefix, queryset=inline.get_queryset(self.request)
            )
            self._rebase_rows(prefix, rows)
        return self.data

    def _formsets(self) -> Iterator[tuple[str, Any, Any]]:
        """With the prefixes that Django's admin gives them."""
        seen: dict[str, int] = {}
        for formset, inline in self.admin.get_formsets_with_inlines(self.request, self.record):
            prefix = formset.get_default_prefix()
            seen[prefix] = seen.get(prefix, 0) + 1
            yield prefix if seen[prefix] == 1 else f"{prefix}-{seen[prefix]}", formset, inline

    # One form --------------------------------------------------------------------------------

    def _rebase(self, form: Any, record: Any, prefix: str, called: str) -> None:
        was = self._as_it_was(record)
        if was is None:
            return
        mine = form(self.data, instance=was, prefix=prefix or None)
        now = form(instance=record, prefix=prefix or None)
        before = form(instance=self._as_it_was(record), prefix=prefix or None)
        touched = set(mine.changed_data)
        for name in mine.fields:
            theirs, base = now[name].value(), before[name].value()
            if name not in touched:
                _put(self.data, now[name])
            if _plain(theirs) == _plain(base):
                continue
            label = f"{called}{now[name].label}"
            yours = mine[name].value() if name in touched else None
            if name in touched and _plain(yours) == _plain(theirs):
                outcome = "both of you wrote the same"
            elif name in touched:
                outcome = "both of you changed it: yours stands in the form"
            else:
                outcome = "taken over into the form"
            self.conflict.differences.append(
                Difference(
                    label,
                    _readable(now[name], theirs),
                    None if yours is None else _readable(mine[name], yours),
                    outcome,
                )
            )

    def _as_it_was(self, record: Any) -> Any:
        """The record as the form was made from it; None if it was not there yet."""
        was = copy.copy(record)
        was._state = copy.copy(record._state)
        was._state.fields_cache = {}
        kind = str(record._meta.model_name)
        for change in reversed(self.conflict.changes):
            if (change.kind, change.key) == (kind, record.pk):
                if change.action == Action.ADDED:
                    return None
                _put_back(was, change)
        if isinstance(was, Anchor):
            # The quote that the form showed was that of the passage as it stood.
            passage = copy.copy(Passage.objects.filter(pk=was.passage_id).first())
            if passage is None:
                return None
            for change in reversed(self.conflict.changes):
                if (change.kind, change.key) == ("passage", passage.pk):
                    _put_back(passage, change)
            was.passage = passage
        return was

    # Rows ------------------------------------------------------------------------------------

    def _rebase_rows(self, prefix: str, rows: Any) -> None:
        """Rows that are there, with those that the other added; then new ones, with those that
        the other removed and the editor had changed."""
        current = {form.instance.pk: form for form in rows.initial_forms}
        total = self._number(f"{prefix}-TOTAL_FORMS")
        kept: list[dict[str, list[str]]] = []
        new: list[dict[str, list[str]]] = []
        seen: set[int] = set()
        called = str(rows.model._meta.verbose_name)
        key_name = rows.model._meta.pk.name
        for number in range(min(total, 200)):
            start = f"{prefix}-{number}-"
            key = self._number(f"{start}{key_name}")
            if key in current:
                seen.add(key)
                label = f"{called} “{current[key].instance}”: "
                self._rebase(rows.form, current[key].instance, f"{prefix}-{number}", label)
                kept.append(self._row(start))
            elif key:
                self._keep_removed(rows, key, start, new, key_name)
            else:
                new.append(self._row(start))
        for key, form in current.items():
            if key not in seen:
                kept.append(_row_of(form, key_name))
                self.conflict.differences.append(
                    Difference(called, str(form.instance), None, "added: now in the form")
                )
        self._write_rows(prefix, kept, new)

    def _keep_removed(
        self, rows: Any, key: int, start: str, new: list[dict[str, list[str]]], key_name: str
    ) -> None:
        removed = next(
            (
                change
                for change in reversed(self.conflict.changes)
                if change.action == "removed"
                and change.key == key
                and change.kind == rows.model._meta.model_name
            ),
            None,
        )
        if removed is None:
            return  # gone before the form was made, or never there
        was = rows.model(pk=key)
        _put_back(was, removed)
        called = str(rows.model._meta.verbose_name)
        try:
            changed = rows.form(self.data, instance=was, prefix=start.rstrip("-")).has_changed()
        except ObjectDoesNotExist:
            changed = True  # what it referred to is gone too: what was typed is all there is
        if changed and f"{start}DELETE" not in self.data:
            row = self._row(start)
            row.pop(key_name, None)
            new.append(row)
            outcome = "removed, and you had changed it: yours stands in the form as a new row"
        else:
            outcome = "removed, and no longer in the form"
        self.conflict.differences.append(Difference(called, "–", None, outcome))

    def _row(self, start: str) -> dict[str, list[str]]:
        return {
            name.removeprefix(start): values
            for name, values in self.data.lists()
            if name.startswith(start)
        }

    def _write_rows(
        self, prefix: str, kept: list[dict[str, list[str]]], new: list[dict[str, list[str]]]
    ) -> None:
        for name in [name for name in self.data if name.startswith(f"{prefix}-")]:
            if name.removeprefix(f"{prefix}-").partition("-")[0].isdecimal():
                del self.data[name]
        for number, row in enumerate([*kept, *new]):
            for name, values in row.items():
                self.data.setlist(f"{prefix}-{number}-{name}", values)
        self.data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(kept) + len(new))

    def _number(self, name: str) -> int:
        text = self.data.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _put_back(record: Any, change: Change) -> None:
    """Set the fields of `record` to what they were before the change of its row."""
    if change.action not in (Action.CHANGED, Action.REMOVED):
        return
    for name, (before, _) in change.fields.items():
        model_field = record._meta.get_field(name)
        if not isinstance(before, dict):  # an erased value is not known any more
            setattr(record, model_field.attname, model_field.to_python(before))


def _put(data: QueryDict, bound: Any) -> None:
    """What a browser would post of the field as it stands."""
    for name, value in _posted(bound).items():
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value


def _posted(bound: Any) -> dict[str, str | None]:
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return {bound.html_name: "on" if value else None}
    return {bound.html_name: _plain(value)}


def _row_of(form: Any, key_name: str) -> dict[str, list[str]]:
    row = {key_name: [str(form.instance.pk)]}
    for bound in form:
        for name, value in _posted(bound).items():
            if value is not None:
                row[name.removeprefix(f"{form.prefix}-")] = [value]
    return row


def _plain(value: Any) -> str:
    if value is None or value is False:
        return ""
    return str(getattr(value, "pk", value)).replace("\r\n", "\n")


def _readable(bound: Any, value: Any) -> str:
    """A value as the form's reader knows it: the name of a choice, of a record."""
    field = bound.field
    if value in (None, ""):
        return "(blank)"
    if isinstance(field, forms.ModelChoiceField):
        try:
            return field.label_from_instance(field.to_python(_plain(value)))
        except (forms.ValidationError, AttributeError):
            return f"#{value}"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(_plain(value), value))
    return _plain(value)
