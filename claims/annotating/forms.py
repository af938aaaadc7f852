"""The short forms: what the chosen words carry. Each makes its record, not saved, in `carried`."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from claims.intake.proposals import free_record_slug
from claims.models import (
    Claim,
    ClaimKind,
    DateBasis,
    Denial,
    DenialForm,
    Evidence,
    EvidenceKind,
    EvidenceState,
    Mention,
    Relation,
    Side,
)
from claims.models.fields import EDTFField
from claims.readings.carried import denial_slug
from claims.readings.dating import Told

from .choosing import Statement, detail_of, key_of, kind_of
from .fields import LineOfText, RecordField, Sentence
from .people import PeopleFormSet
from .saving import Carried, Person
from .sheet import SPEAKING, Sheet

_RELATIONS = [
    (Relation.STATES, "states it"),
    (Relation.PRESUPPOSES, "only presupposes it"),
    (Relation.ANSWERS, "only answers it"),
]


def _relation() -> forms.ChoiceField:
    return forms.ChoiceField(choices=_RELATIONS, label="The passage", initial=Relation.STATES)


class CarriedForm(forms.Form):
    """What all of them ask: when, in which medium, whether the article speaks itself."""

    own_voice = forms.BooleanField(required=False)
    date = LineOfText(Mention._meta.get_field("date"), label="Date")
    date_basis = forms.ChoiceField(
        required=False, label="Basis", choices=[("", "no date"), *DateBasis.choices]
    )
    date_note = LineOfText(Mention._meta.get_field("date_note"), label="Reason for the date")
    medium = LineOfText(Mention._meta.get_field("medium"), label="Medium")

    kind_of_record: ClassVar[str] = ""
    # In the order in which one fills them in.
    own_fields: ClassVar[tuple[str, ...]] = ()

    # A record that is very much like the one to be made.
    twin: Statement | None = None

    def __init__(
        self, *args: Any, sheet: Sheet, span: tuple[int, int], people: PeopleFormSet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, self.span, self.rows = sheet, span, people
        self.fields[
            "own_voice"
        ].label = f"The article says it in its own voice ({sheet.text.article.publisher})"

    @property
    def speaking(self) -> str:
        return SPEAKING[self.kind_of_record].label.lower()

    def own(self) -> list[Any]:
        """The fields that this kind of record has by itself."""
        return [self[name] for name in self.own_fields if name in self.fields]

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        date, basis = cleaned.get("date"), cleaned.get("date_basis")
        if not {"date", "date_basis"} & self.errors.keys():
            if date and not basis:
                self.add_error("date_basis", "A date needs its basis: said, happened or reported.")
            if basis and not date:
                self.add_error("date", "A basis needs its date.")
        if date and "date" not in self.errors:
            self._tell_of(lambda: EDTFField().days(date), "date")
        return cleaned

    # The record ----------------------------------------------------------------------------------

    def built(self) -> Statement:
        """The record, not saved. Its form, and the rows of its people, are valid."""
        raise NotImplementedError

    def carried(self) -> Carried | None:
        """What is to be saved; None, with errors, where the record would be refused."""
        if not self.is_valid() or not self.rows.is_valid():
            return None
        if self.needs_somebody():
            self.add_error(
                None,
                f"Nobody is given as {self.speaking}: choose who it is, or tick that the article "
                "says it in its own voice.",
            )
            return None
        record = self._tell_of(self._checked, None)
        if record is None or self.errors:
            return None
        cleaned = self.cleaned_data
        return Carried(
            statement=record,
            relation=Relation(cleaned.get("relation") or Relation.STATES),
            people=self.people(),
            told=self.told(),
            medium=cleaned["medium"],
        )

    def told(self) -> Told:
        cleaned = self.cleaned_data
        return Told(cleaned["date"], cleaned["date_basis"], cleaned["date_note"])

    def people(self) -> list[Person]:
        """Those of the rows, and the publisher where the article speaks itself."""
        found = self.rows.people
        role, publisher = SPEAKING[self.kind_of_record], self.sheet.text.article.publisher
        named = any(one.actor.pk == publisher.pk and one.role == role for one in found)
        if self.cleaned_data["own_voice"] and not named:
            return [Person(publisher, role, own_voice=True), *found]
        return found

    def needs_somebody(self) -> bool:
        return not any(one.role == SPEAKING[self.kind_of_record] for one in self.people())

    def _checked(self) -> Statement:
        record = self.built()
        record.date, record.date_basis, record.date_note = self.told()
        record.fill()
        # The claim of a denial is known to be there.
        record.full_clean(exclude=["claim", "refuses"])
        return record

    def _tell_of(self, ask: Any, otherwise: str | None) -> Any:
        """What `ask` gives; None, with what it was refused for told at its field."""
        try:
            return ask()
        except ValidationError as error:
            told: dict[Any, Any] = {otherwise: error}
            if hasattr(error, "error_dict"):
                told = error.message_dict
            for name, messages in told.items():
                field = name if name in self.fields and name != NON_FIELD_ERRORS else otherwise
                self.add_error(field, messages)
        return None


class NewClaimForm(CarriedForm):
    text = Sentence(Claim._meta.get_field("text"), required=True, label="The claim in one sentence")
    kind = forms.ChoiceField(choices=ClaimKind.choices, label="Kind")
    relation = _relation()
    slug = LineOfText(Claim._meta.get_field("slug"), label="Address")

    kind_of_record = "claim"
    own_fields = ("text", "kind", "relation", "slug")

    def needs_somebody(self) -> bool:
        stated = self.cleaned_data["relation"] == Relation.STATES
        return stated and super().needs_somebody()

    def clean(self) -> Any:
        cleaned = super().clean()
        text = cleaned.get("text")
        self.twin = text and next((one for one in self._here() if one.text == text), None)
        if self.twin:
            self.add_error("text", "The article has this very claim already.")
        return cleaned

    def built(self) -> Claim:
        cleaned = self.cleaned_data
        slug = cleaned["slug"] or free_record_slug("claim", cleaned["text"])
        return Claim(text=cleaned["text"], kind=cleaned["kind"], slug=slug)

    def _here(self) -> list[Claim]:
        """The claims that the text's passages carry."""
        return [anchor.claim for p in self.sheet.passages for anchor in p.anchors.all()]


class NewDenialForm(CarriedForm):
    claim = RecordField("claim", label="The claim that is denied")
    form = forms.ChoiceField(choices=DenialForm.choices, label="Form")
    refuses = RecordField("request", required=False, label="The request that it refuses")
    slug = LineOfText(Denial._meta.get_field("slug"), label="Address")

    kind_of_record = "denial"
    own_fields = ("claim", "form", "refuses", "slug")

    def built(self) -> Denial:
        cleaned = self.cleaned_data
        deniers = [one.actor.slug for one in self.people()]
        slug = cleaned["slug"] or denial_slug(
            cleaned["claim"].slug, cleaned["form"], deniers, cleaned["date"]
        )
        self.twin = Denial.objects.filter(slug=slug).select_related("claim").first()
        if self.twin:
            raise ValidationError({"slug": f"There is a denial with the address {slug} already."})
        return Denial(
            claim=cleaned["claim"], form=cleaned["form"], refuses=cleaned["refuses"], slug=slug
        )


class NewEvidenceForm(CarriedForm):
    claim = RecordField("claim", label="The claim that it is about")
    side = forms.ChoiceField(choices=Side.choices, label="Side")
    kind = forms.ChoiceField(choices=EvidenceKind.choices, label="Kind")
    state = forms.ChoiceField(choices=EvidenceState.choices, label="State")
    slug = LineOfText(Evidence._meta.get_field("slug"), label="Address")

    kind_of_record = "evidence"
    own_fields = ("claim", "side", "kind", "state", "slug")

    def built(self) -> Evidence:
        cleaned = self.cleaned_data
        return Evidence(**{name: cleaned[name] for name in self.own_fields})


class AnotherPassageForm(CarriedForm):
    """Another passage of a record that is there."""

    relation = _relation()
    own_fields = ("relation",)

    def __init__(self, *args: Any, record: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.kind_of_record = kind_of(record)  # type: ignore[misc]
        if self.kind_of_record != "claim":
            del self.fields["relation"]

    @property
    def record_key(self) -> str:
        return key_of(self.record)

    @property
    def record_detail(self) -> str:
        return detail_of(self.record)

    def needs_somebody(self) -> bool:
        if self.kind_of_record != "claim" or self.cleaned_data["relation"] == Relation.STATES:
            return super().needs_somebody()
        return False

    def _checked(self) -> Statement:
        return self.record


FORMS: dict[str, type[CarriedForm]] = {
    "claim": NewClaimForm,
    "denial": NewDenialForm,
    "evidence": NewEvidenceForm,
}
