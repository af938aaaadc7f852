"""One reading: its article, its words, its cast; its passages are found by `passages`."""

from collections.abc import Collection, Iterable

from claims import quotes
from claims.models import Article, ArticleText, Mention

from .checking import Registries
from .dating import reported
from .loading import Document
from .naming import Cast, places
from .passages import FoundPassage, ReadArticle, find_passages
from .problems import Place, Problems, shown
from .records import (
    ArticleEntry,
    CastMember,
    Reading,
    read_entries,
    read_record,
)
from .rules import article_rules
from .texts import Texts, read_texts
from .values import check, publication, read_corrections

__all__ = ["ARTICLE", "FoundPassage", "ReadArticle", "read_article", "refuse_twins"]

_FIELDS = (
    *("archive_url", "byline", "dateline", "headline", "language", "published"),
    *("published_as_given", "retrieved_on", "rights", "url"),
)

ARTICLE = "ARTICLE"
"""The member of every cast that is the article itself, speaking in its own voice."""


def read_article(
    document: Document, texts: Texts, registries: Registries, problems: Problems
) -> ReadArticle | None:
    """The reading in `document`, of an article whose words are among `texts`.

    None, with problems, where no passage can be looked for.
    """
    entry = None
    if read_record(Reading, document, (), "reading", problems) is not None:
        entry = read_record(ArticleEntry, document, ("article",), "article", problems)
    bodies = read_texts(entry, document, texts, problems) if entry is not None else None
    if entry is None or bodies is None:
        problems.leave_unread(document.value)
        return None
    article = _article(entry, document, registries, problems)
    revisions = {
        revision: ArticleText(article=article, revision=revision, body=body)
        for revision, body in bodies.items()
    }
    latest = next(iter(revisions.values()), ArticleText(article=article, revision=0, body=""))
    if bodies:
        _check_printed(entry, latest.body, document, problems)
    read = ReadArticle(
        document,
        article,
        latest,
        revisions,
        _cast(document, bodies.values(), registries, problems),
        reported(article),
        same_text_as=entry.same_text_as,
    )

    def at(*path: str | int) -> Place:
        return Place(document.file, document.line("article", *path), "article")

    read.corrections += read_corrections(entry.corrections, at, problems, article=article)
    find_passages(read, problems)
    return read


def _article(
    entry: ArticleEntry, document: Document, registries: Registries, problems: Problems
) -> Article:
    def at(name: str) -> Place:
        return Place(document.file, document.line("article", name), "article")

    article = Article(slug=document.file.stem)
    check(Article, "slug", article.slug, Place(document.file, 1, "file name"), problems)
    article.publication_state = publication(entry.publication, at("publication"), problems)
    for name in _FIELDS:
        value = getattr(entry, name)
        if not value:
            continue
        if check(Article, name, value, at(name), problems):
            setattr(article, name, value)
    # Of what no field would take, too.
    told = {name: getattr(entry, name) or "" for name in ("language", "url", "archive_url")}
    for name, message in article_rules(Article(**told)):
        problems.add(at(name), message)
    if publisher := registries.actor(entry.publisher, at("publisher"), problems):
        article.publisher = publisher
    if entry.agency:
        article.agency = registries.actor(entry.agency, at("agency"), problems)
    return article


def _check_printed(entry: ArticleEntry, body: str, document: Document, problems: Problems) -> None:
    for name in ("headline", "byline", "dateline", "published_as_given"):
        value = getattr(entry, name)
        if value is None:
            continue
        try:
            quotes.find(body, value)
        except quotes.QuoteAmbiguous:
            continue  # a headline may well be repeated
        except quotes.QuoteError as error:
            place = Place(document.file, document.line("article", name), "article")
            problems.add(place, f"{name}: {error} Write it as printed.")


def _cast(
    document: Document, bodies: Collection[str], registries: Registries, problems: Problems
) -> Cast:
    cast = Cast()
    for key, member in read_entries(CastMember, document, ("cast",), "cast", problems):

        def at(*path: str | int, key: str = key) -> Place:
            return Place(document.file, document.line("cast", key, *path), f"cast {shown(key)}")

        if key == ARTICLE:
            problems.add(at(), f"{ARTICLE} is the article's own voice: use another key.")
        actor = registries.actor(member.actor, at("is"), problems)
        if actor is None:
            continue
        cast.members[key] = actor
        for called, words, kept in (
            ("name", member.names, cast.names[actor.slug]),
            ("title", member.titles, cast.titles[actor.slug]),
        ):
            for number, printed in enumerate(words):
                check(Mention, called, printed, at(called, number), problems)
                if not any(places(printed, body) for body in bodies):
                    latest = next(iter(bodies), "")
                    problems.add(at(called, number), _not_printed(called, printed, latest))
                kept.append(printed)
    return cast


def _not_printed(called: str, printed: str, body: str) -> str:
    try:
        quotes.find(body, printed)
    except quotes.QuoteAbsent as absent:
        return f"the {called} {absent} Write it as printed, or remove it."
    except quotes.QuoteError:
        pass
    return (
        f"the {called} “{shown(printed)}” occurs only inside longer words: write it as printed, "
        "or remove it."
    )


def refuse_twins(articles: Iterable[ReadArticle], problems: Problems) -> None:
    """Refuse two readings of one text: its passages would be told as those of two articles."""
    first: dict[str, ReadArticle] = {}
    for read in articles:
        if not read.texts:
            continue
        twin = first.setdefault(read.text.body, read)
        same = read.same_text_as
        place = Place(read.document.file, read.document.line("article", "file"), "article")
        if twin is not read and same != twin.article.slug:
            name = twin.document.file.name
            problems.add(
                place,
                f"has the text that {name} reads: make the two readings one; or, where both "
                f"articles were published, add `same_text_as: {twin.article.slug}`.",
            )
        elif same and twin is read:
            problems.add(place, f"has not the text of {shown(same)}: remove `same_text_as`.")
