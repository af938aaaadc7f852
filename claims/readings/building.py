"""From the sources to the fixture: read all, gather, and write it, or say all that is wrong."""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models

from .articles import ReadArticle, read_article, refuse_twins
from .checking import Registries, read_registries
from .gathered import Gathered
from .gathering import gather
from .loading import Document, load_yaml
from .problems import BuildError, Place, Problem, Problems

FIXTURE = "demo.json"


@dataclass
class Built:
    """A fixture and what a person should know of it."""

    text: str
    counts: dict[str, int]
    # For each article, by slug, the text that no passage covers.
    uncovered: dict[str, list[str]]
    notes: list[Problem]


def build(root: Path) -> Built:
    """The fixture that `root`'s articles, readings and registries build.

    No database is asked, and nothing is written. Raises BuildError with all that is wrong.
    """
    problems = Problems()
    actors = load_yaml(root / "actors.yaml", problems)
    claims = load_yaml(root / "claims.yaml", problems)
    documents = list(_readings(root / "readings", problems))
    if actors is None or claims is None:
        # Without a registry every name in the readings would be complained of.
        raise BuildError(problems.errors)
    registries = read_registries(actors, claims, problems)
    read = (read_article(one, root / "articles", registries, problems) for one in documents)
    articles = [article for article in read if article is not None]
    refuse_twins(articles, problems)
    gathered = gather(articles, registries, problems)
    if problems.errors:
        raise BuildError(problems.errors)
    rows = list(_rows(registries, articles, gathered))
    return Built(
        text=_json(rows),
        counts=Counter(str(type(row)._meta.verbose_name_plural) for row in rows),
        uncovered={article.article.slug: article.uncovered() for article in articles},
        notes=sorted(set(problems.notes)),
    )


def write(built: Built, root: Path) -> None:
    """Put the fixture in its place, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=root, prefix=f".{FIXTURE}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(built.text)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)
        Path(name).replace(root / FIXTURE)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def is_current(built: Built, root: Path) -> bool:
    """Whether the fixture that lies there is, byte for byte, the one that was built."""
    try:
        return (root / FIXTURE).read_bytes() == built.text.encode()
    except OSError:
        return False


def _readings(folder: Path, problems: Problems) -> Iterator[Document]:
    """The readings in `folder`, by name."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    for file in files:
        if file.suffix == ".yaml":
            document = load_yaml(file, problems)
            if document is None:
                problems.reading_lost = True
            else:
                yield document
        elif file.suffix == ".yml":
            problems.add(Place(file), "would not be read: rename it so that it ends in .yaml.")
    if not any(file.suffix == ".yaml" for file in files):
        problems.reading_lost = True
        problems.add(Place(folder), "there is no reading: add one, a file that ends in .yaml.")


def _rows(
    registries: Registries, articles: Iterable[ReadArticle], gathered: Gathered
) -> Iterator[models.Model]:
    """All records, each after those that it refers to, and of each kind by natural key."""
    articles = list(articles)
    # Several entries of a reading may quote the same words: they are one passage.
    passages = {
        found.passage.natural_key(): found.passage for read in articles for found in read.found
    }
    kinds: tuple[Iterable[Any], ...] = (
        registries.actors.values(),
        registries.aliases,
        registries.affiliations,
        (read.article for read in articles),
        (read.text for read in articles),
        passages.values(),
        registries.claims.values(),
        gathered.evidence.values(),
        gathered.denials.values(),
        gathered.attributions.values(),
        gathered.anchors.values(),
        gathered.mentions.values(),
    )
    for records in kinds:
        yield from sorted(records, key=lambda record: record.natural_key())


def _json(rows: Iterable[models.Model]) -> str:
    """As Django's serializer writes it with natural keys, one field a line: a diff can be read.

    What is blank is left out, and so is all that follows from other fields.
    """
    written = []
    for row in rows:
        fields = ",\n".join(f"  {_text(name)}: {_text(value)}" for name, value in _fields(row))
        label = _text(row._meta.label_lower)
        written.append(f'{{"model": {label}, "fields": {{\n{fields}\n}}}}')
    return "[\n" + ",\n".join(written) + "\n]\n"


def _fields(row: models.Model) -> Iterator[tuple[str, Any]]:
    for field in sorted(row._meta.concrete_fields, key=lambda field: field.name):
        if field.primary_key or not field.editable:
            continue
        if isinstance(field, models.ForeignKey):
            value: Any = getattr(row, field.name)
            value = value and value.natural_key()
        else:
            value = field.value_from_object(row)
        if value is not None and value != "" and value is not False:
            yield field.name, value


def _text(value: Any) -> str:
    # Choices are texts that know their label: the plain text is meant.
    return json.dumps(value, ensure_ascii=False, default=str)
