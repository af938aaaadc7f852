"""What the sections `exactly:` say, applied to the records that the short forms gave.

First all that is set or added, kind by kind, each after those it rests on; then what is not there.
What the database would refuse, or could not resolve, is a problem, for it is not asked here.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models

from claims.models import (
    Affiliation,
    Alias,
    Anchor,
    Attribution,
    Correction,
    FormerSlug,
    Mention,
    Passage,
    PassedOver,
)

from .checking import cycle
from .exactly import Exact, Exactly, key_problems, value_of
from .gathered import about
from .kinds import KINDS, Key, Rows, key_of, kind_of
from .problems import Problems, shown
from .rules import broken_rules


class _Missing(LookupError):
    """A record that another one refers to, and that is not there."""

    def __init__(self, kind: str, key: Key) -> None:
        super().__init__(f"{kind} {shown('/'.join(map(str, key)))}")


def override(rows: Rows, exactly: Exactly, problems: Problems) -> None:
    """Change `rows` as the sections say."""
    touched: list[tuple[Exact, Any]] = []
    for kind in KINDS:
        for key, entry in exactly.made(kind).items():
            if wrong := key_problems(kind, key):
                for message in wrong:
                    problems.add(entry.place, message)
                continue
            record = rows[kind].get(key) or _made(entry, rows, problems)
            if record is None or not _set_fields(record, entry, rows, problems):
                continue
            needed = key[:1] if kind == "former_slug" else KINDS[kind].fields
            if lacking := [name for name in needed if _lacks(record, name)]:
                problems.add(entry.place, f"it has no {' and no '.join(lacking)}: add that.")
            elif key_of(record) != key:
                problems.add(entry.place, "its fields say otherwise than its key: make them agree.")
            else:
                rows[kind][key] = record
                touched.append((entry, record))
    for entry in exactly.entries.values():
        if entry.values is None and rows[entry.kind].pop(entry.key, None) is None:
            problems.add(entry.place, "there is no such record anyway: remove the entry.")
    for entry, record in touched:
        for name, message in broken_rules(record):
            problems.add(entry.at(name), message)
        if entry.kind == "former_slug" and entry.key[1:] in rows[entry.key[0]]:
            problems.add(entry.place, "it is the address of a record: it is no former one.")
    ties = [(entry, record) for entry, record in touched if entry.kind == "affiliation"]
    if ties and (path := cycle(rows["affiliation"].values())):
        words = " acts for ".join(path)
        problems.add(ties[0][0].place, f"{words}: nobody acts for themselves. Correct the dates.")
    if exactly.entries:
        _keep_to_one_claim(rows)
        _check_references(rows, exactly, problems)


def _set_fields(record: Any, entry: Exact, rows: Rows, problems: Problems) -> bool:
    """Set what the entry says; whether all of it could be."""
    for name, value in (entry.values or {}).items():
        related: Any = record._meta.get_field(name).related_model
        if related is None:
            setattr(record, name, value_of(type(record), name, value))
            continue
        try:
            kind = str(related._meta.model_name)
            setattr(record, name, _find(rows, kind, value) if value else None)
        except _Missing as missing:
            problems.add(entry.at(name), f"{name}: there is no {missing}: correct it.")
            return False
    return True


def _made(entry: Exact, rows: Rows, problems: Problems) -> Any:
    """A new record with the key; None, with problems, where it cannot be."""
    try:
        return _new(entry.kind, entry.key, rows)
    except _Missing as missing:
        problems.add(entry.place, f"there is no {missing}: add it, or correct the key.")
        return None


def _lacks(record: Any, name: str) -> bool:
    """Whether the record has nothing in a field that needs something."""
    model_field: Any = record._meta.get_field(name)
    if isinstance(model_field, models.ForeignKey):
        needed = not model_field.null or isinstance(record, FormerSlug)
        return needed and not record._state.fields_cache.get(name)
    return not model_field.blank and getattr(record, name) == ""


def _new(kind: str, key: Key, rows: Rows) -> Any:
    """A record with just this key. Raises _Missing where it would rest on nothing."""
    match kind:
        case "alias":
            return Alias(actor=_find(rows, "actor", key[0]), name=key[1])
        case "affiliation":
            actor, principal = (_find(rows, "actor", slug) for slug in key[:2])
            return Affiliation(actor=actor, principal=principal, office=key[2], since=key[3])
        case "passage":
            text = _find(rows, "article_text", *key[:2])
            return Passage(text=text, start=key[2], end=key[3], exact=text.body[slice(*key[2:])])
        case "passed_over":
            text = _find(rows, "article_text", *key[:2])
            return PassedOver(text=text, start=key[2], end=key[3])
        case "attribution":
            actor = _find(rows, "actor", key[2])
            return Attribution(actor=actor, role=key[3], **_about(rows, *key[:2]))
        case "anchor":
            passage = _find(rows, "passage", *key[2:])
            return Anchor(passage=passage, **_about(rows, *key[:2]))
        case "mention":
            attribution = _find(rows, "attribution", *key[:4])
            return Mention(attribution=attribution, passage=_find(rows, "passage", *key[4:]))
        case "correction":
            return Correction(**{key[0]: _find(rows, *key[:2])}, made_on=key[2], text=key[3])
        case "former_slug":
            return FormerSlug(slug=key[1])
    return KINDS[kind].model(slug=key[0])


def _find(rows: Rows, kind: str, *key: Any) -> Any:
    found = rows[kind].get(key)
    if found is None:
        raise _Missing(kind, key)
    return found


def _about(rows: Rows, kind: str, slug: str) -> dict[str, Any]:
    return about(_find(rows, kind, slug))


def _keep_to_one_claim(rows: Rows) -> None:
    """What is about a denial or evidence is about its claim, which may just have been set."""
    for record in (*rows["attribution"].values(), *rows["anchor"].values()):
        part = record.denial or record.evidence
        if part is not None:
            record.claim = part.claim


def _check_references(rows: Rows, exactly: Exactly, problems: Problems) -> None:
    """That what records refer to is there still; that no two actors have one Wikidata id."""
    for records in rows.values():
        for record in records.values():
            for kind, key in _references(record):
                if key not in rows[kind]:
                    entry = exactly.entries.get((kind, key))
                    name = f"{kind_of(record)} {shown('/'.join(map(str, key_of(record))))}"
                    if entry is not None:
                        problems.add(entry.place, f"the {name} rests on it: take that out first.")
    bearers: dict[str, str] = {}
    for actor in rows["actor"].values():
        first = bearers.setdefault(actor.wikidata_id, actor.slug)
        if actor.wikidata_id and first != actor.slug:
            entry = exactly.entries.get(("actor", (actor.slug,)))
            entry = entry or exactly.entries.get(("actor", (first,)))
            if entry is not None:
                both = f"{first} and {actor.slug}"
                problems.add(
                    entry.place, f"{both} have one Wikidata id, {actor.wikidata_id}: correct one."
                )


def _references(record: models.Model) -> Iterator[tuple[str, Key]]:
    for model_field in record._meta.concrete_fields:
        if isinstance(model_field, models.ForeignKey):
            target: Any = getattr(record, model_field.name)
            if target is not None:
                yield kind_of(target), key_of(target)
