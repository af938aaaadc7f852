"""Questions about the history, about corrections and former addresses."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q

from .kept import KeptQuerySet

_PUBLIC_OF = {
    "article": ("article", "articletext", "correction"),
    "actor": ("actor", "alias", "affiliation"),
}


class ChangeQuerySet(models.QuerySet):
    """The history is read in many ways, and written in one: `claims.history`."""

    def update(self, **values: Any) -> int:
        raise TypeError("The history is never changed; claims.history.erasing erases from it.")

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("The history is never deleted.")

    delete.alters_data = True  # type: ignore[attr-defined]

    def latest_first(self) -> "ChangeQuerySet":
        return self.order_by("-pk")

    def of(self, kind: str, keys: Collection[int]) -> "ChangeQuerySet":
        """Those of the records themselves."""
        return self.filter(kind=kind, key__in=keys)

    def in_form_of(self, kind: str, key: int) -> "ChangeQuerySet":
        """Those of the record and of the rows inside its form."""
        return self.filter(Q(kind=kind, key=key) | Q(owner_kind=kind, owner_key=key))

    def about(self, kind: str, keys: Collection[int]) -> "ChangeQuerySet":
        """Those of the records and of all that is part of them: of a claim, its denials and its
        evidence too; of an article, its texts and their passages."""
        found = Q(kind=kind, key__in=keys) | Q(owner_kind=kind, owner_key__in=keys)
        if kind in ("claim", "article"):
            found |= Q(**{f"{kind}_key__in": keys})
        return self.filter(found)

    def last_withdrawal(self, kind: str, key: int) -> Any:
        """When the record was last withdrawn (datetime); None where the history does not say."""
        withdrawn = self.of(kind, [key]).filter(
            action="changed", fields__publication_state__1="withdrawn"
        )
        return withdrawn.latest_first().values_list("at", flat=True).first()

    def last_of_each(self, kind: str, keys: Collection[int]) -> dict[int, Any]:
        """By key of an article or an actor when what is public of it last changed (datetime);
        without those of which the history does not say."""
        own = self.filter(owner_kind=kind, owner_key__in=keys, kind__in=_PUBLIC_OF[kind])
        return dict(own.order_by().values_list("owner_key").annotate(last=Max("at")))

    def last_of_article(self, key: int) -> Any:
        """When the article, its texts or what was told of its corrections last changed
        (datetime); None where the history does not say."""
        own = self.filter(article_key=key, kind__in=("article", "articletext", "correction"))
        written = own.filter(action__in=("added", "changed", "removed"))
        return written.latest_first().values_list("at", flat=True).first()

    def found_by(self, typed: str) -> "ChangeQuerySet":
        """Those by the user with the name typed, whole."""
        users = get_user_model().objects.filter(username=typed.strip()).values_list("pk", flat=True)
        # Joined, or a subquery, PostgreSQL would look through all of the history for them.
        return self.filter(by__in=list(users))

    def authors_of(self, kind: str, keys: Collection[int]) -> dict[int, str]:
        """The names of the users who added the records with `keys`, by key; without those that
        nobody signed in added."""
        added = self.of(kind, keys).filter(action="added", by__isnull=False)
        return dict(added.order_by("-pk").values_list("key", "by__username"))

    def by_author(self, user: Any, kind: str) -> "ChangeQuerySet":
        """The additions of records of the kind by `user`: what they wrote."""
        return self.filter(by=user, kind=kind, action="added")


def written_by(records: models.QuerySet, user: Any) -> models.QuerySet:
    """Those of `records` that `user` added."""
    from claims.models import Change

    kind = str(records.model._meta.model_name)
    added = Change.objects.by_author(user, kind).filter(key=OuterRef("pk"))
    return records.filter(Exists(added))


class CorrectionQuerySet(KeptQuerySet):
    def get_by_natural_key(self, kind: str, slug: str, made_on: str, text: str) -> Any:
        return self.get(**{f"{kind}__slug": slug}, made_on=made_on, text=text)

    def latest_first(self) -> "CorrectionQuerySet":
        return self.order_by("-made_on", "-pk")


class FormerSlugQuerySet(KeptQuerySet):
    def get_by_natural_key(self, kind: str, slug: str) -> Any:
        return self.get(**{f"{kind}__isnull": False}, slug=slug)

    def of_kind(self, kind: str) -> "FormerSlugQuerySet":
        """Those that lead to records of the kind: actor, or claim."""
        return self.filter(**{f"{kind}__isnull": False})

    def leading_from(self, kind: str, slug: str) -> Any:
        """The record of the kind to which the former address leads; None if to none."""
        found = self.of_kind(kind).filter(slug=slug).select_related(kind).first()
        return found and getattr(found, kind)
