"""What the columns of a table are: a mapping, in YAML.

`docs/import.md` describes the language, with an example.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from .opening import Unreadable

_SHIPPED = Path(__file__).parent.parent / "mappings"
MAPPINGS = tuple(sorted(path.stem for path in _SHIPPED.glob("*.yaml")))
_MOST_BYTES = 1_000_000

ActorKind = Literal[
    "person", "state", "government_body", "international_body", "news_organisation", "group"
]
Side = Literal["for", "against", "neither"]
EvidenceKind = Literal[
    "any",
    "document",
    "imagery",
    "physical_object",
    "testimony",
    "measurement",
    "inquiry",
    "meeting",
    "explanation",
    "admission",
    "assessment",
]
State = Literal[
    "requested", "said_to_exist", "not_shown", "presented", "disputed", "verified", "rejected"
]


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cell(_Part):
    """A column, or the same value in every row."""

    column: str = ""
    value: str = ""

    @model_validator(mode="before")
    @classmethod
    def _named_alone(cls, given: Any) -> Any:
        return {"column": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _one_of_both(self) -> "Cell":
        if bool(self.column) == bool(self.value):
            raise ValueError("give a column or a value")
        return self


class Date(Cell):
    formats: tuple[str, ...] = ()


class Words(Cell):
    """A cell that may hold several."""

    split: Pattern = ""


class People(Words):
    """Names: where they are split, what of each is no name, and what they are."""

    strip: tuple[Pattern, ...] = ()
    kind: ActorKind | None = None
    kinds: dict[str, ActorKind] = {}


class Rule(_Part):
    """What a piece of evidence is whose words fit the pattern, in whatever case; without one, what
    all others are."""

    pattern: Pattern = ""
    side: Side
    kind: EvidenceKind
    state: State


class Evidence(_Part):
    """An answer in a column: by the first rule that fits; without any, a reviewer's rating."""

    words: Cell
    rules: tuple[Rule, ...] = ()
    source: People
    url: Cell | None = None
    date: Date | None = None


class Mapping(_Part):
    source: str = Field(min_length=1, max_length=100)
    key: tuple[str, ...] = Field(min_length=1)
    text: Cell
    kind: Literal["fact", "act", "norm", "evidence"] = "fact"
    url: Cell
    date: Date | None = None
    date_basis: Literal["said", "happened", "reported"] = "reported"
    language: Cell | None = None
    claimants: tuple[People, ...] = ()
    subjects: tuple[People, ...] = ()
    appearances: tuple[Words, ...] = ()
    tags: tuple[Words, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def columns(self) -> set[str]:
        """All that the mapping names."""
        return set(self.key) | set(_columns(self))


def _columns(part: Any) -> "list[str]":
    if isinstance(part, tuple):
        return [name for one in part for name in _columns(one)]
    if not isinstance(part, _Part):
        return []
    own = [part.column] if isinstance(part, Cell) and part.column else []
    return own + [name for one in dict(part).values() for name in _columns(one)]


def load(given: str | Path) -> Mapping:
    """The mapping of this name, or of this file. Raises Unreadable, with all that is wrong."""
    path = _SHIPPED / f"{given}.yaml" if str(given) in MAPPINGS else Path(given)
    try:
        with path.open("rb") as file:
            written = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(
            f"There is no mapping {given}: use one of {', '.join(MAPPINGS)}, or give a file."
        ) from error
    return parse(written, given)


def parse(written: bytes, given: object) -> Mapping:
    """The mapping that is written so, which the user knows as `given`. Raises Unreadable."""
    if len(written) > _MOST_BYTES:
        raise Unreadable(f"{given} is too long for a mapping.")
    try:
        return Mapping.model_validate(YAML(typ="safe", pure=True).load(written.decode()))
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'the whole'}: {one['msg']}"
            for one in error.errors()
        )
        raise Unreadable(f"The mapping {given} is wrong: {wrong}.") from error
    except (YAMLError, UnicodeDecodeError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else "too deep"
        raise Unreadable(f"The mapping {given} is no YAML: {first}.") from error
