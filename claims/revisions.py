"""A correction of an article's text, and what rested on the text before it.

A passage follows to the new revision where its words and what stands around them say surely that it
is the same place (`claims.quotes.reanchor`); so do the sentences that were passed over, and the
proposals that were dismissed. What is doubtful stays where it was, for an editor to look at: never
does a record come to rest on a lookalike.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from claims import derived, publishing, quotes
from claims.merging.rows import move_to_passage
from claims.models import Article, ArticleText, Dismissal, Passage, PassedOver

MOST_CANDIDATES = 10
"""How many places of a new text are offered for one passage."""


@dataclass
class Followed:
    """What became of the passages of earlier revisions: how many moved, and which carry something
    and stayed."""

    moved: int = 0
    left: list[Passage] = field(default_factory=list)


@dataclass(frozen=True)
class Candidate:
    """A place of the new text that may be that of a passage, with what stands around it."""

    start: int
    end: int
    words: str
    before: str
    after: str


@transaction.atomic
def add_revision(article: Article, body: str) -> tuple[ArticleText, Followed]:
    """The next revision of the article's text, and what followed to it.

    Raises ValidationError where it is blank, or the same as the last one to the character.
    """
    last = article.texts.latest_first().first()
    if not body.strip():
        raise ValidationError({"body": "The text is blank: paste the article's words."})
    if last and last.body == body:
        raise ValidationError(
            {"body": f"These are the words of revision {last.revision}, to the character."}
        )
    text = ArticleText(article=article, revision=last.revision + 1 if last else 1, body=body)
    text.save()
    return text, follow(text)


def follow(text: ArticleText) -> Followed:
    """Move what surely stands in `text`, the newest revision of its article, too."""
    with derived.together():
        return _follow(text)


def _follow(text: ArticleText) -> Followed:
    followed = Followed()
    earlier = text.article.texts.filter(revision__lt=text.revision).order_by("-revision")
    for old in earlier:
        for passage in old.passages.in_reading_order():
            if _follows(passage, old, text):
                followed.moved += 1
        for model in (PassedOver, Dismissal):
            for span in model._default_manager.filter(text=old).order_by("pk"):
                _move_span(span, old, text)
    followed.left = list(
        Passage.objects.left_behind().filter(text__article=text.article).in_reading_order()
    )
    return followed


def _follows(passage: Passage, old: ArticleText, new: ArticleText) -> bool:
    place = quotes.reanchor(old.body, passage.start, passage.end, new.body)
    if place is None:
        return False
    # What stands in both and differs there is for an editor too.
    with suppress(ValidationError), derived.together():
        move(passage, new, *place)
        return True
    return False


@transaction.atomic
def move(passage: Passage, text: ArticleText, start: int, end: int) -> None:
    """Let the passage be that of `text` from `start` to `end`, with all that it carries; one that
    is there already takes that over.

    Raises ValidationError where a name or a title is printed in the old words alone, where what
    both say of the same differs, or where a published claim would be nobody's, for the one says
    that it is stated and the other that it is presupposed.
    """
    there = Passage.objects.filter(text=text, start=start, end=end).first()
    if there is not None:
        move_to_passage(passage, there)
        for anchor in there.anchors.order_by("pk"):
            publishing.refuse_obstacles(anchor.statement)
        return
    passage.text, passage.start, passage.end = text, start, end
    passage.exact = text.body[start:end]
    for mention in passage.mentions.order_by("pk"):
        mention.passage = passage
        mention.clean()
    passage.save()


def _move_span(span: Any, old: ArticleText, new: ArticleText) -> None:
    place = quotes.reanchor(old.body, span.start, span.end, new.body)
    if place is None:
        return
    span.text, (span.start, span.end) = new, place
    key = {name: getattr(span, name) for name in ("start", "end")}
    if isinstance(span, Dismissal):
        key["proposal"] = span.proposal
    if type(span)._default_manager.filter(text=new, **key).exists():
        span.delete()
    else:
        span.save()


def candidates(passage: Passage, text: ArticleText) -> list[Candidate]:
    """The places of `text` at which the passage may stand, in the order of the text: where its
    words occur, or else the nearest to them. None of them is sure."""
    try:
        places = [quotes.find(text.body, passage.exact)]
    except quotes.QuoteAmbiguous as error:
        starts = error.positions[:MOST_CANDIDATES]
        places = [(start, start + len(passage.exact)) for start in starts]
    except quotes.QuoteAbsent as error:
        near = _places(text.body, error.nearest) if error.nearest else []
        places = [_with_marks(text.body, place, passage.exact) for place in near]
    return [
        Candidate(start, end, text.body[start:end], *quotes.sentence_around(text.body, start, end))
        for start, end in places
    ]


def _places(body: str, words: str) -> list[tuple[int, int]]:
    try:
        return [quotes.find(body, words)]
    except quotes.QuoteAmbiguous as error:
        return [(start, start + len(words)) for start in error.positions[:MOST_CANDIDATES]]


def _with_marks(body: str, place: tuple[int, int], words: str) -> tuple[int, int]:
    """The place with the mark that `words` begin or end in, where it stands next to it: what is
    sought for likeness begins and ends at words."""
    start, end = place
    if start and body[start] != words[0] == body[start - 1]:
        start -= 1
    if end < len(body) and body[end - 1] != words[-1] == body[end]:
        end += 1
    return start, end
