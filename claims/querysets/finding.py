"""How an editor finds a record among a million: by what one types into a list or a choice.

Unlike the public search, drafts are found, people and addresses are too, and the last word may be
the beginning of one.
"""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from claims import search

Rows = TypeVar("Rows", bound=QuerySet)

MOST_FOUND = 10_001
"""Of so many rows that one way of finding comes to, those added last: who found more looks again
for less."""


def by_slug(rows: Rows, typed: str) -> Rows | None:
    """The one whose slug is typed, whole; None if there is none. A slug of one word is not looked
    for: then all that have the word are meant."""
    slug = typed.strip()
    own = rows.filter(slug=slug)
    return own if "-" in slug and own.exists() else None


def by_words(rows: Rows, typed: str, *, claim: str) -> Rows:
    """Those whose claim (`claim`: the path to its key) has the words in its sentence, or in what is
    published of its quotes and headlines."""
    query = search.typed(typed)
    return rows.none() if query is None else search.matching(rows, query, claim=claim)


def by_words_or_people(rows: Rows, typed: str, *, part: str = "") -> Rows:
    """Those whose claim has the words, or in which somebody has a role whose name is like them.
    `part`: "denial" or "evidence"; "" for attributions."""
    every: Any = rows.model._default_manager
    with_words = by_words(every.all(), typed, claim="claim").values("pk")
    people = of_actors_named(typed)
    with_people = people.filter(**{f"{part}__isnull": False}).values(part) if part else people
    return rows.filter(_among_last(with_words) | _among_last(with_people.values(part or "pk")))


def by_headline(rows: Rows, typed: str) -> Rows:
    """Articles: those that have each word among the letters of their headline, or as the beginning
    of a word of their publisher's name."""
    from claims.models import Actor

    for word in typed.split():
        publishers = Actor.objects.named_like(word).order_by().values("pk")
        rows = rows.filter(Q(headline__icontains=word) | Q(publisher__in=publishers))
    return rows


def of_actors_named(typed: str) -> Any:
    """The attributions of actors with a name like what is typed."""
    from claims.models import Actor, Attribution

    actors = Actor.objects.named_like(typed).order_by().values("pk")
    return Attribution.objects.filter(actor__in=actors)


def _among_last(keys: Any) -> Q:
    """That a row's key is one of `keys`: a subquery, of which those added last are asked for."""
    return Q(pk__in=keys.order_by("-pk")[:MOST_FOUND])
