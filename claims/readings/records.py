"""The shapes of what people write: a reading, and the registries of actors and claims.

Every value is text, or a list or mapping of texts. What a text must be (a date, a slug, a kind)
is looked at by `values` and those who call it, which know the models; here is only what may stand
where. Each record is read by itself, so that a mistake in one hides none in the next.
"""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from .loading import Document, Keys
from .problems import Place, Problems, known, shown


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_ties(value: Any) -> Any:
    """An office, or a mapping, alone is a list of one."""
    value = {"office": value} if isinstance(value, str) else value
    return [value] if isinstance(value, dict) else value


def _as_mapping(key: str) -> BeforeValidator:
    """A text alone means the mapping that has it at `key`: `{claim: literal}`."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


Text = Annotated[str, Field(pattern=r"\S")]
OneOrMore = Annotated[list[Text], BeforeValidator(_as_list)]


class Record(BaseModel):
    """What somebody writes as one mapping."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # The keys under which further records stand, to say which keys these may have.
    parts: ClassVar[dict[str, type["Record"]]] = {}

    @classmethod
    def keys(cls) -> list[str]:
        return [field.alias or name for name, field in cls.model_fields.items()]


class ActsFor(Record):
    """The office in which an actor acts for another, since and until when (EDTF)."""

    office: Text | None = None
    since: Text | None = None
    until: Text | None = None


class ActorEntry(Record):
    """An entry of actors.yaml: its key is the actor's slug."""

    name: Text
    kind: Text
    vague: Text = "false"
    wikidata: Text | None = None
    aliases: OneOrMore = []
    # Several, where it acted for the same one in several offices, or at several times.
    acts_for: dict[Text, Annotated[list[ActsFor], BeforeValidator(_as_ties)]] = {}
    formerly: OneOrMore = []

    parts = {"acts_for": ActsFor}


class CorrectionEntry(Record):
    """What readers are told was corrected, and the day."""

    on: Text
    text: Text


class ClaimEntry(Record):
    """An entry of claims.yaml: its key is the claim's slug; `about` has actors' slugs."""

    text: Text
    kind: Text
    about: OneOrMore = []
    publication: Text | None = None
    source: Text | None = None
    formerly: OneOrMore = []
    corrections: list[CorrectionEntry] = []

    parts = {"corrections": CorrectionEntry}


class ArticleEntry(Record):
    """A reading's `article`: what is known of it, and the file that has its words."""

    # None: no text of it is there; or `words` has it.
    file: Text | None = None
    # None: the section `exactly` gives it, for the article does not print it.
    headline: Text | None = None
    publisher: Text
    # "": the article gives no date.
    published: str
    agency: Text | None = None
    byline: Text | None = None
    dateline: Text | None = None
    published_as_given: Text | None = None
    language: Text = "en"
    url: Text | None = None
    archive_url: Text | None = None
    retrieved_on: Text | None = None
    rights: Text | None = None
    publication: Text | None = None
    corrections: list[CorrectionEntry] = []
    # The number of the revision in `file`, and the files of the earlier ones by number.
    revision: Text = "1"
    earlier: dict[Text, Text] = {}
    # Texts, by revision, that cannot be a file: blank ones, and those that are very long.
    words: dict[Text, str] = {}
    # The article whose text this one reprints to the character.
    same_text_as: Text | None = None

    parts = {"corrections": CorrectionEntry}


class CastMember(Record):
    """Who is who in one article: an actor's slug, its names and titles as printed there."""

    actor: Text = Field(alias="is")
    names: OneOrMore = Field([], alias="name")
    titles: OneOrMore = Field([], alias="title")


class DenialEntry(Record):
    """How a passage denies a claim; who and when are the passage's unless given."""

    form: Text
    key: Text | None = None
    by: OneOrMore = []
    publication: Text | None = None
    refuses: Text | None = None
    said: Text | None = None
    happened: Text | None = None
    reported: Text | None = None
    why: Text | None = None


class EvidenceEntry(Record):
    """What a passage says of a piece of evidence. The first seven are said once, anywhere."""

    in_favour_of: Text | None = Field(None, alias="for")
    against: Text | None = None
    neither: Text | None = None
    kind: Text | None = None
    state: Text | None = None
    words: Text | None = None
    publication: Text | None = None
    source: OneOrMore = []
    holder: OneOrMore = []
    requester: OneOrMore = []
    disputer: OneOrMore = []
    examiner: OneOrMore = []


def _as_evidence(value: Any) -> Any:
    """A key, or a list of keys, of evidence that is described elsewhere."""
    keys = _as_list(value)
    if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
        return {key: {} for key in keys}
    return value


class PassageEntry(Record):
    """One passage and all that it carries."""

    quote: Text
    prefix: str = ""
    suffix: str = ""
    by: OneOrMore = []
    said: Text | None = None
    happened: Text | None = None
    reported: Text | None = None
    why: Text | None = None
    medium: Text | None = None
    claim: OneOrMore = []
    presupposes: OneOrMore = []
    answers: OneOrMore = []
    denies: dict[Text, Annotated[DenialEntry, _as_mapping("form")]] = {}
    evidence: Annotated[dict[Text, EvidenceEntry], BeforeValidator(_as_evidence)] = {}
    # "": it carries nothing, and nobody said why.
    nothing: str | None = None
    # The revision of the text in which the quote stands, if it is not the latest.
    revision: Text | None = None

    parts = {"denies": DenialEntry, "evidence": EvidenceEntry}

    @property
    def carries_something(self) -> bool:
        return any((self.claim, self.presupposes, self.answers, self.denies, self.evidence))


class Reading(Record):
    """A reading as a file: each part is read as a record of its own."""

    article: Any
    cast: Any = {}
    passages: Any = None
    exactly: Any = None


Shape = TypeVar("Shape", bound=Record)


def read_record(
    shape: type[Shape], document: Document, path: Keys, record: str, problems: Problems
) -> Shape | None:
    """The part of a document at `path` as a `shape`; None, with problems, where it is none.

    `record` is what messages call it.
    """
    value: Any = document.value
    for key in path:
        value = value[key]
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        for one in error.errors():
            place = Place(document.file, document.line(*path, *one["loc"]), record)
            problems.add(place, _in_words(one, shape))
    return None


def read_entries(
    shape: type[Shape], document: Document, path: Keys, record: str, problems: Problems
) -> Iterator[tuple[str, Shape]]:
    """The entries of the mapping at `path`, key and record, in its order; bad ones are left out."""
    value: Any = document.value
    for key in path:
        value = value.get(key, {})
    if not isinstance(value, dict):
        problems.add(
            Place(document.file, document.line(*path), record),
            f"is {what_it_is(value)}: write a mapping, each {record} under its key.",
        )
        return
    for key in value:
        entry = read_record(shape, document, (*path, key), f"{record} {shown(key)}", problems)
        if entry is not None:
            yield key, entry


def _in_words(error: Any, shape: type[Record]) -> str:
    """What pydantic found, and what to do about it, for somebody who writes YAML."""
    path = [part for part in error["loc"] if part != "[key]"]
    for part in path:
        shape = shape.parts.get(str(part), shape)
    kind, last, value = error["type"], str(path[-1]) if path else "", error["input"]
    at = f"“{shown(' '.join(str(p + 1) if isinstance(p, int) else p for p in path))}”"
    if kind == "missing":
        return f"{at} is missing: add it."
    if kind == "extra_forbidden":
        return f"has an unknown key {at}: {known(last, shape.keys(), 'keys')}"
    if kind == "string_pattern_mismatch":
        return f"{at} is empty: give it a value, or remove the key."
    if kind == "string_type":
        return f"{at} is {what_it_is(value)}: write text."
    if kind == "list_type":
        return f"{at} is {what_it_is(value)}: write one value, or a list of them."
    if kind in ("dict_type", "model_type"):
        whole = at if path else "the whole of it"
        return f"{whole} is {what_it_is(value)}: write keys and values, `key: value`."
    return f"{at}: {error['msg']}. Correct it."


def what_it_is(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else f"the text “{shown(str(value))}”"
