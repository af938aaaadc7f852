"""Records to files that build them: drafted, built, compared, corrected, and built again.

That what is exported comes back is no hope: the files are read back as they are written, and what
they build is compared with the records, before anything leaves here.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..building import FIXTURE, build_rows
from ..exactly import SECTION
from ..fixture import as_json, in_order
from ..kinds import Key, Rows
from ..loading import Document
from ..problems import BuildError, Problems
from ..texts import InMemory
from .articles import Articles
from .differing import ACTORS, CLAIMS, Corrections, Homes, differences
from .drafting import Draft, Kept, file_name
from .registries import actor_entry, claim_entry
from .writing import TooLarge, to_yaml

_COMMENT = "Exported. How to read and change it: fixtures/README.md"


class ExportError(ValueError):
    """The records cannot be exported so that they come back. The message says which, and why."""


@dataclass
class Exported:
    """The files by their path below a folder, texts all, in order; the fixture among them."""

    files: dict[str, str]
    records: int
    # Of how many records the short form does not say all.
    exactly: int


def export(rows: Rows) -> Exported:
    """The files that build just these records, the fixture that they build among them.

    Every record that one of them refers to has to be among them. Raises ExportError.
    """
    kept = Kept(rows)
    draft, corrections = _drafted(kept)
    homes = Homes(rows)
    # What the short form comes to, and what would have to be said besides.
    built = _built(draft, corrections, homes)
    for kind, key, values in differences(rows, built):
        _correct(corrections, kind, key, values)
    files, documents = {}, []
    for place, value in _documents(draft, corrections, homes):
        try:
            text, document = to_yaml(value, _COMMENT, Path(place))
        except TooLarge as error:
            raise ExportError(str(error)) from error
        files[place] = text
        documents.append(document)
    again = _build(documents, draft)
    for kind, key, _ in differences(rows, again):
        raise ExportError(f"{kind} {'/'.join(map(str, key))} would not come back as it is.")
    files |= {f"articles/{name}": body for name, body in sorted(draft.texts.items())}
    files[FIXTURE] = as_json(in_order(again))
    records = sum(len(of_kind) for of_kind in rows.values())
    return Exported(files, records, len(corrections.entries))


def _drafted(kept: Kept) -> tuple[Draft, Corrections]:
    """All that the short form can say; of actors and claims, to which others refer, what it
    cannot."""
    draft, corrections = Draft(), Corrections()
    for registry, kind, write in (
        (draft.actors, "actor", actor_entry),
        (draft.claims, "claim", claim_entry),
    ):
        for (slug,), record in sorted(kept.rows[kind].items()):
            entry = write(record, kept)
            if entry is None:
                corrections.give(kind, (slug,), record)
            else:
                registry[slug] = entry
    articles = Articles(kept, draft)
    for article in kept.in_file_order():
        articles.write(article)
    return draft, corrections


def _correct(corrections: Corrections, kind: str, key: Key, values: dict[str, str] | None) -> None:
    if kind == "article_text":
        raise ExportError(f"The text {key[0]}, revision {key[1]}, cannot be written into a file.")
    if values is None:
        corrections.entries[kind, key] = None
    else:
        corrections.set(kind, key, values)


def _documents(
    draft: Draft, corrections: Corrections, homes: Homes
) -> list[tuple[str, dict[str, Any]]]:
    """The path and the value of each YAML file, the registries first."""
    sections = corrections.sections(homes)
    found = []
    for path, value, home in (
        ("actors.yaml", draft.actors, (ACTORS, "")),
        ("claims.yaml", draft.claims, (CLAIMS, "")),
        *(
            (f"readings/{file_name(slug)}", reading, ("reading", slug))
            for slug, reading in draft.readings.items()
        ),
    ):
        section = sections.get(home)
        found.append((path, {**value, SECTION: section} if section else value))
    return found


def _built(draft: Draft, corrections: Corrections, homes: Homes) -> Rows:
    documents = [
        Document(Path(path), dict(value)) for path, value in _documents(draft, corrections, homes)
    ]
    return _build(documents, draft, whole=False)


def _build(documents: list[Document], draft: Draft, *, whole: bool = True) -> Rows:
    actors, claims, *readings = documents
    problems = Problems()
    try:
        rows, _ = build_rows(actors, claims, readings, InMemory(draft.texts), problems, whole=whole)
    except BuildError as error:
        raise ExportError(
            f"What was exported does not build ({len(error.errors)} errors): {error.errors[0]}"
        ) from error
    return rows
