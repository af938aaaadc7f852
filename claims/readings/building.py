"""From the sources to the fixture: read all, gather, and write it, or say all that is wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .articles import ReadArticle, read_article, refuse_twins
from .checking import Registries, read_registries
from .exactly import Exactly, take_exactly
from .fixture import as_json, in_order, write_whole
from .gathered import Gathered, check_whole
from .gathering import gather
from .kinds import KINDS, Rows, collected
from .loading import Document, load_yaml
from .overriding import override
from .problems import BuildError, Place, Problem, Problems
from .texts import Folder, Texts

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
    rows, articles = build_rows(*load(root, problems), problems)
    return Built(
        text=as_json(in_order(rows)),
        counts=Counter(
            {
                str(KINDS[kind].model._meta.verbose_name_plural): len(records)
                for kind, records in rows.items()
                if records
            }
        ),
        uncovered={article.article.slug: article.uncovered() for article in articles},
        notes=sorted(set(problems.notes)),
    )


def load(root: Path, problems: Problems) -> tuple[Document, Document, list[Document], Texts]:
    """The registries of actors and of claims, the readings, and the texts, that are in `root`.

    Raises BuildError, with all that is wrong, where a registry cannot be read: every name in the
    readings would be complained of.
    """
    actors = load_yaml(root / "actors.yaml", problems)
    claims = load_yaml(root / "claims.yaml", problems)
    readings = list(_readings(root / "readings", problems))
    if actors is None or claims is None:
        raise BuildError(problems.errors)
    return actors, claims, readings, Folder(root / "articles")


def build_rows(
    actors: Document,
    claims: Document,
    readings: Iterable[Document],
    texts: Texts,
    problems: Problems,
    *,
    whole: bool = True,
) -> tuple[Rows, list[ReadArticle]]:
    """All records that the sources give, and the articles as they were read; `problems` has notes.

    The documents' sections `exactly` are taken out of them. Of sources that are not `whole`, it is
    not asked whether what is published rests on something. Raises BuildError with all that is
    wrong.
    """
    registries, articles, exactly = read_all(actors, claims, readings, texts, problems)
    gathered = gather(articles, registries, problems)
    rows = _rows(registries, articles, gathered)
    override(rows, exactly, problems)
    if whole:
        check_whole(rows, exactly, gathered, registries, problems)
        _check_articles(articles, problems)
    if problems.errors:
        raise BuildError(problems.errors)
    return rows, articles


def read_all(
    actors: Document,
    claims: Document,
    readings: Iterable[Document],
    texts: Texts,
    problems: Problems,
) -> tuple[Registries, list[ReadArticle], Exactly]:
    """What the short forms say; and the sections `exactly`, which are taken out of them."""
    readings = list(readings)
    exactly = Exactly()
    for document in (actors, claims, *readings):
        exactly.add(take_exactly(document, problems), problems)
    more = [[slug for (slug,) in exactly.made(kind)] for kind in ("actor", "claim")]
    registries = read_registries(actors, claims, problems, *more)
    read = (read_article(one, texts, registries, problems) for one in readings)
    articles = [article for article in read if article is not None]
    refuse_twins(articles, problems)
    return registries, articles, exactly


def write(built: Built, root: Path) -> None:
    """Put the fixture in its place, whole or not at all."""
    write_whole(root / FIXTURE, built.text)


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
    texts = folder.parent / "articles"
    # Where there are no texts either, the registries may stand alone.
    if not any(file.suffix == ".yaml" for file in files) and Folder(texts).names():
        problems.reading_lost = True
        problems.add(Place(folder), "there is no reading: add one, a file that ends in .yaml.")


def _rows(registries: Registries, articles: Iterable[ReadArticle], gathered: Gathered) -> Rows:
    """All records of the short forms."""
    articles = list(articles)
    return collected(
        record
        for records in (
            registries.actors.values(),
            registries.aliases,
            registries.affiliations,
            registries.claims.values(),
            registries.former_slugs,
            registries.corrections,
            (read.article for read in articles),
            (text for read in articles for text in read.texts.values()),
            # Several entries of a reading may quote the same words: they are one passage.
            (found.passage for read in articles for found in read.found),
            (over for read in articles for over in read.passed_over),
            (correction for read in articles for correction in read.corrections),
            gathered.evidence.values(),
            gathered.denials.values(),
            gathered.attributions.values(),
            gathered.anchors.values(),
            gathered.mentions.values(),
        )
        for record in records
    )


def _check_articles(articles: Iterable[ReadArticle], problems: Problems) -> None:
    for read in articles:
        if not read.article.headline:
            place = Place(read.document.file, read.document.line("article"), "article")
            problems.add(place, "“headline” is missing: add it.")
