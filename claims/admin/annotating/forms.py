"""The small forms of the page: a quote to be found, a reason, the ends of a passage."""

from typing import Any

from django import forms

from claims import quotes
from claims.annotating.fields import LineOfText
from claims.annotating.places import Span, meet
from claims.models import Passage, PassedOver

from ..fields import VerbatimField


def _quote(label: str, rows: int) -> VerbatimField:
    return VerbatimField(label=label, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}))


def _beside(label: str) -> VerbatimField:
    widget = forms.Textarea(attrs={"rows": 1, "dir": "auto"})
    return VerbatimField(label=label, required=False, widget=widget)


class FindForm(forms.Form):
    """A quote that the server finds: the way without a script. `span`, once valid, is where it
    stands."""

    quote = _quote("Paste the quote", 3)
    quote_prefix = _beside("Text before it (only where it occurs more than once)")
    quote_suffix = _beside("Text after it (likewise)")

    span: Span

    def __init__(self, body: str, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "find-%s"
        super().__init__(*args, **kwargs)
        self.body = body

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        if not self.errors:
            beside = (cleaned["quote_prefix"], cleaned["quote_suffix"])
            try:
                self.span = quotes.find(self.body, cleaned["quote"], *beside)
            except quotes.QuoteError as error:
                self.add_error("quote", str(error))
        return cleaned


class NothingForm(forms.Form):
    reason = LineOfText(
        PassedOver._meta.get_field("reason"),
        label="Reason",
        help_text="If you like: a dateline, background, a repetition.",
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )


class AdjustForm(forms.Form):
    """A passage's words, to be retyped. `found`, once valid, is where it is to stand: at the
    offsets of the form, or where the words stand that were typed."""

    quote = _quote("Words of the passage", 5)
    quote_prefix = _beside("Text before them (only where they occur more than once)")
    quote_suffix = _beside("Text after them (likewise)")

    found: Span

    def __init__(self, body: str, passage: Passage, span: Span, data: Any = None) -> None:
        super().__init__(data, initial={"quote": body[slice(*span)]}, auto_id="adjust-%s")
        self.body, self.passage, self.span = body, passage, span

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["quote"] == self.body[slice(*self.span)]:
            self.found = self.span
            return cleaned
        beside = (cleaned["quote_prefix"], cleaned["quote_suffix"])
        try:
            self.found = quotes.find(self.body, cleaned["quote"], *beside)
        except quotes.QuoteAmbiguous as error:
            # The passage is moved a little, not to the other end of the text.
            here = (self.passage.start, self.passage.end)
            ends = [(at, at + len(cleaned["quote"])) for at in error.positions]
            near = [span for span in ends if meet(span, here)]
            if len(near) == 1:
                self.found = near[0]
            else:
                self.add_error("quote", str(error))
        except quotes.QuoteError as error:
            self.add_error("quote", str(error))
        return cleaned
