"""The passages of a reading, each found in the text; and what a reading comes to."""

from dataclasses import dataclass, field

from claims import quotes
from claims.models import Article, ArticleText, Correction, Mention, Passage, PassedOver

from .dating import Told, told
from .loading import Document
from .naming import Cast, Printed
from .problems import Place, Problems, shown
from .records import PassageEntry, read_record
from .values import check


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
    # The revision that is read; one without words, and not among `texts`, where there is none.
    text: ArticleText
    texts: dict[int, ArticleText]
    cast: Cast
    reported: Told
    found: list[FoundPassage] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    same_text_as: str | None = None
    # Starts and ends of all that is marked in `text`, what carries nothing included.
    spans: list[tuple[int, int]] = field(default_factory=list)

    def place(self, found: FoundPassage, *path: str | int) -> Place:
        line = self.document.line("passages", found.number, *path)
        return Place(self.document.file, line, found.record)

    def uncovered(self) -> list[str]:
        """The stretches of text that no passage covers."""
        stretches = quotes.uncovered(self.text.body, self.spans)
        return [self.text.body[start:end] for start, end in stretches]


def find_passages(read: ReadArticle, problems: Problems) -> None:
    """Every passage of the reading, in its order, which must be the text's."""
    listed = read.document.value.get("passages", [] if not read.texts else None)
    if not isinstance(listed, list):
        place = Place(read.document.file, read.document.line("passages"))
        problems.add(place, "passages is no list: write each passage after a hyphen, “- quote: …”.")
        problems.reading_lost = True
        return
    last: dict[int, tuple[int, str]] = {}
    for number in range(len(listed)):
        record = _called(number, listed[number])
        path = ("passages", number)
        entry = read_record(PassageEntry, read.document, path, record, problems)
        if entry is None:
            problems.leave_unread(listed[number])
            continue
        place = Place(read.document.file, read.document.line(*path, "quote"), record)
        text = _revision(entry, read, place, problems)
        if text is None:
            problems.leave_unread(listed[number])
            continue
        try:
            start, end = quotes.find(text.body, entry.quote, entry.prefix, entry.suffix)
        except quotes.QuoteError as error:
            problems.add(place, f"quote: {str(error).rstrip('.')}. Correct the quote.")
            problems.leave_unread(listed[number])
            continue
        before = last.get(text.revision, (0, ""))
        if start < before[0]:
            problems.add(place, f"stands before {before[1]} in the text: move it up to its place.")
        last[text.revision] = (start, record)
        if text is read.text:
            read.spans.append((start, end))
        _check_entry(entry, read, text.body, number, record, problems)
        if entry.nothing is not None:
            here = PassedOver(text=text, start=start, end=end)
            _pass_over(entry.nothing, here, read, place, problems)
        if entry.carries_something:
            passage = Passage(text=text, start=start, end=end, exact=entry.quote)
            when = told(entry, read.reported, read.document, path, record, problems)
            printed = read.cast.printed(entry.quote)
            read.found.append(FoundPassage(passage, entry, when, printed, record, number))


def _revision(
    entry: PassageEntry, read: ReadArticle, place: Place, problems: Problems
) -> ArticleText | None:
    """The text in which the quote stands: the latest, unless the entry says which other."""
    if entry.revision is None:
        return read.text
    for text in read.texts.values():
        if str(text.revision) == entry.revision:
            return text
    there = ", ".join(map(str, read.texts))
    problems.add(place, f"there is no revision “{shown(entry.revision)}”: use one of {there}.")
    return None


def _pass_over(
    reason: str, passed_over: PassedOver, read: ReadArticle, place: Place, problems: Problems
) -> None:
    key = passed_over.natural_key()
    if any(other.natural_key() == key for other in read.passed_over):
        problems.add(place, "is marked as carrying nothing twice: remove one of the entries.")
    elif not reason or check(PassedOver, "reason", reason, place, problems, called="nothing"):
        passed_over.reason = reason
        read.passed_over.append(passed_over)


def _check_entry(
    entry: PassageEntry,
    read: ReadArticle,
    body: str,
    number: int,
    record: str,
    problems: Problems,
) -> None:
    """That it carries something or is said to carry nothing, not both; its medium."""

    def at(*path: str) -> Place:
        line = read.document.line("passages", number, *path)
        return Place(read.document.file, line, record)

    if entry.nothing is not None and (entry.carries_something or entry.by):
        problems.add(at("nothing"), "says that it carries nothing, and carries something: choose.")
    if entry.nothing is None and not entry.carries_something:
        problems.add(
            at(), "carries nothing: add claim, denies or evidence, or `nothing:` with the reason."
        )
    if entry.medium and check(Mention, "medium", entry.medium, at("medium"), problems):
        try:
            quotes.find(body, entry.medium)
        except quotes.QuoteAmbiguous:
            pass
        except quotes.QuoteError as error:
            problems.add(at("medium"), f"medium: {error} Write it as printed.")


def _called(number: int, value: object) -> str:
    """A passage as a message names it: its place in the list and the first words."""
    quote = value.get("quote") if isinstance(value, dict) else None
    words = f" (“{shown(quote, 40)}”)" if isinstance(quote, str) else ""
    return f"passage {number + 1}{words}"
