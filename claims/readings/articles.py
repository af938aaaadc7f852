"""One reading: its article, its cast, and its passages, each found in the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from claims import quotes
from claims.models import Article, ArticleText, Mention, Passage, PublicationState

from .checking import Registries, check, check_slug
from .dating import Told, told
from .loading import Document, load_text
from .naming import Cast, Printed, places
from .problems import Place, Problems, known, shown
from .records import (
    ArticleEntry,
    CastMember,
    PassageEntry,
    Reading,
    read_entries,
    read_record,
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

ARTICLE = "ARTICLE"
"""The member of every cast that is the article itself, speaking in its own voice."""


@dataclass
class FoundPassage:
    """A passage in its article, with what the reading says that it carries."""

    passage: Passage
    entry: PassageEntry
    told: Told
    printed: dict[str, Printed]
    record: str
    number: int


@dataclass
class ReadArticle:
    """An article as its reading gives it: records that are in no database yet."""

    document: Document
    article: Article
    text: ArticleText
    cast: Cast
    reported: Told
    found: list[FoundPassage] = field(default_factory=list)
    # Starts and ends of all that is marked, what carries nothing included.
    spans: list[tuple[int, int]] = field(default_factory=list)

    def place(self, found: FoundPassage, *path: str | int) -> Place:
        line = self.document.line("passages", found.number, *path)
        return Place(self.document.file, line, found.record)

    def uncovered(self) -> list[str]:
        """The stretches of text that no passage covers."""
        stretches = quotes.uncovered(self.text.body, self.spans)
        return [self.text.body[start:end] for start, end in stretches]


def read_article(
    document: Document, folder: Path, registries: Registries, problems: Problems
) -> ReadArticle | None:
    """The reading in `document`, of an article whose text lies in `folder`.

    None, with problems, where no passage can be looked for.
    """
    entry = None
    if read_record(Reading, document, (), "reading", problems) is not None:
        entry = read_record(ArticleEntry, document, ("article",), "article", problems)
    body = _text(entry, document, folder, problems) if entry is not None else None
    if entry is None or body is None:
        problems.leave_unread(document.value)
        return None
    article = _article(entry, document, registries, problems)
    _check_printed(entry, body, document, problems)
    read = ReadArticle(
        document,
        article,
        ArticleText(article=article, revision=1, body=body),
        _cast(document, body, registries, problems),
        # A date that is none has been complained of: any will do to read on.
        Told(article.published or "0001", "reported"),
    )
    _find_passages(read, problems)
    return read


def _article(
    entry: ArticleEntry, document: Document, registries: Registries, problems: Problems
) -> Article:
    def at(name: str) -> Place:
        return Place(document.file, document.line("article", name), "article")

    article = Article(slug=document.file.stem, publication_state=PublicationState.PUBLISHED)
    check_slug(Article, article.slug, Place(document.file, 1, "file name"), problems)
    for name in sorted(ArticleEntry.model_fields.keys() - {"file", "publisher", "agency"}):
        value = getattr(entry, name)
        if value is None:
            continue
        if check(Article, name, value, at(name), problems):
            setattr(article, name, value)
        # The constraint article_language_is_bcp_47.
        if name == "language" and not _LANGUAGE.fullmatch(value):
            problems.add(at(name), f"“{shown(value)}” is no language: write en, fa or zh-Hant.")
        # The constraints article_url_is_http and article_archive_url_is_http.
        if name.endswith("url") and not value.startswith(("http://", "https://")):
            problems.add(at(name), f"“{shown(value)}” is no web address: use http:// or https://.")
    if publisher := registries.actor(entry.publisher, at("publisher"), problems):
        article.publisher = publisher
    if entry.agency:
        article.agency = registries.actor(entry.agency, at("agency"), problems)
    return article


def _text(entry: ArticleEntry, document: Document, folder: Path, problems: Problems) -> str | None:
    place = Place(document.file, document.line("article", "file"), "article")
    name = Path(entry.file)
    if name.name != entry.file or "\\" in entry.file or not (folder / name).is_file():
        there = [file.name for file in folder.glob("*.txt")] if folder.is_dir() else []
        near = known(entry.file, there, f"files in {folder.name}/")
        problems.add(place, f"there is no text “{shown(entry.file)}” in {folder.name}/: {near}")
        return None
    return load_text(folder / name, problems)


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


def _cast(document: Document, body: str, registries: Registries, problems: Problems) -> Cast:
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
                if not places(printed, body):
                    problems.add(at(called, number), _not_printed(called, printed, body))
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


def _find_passages(read: ReadArticle, problems: Problems) -> None:
    """Every passage of the reading, in its order, which must be the text's."""
    listed = read.document.value["passages"]
    if not isinstance(listed, list) or not listed:
        place = Place(read.document.file, read.document.line("passages"))
        problems.add(place, "passages is no list: write each passage after a hyphen, “- quote: …”.")
        problems.reading_lost = True
        return
    last = (0, "")
    for number in range(len(listed)):
        record = _called(number, listed[number])
        path = ("passages", number)
        entry = read_record(PassageEntry, read.document, path, record, problems)
        if entry is None:
            problems.leave_unread(listed[number])
            continue
        place = Place(read.document.file, read.document.line(*path, "quote"), record)
        try:
            start, end = quotes.find(read.text.body, entry.quote, entry.prefix, entry.suffix)
        except quotes.QuoteError as error:
            problems.add(place, f"quote: {str(error).rstrip('.')}. Correct the quote.")
            problems.leave_unread(listed[number])
            continue
        if start < last[0]:
            problems.add(place, f"stands before {last[1]} in the text: move it up to its place.")
        last = (start, record)
        read.spans.append((start, end))
        _check_entry(entry, read, number, record, problems)
        if entry.carries_something:
            passage = Passage(text=read.text, start=start, end=end, exact=entry.quote)
            when = told(entry, read.reported, read.document, path, record, problems)
            printed = read.cast.printed(entry.quote)
            read.found.append(FoundPassage(passage, entry, when, printed, record, number))


def _check_entry(
    entry: PassageEntry, read: ReadArticle, number: int, record: str, problems: Problems
) -> None:
    """That it carries something or is said to carry nothing, not both; its medium."""

    def at(*path: str) -> Place:
        line = read.document.line("passages", number, *path)
        return Place(read.document.file, line, record)

    if entry.nothing and (entry.carries_something or entry.by):
        problems.add(at("nothing"), "says that it carries nothing, and carries something: choose.")
    if not entry.nothing and not entry.carries_something:
        problems.add(
            at(), "carries nothing: add claim, denies or evidence, or `nothing:` with the reason."
        )
    if entry.medium and check(Mention, "medium", entry.medium, at("medium"), problems):
        try:
            quotes.find(read.text.body, entry.medium)
        except quotes.QuoteAmbiguous:
            pass
        except quotes.QuoteError as error:
            problems.add(at("medium"), f"medium: {error} Write it as printed.")


def _called(number: int, value: object) -> str:
    """A passage as a message names it: its place in the list and the first words."""
    quote = value.get("quote") if isinstance(value, dict) else None
    words = f" (“{shown(quote, 40)}”)" if isinstance(quote, str) else ""
    return f"passage {number + 1}{words}"


def refuse_twins(articles: Iterable[ReadArticle], problems: Problems) -> None:
    """Refuse two readings of one text: its passages would be told as those of two articles."""
    first: dict[str, ReadArticle] = {}
    for read in articles:
        twin = first.setdefault(read.text.body, read)
        if twin is not read:
            place = Place(read.document.file, read.document.line("article", "file"), "article")
            name = twin.document.file.name
            problems.add(place, f"has the text that {name} reads: make the two readings one.")
