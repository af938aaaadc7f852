"""What a saved page, or a bare text, says of itself: all of it proposals for an editor's eye.

trafilatura finds the article in a page. It is given the page's source and nothing else, and
fetches nothing. Its own text marks lists and tables with signs that the page has not; ours is put
together from the elements that it found, one paragraph each.
"""

import datetime
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from trafilatura import bare_extraction
from trafilatura.utils import load_html

from claims import dates, folding
from claims.models.article import BCP_47

from .decoding import one_line, visible

logger = logging.getLogger(__name__)

MOST_TAGS = 60_000
"""A page with more is no article, and would take minutes."""
LONGEST_HEADLINE = 500
_NO_ARTICLE = "There is no article to be found in this page: paste its text."
# The first newspapers.
_EARLIEST_YEAR = 1600

_LANGUAGE = re.compile(BCP_47)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,60})"')
_PUBLISHED = (
    '//meta[@property="article:published_time" or @itemprop="datePublished" '
    'or @name="article:published_time" or @name="date" or @name="pubdate"]/@content',
    '//time[@itemprop="datePublished"]/@datetime',
)
_PARAGRAPHS = {"p", "head", "item", "list", "quote", "table", "row", "div", "ab"}


class ExtractionError(ValueError):
    """There is no article in the page; the message, for the editor, says what to do."""


@dataclass(frozen=True)
class Found:
    """What was found, "" for what was not. `published` is an EDTF day; `body` is the words,
    headline included, with LF line ends; `removed` as `decoding.visible` has it."""

    body: str
    removed: dict[str, int]
    headline: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    published_as_given: str = ""
    language: str = ""
    url: str = ""
    rights: str = ""


def from_text(text: str) -> Found:
    """A text as it is; its headline is its first line. Nothing else is read out of it."""
    kept = visible(text)
    headline = one_line(next((line for line in kept.text.split("\n") if line.strip()), ""))
    return Found(
        body=kept.text,
        removed=kept.removed,
        headline=headline if len(headline) <= LONGEST_HEADLINE else "",
    )


def from_html(html: str) -> Found:
    """The article in a page. Raises ExtractionError where there is none to be found."""
    if html.count("<") > MOST_TAGS:
        raise ExtractionError(
            f"The page has more than {MOST_TAGS} tags, which is no article: paste its text instead."
        )
    try:
        # A page without an <html> is one nevertheless.
        source = html if "<html" in html[:2000].lower() else f"<html><body>{html}</body></html>"
        tree = load_html(source)
        document: Any = bare_extraction(
            source,
            include_comments=False,
            with_metadata=True,
            # Where the page does not say when it was published, any year in its text would do.
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "outputformat": "%Y-%m-%d",
            },
        )
    except Exception as error:  # noqa: BLE001 - a strange page is the editor's, not a fault of the site
        logger.warning("a page could not be read: %r", error)
        document = tree = None
    if document is None or tree is None or document.body is None:
        raise ExtractionError(_NO_ARTICLE)
    return _found(tree, document)


def _found(tree: Any, document: Any) -> Found:
    headline = _headline(tree, one_line(document.title))
    paragraphs = [one for one in _paragraphs(document.body) if one.strip()]
    if not any(folding.words(paragraph) for paragraph in paragraphs):
        raise ExtractionError(_NO_ARTICLE)
    if headline and folding.words(headline) != folding.words(paragraphs[0]):
        paragraphs.insert(0, headline)
    body = visible("\n\n".join(paragraphs) + "\n")
    as_given = _as_given(tree)
    return Found(
        body=body.text,
        removed=body.removed,
        headline=headline,
        byline=_as_printed(tree, one_line(document.author)),
        publisher=one_line(document.sitename),
        published=_day(as_given) or _day(document.date or ""),
        published_as_given=as_given,
        language=_language(tree),
        url=_address(document.url),
        rights=one_line(document.license),
    )


def _as_printed(tree: Any, names: str) -> str:
    """The names, which trafilatura gives without their full stops ("J R Smith; A Cole"), each as
    the page has it."""
    said = one_line(" ".join([*tree.xpath('//meta[@name="author"]/@content'), *tree.itertext()]))
    printed = []
    for name in names.split("; ") if names else []:
        found = re.search(r"\b" + r"[ .’'-]{1,3}".join(map(re.escape, name.split())) + r"\b", said)
        printed.append(found[0] if found else name)
    return "; ".join(printed)


def _headline(tree: Any, title: str) -> str:
    """The page's first heading, if its title is that and perhaps the name of the site; else the
    title."""
    words = folding.words(title)
    headings = [one_line(" ".join(heading.itertext())) for heading in tree.xpath("//h1")]
    for heading in headings:
        own = folding.words(heading)
        if own and (not words or words[: len(own)] == own or words[-len(own) :] == own):
            return heading
    return title


def _paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs of what trafilatura found, white space as a browser shows it."""
    yield from (_shown(paragraph) for paragraph in _pieces(body).split("\0"))


def _pieces(element: Any) -> str:
    """The words of `element`, NUL between paragraphs."""
    between = "\0" if element.tag in _PARAGRAPHS else ""
    if element.tag == "lb":
        own = "\v"
    else:
        # A NUL of the page itself never gets here: the parser takes none.
        own = _spaced(element.text) + "".join(
            _pieces(child) + _spaced(child.tail) for child in element
        )
    if element.tag == "cell":
        own = f"\t{own}\t"
    return f"{between}{own}{between}"


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\n\r\f\v\0]+", " ", text or "")


def _shown(paragraph: str) -> str:
    # Two cells meet in two tabs; an end of a line takes the spaces around it.
    paragraph = re.sub(r" *\t[ \t]*", "\t", paragraph).strip(" \t")
    return re.sub(r" *\v *", "\n", re.sub(r" {2,}", " ", paragraph)).strip(" \n")


def _as_given(tree: Any) -> str:
    """The date and time of publication as the page's own data give them."""
    for path in _PUBLISHED:
        for value in tree.xpath(path):
            if _day(given := one_line(value)):
                return given[:100]
    for data in tree.xpath('//script[@type="application/ld+json"]/text()'):
        for value in _IN_JSON.findall(data):
            if _day(given := one_line(value)):
                return given
    return ""


def _day(text: str) -> str:
    """The day that `text` begins with, if a newspaper can have been of that day."""
    match = _DAY.match(text)
    if match is None:
        return ""
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    try:
        day = dates.span(match.group()).earliest
    except dates.DateError:
        return ""
    return match.group() if day.year >= _EARLIEST_YEAR and day <= tomorrow else ""


def _language(tree: Any) -> str:
    """The language that the page says it is in, as a BCP 47 tag."""
    declared = [
        *tree.xpath("//html/@lang"),
        *tree.xpath('//meta[@property="og:locale" or @http-equiv="content-language"]/@content'),
    ]
    for value in declared:
        tag = value.strip().replace("_", "-")
        if len(tag) <= 35 and _LANGUAGE.fullmatch(tag):
            return tag
    return ""


def _address(url: str | None) -> str:
    url = (url or "").strip()
    try:
        is_one = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return ""
    return url if is_one and len(url) <= 1000 and url.isprintable() and " " not in url else ""
