"""What the form of a new article is filled in with."""

import hashlib
import unicodedata
from typing import Any

from django.utils.text import slugify

from claims.models import Actor, Article, Claim, FormerSlug

from .extraction import Found

LONGEST_SLUG = 80
_MOST_OF_A_NAME = 100
_KINDS: dict[str, Any] = {"actor": Actor, "claim": Claim}


def free_slug(found: Found) -> str:
    """An address that no article has yet: of the headline's words; where those are in a script
    that addresses have not, of the publisher and the day, or of the last part of the URL's path,
    or of a few digits of the text's SHA-256. "" if all are taken. One query."""
    last = found.url.partition("?")[0].rstrip("/").rpartition("/")[2].rpartition(".")
    publisher = slugify(found.publisher) and found.published
    base = (
        _cut(slugify(found.headline))
        or (_cut(f"{slugify(found.publisher)}-{found.published}") if publisher else "")
        or _cut(slugify(last[0] or last[2]))
    )
    wanted = _wanted("article", base, found.body)
    return _first_free(wanted, Article.objects.filter(slug__in=wanted))


def free_record_slug(kind: str, words: str) -> str:
    """An address that no record of the kind, actor or claim, has or had: of the words, or of a few
    digits. "" if all are taken. Two queries."""
    wanted = _wanted(kind, _cut(slugify(words)), words)
    if kind == "actor":
        wanted = [slug for slug in wanted if slug != "none"]  # which means nobody, in a list
    return _first_free(
        wanted,
        _KINDS[kind].objects.filter(slug__in=wanted),
        FormerSlug.objects.of_kind(kind).filter(slug__in=wanted),
    )


def _wanted(kind: str, base: str, of: str) -> list[str]:
    """The addresses to be tried, the best first: `base`, numbered, and with a few digits of the
    SHA-256 of what it is `of`; the kind and these digits where there is no base."""
    digits = hashlib.sha256(of.encode(errors="surrogatepass")).hexdigest()[:10]
    base = base or f"{kind}-{digits}"
    return [base, *(f"{base}-{n}" for n in range(2, _MOST_OF_A_NAME)), f"{base}-{digits}"]


def _first_free(wanted: list[str], *bearers: Any) -> str:
    taken = {slug for rows in bearers for slug in rows.values_list("slug", flat=True)}
    return next((slug for slug in wanted if slug not in taken), "")


def _cut(slug: str) -> str:
    """`slug`, or as many of its words as there is room for."""
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]


def likely_language(found: Found) -> str:
    """The language that the page declares; English for a text in Latin letters, which most here
    are; "", for the editor to say, for any other."""
    letters = [letter for letter in found.body[:5000] if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN ") for letter in letters)
    return found.language or ("en" if latin * 2 > len(letters) else "")


def actors_named(name: str) -> list[Any]:
    """The actors of the name or alias `name`, three at most: one is a match, more are none."""
    return list(Actor.objects.called(name).order_by("pk")[:3])
