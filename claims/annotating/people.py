"""The people of a record, row by row: who, in which role, under which name and title."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims import dates
from claims.intake.proposals import free_record_slug
from claims.models import (
    CLAIM_ROLES,
    DENIAL_ROLES,
    EVIDENCE_ROLES,
    Actor,
    ActorKind,
    DateBasis,
    Mention,
    Role,
)
from claims.readings.dating import Told

from .fields import LineOfText, RecordField
from .saving import Person

MOST_PEOPLE = 60
BLANK_ROWS = 1
ROLES = {"claim": CLAIM_ROLES, "denial": DENIAL_ROLES, "evidence": EVIDENCE_ROLES}


class PersonForm(forms.Form):
    """One row. `person`, once valid, is what it says; None where it says nothing: an empty row,
    or one that was offered and given no role."""

    actor = RecordField("actor", required=False, resolve=False, label="Actor")
    offered = forms.CharField(required=False, widget=forms.HiddenInput)
    role = forms.ChoiceField(required=False, label="Role")
    kind = forms.ChoiceField(
        required=False,
        label="Add as",
        choices=[("", "an actor that is known"), *ActorKind.choices],
    )
    name = LineOfText(Mention._meta.get_field("name"), label="Name as printed")
    title = LineOfText(Mention._meta.get_field("title"), label="Title as printed")
    date = LineOfText(Mention._meta.get_field("date"), label="Own date")
    date_basis = forms.ChoiceField(
        required=False, label="Its basis", choices=[("", "–"), *DateBasis.choices]
    )
    date_note = LineOfText(Mention._meta.get_field("date_note"), label="Its reason")

    person: Person | None = None

    def __init__(
        self,
        *args: Any,
        kind: str = "claim",
        quote: str = "",
        names: Any = None,
        may_add_actors: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.quote, self.names_of, self.may_add_actors = quote, names, may_add_actors
        roles = [(role.value, role.label) for role in ROLES[kind]]
        role: Any = self.fields["role"]
        role.choices = [("", "no role"), *roles]
        if not may_add_actors:
            del self.fields["kind"]

    def full_clean(self) -> None:
        self.person = None
        super().full_clean()

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        typed, key = cleaned["actor"]
        role = cleaned["role"]
        if not role and (not typed or key == cleaned["offered"] != ""):
            return cleaned
        if not typed:
            self.add_error("actor", "Choose who has this role, or take the role away.")
        elif not role:
            self.add_error("role", "Choose the role, or empty the row.")
        else:
            self._check(typed, key)
        return cleaned

    def _check(self, typed: str, key: str) -> None:
        cleaned = self.cleaned_data
        for field in ("name", "title"):
            if cleaned[field] and cleaned[field] not in self.quote:
                self.add_error(field, f"“{cleaned[field]}” does not occur in these words.")
        told = self._told()
        try:
            actor = self._actor(typed, key)
        except ValidationError as error:
            self.add_error("actor", error)
            return
        if self.errors:
            return
        name, title = cleaned["name"], cleaned["title"]
        if not name and not title and not cleaned["offered"] and self.names_of and actor.pk:
            # Typed without the help of a script, which would have filled it in.
            name, title = self.names_of(actor)
        self.person = Person(actor, Role(cleaned["role"]), name, title, told=told)

    def _told(self) -> Told | None:
        date, basis = self.cleaned_data["date"], self.cleaned_data["date_basis"]
        if date:
            try:
                dates.span(date)
            except dates.DateError as error:
                self.add_error("date", str(error))
        if date and not basis:
            self.add_error("date_basis", "A date needs its basis: said, happened or reported.")
        if basis and not date:
            self.add_error("date", "A basis needs its date.")
        return Told(date, basis, self.cleaned_data["date_note"]) if date else None

    def _actor(self, typed: str, key: str) -> Actor:
        """The one that is meant, or a new one, not saved."""
        kind = self.cleaned_data.get("kind", "")
        try:
            known: Actor = RecordField("actor").clean([typed, key])
        except ValidationError as error:
            if error.code != "nobody":
                raise
            if not kind:
                more = ", or choose what it is to be added as" if self.may_add_actors else ""
                raise ValidationError(
                    f"No actor is called “{typed[:100]}”: choose one of those offered{more}."
                ) from None
            new = Actor(name=typed, slug=free_record_slug("actor", typed), kind=kind)
            try:
                new.full_clean()
            except ValidationError as wrong:
                raise ValidationError(wrong.messages) from None
            return new
        if kind and kind != known.kind:
            raise ValidationError(
                f"“{known.name}” is known, as {known.get_kind_display().lower()}: choose “an actor "
                "that is known”, or write another name."
            )
        return known


class PeopleFormSet(forms.BaseFormSet):
    def clean(self) -> None:
        given: set[tuple[str, str]] = set()
        new: dict[str, Actor] = {}
        for form in self.forms:
            person = getattr(form, "person", None)
            if person is None:
                continue
            if not person.actor.pk:
                # One who is new in two rows is one.
                first = new.setdefault(person.actor.slug, person.actor)
                if first.name != person.actor.name:
                    form.add_error(
                        "actor",
                        f"“{person.actor.name}” and “{first.name}”, whom another row adds, would "
                        "have one address: write both the same, or save one of them first.",
                    )
                person.actor = first
            who = (person.actor.slug, person.role.value)
            if who in given:
                form.add_error(None, "This actor has this role here already.")
            given.add(who)

    @property
    def people(self) -> list[Person]:
        return [form.person for form in self.forms if form.person]


def people_formset(
    data: Any, kind: str, quote: str, names: Any, may_add_actors: bool, rows: Sequence[Any] = ()
) -> Any:
    """The rows for a record of the kind: as posted, or filled in with `rows` and some blank."""
    made: Any = forms.formset_factory(
        PersonForm,
        formset=PeopleFormSet,
        extra=BLANK_ROWS,
        max_num=MOST_PEOPLE,
        absolute_max=MOST_PEOPLE,
        validate_max=True,
    )
    more = {
        "prefix": "people",
        "form_kwargs": {
            "kind": kind,
            "quote": quote,
            "names": names,
            "may_add_actors": may_add_actors,
        },
    }
    if data is not None:
        return made(data, **more)
    return made(initial=list(rows), **more)
