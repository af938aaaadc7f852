"""What a record holds, as the history keeps it, and of what it is a part."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, NamedTuple

from django.db import models

Row = dict[str, Any]
"""The values of a record by the names of its fields; of a reference, the key."""

# Immutable, and as long as an article: kept in the history when it goes, not when it comes.
KEPT_WHEN_REMOVED = {"articletext": ("body",)}
# What follows from another field, and stands for it where that is not kept.
DERIVED_AND_TRACKED = {"articletext": ("sha256",)}

BATCH = 500


class Place(NamedTuple):
    """Where a record belongs: the record in whose form it stands, its claim and its article."""

    owner_kind: str
    owner_key: int
    claim_key: int | None = None
    article_key: int | None = None


@cache
def tracked(model: type[models.Model]) -> dict[str, str]:
    """The fields that the history tells of, each with the column that holds its value: all but
    the key and what follows from others."""
    extra = DERIVED_AND_TRACKED.get(str(model._meta.model_name), ())
    return {
        field.name: field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and (field.editable or field.name in extra)
    }


def snapshot(model: type[models.Model], keys: Collection[Any]) -> dict[int, Row]:
    """What the records with `keys` hold now, by key; those that are no more are left out."""
    names = tracked(model)
    columns = ["pk", *names.values()]
    keys = list(keys)
    found: dict[int, Row] = {}
    for start in range(0, len(keys), BATCH):
        rows = model._base_manager.filter(pk__among=keys[start : start + BATCH])
        for key, *values in rows.values_list(*columns):
            found[key] = dict(zip(names, values, strict=True))
    return found


def places(model: type[models.Model], rows: dict[int, Row]) -> dict[int, Place]:
    """Where each of the records belongs. Two queries at most for each batch of them."""
    kind = str(model._meta.model_name)
    owners: dict[int, tuple[str, int]]
    match kind:
        case "actor" | "passage" | "claim" | "article" | "denial" | "evidence":
            owners = {key: (kind, key) for key in rows}
        case "alias" | "affiliation":
            owners = {key: ("actor", row["actor"]) for key, row in rows.items()}
        case "attribution" | "anchor":
            owners = {key: _first(row, "denial", "evidence", "claim") for key, row in rows.items()}
        case "mention":
            owners = {key: ("attribution", row["attribution"]) for key, row in rows.items()}
        case "correction":
            owners = {key: _first(row, "claim", "article") for key, row in rows.items()}
        case "formerslug":
            owners = {key: _first(row, "actor", "claim") for key, row in rows.items()}
        case "articletext":
            owners = {key: ("article", row["article"]) for key, row in rows.items()}
        case "passedover" | "dismissal":
            articles = _articles(row["text"] for row in rows.values())
            owners = {key: ("article", articles[row["text"]]) for key, row in rows.items()}
        case _:
            raise NotImplementedError(f"The history does not know where a {kind} belongs.")
    claims = _claims(kind, rows)
    in_texts = _articles(row["text"] for row in rows.values()) if kind == "passage" else {}
    return {
        key: Place(
            *owners[key],
            claim_key=claims.get(key),
            article_key=(
                owners[key][1]
                if owners[key][0] == "article"
                else in_texts.get(rows[key].get("text", 0))
            ),
        )
        for key in rows
    }


def _first(row: Row, *names: str) -> tuple[str, int]:
    return next((name, row[name]) for name in names if row[name] is not None)


def _claims(kind: str, rows: dict[int, Row]) -> dict[int, int | None]:
    """The claim of which each of the records is a part."""
    from claims.models import Attribution

    if kind == "claim":
        return {key: key for key in rows}
    if kind == "mention":
        keys = {row["attribution"] for row in rows.values()}
        claims = _looked_up(Attribution, keys, "claim_id")
        return {key: claims.get(row["attribution"]) for key, row in rows.items()}
    return {key: row.get("claim") for key, row in rows.items()}


def _articles(texts: Iterable[int]) -> dict[int, int]:
    """The article of each of the texts."""
    from claims.models import ArticleText

    return _looked_up(ArticleText, set(texts), "article_id")


def _looked_up(model: type[models.Model], keys: set[int], column: str) -> dict[int, int]:
    ordered = sorted(keys)
    found: dict[int, int] = {}
    for start in range(0, len(ordered), BATCH):
        rows = model._base_manager.filter(pk__among=ordered[start : start + BATCH])
        found.update(rows.values_list("pk", column))
    return found
