"""Which records belong to some articles: what their passages carry, and what that rests on."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q

_BATCH = 500

Model = Any
"""A class of records."""


class Belonging:
    """What belongs to the articles with some primary keys.

    The articles with their texts, passages and corrections; the claims, denials and evidence that
    their passages carry, with the claims and the requests that those answer; of who has a role in
    them, those whom the passages speak of, the subjects, and those whom no passage speaks of; all
    actors among these, those they act for, and so on, with their names and former addresses.
    """

    def __init__(self, articles: Collection[int]) -> None:
        from claims import models

        self.of = models
        self.keys: dict[Model, set[int]] = {}
        self._add(models.Article, articles)
        self._add_texts()
        self._add_carried()
        self._add_answered()
        self._add_attributions()
        self._add_actors()

    def rows(self, model: Model) -> Iterator[Any]:
        """The records of the model, by primary key, fetched in batches."""
        ordered = sorted(self._of(model))
        for start in range(0, len(ordered), _BATCH):
            some = ordered[start : start + _BATCH]
            yield from model._default_manager.filter(pk__in=some).order_by("pk")

    # Each in turn, for it rests on the ones before -----------------------------------------------

    def _add_texts(self) -> None:
        articles = self._of(self.of.Article)
        for model, path in (
            (self.of.ArticleText, "article"),
            (self.of.Passage, "text__article"),
            (self.of.PassedOver, "text__article"),
            (self.of.Correction, "article"),
        ):
            self._add_where(model, path, articles)

    def _add_carried(self) -> None:
        articles, path = self._of(self.of.Article), "passage__text__article"
        kinds = (self.of.Claim, self.of.Denial, self.of.Evidence)
        names = [str(kind._meta.model_name) for kind in kinds]
        about = [f"attribution__{name}" for name in names]
        for model, wanted in (
            ((self.of.Anchor,), ["pk", *names]),
            ((self.of.Mention, self.of.Attribution), ["pk", "attribution", *about]),
        ):
            for row in _asked(model[0].objects.all(), path, articles, *wanted):
                for kind, key in zip((*model, *kinds), row, strict=True):
                    self._add(kind, [key])

    def _add_answered(self) -> None:
        """The claims of denials and of evidence, and the requests that denials refuse."""
        denials = self.of.Denial.objects.all()
        wanted = _asked(denials, "pk", self._of(self.of.Denial), "claim", "refuses")
        for claim, request in wanted:
            self._add(self.of.Claim, [claim])
            self._add(self.of.Evidence, [request])
        evidence = self.of.Evidence.objects.all()
        for (claim,) in _asked(evidence, "pk", self._of(self.of.Evidence), "claim"):
            self._add(self.of.Claim, [claim])
        for model in (self.of.Correction, self.of.FormerSlug):
            self._add_where(model, "claim", self._of(self.of.Claim))

    def _add_attributions(self) -> None:
        spoken_of = self.of.Mention.objects.filter(attribution=OuterRef("pk"))
        # Those whom a passage speaks of are there already.
        rows = self.of.Attribution.objects.filter(Q(role="subject") | ~Exists(spoken_of))
        for some, path, model in (
            (rows.filter(denial=None, evidence=None), "claim", self.of.Claim),
            (rows, "denial", self.of.Denial),
            (rows, "evidence", self.of.Evidence),
        ):
            keys = _asked(some, path, self._of(model), "pk")
            self._add(self.of.Attribution, (key for (key,) in keys))

    def _add_actors(self) -> None:
        articles, attributions = self._of(self.of.Article), self._of(self.of.Attribution)
        named = _asked(self.of.Article.objects.all(), "pk", articles, "publisher", "agency")
        people = {key for row in named for key in row}
        roles = _asked(self.of.Attribution.objects.all(), "pk", attributions, "actor")
        new = people.union(key for (key,) in roles) - {None}
        while new:
            self._add(self.of.Actor, new)
            ties = list(_asked(self.of.Affiliation.objects.all(), "actor", new, "pk", "principal"))
            self._add(self.of.Affiliation, (key for key, _ in ties))
            new = {principal for _, principal in ties} - self._of(self.of.Actor)
        for model in (self.of.Alias, self.of.FormerSlug):
            self._add_where(model, "actor", self._of(self.of.Actor))

    # ---------------------------------------------------------------------------------------------

    def _of(self, model: Model) -> set[int]:
        return self.keys.setdefault(model, set())

    def _add(self, model: Model, keys: Iterable[int | None]) -> None:
        self._of(model).update(key for key in keys if key is not None)

    def _add_where(self, model: Model, path: str, keys: Collection[int]) -> None:
        rows = _asked(model._default_manager.all(), path, keys, "pk")
        self._add(model, (key for (key,) in rows))


def _asked(rows: Any, path: str, keys: Collection[int], *names: str) -> Iterator[tuple[Any, ...]]:
    """The values `names` of those of `rows` at whose `path` is one of `keys`."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _BATCH):
        some = ordered[start : start + _BATCH]
        yield from rows.filter(**{f"{path}__in": some}).order_by("pk").values_list(*names)
