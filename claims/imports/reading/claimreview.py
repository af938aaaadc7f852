"""schema.org ClaimReview (https://schema.org/ClaimReview) as it is published, into items."""

import io
from collections.abc import Iterator
from itertools import count
from typing import Any

from claims.imports.items import Item, Named, Piece, Refused

from . import ratings
from .documents import documents, of_type, types
from .opening import Unreadable
from .values import address, day, host, key, name, once, text

_KINDS = {
    "Person": "person",
    "Country": "state",
    "GovernmentOrganization": "government_body",
    "NewsMediaOrganization": "news_organisation",
}


def items(file: io.BufferedReader, *, source: str, after: int) -> Iterator[Item | Refused]:
    """The reviews of the file after the first `after`, each as the claim that it reviews. What is
    broken of the file counts as one. Raises Unreadable, also where there is no review."""
    numbers = count(1)
    number = 0
    for place, value, broken in documents(file):
        if broken:
            number = next(numbers)
            if number > after:
                yield Refused(number, place, "", broken)
            continue
        reviews = list(of_type(value, "ClaimReview"))
        for nth, review in enumerate(reviews, 1):
            number = next(numbers)
            if number > after:
                where = f"{place}, review {nth}" if len(reviews) > 1 else place
                yield _item(review, source, number, where)
    if not number:
        raise Unreadable("There is no ClaimReview in the file.")


def _item(review: dict[str, Any], source: str, number: int, place: str) -> Item | Refused:
    reviewed = _objects(review.get("itemReviewed"))
    words = text(review.get("claimReviewed")) or next(
        (found for one in reviewed if (found := _words(one))), ""
    )
    if not words:
        return Refused(number, place, "claimReviewed", "There is no claim: it is empty.", review)
    url = next((found for found in _addresses(review, "url", "mainEntityOfPage", "@id")), "")
    if not url:
        why = "There is no http or https address of at most 1,000 characters."
        return Refused(number, place, "url", why, review)
    date, basis, note = _date(review, reviewed)
    return Item(
        source=source,
        key=key(url, words),
        number=number,
        place=place,
        text=words,
        kind="fact",
        url=url,
        date=date,
        date_basis=basis,
        date_note=note,
        language=next((text(one) for one in _list(review.get("inLanguage")) if text(one)), ""),
        claimants=_people(part for one in reviewed for part in _list(one.get("author"))),
        subjects=_people(part for one in reviewed for part in _list(one.get("about"))),
        appearances=tuple(dict.fromkeys(_appearances(reviewed))),
        tags=tuple(dict.fromkeys(_tags([review, *reviewed]))),
        evidence=tuple(_assessment(review, url)),
        original=review,
    )


def _list(value: Any) -> list[Any]:
    if value is None or value in ("", [], {}):
        return []
    return value if isinstance(value, list) else [value]


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _words(reviewed: dict[str, Any]) -> str:
    """The claim itself, where the reviewed item is one and not a work that makes it."""
    return text(reviewed.get("text")) or (
        text(reviewed.get("name")) if "Claim" in types(reviewed) else ""
    )


def _addresses(value: Any, *names: str) -> Iterator[str]:
    """The addresses under these names, of texts and of objects that have one themselves."""
    for one in (part for own in names for part in _list(value.get(own))):
        given = [one.get("url"), one.get("@id")] if isinstance(one, dict) else [one]
        yield from (found for part in given if (found := address(part)))


def _date(review: dict[str, Any], reviewed: list[dict[str, Any]]) -> tuple[str, str, str]:
    """The claim's date, its basis, and a note where one is given that cannot be told.

    When the claim was said, if the item is the claim of a person; else when what makes it appeared;
    else when the review did. None of these is the day that the claim tells of.
    """
    for one in reviewed:
        if found := day(one.get("datePublished")):
            person = any("Person" in types(who) for who in _objects(one.get("author")))
            return found, "said" if person and "Claim" in types(one) else "reported", ""
    if found := day(review.get("datePublished")):
        return found, "reported", ""
    given = [*(one.get("datePublished") for one in reviewed), review.get("datePublished")]
    note = next((text(one) for one in given if text(one)), "")
    return "", "", f"given as “{note}”"[:300] if note else ""


def _people(given: Any) -> tuple[Named, ...]:
    return once(found for one in given if (found := _named(one)))


def _named(given: Any) -> Named | None:
    """Somebody: a name, or an object that has one; the site of its address where that is all."""
    if not isinstance(given, dict):
        found = name(given)
        return Named(found) if found else None
    same = tuple(dict.fromkeys(_addresses(given, "sameAs", "@id")))
    found = next((found for one in _list(given.get("name")) if (found := name(one))), "")
    if not found:
        where = next(_addresses(given, "url", "@id"), "")
        found = host(where)
    kind = next((_KINDS[one] for one in types(given) if one in _KINDS), "")
    return Named(found, kind, same) if found else None


def _appearances(reviewed: list[dict[str, Any]]) -> Iterator[str]:
    for one in reviewed:
        yield from _addresses(one, "firstAppearance", "appearance", "url", "@id", "sameAs")


def _tags(given: list[dict[str, Any]]) -> Iterator[str]:
    for one in given:
        for words in _list(one.get("keywords")):
            parts = words.split(",") if isinstance(words, str) else [words]
            yield from (found for part in parts if (found := text(part)))


def _assessment(review: dict[str, Any], url: str) -> Iterator[Piece]:
    """The reviewer's rating, in the reviewer's words; none without words and without a number."""
    for rating in _objects(review.get("reviewRating"))[:1]:
        numbers = [rating.get(name) for name in ("ratingValue", "worstRating", "bestRating")]
        value, worst, best = map(text, numbers)
        words = text(rating.get("alternateName")) or text(rating.get("name"))
        scale = f" of {worst} to {best}" if worst and best else ""
        if not words and not value:
            return
        date = day(review.get("datePublished"))
        yield Piece(
            words=words or f"{value}{scale}",
            side=ratings.side(words, *numbers),
            kind="assessment",
            state="presented",
            sources=_people(_list(review.get("author"))) or (Named(host(url)),),
            url=url,
            date=date,
            date_basis="reported" if date else "",
        )
