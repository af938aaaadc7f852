"""What is proposed of a text in the database: the questions asked, and nothing stored."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from claims.models import Actor, Affiliation, Alias, ArticleText, Dismissal, Passage, PassedOver

from .composing import compose
from .proposals import Proposals, Who
from .sentences import Sentence, Span

_AT_ONCE = 10_000  # strings in one question; SQLite takes 32,766
_MOST_FOUND = 10_000  # names that one question may bring


def propose(
    text: ArticleText,
    *,
    passages: Iterable[Span] | None = None,
    passed_over: Iterable[Span] | None = None,
    covered: Iterable[Sentence] | None = None,
) -> Proposals:
    """What is proposed of a text: see `claims.suggestions.composing.compose`. What is not given is
    asked for: `passages` are those that carry a record.

    Seven queries at most for an article of usual length, whatever it says; a very long one asks
    the registry several times.
    """
    spans = ("start", "end")
    if passages is None:
        passages = Passage.objects.of_text(text).carrying().values_list(*spans)
    if passed_over is None:
        passed_over = PassedOver.objects.of_text(text).values_list(*spans)
    return compose(
        text.body,
        text.article.language,
        text.article.published,
        _registry,
        passages=passages,
        passed_over=passed_over,
        dismissed=list(Dismissal.objects.of_text(text).values_list("proposal", *spans)),
        covered=covered,
    )


def _registry(names: Collection[str]) -> list[tuple[str, Who]]:
    """Each name and alias that is one of `names` in small letters, and whose it is."""
    rows = sorted(_rows(list(names)))
    offices = defaultdict[int, list[str]](list)
    keys = {key for _, key, *_, kind in rows if kind == "person"}
    for key, office in Affiliation.objects.offices_of(keys):
        offices[key].append(office)
    return [
        (name, Who(key, slug, called, kind, tuple(offices[key])))
        for name, key, slug, called, kind in rows
    ]


def _rows(names: list[str]) -> Iterator[tuple[str, int, str, str, str]]:
    """(name, key, slug, the actor's first name, kind) of actors and of aliases."""
    for first in range(0, len(names), _AT_ONCE):
        some = names[first : first + _AT_ONCE]
        actors = Actor.objects.named_one_of(some).values_list("name", "pk", "slug", "name", "kind")
        yield from actors[:_MOST_FOUND]
        aliases = Alias.objects.named_one_of(some).values_list(
            "name", "actor", "actor__slug", "actor__name", "actor__kind"
        )
        yield from aliases[:_MOST_FOUND]
