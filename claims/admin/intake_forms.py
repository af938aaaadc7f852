"""The two forms by which an article comes in: where its words are from, and what was found."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.intake import decoding, extraction
from claims.intake.duplicates import Duplicate, duplicates
from claims.intake.proposals import actors_named, free_record_slug
from claims.models import Actor, ActorKind, Article, ArticleText

from .fields import VerbatimField
from .labels import label
from .record_form import RecordForm

MOST_BYTES_OF_A_TEXT = 2_000_000
"""As a browser posts it, in UTF-8 with CRLF. Django takes 2.5 MB of all fields together."""

_PAGES = (".html", ".htm", ".xhtml")
_TEXTS = (".txt", ".text")
_BEGINNINGS_OF_A_PAGE = ("<!doctype html", "<html", "<?xml")


def refuse_length(body: str) -> None:
    """Raise ValidationError if `body` would not come back from the second form."""
    size = len(body.encode(errors="surrogatepass")) + body.count("\n")
    if size > MOST_BYTES_OF_A_TEXT:
        raise ValidationError(
            f"The text has {size:,} bytes; at most {MOST_BYTES_OF_A_TEXT:,} are taken. "
            "Cut it to the article's own words.",
            code="too_long",
        )


def refuse_blank(body: str) -> None:
    if not body.strip():
        raise ValidationError("The text is blank: give the article's words.", code="blank")


class PastedField(VerbatimField):
    """What was pasted, as it is: what no reader can see is taken out later, and told of."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.validators = []


class SourceForm(forms.Form):
    """A text, a file or the source of a page: one of them. `found` is what it holds."""

    text = PastedField(
        widget=forms.Textarea(attrs={"rows": 14, "cols": 80, "dir": "auto"}),
        help_text="The article's words, headline first, as they are printed.",
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="File",
        help_text="A text (.txt) or a saved page (.html, .htm), at most "
        f"{decoding.MOST_BYTES_OF_A_FILE // 1_000_000} MB. Save a page as “HTML only”.",
        widget=forms.FileInput(attrs={"accept": ",".join((*_TEXTS, *_PAGES))}),
    )
    encoding = forms.ChoiceField(
        required=False,
        choices=[("", "Work it out"), *decoding.ENCODINGS.items()],
        help_text="Choose one if letters of the text came out wrong.",
    )
    html = PastedField(
        label="Source",
        widget=forms.Textarea(attrs={"rows": 8, "cols": 80, "spellcheck": "false"}),
        help_text="Headline, byline, date, publisher and text are looked for in it. "
        "Nothing is fetched.",
    )

    found: extraction.Found
    encoding_found = ""

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        given = [name for name in ("text", "file", "html") if self._is_given(cleaned.get(name))]
        if not given:
            self.add_error(None, "Paste a text, choose a file, or paste the source of a page.")
        elif len(given) > 1:
            self.add_error(None, "Give one of them alone: a text, a file, or the source of a page.")
        else:
            self._find(given[0], cleaned[given[0]])
        return cleaned

    def _is_given(self, value: Any) -> bool:
        return bool(value.strip()) if isinstance(value, str) else value is not None

    def _find(self, name: str, value: Any) -> None:
        try:
            text, is_page = self._read(value) if name == "file" else (value, name == "html")
            if name == "text" and _begins_as_a_page(text):
                raise ValidationError(
                    "This is the source of a web page: paste it into the field “Source”."
                )
            self.found = extraction.from_html(text) if is_page else extraction.from_text(text)
            refuse_blank(self.found.body)
            refuse_length(self.found.body)
        except (decoding.DecodingError, extraction.ExtractionError) as error:
            self.add_error(name, str(error))
        except ValidationError as error:
            self.add_error(name, error)

    def _read(self, file: Any) -> tuple[str, bool]:
        """The text of a file, and whether it is the source of a page."""
        name = str(file.name or "").lower()
        if file.size > decoding.MOST_BYTES_OF_A_FILE:
            raise ValidationError(
                f"The file has {file.size:,} bytes; at most {decoding.MOST_BYTES_OF_A_FILE:,} are "
                "taken. Copy the article's words and paste them instead.",
                code="too_long",
            )
        if name.endswith((".mht", ".mhtml", ".webarchive")):
            raise ValidationError(
                "A web archive cannot be read: save the page as “HTML only”.", code="kind"
            )
        data = file.read()
        is_page = name.endswith(_PAGES)
        read = decoding.decoded(data, self.cleaned_data.get("encoding", ""), page=is_page)
        if not is_page and not name.endswith(_TEXTS):
            # A file without a known ending tells by its beginning.
            is_page = _begins_as_a_page(read.text)
        self.encoding_found = read.encoding
        return read.text, is_page


def _begins_as_a_page(text: str) -> bool:
    return text[:500].lstrip().lower().startswith(_BEGINNINGS_OF_A_PAGE)


class ArticleIntakeForm(RecordForm):
    """What was found, to be looked through. `save` writes the article, a draft, with its text."""

    publisher_name = forms.CharField(
        required=False,
        max_length=200,
        label="Publisher’s name",
        help_text="Where none is chosen above: the one actor of this name or alias is taken.",
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )
    add_publisher = forms.BooleanField(
        required=False, label="If there is none, add a news organisation of this name"
    )
    agency_name = forms.CharField(
        required=False,
        max_length=200,
        label="Agency’s name",
        help_text="Where none is chosen above: the one actor of this name or alias is taken.",
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )
    body = VerbatimField(
        label="Text",
        widget=forms.Textarea(
            attrs={"rows": 28, "cols": 80, "dir": "auto", "class": "intake-text"}
        ),
        help_text="Headline included. Compare it with the source: once saved it cannot be changed, "
        "for the passages count on it, and a correction is a new revision.",
    )
    another = forms.BooleanField(
        required=False, label="It is another article: save it all the same"
    )

    class Meta:
        model = Article
        fields = ["headline", "publisher", "agency"]

    # Whether the user may add actors.
    may_add_actors = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publisher"].required = False
        self.fields["headline"].widget.attrs["dir"] = "auto"
        self.fields["published"].help_text = "As the source has it: 2022, 2022-11, 2022-11-30."
        self.new_publisher: Actor | None = None
        self.duplicates: list[Duplicate] = []
        if not self.may_add_actors:
            del self.fields["add_publisher"]

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        refuse_blank(body)
        refuse_length(body)
        ArticleText._meta.get_field("body").validate(body, None)
        return body

    def clean(self) -> Any:
        cleaned = super().clean()
        for name in ("publisher", "agency"):
            if name not in self.errors and not self.cleaned_data.get(name):
                self._take_by_name(name)
        if "body" in self.cleaned_data:
            self.duplicates = duplicates(
                self.cleaned_data["body"], self.cleaned_data.get("url") or ""
            )
        if self.needs_a_word and not self.cleaned_data.get("another"):
            self.add_error(
                "another",
                "The site has this text, or this address, already. Look at the articles above, "
                "and tick this if the new one is another.",
            )
        return cleaned

    @property
    def needs_a_word(self) -> bool:
        return any(one.needs_a_word for one in self.duplicates)

    def _take_by_name(self, field: str) -> None:
        """The actor that the field beside names; or, for the publisher, a new one."""
        beside = f"{field}_name"
        name = self.cleaned_data.get(beside, "")
        if beside in self.errors:
            return
        if not name:
            if field == "publisher":
                self.add_error(field, "Choose the publisher, or write its name below.")
            return
        match actors_named(name):
            case [actor]:
                self.cleaned_data[field] = actor
            case []:
                self._add_or_refuse(field, name)
            case several:
                which = ", ".join(label(actor) for actor in several)
                self.add_error(beside, f"Several actors are called “{name}” ({which}): choose one.")

    def _add_or_refuse(self, field: str, name: str) -> None:
        beside = f"{field}_name"
        if field == "publisher" and self.cleaned_data.get("add_publisher"):
            actor = Actor(
                name=name, slug=free_record_slug("actor", name), kind=ActorKind.NEWS_ORGANISATION
            )
            try:
                actor.full_clean()
                self.new_publisher = actor
            except ValidationError as error:
                self.add_error(beside, ValidationError(error.messages))
        else:
            more = ", or tick that it is to be added" if "add_publisher" in self.fields else ""
            remedy = "choose one" + (more if field == "publisher" else "")
            self.add_error(beside, f"No actor is called “{name}”: {remedy}.")

    @transaction.atomic
    def save_all(self) -> Article:
        """The article with its text, and its publisher if that is new: all of it, or nothing."""
        if self.new_publisher:
            self.new_publisher.save()
            self.instance.publisher = self.new_publisher
        article: Article = self.save()
        ArticleText(article=article, revision=1, body=self.cleaned_data["body"]).save()
        return article
