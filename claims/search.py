"""Full text of a claim, its quotes and its headlines: SQLite and PostgreSQL behind one door.

Each engine's own tokenizer finds other things (`UrduPoint.com`, `covid-19`, `елка`, ligatures). So
`claims.folding` cuts and folds every text and every query, and both engines index what it writes:
ASCII words, which neither can cut otherwise.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.db import connections, models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat
from django.utils.translation import gettext

from claims import bulk
from claims.folding import WORD, folded, words

# PostgreSQL refuses a record whose words come to a megabyte: so many of the longest do not.
MOST_WORDS_OF_A_CLAIM = 16_000
MOST_WORDS_OF_A_QUERY = 40

FTS_TABLE = "claims_words_fts"

_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
Rows = TypeVar("Rows", bound=models.QuerySet)


class SearchError(ValueError):
    """A query in which there is nothing to search for; the message is for the reader."""


@dataclass(frozen=True)
class Query:
    """What to find: every phrase must occur. A phrase is a run of one or more folded words; of
    the last, where it is `unfinished`, the last word may be the beginning of one."""

    phrases: tuple[tuple[str, ...], ...]
    unfinished: bool = False


def parse(text: str) -> Query:
    """The query that a reader typed: words, and phrases in quotation marks; no other syntax.

    What is written without a space in between is a phrase: `UrduPoint.com`, `covid-19`. Raises
    SearchError where there is no word, or more than MOST_WORDS_OF_A_QUERY.
    """
    quoted = _QUOTED.findall(text)
    chunks = [*quoted, *_QUOTED.sub(" ", text).split()]
    phrases = dict.fromkeys(phrase for chunk in chunks if (phrase := tuple(words(chunk))))
    if not phrases:
        raise SearchError(gettext("There is no letter or digit to search for."))
    if sum(map(len, phrases)) > MOST_WORDS_OF_A_QUERY:
        raise SearchError(
            gettext("Search for at most %(most)s words at once.") % {"most": MOST_WORDS_OF_A_QUERY}
        )
    return Query(tuple(phrases))


def typed(text: str) -> Query | None:
    """As `parse`, for one who is still typing: the last word, from its third letter on, may be the
    beginning of one. None where there is nothing to search for, or too much."""
    try:
        query = parse(text)
    except SearchError:
        return None
    # A space or a quotation mark ends it; and a letter or two begin too many words.
    ended = WORD.fullmatch(folded(text)[-1:]) is None
    return Query(query.phrases, unfinished=not ended and len(query.phrases[-1][-1]) > 3)


def matching(rows: Rows, query: Query, *, claim: str = "pk") -> Rows:
    """Those of `rows` whose claim (`claim`: the path to its key) has every phrase of `query`."""
    return rows.filter(**{f"{claim}__in": _found(rows.db, query, "everything")})


def most_relevant_first(rows: Rows, query: Query, *, claim: str = "pk") -> Rows:
    """First those whose claim has every phrase in its own sentence, then the rest; within each
    the newest first. The engines' own ranks differ; this order is the same on both."""
    in_sentence = models.Q(**{f"{claim}__in": _found(rows.db, query, "sentence")})
    return rows.annotate(
        tier=models.Case(
            models.When(in_sentence, then=models.Value(0)),
            default=models.Value(1),
            output_field=models.IntegerField(),
        )
    ).order_by("tier", models.F("latest_on").desc(nulls_last=True), "-pk")


def claims_with(
    query: Query, column: str = "everything", using: str = "default"
) -> tuple[str, Sequence[Any]]:
    """SQL and its parameters, which give the keys of the claims that have every phrase of `query`,
    whoever may see them, in no order; `column`: "sentence" for those that have it in their own."""
    found = _found(using, query, column)
    if isinstance(found, RawSQL):
        return found.sql, found.params
    sql, parameters = found.query.sql_with_params()
    return str(sql), parameters


def _found(using: str, query: Query, column: str) -> "models.QuerySet | RawSQL":
    """The keys of the claims whose `column` has every phrase, as a subquery."""
    if connections[using].vendor == "postgresql":
        from django.contrib.postgres.search import SearchQuery, SearchVector

        from claims.models import ClaimWords

        text = " & ".join(word for phrase in query.phrases for word in phrase)
        text += ":*" if query.unfinished else ""
        found = ClaimWords.objects.alias(
            vector=SearchVector(column, config="simple"),
            padded=Concat(
                models.Value(" "), column, models.Value(" "), output_field=models.TextField()
            ),
        ).filter(vector=SearchQuery(text, config="simple", search_type="raw"))
        for phrase in query.phrases:
            if len(phrase) > 1:
                # Not `<->`: PostgreSQL knows the places of a word's first 256 occurrences alone.
                end = "" if query.unfinished and phrase is query.phrases[-1] else " "
                found = found.filter(padded__contains=f" {' '.join(phrase)}{end}")
        return found.values("claim_id")
    text = " ".join(f'"{" ".join(phrase)}"' for phrase in query.phrases)
    text += "*" if query.unfinished else ""
    return RawSQL(  # noqa: S611
        f"SELECT rowid FROM {FTS_TABLE} WHERE {FTS_TABLE} MATCH %s",  # noqa: S608
        [f"{column} : ({text})"],
    )


# Names -------------------------------------------------------------------------------------------


def joined(names: Iterable[str]) -> str:
    """The words of names as they are stored: each after a space, each name after a bar."""
    return "".join(" |" + "".join(f" {word}" for word in words(name)) for name in names)


def named_like(rows: Rows, typed: str, *, names: str = "words__names") -> Rows:
    """Those of `rows` that have a word beginning with each word of `typed`; none for no word.
    `names`: the path to what `joined` wrote."""
    beginnings = words(typed)[:MOST_WORDS_OF_A_QUERY]
    if not beginnings:
        return rows.none()
    for beginning in beginnings:
        rows = rows.filter(**{f"{names}__contains": f" {beginning}"})
    return rows


def is_named_like(name: str, typed: str) -> bool:
    """Whether `name` alone has a word beginning with each word of `typed`."""
    own = words(name)
    return all(any(word.startswith(typed) for word in own) for typed in words(typed))


# Writing -----------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """The words of a claim, as they are stored."""

    claim: int
    sentence: str
    everything: str


def entries(texts: Iterable[tuple[int, str, Iterable[str]]]) -> Iterator[Entry]:
    """The words of claims. `texts`: (claim key, its sentence, its other texts)."""
    # Claims of one article share its headline, and often a quote.
    of_others: dict[str, list[str]] = {}
    for key, sentence, others in texts:
        own = words(sentence)[:MOST_WORDS_OF_A_CLAIM]
        everything = list(own)
        for text in others:
            if text not in of_others:
                of_others[text] = words(text)
            # The word between keeps a phrase from running on from one text into the next.
            everything += ["z", *of_others[text]]
        yield Entry(key, " ".join(own), " ".join(everything[:MOST_WORDS_OF_A_CLAIM]))


def index(using: str, texts: Iterable[tuple[int, str, Iterable[str]]]) -> None:
    """Write the words of claims anew. `texts`: as `entries` takes them."""
    from claims.models import ClaimWords

    rows = list(entries(texts))
    ClaimWords.objects.using(using).bulk_create(
        [
            ClaimWords(claim_id=row.claim, sentence=row.sentence, everything=row.everything)
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["sentence", "everything"],
    )
    forget(using, [row.claim for row in rows])
    _index_apart(using, rows)


def index_new(using: str, texts: Iterable[tuple[int, str, Iterable[str]]]) -> None:
    """Write the words of claims of which there are none yet."""
    from claims.models import ClaimWords

    rows = list(entries(texts))
    bulk.write_values(ClaimWords, ("claim_id", "sentence", "everything"), rows)
    _index_apart(using, rows)


def _index_apart(using: str, rows: list[Entry]) -> None:
    """Write the words into the index that SQLite keeps apart, which has none of these claims."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {FTS_TABLE} (rowid, sentence, everything) VALUES (%s, %s, %s)",  # noqa: S608
                rows,
            )


def forget(using: str, keys: Iterable[int]) -> None:
    """Drop the words of claims from the index that SQLite keeps apart."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM {FTS_TABLE} WHERE rowid = %s",  # noqa: S608
                [(key,) for key in keys],
            )


def indexed(using: str, keys: Iterable[int]) -> dict[int, list[tuple[str, str]]] | None:
    """(sentence, everything) of the claims with `keys` as the index that SQLite keeps apart has
    them; None where the words themselves are indexed."""
    if connections[using].vendor != "sqlite":
        return None
    keys = list(keys)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    with connections[using].cursor() as cursor:
        marks = ", ".join(["%s"] * len(keys))
        cursor.execute(
            f"SELECT rowid, sentence, everything FROM {FTS_TABLE} WHERE rowid IN ({marks})",  # noqa: S608
            keys,
        )
        for key, sentence, everything in cursor.fetchall():
            found[key].append((sentence, everything))
    return found


def stray(using: str) -> list[int]:
    """The keys in the index that SQLite keeps apart to which no claim belongs."""
    connection = connections[using]
    if connection.vendor != "sqlite" or FTS_TABLE not in connection.introspection.table_names():
        return []  # between two migrations there may be no index yet
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {FTS_TABLE} WHERE rowid NOT IN (SELECT id FROM claims_claim)"  # noqa: S608
        )
        return [key for (key,) in cursor.fetchall()]
