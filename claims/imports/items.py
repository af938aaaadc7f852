"""What a file says, in this site's words, before any of it is in the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody, as a file names them.

    `kind` is a value of `claims.models.ActorKind`, "" where the file does not say; `same_as` are
    addresses of pages that are about nobody else (schema.org sameAs). `slug` is the actor's address
    where the file comes from a site like this one: then that, and not the name, tells actors apart.
    """

    name: str
    kind: str = ""
    same_as: tuple[str, ...] = ()
    slug: str = ""

    @property
    def identity(self) -> str:
        """By what the source tells this one from all others."""
        return self.slug or self.name


@dataclass(frozen=True, slots=True)
class Piece:
    """Evidence that comes with a claim: a reviewer's assessment, an answer given.

    `words` are the source's own, verbatim but for white space. `side`, `kind` and `state` are
    values of `Side`, `EvidenceKind` and `EvidenceState`; `date` is EDTF, "" where none is given,
    and `date_basis` a value of `DateBasis`, "" with it. `slug` is the address that it is to have,
    "" for any.
    """

    words: str
    side: str
    kind: str
    state: str
    sources: tuple[Named, ...]
    url: str = ""
    date: str = ""
    date_basis: str = ""
    date_note: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a file as a claim.

    `source` names whose records these are, and `key` the record among them, for ever: both
    together find it again when the file comes once more. `number` counts the records of the file
    from 1, refused ones included; `place` says where it stands, for a person ("line 12"). `url` is
    the page that the claim rests on. `tags` and `original`, the record as it was read (plain
    values, as JSON has them), are kept and not interpreted. `slug` is the address that the claim is
    to have, "" for any, and `changed` when it last changed at the site that it comes from (ISO
    8601), "" for one that is new.
    """

    source: str
    key: str
    number: int
    place: str
    text: str
    kind: str
    url: str
    date: str = ""
    date_basis: str = ""
    date_note: str = ""
    language: str = ""
    claimants: tuple[Named, ...] = ()
    subjects: tuple[Named, ...] = ()
    appearances: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    evidence: tuple[Piece, ...] = ()
    original: Mapping[str, Any] | None = None
    slug: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that is no claim, and why: `field` is the file's own name of what is wrong with it,
    "" where it is the whole."""

    number: int
    place: str
    field: str
    why: str
    original: Mapping[str, Any] | None = None
